"""What a threshold would hold, and how often people agree: from a site's own decisions.

Nothing of it is a claim about comments that nobody looked at. People mostly decide what
was held, so that below the thresholds of the past there are few decisions, which is
told.
"""

from moderation.thresholds.curves import (
    Agreement,
    Curve,
    Point,
    between,
    curve,
    names,
)
from moderation.thresholds.samples import Sample, sample
from moderation.thresholds.whole import Whole, of_cautions, of_settings

__all__ = [
    "Agreement",
    "Curve",
    "Point",
    "Sample",
    "Whole",
    "between",
    "curve",
    "names",
    "of_cautions",
    "of_settings",
    "sample",
]
