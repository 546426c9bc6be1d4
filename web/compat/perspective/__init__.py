"""Google's Perspective API (Comment Analyzer, v1alpha1), as its clients call it.

Wherever it could not be known what Google did, what is said is clear and in its shape.
"""

from web.compat.perspective.routes import blueprint
from web.compat.perspective.straight import LANES

__all__ = ["LANES", "blueprint"]
