"""From what each word added to a logit to its share of the score.

Integrated gradients along the straight way from the score of nothing (Sundararajan,
Taly and Yan, 2017), which for a sigmoid of a sum have a closed form: every word gets
the same part of what the score rose by as it has of what the logit rose by.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def of_sigmoid(parts: Floats, base: float) -> NDArray[np.float64]:
    """Shares that add up to `sigmoid(base + sum(parts)) - sigmoid(base)`.

    Args:
        parts: what each word added to the logit, shape (n_words,).
        base: the logit of nothing.

    >>> of_sigmoid(np.array([1.0, -1.0]), 0.0).tolist()
    [0.25, -0.25]
    """
    exact = parts.astype(np.float64)
    rise = float(exact.sum())
    return exact * _mean_slope(base, rise)


def _mean_slope(base: float, rise: float) -> float:
    """The sigmoid's mean slope on the way from `base` to `base + rise`."""
    start = _sigmoid(base)
    if abs(rise) < 1e-6:  # the quotient below would lose its digits
        return start * (1 - start)
    return (_sigmoid(base + rise) - start) / rise


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(logit, -60, 60))))
