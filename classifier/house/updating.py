"""A few new decisions are learnt without the old ones, in the time of a page.

All that was learnt before is in a model's weights, and how surely in their precision:
both together are the prior of what comes next (Laplace's approximation; a step of
assumed density filtering: Opper 1998, Chapelle and Li 2011).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from classifier.errors import ModelError
from classifier.house import regression, versions
from classifier.house.examples import Example, measured
from classifier.house.model import SiteModel
from classifier.house.regression import Prior


def update(
    model: SiteModel,
    examples: Sequence[Example],
    *,
    told: Mapping[str, Any] | None = None,
) -> SiteModel:
    """What a model becomes by decisions that it has not learnt.

    Signals that it does not know stay unknown, and what was erased since it learnt is
    forgotten only when all is learnt anew.

    Args:
        examples: of any kind, also of one alone.
        told: as of `training.fit`.

    Raises:
        ModelError: the version does not tell how surely it knows what it knows.
    """
    its = model.weights
    if its.precision is None:
        raise ModelError(
            f"{model.version} was learnt before versions could be updated; "
            "`moderate retrain` learns all anew"
        )
    mean = np.concatenate([its.named, its.signals, its.own]).astype(float)
    prior = Prior(mean, its.precision.astype(float))
    with threadpool_limits(1):
        learnt = measured(model.ground, examples, model.signals, its.sense)
        weights = regression.fit(learnt, prior)
        precision = prior.precision + regression.information(learnt, weights)
    card = {
        **versions.card(model.ground, model.signals, learnt.labels),
        "rows": model.card["rows"] + len(examples),
        "rejected": model.card["rejected"] + int(learnt.labels.sum()),
        "updated": model.version,
        **(told or {}),
    }
    return versions.model(model.ground, its.sense, weights, precision, card)
