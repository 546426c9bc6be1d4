"""Whether a site's model still fits what comes: the way of a look at it.

`looking` puts it together: `shifts` tells which kinds of comments and decisions are
more or fewer than before, beyond chance, `wording` which words, and `performance` how
the model does on audits of either time. `found` is what comes of it, and `keeping`
keeps the last look for the desk; these two and what they need are light enough for
serving.
"""

from moderation.drift.found import Look, Measured, Performance
from moderation.drift.keeping import is_due, keep, last, tried, worries
from moderation.drift.shifts import Kind, Moved, Shift
from moderation.drift.wording import Word

__all__ = [
    "Kind",
    "Look",
    "Measured",
    "Moved",
    "Performance",
    "Shift",
    "Word",
    "is_due",
    "keep",
    "last",
    "tried",
    "worries",
]
