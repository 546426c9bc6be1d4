"""An examination as one HTML page that needs nothing else.

No script and nothing from elsewhere; the page's own policy forbids both. It quotes
comments, and so belongs where those may be read.
"""

from classifier.evaluation.report.page import page

__all__ = ["page"]
