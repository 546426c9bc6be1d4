"""Learning a site's own `reject` score from what its moderators decided."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from classifier.errors import NotEnoughExamples
from classifier.house import regression, strength, versions
from classifier.house.calibrating import platt
from classifier.house.examples import Example, measured, signal_names
from classifier.house.model import Ground, SiteModel
from classifier.house.regression import Doubles
from classifier.house.sense import Sense

LEAST = 5
"""Of approvals, and of rejections: below, a fold of the cross-validation has none of a
class."""


def fit(
    ground: Ground,
    examples: Sequence[Example],
    *,
    shared: SiteModel | None = None,
    told: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> SiteModel:
    """Learn from examples, the oldest first.

    Args:
        shared: what other sites' decisions taught, to begin with if that is better than
            to begin with toxicity.
        told: what else the card shall tell, as JSON can hold it.

    The penalty is chosen by log loss on examples that are held out, which also
    calibrate the result (Platt).

    Raises:
        NotEnoughExamples: fewer than `LEAST` approvals or rejections.
    """
    labels = np.array([example.rejected for example in examples], bool)
    check(labels)
    with threadpool_limits(1):  # more threads wait for each other on so small sums
        return _fitted(ground, examples, labels, shared, told or {}, seed)


def _fitted(
    ground: Ground,
    examples: Sequence[Example],
    labels: NDArray[np.bool_],
    shared: SiteModel | None,
    told: Mapping[str, Any],
    seed: int,
) -> SiteModel:
    sense = Sense.of(ground.meanings)
    names = signal_names(examples)
    learnt = measured(ground, examples, names, sense)
    guesses = [strength.guess(ground, learnt)]
    if shared is not None:
        guesses.append(strength.guess_of(shared, names))
    found = strength.best(ground, learnt, guesses, seed)
    weights = regression.fit(learnt, found.prior, found.weights)
    precision = found.prior.precision + regression.information(learnt, weights)
    slope, offset = platt(found.logits, found.held_out.labels, found.held_out.weights)
    weights *= slope
    weights[learnt.dense.shape[1] - 1] += offset
    card = {
        **versions.card(ground, names, labels),
        "penalty": found.penalty,
        "seed": seed,
        "shared": found.prior.mean is not guesses[0],
        **told,
    }
    return versions.model(ground, sense, weights, precision / slope**2, card)


def check(labels: NDArray[np.bool_], least: int = LEAST) -> None:
    """See that there is enough of both kinds to learn from.

    Raises:
        NotEnoughExamples: there is not.
    """
    rejected, approved = int(labels.sum()), int((~labels).sum())
    if min(rejected, approved) < least:
        raise NotEnoughExamples(
            f"wanted {least} approvals and {least} rejections by people or more, "
            f"found {approved} and {rejected}; decide more comments first"
        )


def expected(ground: Ground, examples: Sequence[Example]) -> Doubles:
    """The logit of each example, by models that have not learnt it, shape (n,).

    Two models, each of which learns one half and is asked of the other; with a penalty
    that lets no few decisions lead it.

    Raises:
        NotEnoughExamples: fewer than `LEAST` approvals or rejections.
    """
    labels = np.array([example.rejected for example in examples], bool)
    check(labels)
    result = np.zeros(len(examples))
    with threadpool_limits(1):
        sense = Sense.of(ground.meanings)
        learnt = measured(ground, examples, signal_names(examples), sense)
        guess = strength.guess(ground, learnt)
        prior = strength.prior(ground, learnt, guess, STEADY)
        halves = StratifiedKFold(2, shuffle=True, random_state=0)
        for seen, asked in halves.split(labels, labels):
            weights = regression.fit(learnt.chosen(seen), prior)
            result[asked] = learnt.chosen(asked).logits(weights)
    return result


STEADY = 3.0
"""The penalty of `expected`: the one most chosen after some thousand decisions."""
