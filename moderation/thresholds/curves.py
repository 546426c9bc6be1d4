"""One attribute: what each threshold would hold, and how often people agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from moderation.policy import THRESHOLDS, Settings
from moderation.thresholds.samples import ON_TOPIC, Bools, Floats, Sample
from moderation.thresholds.shares import Share, share

STEPS = 100
"""Into which the scores are cut for a curve."""


def names() -> tuple[str, ...]:
    """All attributes that have a threshold."""
    return (*THRESHOLDS, ON_TOPIC)


@dataclass(frozen=True, kw_only=True)
class Point:
    """What holding from one score on would do.

    Attributes:
        at: the threshold.
        decided: of the comments that it would hold, those that people decided.
        rejected: those of them that they rejected.
        precision: the share of that; `None` where too few are decided.
        held: the share of all comments that came; `None` where none has a score.
        a_day: how many that are on a day.
    """

    at: float
    decided: int
    rejected: int
    precision: Share | None
    held: float | None
    a_day: float | None


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One attribute at one level.

    Attributes:
        below: whether what has a lower score is held, as of what is on topic.
        hold, reject: the thresholds in force.
        decided: decisions on comments with a score.
        came: comments with a score, of those looked at.
        points: one for each hundredth, from 0 to 1.
    """

    attribute: str
    below: bool
    hold: float
    reject: float | None
    decided: int
    came: int
    points: Sequence[Point]
    _counts: "_Counts"

    def at(self, threshold: float) -> Point:
        """What any threshold in [0, 1] would do."""
        return self._counts.point(threshold)


@dataclass(frozen=True)
class _Counts:
    """Sorted scores, in which what lies beyond one is counted at once."""

    decided: Floats
    rejected: Floats
    came: Floats
    all_came: int
    a_day: float | None
    below: bool

    def point(self, at: float) -> Point:
        decided, rejected = (
            self._beyond(self.decided, at),
            self._beyond(self.rejected, at),
        )
        held = self._beyond(self.came, at) / self.all_came if self.all_came else None
        return Point(
            at=at,
            decided=decided,
            rejected=rejected,
            precision=share(rejected, decided),
            held=held if len(self.came) else None,
            a_day=None if held is None or self.a_day is None else held * self.a_day,
        )

    def _beyond(self, scores: Floats, at: float) -> int:
        under = int(np.searchsorted(scores, at, "left"))
        return under if self.below else len(scores) - under

    @cached_property
    def points(self) -> list[Point]:
        return [self.point(step / STEPS) for step in range(STEPS + 1)]


def curve(sample: Sample, attribute: str, settings: Settings) -> Curve:
    """That of an attribute, one of `names`, with the thresholds in force.

    Args:
        sample: of the site, or of the section that is looked at.
        settings: that are in force there.
    """
    decided = sample.decided.scores[attribute]
    counts = _Counts(
        decided=_sorted(decided),
        rejected=_sorted(decided[sample.rejected]),
        came=_sorted(sample.came.scores[attribute]),
        all_came=len(sample.came),
        a_day=sample.a_day,
        below=attribute == ON_TOPIC,
    )
    if attribute == ON_TOPIC:
        hold, reject = settings.hold_off_topic_below, None
    else:
        its = settings.thresholds[attribute]
        hold, reject = its.hold, its.reject
    return Curve(
        attribute=attribute,
        below=counts.below,
        hold=hold,
        reject=reject,
        decided=len(counts.decided),
        came=len(counts.came),
        points=counts.points,
        _counts=counts,
    )


@dataclass(frozen=True)
class Agreement:
    """What people decided of comments with scores in a band."""

    decided: int
    rejected: int
    precision: Share | None


def between(sample: Sample, attribute: str, low: float, high: float) -> Agreement:
    """What people decided of comments with a score from `low` to `high`."""
    empty = np.zeros(0)
    scores = sample.decided.scores.get(attribute, empty)
    inside = (scores >= low) & (scores <= high)
    decided = int(np.count_nonzero(inside))
    rejected = int(np.count_nonzero(inside & sample.rejected)) if decided else 0
    return Agreement(decided, rejected, share(rejected, decided))


def _sorted(scores: Floats) -> Floats:
    return np.sort(scores[~np.isnan(scores)])


def holds(scores: Floats, at: float, *, below: bool) -> Bools:
    """Which scores a threshold would hold; a missing one never."""
    found: Bools = (scores < at) if below else (scores >= at)
    return found
