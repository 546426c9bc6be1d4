"""Judges that stand in for ours, attribute by attribute.

`choosing` reads which attribute is whose and opens the scorer, `standins` asks it with
a time-out; `huggingface` and `remote` are the two scorers that come with the product.
"""

from classifier.scorers.choosing import (
    Choice,
    Scorer,
    ScorerError,
    choices,
    open_scorer,
)
from classifier.scorers.standins import StandIns

__all__ = ["Choice", "Scorer", "ScorerError", "StandIns", "choices", "open_scorer"]
