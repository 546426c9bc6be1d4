"""Logits become those of the decisions that they were asked about."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from classifier.house.regression import Doubles

LEAST_SLOPE = 0.1


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


def _offset(logits: Doubles, labels: NDArray[np.bool_], weights: Doubles) -> float:
    """What makes the mean chance the share of the labels, by Newton's method."""
    offset = float(np.log(weights @ labels / (weights @ ~labels)) - logits.mean())
    for _ in range(20):
        chances = expit(logits + offset)
        spread = max(float(weights @ (chances * (1 - chances))), 1e-9)
        offset -= float(weights @ (chances - labels)) / spread
    return offset
