"""Learning a site's own `reject` score from what its moderators decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from classifier.errors import NotEnoughExamples
from classifier.house.model import (
    WORD_BUCKETS,
    Signals,
    SiteModel,
    named_features,
    word_features,
)
from classifier.model import Model

LEAST = 20
"""Of approvals, and of rejections: below, a fold of the cross-validation has hardly
any of a class, and what is learnt is chance."""

STRENGTHS = (0.3, 1.0, 3.0, 10.0)
FOLDS = 5
WORD_SCALE = 2.0  # how much the site's own words weigh before they are penalised


@dataclass(frozen=True)
class Example:
    """A comment and what a moderator made of it; `signals` as for scoring."""

    text: str
    rejected: bool
    signals: Signals


def fit(base: Model, examples: Sequence[Example], *, seed: int = 0) -> SiteModel:
    """Learn from examples.

    The strength of the penalty is chosen by cross-validated log loss, and the scores
    that it gave to held-out examples calibrate the result (Platt).

    Raises:
        NotEnoughExamples: fewer than `LEAST` approvals or rejections.
    """
    labels = np.array([example.rejected for example in examples], bool)
    _check(labels)
    names = sorted({name for example in examples for name in example.signals})
    features = _matrix(base, examples, names)
    used = np.unique(features.indices)  # most buckets of words hold none
    total, features = features.shape[1], features[:, used]
    strength, logits = _best(features, labels, seed)
    fitted = _regression(strength).fit(features, labels)
    slope, offset = _platt(logits, labels)
    weights = np.zeros(total, np.float32)
    weights[used] = slope * fitted.coef_[0]
    named = total - WORD_BUCKETS
    bias = slope * float(fitted.intercept_[0]) + offset
    now = datetime.now(UTC)
    card = {
        "kind": "house",
        "version": f"house-{now:%Y%m%d-%H%M%S-%f}",
        "base": base.version,
        "made_at": now.isoformat(timespec="seconds"),
        "signals": names,
        "rows": len(examples),
        "rejected": int(labels.sum()),
        "strength": strength,
        "seed": seed,
    }
    return SiteModel(
        base,
        np.append(weights[:named], bias).astype(np.float32),
        (WORD_SCALE * weights[named:]).astype(np.float32),
        card,
    )


def _check(labels: NDArray[np.bool_]) -> None:
    rejected, approved = int(labels.sum()), int((~labels).sum())
    if min(rejected, approved) < LEAST:
        raise NotEnoughExamples(
            f"wanted {LEAST} approvals and {LEAST} rejections by people or more, "
            f"found {approved} and {rejected}; decide more comments first"
        )


def _matrix(
    base: Model, examples: Sequence[Example], names: Sequence[str]
) -> csr_matrix:
    texts = [example.text for example in examples]
    signals = [example.signals for example in examples]
    named = named_features(texts, base.logits(texts), signals, names)
    found = [word_features(text) for text in texts]
    rows = [number for number, each in enumerate(found) for _ in each]
    columns = [bucket for each in found for bucket in each]
    values = [WORD_SCALE * value for each in found for value in each.values()]
    own = csr_matrix((values, (rows, columns)), shape=(len(texts), WORD_BUCKETS))
    return hstack([csr_matrix(named), own]).tocsr()


def _best(
    features: csr_matrix, labels: NDArray[np.bool_], seed: int
) -> tuple[float, NDArray[np.float64]]:
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    tried = {
        strength: cross_val_predict(
            _regression(strength),
            features,
            labels,
            cv=folds,
            method="decision_function",
        )
        for strength in STRENGTHS
    }
    best = min(tried, key=lambda strength: _log_loss(tried[strength], labels))
    return best, tried[best]


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=1000)


def _log_loss(logits: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    return float(np.mean(np.logaddexp(0, np.where(labels, -logits, logits))))


def _platt(
    logits: NDArray[np.float64], labels: NDArray[np.bool_]
) -> tuple[float, float]:
    fitted = LogisticRegression(C=10.0).fit(logits.reshape(-1, 1), labels)
    return max(float(fitted.coef_[0, 0]), 0.1), float(fitted.intercept_[0])
