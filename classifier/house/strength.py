"""How firmly what was known before stands against decisions, as they tell it best."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from classifier.house import regression
from classifier.house.features import LOGIT_SCALE
from classifier.house.model import Ground, SiteModel
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
newest fifth of the newest `COMPARED`, or any fifth where that is of one kind alone."""

COMPARED = 8_000
FREE = 0.001
"""Precision of the bias: decisions alone tell how many are rejected."""

_Rows = NDArray[np.integer]


def guess(ground: Ground, learnt: Examples) -> Doubles:
    """Weights before there are decisions: what is toxic is rejected."""
    weights = np.zeros(learnt.dense.shape[1] + learnt.sparse.shape[1])
    if (toxicity := _toxicity(ground)) is not None:
        weights[toxicity] = LOGIT_SCALE
    return weights


def guess_of(other: SiteModel, signals: Sequence[str]) -> Doubles:
    """Weights before there are decisions: what other sites' moderators made of theirs.

    Args:
        signals: the names of those that weights are wanted of.
    """
    its, known = other.weights, {name: n for n, name in enumerate(other.signals)}
    pairs = its.signals.reshape(-1, 2)
    nothing = np.zeros(2)
    told = [pairs[known[name]] if name in known else nothing for name in signals]
    return np.concatenate([its.named, *told, its.own]).astype(float)


def prior(ground: Ground, learnt: Examples, guessed: Doubles, penalty: float) -> Prior:
    """What was guessed, with the precision with which it counts."""
    precision = np.full(len(guessed), penalty)
    if (toxicity := _toxicity(ground)) is not None:
        precision[toxicity] = TRUST / LOGIT_SCALE**2
    precision[learnt.dense.shape[1] - 1] = FREE
    return Prior(guessed, precision)


def _toxicity(ground: Ground) -> int | None:
    attributes = ground.model.attributes
    return attributes.index("toxicity") if "toxicity" in attributes else None


@dataclass(frozen=True)
class Chosen:
    """What was known before with a penalty, the weights that one part of the examples
    led to with it, and the logits that such weights gave to what they had not learnt.
    """

    penalty: float
    prior: Prior
    weights: Doubles
    held_out: Examples
    logits: Doubles

    @cached_property
    def losses(self) -> Doubles:
        """Of these logits, in natural units."""
        return regression.log_loss(self.logits, self.held_out)

    @property
    def loss(self) -> float:
        """Their mean."""
        return float(self.losses.mean())

    def is_no_worse(self, other: "Chosen") -> bool:
        """Whether its loss is beyond another's by chance alone, or not at all."""
        beyond = self.losses - other.losses
        chance = float(beyond.std()) / math.sqrt(len(beyond))
        return float(beyond.mean()) <= CAUTION * chance


def best(
    ground: Ground, learnt: Examples, guesses: Sequence[Doubles], seed: int
) -> Chosen:
    """The guess and the penalty that do best on what was held out.

    Args:
        guesses: at least one; a later one must be better by as much as a weaker
            penalty must.
    """
    folds = _folds(learnt.labels, seed)
    held_out = learnt.chosen(np.concatenate([held for _, held in folds]))
    parts = [(learnt.chosen(seen), learnt.chosen(held)) for seen, held in folds]
    found = list[Chosen]()
    for guessed in guesses:
        tried = _tried(ground, parts, held_out, guessed)
        least = min(tried, key=lambda each: each.loss)
        found.append(next(each for each in tried if each.is_no_worse(least)))
    least = min(found, key=lambda each: each.loss)
    return next(each for each in found if each.is_no_worse(least))


def _tried(
    ground: Ground,
    parts: Sequence[tuple[Examples, Examples]],
    held_out: Examples,
    guessed: Doubles,
) -> list[Chosen]:
    """What each penalty leads to, until ever more is learnt by heart."""
    begins = [guessed] * len(parts)
    tried = list[Chosen]()
    for penalty in PENALTIES:
        its = prior(ground, held_out, guessed, penalty)
        begins = [
            regression.fit(part, its, begin)
            for (part, _), begin in zip(parts, begins, strict=True)
        ]
        logits = [
            held.logits(weights)
            for (_, held), weights in zip(parts, begins, strict=True)
        ]
        told = np.concatenate(logits)
        tried.append(Chosen(penalty, its, begins[-1], held_out, told))
        losses = [each.loss for each in tried[-3:]]
        if len(losses) == 3 and losses[0] < min(losses[1:]):
            break
    return tried


def _folds(labels: NDArray[np.bool_], seed: int) -> list[tuple[_Rows, _Rows]]:
    """What is learnt from, and what is held out meanwhile: always of both kinds."""
    few = len(labels) <= ALL_FOLDS
    newest = np.arange(max(0, len(labels) - COMPARED), len(labels))
    held = len(newest) // FOLDS
    if not few and 0 < labels[-held:].sum() < held:
        return [(newest[:-held], newest[-held:])]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    return list(folds.split(labels, labels))[: None if few else 1]
