"""Learning a site's own `reject` score from what its moderators decided."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from classifier.errors import NotEnoughExamples
from classifier.house import features, regression
from classifier.house.features import LOGIT_SCALE, WORD_BUCKETS, Known, Signals
from classifier.house.model import Ground, SiteModel, Weights
from classifier.house.reading import Readings, chosen, read, together, unpacked
from classifier.house.regression import Doubles, Examples, Prior
from classifier.house.sense import Content, Sense
from classifier.saying import N_

LEAST = 5
"""Of approvals, and of rejections: below, a fold of the cross-validation has none of a
class."""

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
TOGETHER = 10_000  # examples whose features are made at a time
FREE = 0.001
"""Precision of the bias: decisions alone tell how many are rejected."""

LIMITS = (
    N_("It repeats what this site's moderators decided, and what they got wrong."),
    N_("It knows little of what came up only after the last decision it learnt."),
    N_("It reads the languages of the shipped model alone."),
)
"""What it cannot do, for its card."""

_Rows = NDArray[np.integer]


@dataclass(frozen=True)
class Example:
    """A comment and what a moderator made of it.

    Attributes:
        signals: as for scoring.
        weight: how many ordinary decisions it counts as.
        reading: what `reading` kept of it; `None` if its text is to be read.
    """

    text: str
    rejected: bool
    signals: Signals
    weight: float = 1.0
    reading: bytes | None = None


def fit(
    ground: Ground,
    examples: Sequence[Example],
    *,
    told: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> SiteModel:
    """Learn from examples, the oldest first.

    Args:
        told: what else the card shall tell, as JSON can hold it.

    The penalty is chosen by log loss on examples that are held out, which also
    calibrate the result (Platt).

    Raises:
        NotEnoughExamples: fewer than `LEAST` approvals or rejections.
    """
    labels = np.array([example.rejected for example in examples], bool)
    check(labels)
    with threadpool_limits(1):  # more threads wait for each other on so small sums
        return _fitted(ground, examples, labels, told or {}, seed)


def _fitted(
    ground: Ground,
    examples: Sequence[Example],
    labels: NDArray[np.bool_],
    told: Mapping[str, Any],
    seed: int,
) -> SiteModel:
    sense = Sense.of(ground.meanings)
    names = sorted({name for example in examples for name in example.signals})
    learnt = _features(ground, examples, names, sense)
    guess = _guess(ground, learnt)
    found = _best(learnt, guess, seed)
    prior = _prior(learnt, guess, found.penalty)
    weights = regression.fit(learnt, prior, found.weights)
    slope, offset = platt(found.logits, found.held_out.labels, found.held_out.weights)
    named, signals, words = np.split(
        slope * weights, np.cumsum([learnt.dense.shape[1], 2 * len(names)])
    )
    named[-1] += offset
    now = datetime.now(UTC)
    card = {
        "kind": "house",
        "version": f"house-{now:%Y%m%d-%H%M%S-%f}",
        "base": ground.version,
        "made_at": now.isoformat(timespec="seconds"),
        "signals": names,
        "limits": LIMITS,
        "rows": len(examples),
        "rejected": int(labels.sum()),
        "penalty": found.penalty,
        "seed": seed,
        **told,
    }
    learnt_weights = Weights(
        named.astype(np.float32),
        signals.astype(np.float32),
        words.astype(np.float32),
        sense,
    )
    return SiteModel(ground, learnt_weights, card)


def check(labels: NDArray[np.bool_]) -> None:
    """See that there is enough of both kinds to learn from.

    Raises:
        NotEnoughExamples: there is not.
    """
    rejected, approved = int(labels.sum()), int((~labels).sum())
    if min(rejected, approved) < LEAST:
        raise NotEnoughExamples(
            f"wanted {LEAST} approvals and {LEAST} rejections by people or more, "
            f"found {approved} and {rejected}; decide more comments first"
        )


def read_all(ground: Ground, examples: Sequence[Example]) -> Readings:
    """What was kept of examples, and what is read of the others now."""
    n_attributes = len(ground.model.attributes)
    kept = [n for n, each in enumerate(examples) if each.reading is not None]
    if len(kept) == len(examples):
        return unpacked([each.reading or b"" for each in examples], n_attributes)
    others = [n for n, each in enumerate(examples) if each.reading is None]
    new = read(ground.model, [examples[n].text for n in others])
    if not kept:
        return new
    old = unpacked([examples[n].reading or b"" for n in kept], n_attributes)
    return chosen(together([old, new]), np.argsort([*kept, *others]))


def _features(
    ground: Ground, examples: Sequence[Example], names: Sequence[str], sense: Sense
) -> Examples:
    """Features of examples: some at a time, as many at once as there are processors."""
    # Threads, as most of the work is NumPy's, which lets others go on meanwhile.
    parts = Parallel(n_jobs=-1, prefer="threads")(
        delayed(_features_of)(ground, examples[at : at + TOGETHER], names, sense)
        for at in range(0, len(examples), TOGETHER)
    )
    return Examples(
        dense=np.concatenate([dense for dense, _ in parts]),
        sparse=vstack([sparse for _, sparse in parts], format="csr"),
        labels=np.array([example.rejected for example in examples], bool),
        weights=np.array([example.weight for example in examples], float),
    )


def _features_of(
    ground: Ground, examples: Sequence[Example], names: Sequence[str], sense: Sense
) -> tuple[NDArray[np.float32], csr_matrix]:
    """Dense and sparse ones of some examples."""
    readings = read_all(ground, examples)
    content = Content.of(readings)
    known = Known.of([example.signals for example in examples], names)
    shape = len(readings), 2 * len(names)
    signals = csr_matrix((known.value, (known.text, known.column)), shape=shape)
    dense = features.named(readings, content, sense)
    return dense, hstack([signals, _words(content)], format="csr")


def _words(content: Content) -> csr_matrix:
    """What the words of texts count, shape (n_texts, `WORD_BUCKETS`)."""
    buckets = features.word_buckets(content).astype(np.int32)
    sizes = features.word_sizes(content).repeat(np.diff(content.bounds))
    shape = len(content), WORD_BUCKETS
    return csr_matrix((sizes, buckets, content.bounds), shape=shape)


def _guess(ground: Ground, learnt: Examples) -> Doubles:
    """Weights before there are decisions: what is toxic is rejected."""
    weights = np.zeros(learnt.dense.shape[1] + learnt.sparse.shape[1])
    if "toxicity" in ground.model.attributes:
        weights[ground.model.attributes.index("toxicity")] = LOGIT_SCALE
    return weights


def _prior(learnt: Examples, guess: Doubles, penalty: float) -> Prior:
    precision = np.full(len(guess), penalty)
    precision[guess != 0] = TRUST / LOGIT_SCALE**2
    precision[learnt.dense.shape[1] - 1] = FREE
    return Prior(guess, precision)


def expected(ground: Ground, examples: Sequence[Example]) -> Doubles:
    """The logit of each example, by models that have not learnt it, shape (n,).

    Two models, each of which learns one half and is asked of the other; with a penalty
    that lets no few decisions lead it.

    Raises:
        NotEnoughExamples: fewer than `LEAST` approvals or rejections.
    """
    labels = np.array([example.rejected for example in examples], bool)
    check(labels)
    names = sorted({name for example in examples for name in example.signals})
    result = np.zeros(len(examples))
    with threadpool_limits(1):
        learnt = _features(ground, examples, names, Sense.of(ground.meanings))
        prior = _prior(learnt, _guess(ground, learnt), STEADY)
        halves = StratifiedKFold(2, shuffle=True, random_state=0)
        for seen, asked in halves.split(labels, labels):
            weights = regression.fit(learnt.chosen(seen), prior)
            result[asked] = learnt.chosen(asked).logits(weights)
    return result


STEADY = 3.0
"""The penalty of `expected`: the one most chosen after some thousand decisions."""


@dataclass(frozen=True)
class _Chosen:
    """A penalty, the weights that one part of the examples led to with it, and the
    logits that such weights gave to what they had not learnt from.
    """

    penalty: float
    weights: Doubles
    held_out: Examples
    logits: Doubles


def _best(learnt: Examples, guess: Doubles, seed: int) -> "_Chosen":
    """The penalty that does best on what was held out."""
    folds = _folds(learnt.labels, seed)
    held_out = learnt.chosen(np.concatenate([held for _, held in folds]))
    parts = [(learnt.chosen(seen), learnt.chosen(held)) for seen, held in folds]
    begins = [guess] * len(folds)
    tried, losses = list[_Chosen](), list[Doubles]()
    for penalty in PENALTIES:
        prior = _prior(learnt, guess, penalty)
        begins = [
            regression.fit(part, prior, begin)
            for (part, _), begin in zip(parts, begins, strict=True)
        ]
        logits = [
            held.logits(weights)
            for (_, held), weights in zip(parts, begins, strict=True)
        ]
        told = np.concatenate(logits)
        tried.append(_Chosen(penalty, begins[-1], held_out, told))
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


def platt(
    logits: Doubles, labels: NDArray[np.bool_], weights: Doubles
) -> tuple[float, float]:
    """Slope and offset that make logits those of the labels (Platt, 1999).

    The slope is never so small or negative that the order of scores is lost: where the
    labels would have it so, they are chance.
    """
    fitted = LogisticRegression(C=10.0).fit(logits.reshape(-1, 1), labels, weights)
    slope, offset = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    if slope >= LEAST_SLOPE:
        return slope, offset
    return LEAST_SLOPE, _offset(LEAST_SLOPE * logits, labels, weights)


LEAST_SLOPE = 0.1


def _offset(logits: Doubles, labels: NDArray[np.bool_], weights: Doubles) -> float:
    """What makes the mean chance the share of the labels, by Newton's method."""
    offset = float(np.log(weights @ labels / (weights @ ~labels)) - logits.mean())
    for _ in range(20):
        chances = expit(logits + offset)
        spread = max(float(weights @ (chances * (1 - chances))), 1e-9)
        offset -= float(weights @ (chances - labels)) / spread
    return offset
