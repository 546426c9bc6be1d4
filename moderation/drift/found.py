"""What a look found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from moderation.drift.shifts import Shift
from moderation.drift.wording import Word
from moderation.statistics.drift import Reading


@dataclass(frozen=True)
class Measured:
    """How a model did on some audits, one after the other.

    Attributes:
        first, last: when they were decided.
        rejected: how many people rejected.
        auc: how often a rejected comment scores above an approved one, in [0, 1], with
            its 95 % interval.
        loss: the mean log loss, in nats.
    """

    first: datetime
    last: datetime
    number: int
    rejected: int
    auc: tuple[float, float, float]
    loss: float


@dataclass(frozen=True)
class Performance:
    """How it did on the audits until it had learnt, and on those since.

    Attributes:
        before, now: `None` of too few.
        parts: all of them, the oldest first.
        chance: how often those since would do so much worse by chance, in (0, 1].
        matters: whether anybody would see how much worse.
        is_sure: whether it is beyond chance, of all that was looked at.
    """

    before: Measured | None
    now: Measured | None
    parts: Sequence[Measured] = ()
    chance: float | None = None
    matters: bool = False
    is_sure: bool = False

    @property
    def is_worse(self) -> bool:
        """Whether it does worse, surely and visibly."""
        return self.matters and self.is_sure


@dataclass(frozen=True)
class Look:
    """What was found.

    Attributes:
        version: of the model in service.
        at: when it was looked.
        learnt: when the model had learnt.
        shifts: of scores, decisions, languages and sections.
        words: that rose, then those that fell.
        audits: how the model does on them.
        unkept: "approvals" or "rejections", where more of them surely are wrong than is
            accepted.
    """

    version: str
    at: datetime
    learnt: datetime
    shifts: Sequence[Shift]
    words: Sequence[Word]
    audits: Performance
    unkept: Sequence[str] = ()

    @property
    def worries(self) -> bool:
        """Whether somebody should look: much has changed, or it does worse."""
        return (
            self.audits.is_worse
            or bool(self.unkept)
            or any(its.reading is Reading.SHIFTED for its in self.shifts)
        )
