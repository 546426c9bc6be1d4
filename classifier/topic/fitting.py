"""Weights of features, and scores by weights that were fitted without an article."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifier.topic.meaning import Floats
from classifier.topic.pairs import Row, is_fitted, is_true

ON_TOPIC_RATE = 0.95
"""How many comments are on topic as they come: our assumption. Of the human labels of
the Globe and Mail comments some 5 to 10 in a hundred are off topic."""

STRENGTH = 1.0
"""Inverse of the regularisation, chosen on the folds: 0.3 to 3 differ by 0.001."""

EMPHASIS = {"nearest_article": 12.0, "cross_domain": 6.0, "spam": 6.0}
"""How much more a pair of a kind counts than one of a random article. AUC against a
random and the nearest article, with all counting the same: 0.927 and 0.753; with half
of it 0.920 and 0.761; with these 0.917 and 0.763; still more for the nearest (16, 5 and
5) 0.913 and 0.765, and 0.02 less against spam and other subjects."""

STAND_IN = 0.5
"""How much a pair counts whose article has a body of other comments."""

FOLDS = 5

Features = Callable[[Row], Floats | None]


@dataclass(frozen=True)
class Judged:
    """Rows with an opinion, their features, and P(on topic) by other folds' weights."""

    rows: list[Row]
    features: Floats
    scores: Floats


def judged(
    rows: Iterable[Row], features: Features, emphasis: Mapping[str, float] = EMPHASIS
) -> Judged:
    """Rows judged by weights that were fitted without their articles."""
    found = [(row, each) for row in rows if (each := features(row)) is not None]
    kept = [row for row, _ in found]
    values = np.array([each for _, each in found], np.float32)
    own = np.array([_fold(row["own_article"]) for row in kept])
    shown = np.array([_fold(row["article_id"]) for row in kept])
    scores = np.zeros(len(kept), np.float32)
    for number in range(FOLDS):
        others = (own != number) & (shown != number)
        chosen = [kept[place] for place in np.flatnonzero(others)]
        fitted = fit(values[others], chosen, emphasis)
        scores[own == number] = probabilities(fitted, values[own == number])
    return Judged(kept, values, scores)


def fit(
    features: Floats, rows: Sequence[Row], emphasis: Mapping[str, float] = EMPHASIS
) -> Floats:
    """Weights and bias, at the natural rate of comments on topic, on English pairs.

    The emphasis on hard pairs bends the scores; a last scale and shift, fitted with all
    pairs counting the same, make probabilities of them again and change no order.
    """
    used = np.array([is_fitted(row) for row in rows])
    features, labels = features[used], np.array([is_true(row) for row in rows])[used]
    counted = np.array([_counted(row, emphasis) for row in rows])[used]
    weights = _regressed(features, labels, natural(labels, counted))
    logits = features @ weights[:-1] + weights[-1]
    scale, shift = _regressed(logits[:, None], labels, natural(labels))
    weights *= scale
    weights[-1] += shift
    return weights


def _regressed(
    features: Floats, labels: NDArray[np.bool_], shares: NDArray[np.float64]
) -> Floats:
    """Weights and bias of a logistic regression, each row counting its share."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=STRENGTH, max_iter=2000).fit(
        (features - mean) / spread, labels, shares * len(labels)
    )
    scaled = fitted.coef_[0] / spread
    return np.append(scaled, fitted.intercept_[0] - scaled @ mean).astype(np.float32)


def probabilities(weights: Floats, features: Floats) -> Floats:
    """P(on topic), shape (n_rows,)."""
    logits = features @ weights[:-1] + weights[-1]
    result: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return result


def natural(
    labels: NDArray[np.bool_],
    emphasis: NDArray[np.float64] | None = None,
    rate: float = ON_TOPIC_RATE,
) -> NDArray[np.float64]:
    """Weights that sum to 1 and make the share of true rows what it is in nature.

    Args:
        labels: which rows are true.
        emphasis: what each row counts among those of its label; all the same if none.
        rate: the share of true rows.
    """
    each = np.ones(len(labels)) if emphasis is None else emphasis
    result: NDArray[np.float64] = each * np.where(
        labels, rate / each[labels].sum(), (1 - rate) / each[~labels].sum()
    )
    return result


def _counted(row: Row, emphasis: Mapping[str, float]) -> float:
    return emphasis.get(row["kind"], 1.0) * (STAND_IN if row["stand_in"] else 1.0)


def _fold(article: str) -> int:
    return crc32(article.encode()) % FOLDS
