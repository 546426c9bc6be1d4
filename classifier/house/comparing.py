"""Two judges of a site on the same decisions, which neither has learnt from.

The one in service is the champion; the other, the challenger, takes its place only if
it is better beyond chance, and worse beyond chance nowhere. It may be better by its log
loss or by its AUC: of a hundred decisions each tells what the other does not.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from classifier.evaluation import metrics
from classifier.evaluation.metrics import Difference, Interval

Floats = NDArray[np.floating]

SURELY = 1.96
"""Standard errors beyond which a gain is no chance: one-sided, at 97.5 %, as is the
interval of AUC, so that by either of the two one in twenty seems better by chance."""

DOUBT = 0.05
"""The chance that any group seems worse though none is, shared by all groups
(Bonferroni): of twenty that are as good one would speak against each promotion."""

LEAST_GAIN = 0.002
"""Of log loss, in natural units. Between two judges that are nearly always right less
is certain all the same, and nobody would see it."""

LEAST_OF_GROUP = 30
"""Decisions of a group, such as a section, from which on it may speak against a
promotion: with fewer the normal distribution of a mean is no good guess."""

SURE = 0.001
"""Scores nearer to 0 or 1 count as this in the log loss, or one wrong score of exactly
0 or 1 would outweigh all others."""


@dataclass(frozen=True)
class Figures:
    """How well one judge does; `None` for what one kind of decisions alone cannot tell.

    Attributes:
        auc: the chance that a rejected comment scores above an approved one, with its
            95 % interval.
        average_precision: at the share of rejections of these decisions.
        loss: mean log loss, in natural units.
        calibration: how far scores are from shares (`metrics.calibration_error`).
    """

    auc: float | None
    auc_interval: Interval | None
    average_precision: float | None
    loss: float
    calibration: float | None


@dataclass(frozen=True)
class Gain:
    """How much less log loss the challenger has, on average.

    Attributes:
        name: of the group of decisions; "" for all.
        decisions: how many.
        value: its gain, above 0 where it is better.
        error: the standard error of that.
    """

    name: str
    decisions: int
    value: float
    error: float

    @property
    def matters(self) -> bool:
        """Whether anybody would see it."""
        return self.value > LEAST_GAIN

    @property
    def is_sure(self) -> bool:
        """Whether it is beyond chance."""
        return self.value > SURELY * self.error

    def is_worse(self, of: int) -> bool:
        """Whether it is a loss that matters, beyond chance among so many groups."""
        surely = float(norm.isf(DOUBT / of))
        return self.value < -max(surely * self.error, LEAST_GAIN)


@dataclass(frozen=True)
class Compared:
    """What the comparison found.

    Attributes:
        auc: the challenger's less the champion's; `None` with one kind of decisions.
        gain: over all decisions.
        groups: the same of each group that has enough, by its name.
    """

    decisions: int
    rejected: int
    champion: Figures
    challenger: Figures
    auc: Difference | None
    gain: Gain
    groups: Sequence[Gain]

    @property
    def against(self) -> Sequence[str]:
        """What speaks against the challenger, in words; empty where nothing does."""
        found = list[str]()
        ranks_better = self.auc is not None and self.auc.low > 0
        if not (self.gain.matters and (self.gain.is_sure or ranks_better)):
            chance = max(SURELY * self.gain.error, LEAST_GAIN)
            found.append(
                f"its log loss is {self.gain.value:+.4f} better, and up to "
                f"{chance:.4f} may be chance or is too little to matter"
            )
        if self.auc is not None and self.auc.high < 0:
            found.append(f"its AUC is {-self.auc.value:.4f} lower")
        found += [
            f"it is worse on {each.decisions} decisions of {each.name}"
            for each in self.groups
            if each.is_worse(len(self.groups))
        ]
        return found

    @property
    def is_better(self) -> bool:
        """Whether the challenger should take the champion's place."""
        return not self.against


def compare(
    rejected: NDArray[np.bool_],
    champion: Floats,
    challenger: Floats,
    groups: Mapping[str, NDArray[np.bool_]],
) -> Compared:
    """Compare the scores of two judges.

    Args:
        rejected: what people decided, shape (n,), n at least 1.
        champion, challenger: P(reject), shape (n,), each in [0, 1].
        groups: which decisions are of a group, shape (n,), by its name.
    """
    labels = rejected.astype(int)
    lost = [losses(rejected, scores) for scores in (champion, challenger)]
    gains = lost[0] - lost[1]
    both = 0 < labels.sum() < len(labels)
    return Compared(
        decisions=len(labels),
        rejected=int(labels.sum()),
        champion=_figures(labels, champion, lost[0]),
        challenger=_figures(labels, challenger, lost[1]),
        auc=metrics.auc_difference(labels, challenger, champion) if both else None,
        gain=_gain("", gains),
        groups=tuple(
            _gain(name, gains[its])
            for name, its in sorted(groups.items())
            if its.sum() >= LEAST_OF_GROUP
        ),
    )


def _figures(labels: NDArray[np.int_], scores: Floats, lost: Floats) -> Figures:
    loss = float(lost.mean())
    if not 0 < labels.sum() < len(labels):
        return Figures(None, None, None, loss, None)
    rate = float(labels.mean())
    return Figures(
        metrics.auc(labels, scores),
        metrics.auc_interval(labels, scores),
        metrics.average_precision(labels, scores),
        loss,
        metrics.calibration_error(labels, scores, rate),
    )


def losses(rejected: NDArray[np.bool_], scores: Floats) -> Floats:
    """The log loss of each score, in natural units, shape (n,)."""
    sure = np.clip(scores.astype(np.float64), SURE, 1 - SURE)
    return -np.log(np.where(rejected, sure, 1 - sure))


def _gain(name: str, gains: Floats) -> Gain:
    error = float(gains.std(ddof=1)) / math.sqrt(len(gains)) if len(gains) > 1 else 0.0
    return Gain(name, len(gains), float(gains.mean()), error)
