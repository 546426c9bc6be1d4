"""Weights in eight bits each, so that a model is small on disk.

Most weights are near zero and a few are large, so what is kept is their root: steps are
fine where most weights are.
"""

import numpy as np
from numpy.typing import NDArray

STEPS = 127

Floats = NDArray[np.float32]


def pack(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights of shape (n_rows, n_columns) as whole numbers, and each column's scale.

    >>> packed, scale = pack(np.array([[0.0], [-0.25], [1.0]], np.float32))
    >>> packed.ravel().tolist(), unpack(packed, scale).ravel().round(2).tolist()
    ([0, -64, 127], [0.0, -0.25, 1.0])
    """
    scale = np.abs(weights).max(axis=0, initial=1e-9).astype(np.float32)
    roots = np.sign(weights) * np.sqrt(np.abs(weights) / scale)
    return np.round(roots * STEPS).astype(np.int8), scale


def unpack(packed: NDArray[np.int8], scale: Floats) -> Floats:
    """The weights, float32, to half a step of what was packed.

    Row by row in memory, whatever they came in: to take rows of a table that lies
    column by column would copy it whole each time.
    """
    weights = packed.astype(np.float32, order="C")
    # In place: new memory would cost more time than the sums.
    weights /= STEPS
    weights *= np.abs(weights)
    weights *= scale
    return weights
