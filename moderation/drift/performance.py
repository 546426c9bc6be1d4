"""How a model does on audited comments as time goes by; it has learnt none of them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from classifier.evaluation import metrics
from classifier.house.comparing import LEAST_GAIN
from moderation.drift.found import Measured, Performance
from moderation.store.examples import Example

LEAST, LEAST_OF_EACH = 50, 5
"""Audits, and approvals and rejections among them, of which figures are told."""

MOST = 2_000
"""The latest audits that are looked at."""

PARTS = 8
"""Parts of equal size, one after the other in time, of which figures are told."""

DRAWS = 4_999  # as of shifts


def performance(
    audits: Sequence[Example], scores: NDArray[np.floating], learnt: datetime
) -> Performance:
    """What the scores of audits are worth.

    Args:
        audits: the oldest first.
        scores: P(reject) by the model, shape (n_audits,).
        learnt: when it had learnt.
    """
    audits, scores = audits[-MOST:], scores[-MOST:]
    losses = _losses(audits, scores)
    is_before = np.array([each.at <= learnt for each in audits], bool)
    split = int(np.count_nonzero(is_before))
    before = _measured(audits[:split], scores[:split], losses[:split])
    now = _measured(audits[split:], scores[split:], losses[split:])
    parts = _parts(audits, scores, losses)
    if before is None or now is None:
        return Performance(before, now, parts)
    chance = _chance(losses, ~is_before)
    matters = now.loss > before.loss + LEAST_GAIN
    return Performance(before, now, parts, chance, matters)


def _losses(
    audits: Sequence[Example], scores: NDArray[np.floating]
) -> NDArray[np.float64]:
    rejected = np.array([each.rejected for each in audits], bool)
    sure = np.clip(scores.astype(float), 1e-6, 1 - 1e-6)
    losses: NDArray[np.float64] = -np.log(np.where(rejected, sure, 1 - sure))
    return losses


def _parts(
    audits: Sequence[Example],
    scores: NDArray[np.floating],
    losses: NDArray[np.float64],
) -> Sequence[Measured]:
    parts = max(1, min(PARTS, len(audits) // LEAST))
    edges = np.linspace(0, len(audits), parts + 1).astype(int).tolist()
    places = [slice(begin, end) for begin, end in pairwise(edges)]
    found = [_measured(audits[its], scores[its], losses[its]) for its in places]
    return tuple(each for each in found if each is not None)


def _measured(
    audits: Sequence[Example],
    scores: NDArray[np.floating],
    losses: NDArray[np.float64],
) -> Measured | None:
    labels = np.array([each.rejected for each in audits], int)
    rejected = int(labels.sum())
    fewest = min(rejected, len(labels) - rejected)
    if len(labels) < LEAST or fewest < LEAST_OF_EACH:
        return None
    return Measured(
        first=audits[0].at,
        last=audits[-1].at,
        number=len(audits),
        rejected=rejected,
        auc=(metrics.auc(labels, scores), *metrics.auc_interval(labels, scores)),
        loss=float(losses.mean()),
    )


def _chance(losses: NDArray[np.float64], is_now: NDArray[np.bool_]) -> float:
    """By permutation: were both alike, which audit is of which time would be chance."""
    draw = np.random.default_rng(0)
    number = int(np.count_nonzero(is_now))
    seen = float(losses[is_now].sum())
    reached = sum(
        float(draw.permutation(losses)[:number].sum()) >= seen - 1e-9
        for _ in range(DRAWS)
    )
    return (1 + int(reached)) / (DRAWS + 1)
