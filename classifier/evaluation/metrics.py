"""The figures of two-class scores: how well they rank, how true they are, how sure
that is.

`labels` are 0 or 1, shape (n_rows,), with at least one of each; `scores` are in [0, 1],
of the same shape.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Labels = NDArray[np.int_]
Scores = NDArray[np.floating[Any]]
Interval = tuple[float, float]
Points = list[tuple[float, float]]

BINS = 10  # of the calibration error, of equal width (Guo et al., 2017)
NORMAL_95 = 1.959964  # standard deviations about the mean that hold 95 %
RESAMPLES = 500
CURVE_POINTS = 120  # enough for a drawing 300 pixels wide


def auc(labels: Labels, scores: Scores) -> float:
    """Area under the ROC curve: how often a positive scores above a negative.

    >>> auc(np.array([1, 0, 0]), np.array([0.9, 0.1, 0.95]))
    0.5
    """
    return float(_placements(labels, scores)[0].mean())


def auc_interval(labels: Labels, scores: Scores) -> Interval:
    """The 95 % confidence interval of `auc`.

    DeLong, DeLong and Clarke-Pearson (1988), by ranks as in Sun and Xu (2014); on the
    scale of the logit, so that it stays within [0, 1] (Pepe, 2003, section 5.2).
    Where no pair is out of order there is no variance to go by, and the lower end is
    the exact binomial one (Clopper and Pearson, 1934) of the rarer class.
    """
    positive, negative = _placements(labels, scores)
    area = float(positive.mean())
    variance = _variance(positive) + _variance(negative)
    if variance == 0 or not 0 < area < 1:
        surely = 0.025 ** (1 / min(len(positive), len(negative)))
        return (surely if area == 1 else area, 1 - surely if area == 0 else area)
    logit = np.log(area / (1 - area))
    reach = NORMAL_95 * np.sqrt(variance) / (area * (1 - area))
    low, high = 1 / (1 + np.exp([-logit + reach, -logit - reach]))
    return float(low), float(high)


@dataclass(frozen=True)
class Difference:
    """How much more one model's AUC is than another's, with its 95 % interval."""

    value: float
    low: float
    high: float


def auc_difference(
    labels: Labels,
    ours: Scores,
    theirs: Scores,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Difference:
    """`ours` less `theirs` on the same rows.

    The interval is the percentile bootstrap (Efron and Tibshirani, 1993, chapter 13):
    positives and negatives are drawn anew with replacement, each draw for both models.
    """
    dice = np.random.default_rng(seed)
    positives, negatives = np.flatnonzero(labels == 1), np.flatnonzero(labels != 1)
    ladders = [_Ladder(labels, scores) for scores in (ours, theirs)]
    drawn = np.empty(resamples)
    for number in range(resamples):
        often = np.bincount(
            np.concatenate(
                [dice.choice(rows, len(rows)) for rows in (positives, negatives)]
            ),
            minlength=len(labels),
        )
        first, second = (ladder.auc(often) for ladder in ladders)
        drawn[number] = first - second
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Difference(auc(labels, ours) - auc(labels, theirs), float(low), float(high))


def natural_weights(labels: Labels, rate: float) -> NDArray[np.float64]:
    """Weights of rows, summing to 1, under which positives have the share `rate`.

    Data sets are picked to have many, and a probability is one of comments as they
    come.
    """
    positive = labels == 1
    share = np.where(positive, rate / positive.sum(), (1 - rate) / (~positive).sum())
    return np.asarray(share, np.float64)


def calibration_error(labels: Labels, scores: Scores, rate: float) -> float:
    """Expected calibration error, in [0, 1]: how far scores are from shares.

    In ten bins of equal width (Guo et al., 2017), rows weighted by `natural_weights`.

    >>> labels, scores = np.array([1, 0, 0, 0]), np.array([0.25] * 4, np.float32)
    >>> calibration_error(labels, scores, rate=0.25)
    0.0
    """
    gaps = np.bincount(
        _bins(scores), natural_weights(labels, rate) * (labels - scores), minlength=BINS
    )
    return float(np.abs(gaps).sum())


@dataclass(frozen=True)
class Bin:
    """Rows of like scores: their mean score and the share of positives among them.

    `weight` is their share of all comments as they come; `rows` counts the data.
    """

    score: float
    share: float
    weight: float
    rows: int


def reliability(labels: Labels, scores: Scores, rate: float) -> list[Bin]:
    """The bins of `calibration_error` that hold a row, from the lowest score on."""
    weights, bins = natural_weights(labels, rate), _bins(scores)
    rows = np.bincount(bins, minlength=BINS)
    total = np.bincount(bins, weights, minlength=BINS)
    score = np.bincount(bins, weights * scores, minlength=BINS)
    share = np.bincount(bins, weights * labels, minlength=BINS)
    return [
        Bin(
            float(score[each] / total[each]),
            float(share[each] / total[each]),
            float(total[each]),
            int(rows[each]),
        )
        for each in np.flatnonzero(rows)
    ]


@dataclass(frozen=True)
class Cut:
    """What a threshold does to comments as they come; all but itself are shares.

    Attributes:
        held: of all comments that score the threshold or more.
        precision: of these that are positive; `None` where none is held.
        recall: of the positives that are held.
        clean_held: of the negatives that are held, the false-positive rate.
    """

    threshold: float
    held: float
    precision: float | None
    recall: float
    clean_held: float


def at_threshold(labels: Labels, scores: Scores, threshold: float, rate: float) -> Cut:
    """What a threshold would do where positives have the share `rate`."""
    flagged = scores >= threshold
    recall = float(flagged[labels == 1].mean())
    clean = float(flagged[labels != 1].mean())
    held = rate * recall + (1 - rate) * clean
    precision = rate * recall / held if held > 0 else None
    return Cut(threshold, held, precision, recall, clean)


def roc(labels: Labels, scores: Scores) -> Points:
    """The ROC curve: (false-positive rate, recall), from (0, 0) to (1, 1)."""
    _, hits, alarms = _steps(labels, scores)
    curve = np.column_stack([alarms / alarms[-1], hits / hits[-1]])
    return _thinned(np.vstack([[0.0, 0.0], curve]))


def precision_recall(labels: Labels, scores: Scores) -> Points:
    """The precision-recall curve: (recall, precision), at the rows' own rate."""
    _, hits, alarms = _steps(labels, scores)
    return _thinned(np.column_stack([hits / hits[-1], hits / (hits + alarms)]))


