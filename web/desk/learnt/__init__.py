"""What there is to tell of a version of a site's own model, in the desk and as a file.

Both show the same parts (`templates/learnt/sections.html`), drawn of the same figures.
"""

from web.desk.learnt import pages

__all__ = ["pages"]
