"""How firmly what was known before stands against decisions, as they tell it best."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from classifier.house import regression
from classifier.house.features import LOGIT_SCALE
from classifier.house.model import Ground
from classifier.house.regression import Doubles, Examples, Prior

PENALTIES = (1000.0, 100.0, 30.0, 10.0, 3.0, 1.0, 0.3)
"""Precisions of weights that are tried: with the first hardly anything is learnt."""

TRUST = 10.0
"""Precision with which toxicity counts once until decisions say otherwise: with ten at
a logit of 1 it still counts more than half."""

CAUTION = 0.5
"""Standard errors by which a weaker penalty must be better than a stronger one. With 0
the AUC of a house that rejects by toxicity alone falls by up to 0.007 after 500
decisions, with 1 a third of what is gained where the style differs is lost."""

FOLDS, ALL_FOLDS = 5, 2_000
"""Up to so many examples, each is held out once to choose a penalty; of more, the
newest fifth of the newest `COMPARED`."""

COMPARED = 8_000
FREE = 0.001
"""Precision of the bias: decisions alone tell how many are rejected."""

_Rows = NDArray[np.integer]


def guess(ground: Ground, learnt: Examples) -> Doubles:
    """Weights before there are decisions: what is toxic is rejected."""
    weights = np.zeros(learnt.dense.shape[1] + learnt.sparse.shape[1])
    if "toxicity" in ground.model.attributes:
        weights[ground.model.attributes.index("toxicity")] = LOGIT_SCALE
    return weights


def prior(learnt: Examples, guessed: Doubles, penalty: float) -> Prior:
    """What was known before, with the precision of all that was not guessed."""
    precision = np.full(len(guessed), penalty)
    precision[guessed != 0] = TRUST / LOGIT_SCALE**2
    precision[learnt.dense.shape[1] - 1] = FREE
    return Prior(guessed, precision)


@dataclass(frozen=True)
class Chosen:
    """A penalty, the weights that one part of the examples led to with it, and the
    logits that such weights gave to what they had not learnt from.
    """

    penalty: float
    weights: Doubles
    held_out: Examples
    logits: Doubles


def best(learnt: Examples, guessed: Doubles, seed: int) -> Chosen:
    """The penalty that does best on what was held out."""
    folds = _folds(learnt.labels, seed)
    held_out = learnt.chosen(np.concatenate([held for _, held in folds]))
    parts = [(learnt.chosen(seen), learnt.chosen(held)) for seen, held in folds]
    begins = [guessed] * len(folds)
    tried, losses = list[Chosen](), list[Doubles]()
    for penalty in PENALTIES:
        its = prior(learnt, guessed, penalty)
        begins = [
            regression.fit(part, its, begin)
            for (part, _), begin in zip(parts, begins, strict=True)
        ]
        logits = [
            held.logits(weights)
            for (_, held), weights in zip(parts, begins, strict=True)
        ]
        told = np.concatenate(logits)
        tried.append(Chosen(penalty, begins[-1], held_out, told))
        losses.append(regression.log_loss(told, held_out))
        if _grows(losses):  # what follows learns ever more by heart
            break
    best = min(losses, key=lambda loss: float(loss.mean()))
    return tried[next(n for n, loss in enumerate(losses) if _is_no_worse(loss, best))]


def _grows(losses: Sequence[Doubles]) -> bool:
    """Whether the last two are both beyond the one before."""
    means = [float(loss.mean()) for loss in losses[-3:]]
    return len(means) == 3 and means[0] < min(means[1:])


def _is_no_worse(loss: Doubles, best: Doubles) -> bool:
    """Whether one loss is beyond the best by chance alone."""
    beyond = loss - best
    chance = float(beyond.std()) / math.sqrt(len(beyond))
    return float(beyond.mean()) <= CAUTION * chance


def _folds(labels: NDArray[np.bool_], seed: int) -> list[tuple[_Rows, _Rows]]:
    """What is learnt from, and what is held out meanwhile."""
    if len(labels) <= ALL_FOLDS:
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        return list(folds.split(labels, labels))
    newest = np.arange(max(0, len(labels) - COMPARED), len(labels))
    held = len(newest) // FOLDS
    return [(newest[:-held], newest[-held:])]