def average_precision(labels: Labels, scores: Scores) -> float:
    """The mean precision over recall, by steps, at the rows' own rate.

    >>> average_precision(np.array([1, 0, 1]), np.array([0.9, 0.8, 0.7]))
    0.8333333333333333
    """
    _, hits, alarms = _steps(labels, scores)
    gained = np.diff(hits, prepend=0) / hits[-1]
    return float((gained * hits / (hits + alarms)).sum())


class _Ladder:
    """Rows by score, equal scores on one rung, to count drawn rows anew."""

    def __init__(self, labels: Labels, scores: Scores) -> None:
        self._order = np.argsort(scores, kind="stable")
        ordered = scores[self._order]
        self._rungs = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        self._positive = labels[self._order] == 1

    def auc(self, often: NDArray[np.int_]) -> float:
        """AUC where each row is there so often, shape (n_rows,)."""
        drawn = often[self._order]
        up = np.add.reduceat(np.where(self._positive, drawn, 0), self._rungs)
        down = np.add.reduceat(np.where(self._positive, 0, drawn), self._rungs)
        below = np.cumsum(down) - down / 2
        return float((up * below).sum() / (up.sum() * down.sum()))


def _placements(
    labels: Labels, scores: Scores
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each positive the share of negatives below it; for each negative that of
    positives above it."""
    positive = labels == 1
    many, few = int((~positive).sum()), int(positive.sum())
    ranks = rankdata(scores)
    above = (ranks[positive] - rankdata(scores[positive])) / many
    below = 1 - (ranks[~positive] - rankdata(scores[~positive])) / few
    return np.asarray(above, np.float64), np.asarray(below, np.float64)


def _variance(placements: NDArray[np.float64]) -> float:
    if len(placements) < 2:
        return 0.0
    return float(placements.var(ddof=1) / len(placements))


def _bins(scores: Scores) -> NDArray[np.int_]:
    result: NDArray[np.int_] = np.minimum((scores * BINS).astype(int), BINS - 1)
    return result


def _steps(
    labels: Labels, scores: Scores
) -> tuple[Scores, NDArray[np.float64], NDArray[np.float64]]:
    """Each distinct score from the highest on, with the positives and negatives that
    score so much or more."""
    order = np.argsort(-scores, kind="stable")
    ordered, positive = scores[order], labels[order] == 1
    last = np.flatnonzero(np.r_[ordered[1:] != ordered[:-1], True])
    hits = np.cumsum(positive)[last].astype(np.float64)
    return ordered[last], hits, last + 1 - hits


def _thinned(curve: NDArray[np.float64]) -> Points:
    """The points nearest to equal steps along the curve, the ends among them."""
    length = np.r_[0, np.cumsum(np.hypot(*np.diff(curve, axis=0).T))]
    wanted = np.linspace(0, length[-1], CURVE_POINTS)
    kept: Sequence[int] = np.unique(
        np.minimum(np.searchsorted(length, wanted), len(curve) - 1)
    ).tolist()
    return [(float(x), float(y)) for x, y in curve[kept]]
