"""What was learnt becomes a version, with a card."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.house import features
from classifier.house.model import Ground, SiteModel, Weights
from classifier.house.regression import Doubles
from classifier.house.sense import Sense
from classifier.saying import N_

LIMITS = (
    N_("It repeats what this site's moderators decided, and what they got wrong."),
    N_("It knows little of what came up only after the last decision it learnt."),
    N_("It reads the languages of the shipped model alone."),
)
"""What it cannot do, for its card."""


def card(
    ground: Ground, signals: Sequence[str], rejected: NDArray[np.bool_]
) -> dict[str, Any]:
    """What every card of a site's model tells, of a version that is made now.

    Args:
        signals: their names.
        rejected: what was decided, shape (n,).
    """
    now = datetime.now(UTC)
    return {
        "kind": "house",
        "version": f"house-{now:%Y%m%d-%H%M%S-%f}",
        "base": ground.version,
        "made_at": now.isoformat(timespec="seconds"),
        "signals": list(signals),
        "limits": LIMITS,
        "rows": len(rejected),
        "rejected": int(rejected.sum()),
    }


def model(
    ground: Ground,
    sense: Sense,
    weights: Doubles,
    precision: Doubles,
    its_card: dict[str, Any],
) -> SiteModel:
    """The model of weights as `regression` has them: dense ones, signals, words."""
    n_named = features.n_named(len(ground.model.attributes))
    bounds = n_named, n_named + 2 * len(its_card["signals"])
    named, signals, words = np.split(weights.astype(np.float32), bounds)
    learnt = Weights(named, signals, words, precision.astype(np.float32), sense)
    return SiteModel(ground, learnt, its_card)
