"""What more decisions would bring about, told from what ever more of them did."""

from collections.abc import Sequence
from math import exp, log

import numpy as np

from classifier import NotEnoughExamples
from classifier.evaluation import metrics
from classifier.house import Ground
from classifier.house import training as house_training
from classifier.house.comparing import losses
from moderation.examined import Curve, Learnt, Within
from moderation.learning import contest, lessons
from moderation.learning.measuring import are_enough
from moderation.store.examples import Example

SHARES = (0.125, 0.25, 0.5, 1.0)
"""Of the earlier decisions, from which it is learnt again to see what more of them
bring about."""

MORE = 500
"""Further decisions whose gain is foretold."""


def curve(ground: Ground, its: Sequence[Example]) -> Curve | None:
    """The newest fifth is asked about, the others are learnt, ever more of them; `None`
    where that is too few.
    """
    split = len(its) * 4 // 5
    before, after = its[:split], its[split:]
    if not are_enough(after):
        return None
    rejected = np.array([each.rejected for each in after], bool)
    points = list[Learnt]()
    for share in SHARES:
        some = before[len(before) - round(share * len(before)) :]
        try:
            learnt = house_training.fit(ground, lessons.taught(some))
        except NotEnoughExamples:
            continue
        scores = contest.by_house(ground, learnt, after)
        auc = metrics.auc(rejected.astype(int), scores)
        points.append(Learnt(len(some), auc, float(losses(rejected, scores).mean())))
    gain = foretold([(each.decisions, each.auc) for each in points])
    return Curve(points, gain) if len(points) > 1 else None


def foretold(points: Sequence[tuple[int, float]]) -> Within | None:
    """What `MORE` decisions add, by an inverse power law of what is missing to an AUC
    of 1 (Figueroa et al., "Predicting sample size required for classification
    performance", 2012), and twice the standard error of what it leaves unexplained.
    """
    if len(points) < 3 or any(value >= 1 for _, value in points):
        return None
    sizes = np.log([size for size, _ in points])
    missing = np.log([1 - value for _, value in points])
    slope, offset = np.polyfit(sizes, missing, 1)
    if slope >= 0:
        return None
    left = missing - (slope * sizes + offset)
    error = float(np.sqrt((left**2).sum() / max(len(points) - 2, 1)))
    last, value = points[-1]
    now = exp(offset + slope * log(last))
    then = exp(offset + slope * log(last + MORE))
    gain, doubt = now - then, 2 * error * (1 - value)
    return gain, max(0.0, gain - doubt), gain + doubt
