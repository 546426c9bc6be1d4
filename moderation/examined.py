"""The figures of a version, as they are kept: numbers and names of things, no texts.

A comment that is to be read is there by its key, and looked up when it is shown, so
that what is erased is told no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from moderation.blind.results import Share

Points = Sequence[tuple[float, float]]
Within = tuple[float, float, float]
"""A figure, and between which two it surely lies (95 %)."""

BINS = 20
"""Of a histogram of scores, of equal width."""


class Of(StrEnum):
    """Which decisions figures are of."""

    AUDITS = "audits"  # drawn by chance and decided blind: of all comments
    LATER = "later"  # what people decided since it learnt: more often doubtful
    BOTH = "both"  # where there are too few of either


@dataclass(frozen=True)
class Ranked:
    """How well a judge does on some decisions.

    Attributes:
        loss: mean log loss, in natural units.
        calibration: how far scores are from shares (`metrics.calibration_error`).
        alike: of all, those on the side on which people are.
        caught: of the rejections, those that score `SIDES` or more.
        roc, precision_recall, reliability: curves in the unit square.
    """

    name: str
    auc: Within
    average_precision: float
    loss: float
    calibration: float
    alike: Share
    caught: Share
    roc: Points
    precision_recall: Points
    reliability: Points


@dataclass(frozen=True)
class Cut:
    """What a threshold would do: of all decisions those at or above it, of these the
    rejections (`None` where there is none), and of the rejections those.
    """

    threshold: float
    reached: Share
    right: Share | None
    caught: Share


@dataclass(frozen=True)
class Group:
    """How often both judges decide as people did, in decisions of a kind.

    Attributes:
        kind: "section", "language", "source", "reason", or "people" of comments that
            name some.
    """

    kind: str
    name: str
    decisions: int
    ours: float
    theirs: float

    @property
    def is_no_worse(self) -> bool:
        """Whether the version does so as often as the other, or more often."""
        return self.ours >= self.theirs


@dataclass(frozen=True)
class Named:
    """Comments that name a group of people, by the kind of group.

    Attributes:
        wrongly: of those that people approved, what the score would not let through;
            `None` of too few.
        auc: `None` of too few.
    """

    kind: str
    decisions: int
    wrongly: Share | None
    auc: Within | None


@dataclass(frozen=True)
class ByReason:
    """What people rejected for a reason, and what the score alone does with it at the
    thresholds in force.
    """

    reason: str
    rejected: int
    held: int
    approved: int

    @property
    def decisions(self) -> int:
        """How many they rejected for it."""
        return self.rejected + self.held + self.approved


@dataclass(frozen=True)
class Measured:
    """A version and the judge beside it, on decisions that neither has learnt.

    Attributes:
        more: how much more its AUC is than the other's.
        approved, rejected: how many of each have a score in each of `BINS`.
    """

    of: Of
    ours: Ranked
    theirs: Ranked
    more: Within
    cuts: Sequence[Cut]
    approved: Sequence[int]
    rejected: Sequence[int]
    groups: Sequence[Group]
    named: Sequence[Named]
    reasons: Sequence[ByReason]

    @property
    def decisions(self) -> int:
        """How many."""
        return sum(self.approved) + sum(self.rejected)


@dataclass(frozen=True)
class Flip:
    """A decision on which the judges lie on different sides, by its comment's key."""

    key: int
    revision: int
    rejected: bool
    ours: float
    theirs: float
    is_better: bool


@dataclass(frozen=True)
class Word:
    """A word with its weight by the version, and by the judge beside it."""

    word: str
    ours: float
    theirs: float


@dataclass(frozen=True)
class Learnt:
    """What was learnt of so many decisions, measured on later ones."""

    decisions: int
    auc: float
    loss: float


@dataclass(frozen=True)
class Curve:
    """What ever more decisions bring about.

    Attributes:
        gain: what `MORE` further ones should add to the AUC; `None` where the figures
            follow no curve.
    """

    points: Sequence[Learnt]
    gain: Within | None


@dataclass(frozen=True)
class Automated:
    """What a machine alone would decide, were `ACCEPTED` errors kept to.

    Attributes:
        alone: of the audited comments, those that are promised to be right.
        wrong: how many of these are not as people decided.
        missing: how many more audits it takes until anything is promised; 0 if it is,
            `None` where more would not help.
    """

    name: str
    alone: Share
    wrong: int
    missing: int | None


@dataclass(frozen=True)
class Figures:
    """What there is to tell of a version.

    Attributes:
        audits, later: how many decisions there are that it has not learnt.
        hold, reject: the thresholds of its score that are in force.
        measured: on audits and on later decisions apart, where there are enough of
            either; else together; empty where there are too few.
        automated: of the version, and of the one before it; empty without audits.
        flips: the most certain first, for the better and for the worse; `better` and
            `worse` count all.
        parent_is_gone: whether it was compared with a version that is kept no longer.
        gained, lost: words that speak more, and less, for a rejection than before.
        learnt: what the site had decided, counted as a data sheet has it; by `person`
            it has names.
    """

    version: str
    audits: int
    later: int
    hold: float
    reject: float | None
    measured: Sequence[Measured]
    automated: Sequence[Automated]
    flips: Sequence[Flip]
    better: int
    worse: int
    parent_is_gone: bool
    gained: Sequence[Word]
    lost: Sequence[Word]
    curve: Curve | None
    learnt: Mapping[str, Mapping[str, int]]

    @property
    def main(self) -> Measured | None:
        """The figures that tell the most: of audits, where there are enough."""
        return self.measured[0] if self.measured else None
