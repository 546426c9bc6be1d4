"""Weights in eight bits each and vectors in less, so that a model is small on disk.

Most weights are near zero and a few are large, so what is kept is their root: steps are
fine where most weights are.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

STEPS = 127

LEVELS, LEAST = 40, -20
"""Of small numbers, three of which are in two bytes: 40 * 40 * 40 is less than 2 ** 16.
Of the vectors of words, three in a thousand are no such numbers. So packed they take 7%
more than deflated (7.2 MB and 6.7), and are unpacked in 4 ms instead of 90."""

_ROWS = 1024  # that are worked on at a time, so that they stay near the processor

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


def unpack(packed: NDArray[np.int8], scale: Floats, *factors: Floats) -> Floats:
    """The weights, float32, to half a step of what was packed; each column times its
    factors.

    Row by row in memory, whatever they came in: to take rows of a table that lies
    column by column would copy it whole each time.
    """
    weights = np.empty(packed.shape, np.float32)
    # As long as a block: with rows so short NumPy takes thrice as long.
    tiled = [np.tile(of_each, _ROWS) for of_each in (scale, *factors)]
    for rows in _blocks(len(packed)):
        block = weights[rows].reshape(-1)
        block[:] = packed[rows].reshape(-1)
        block /= STEPS
        block *= np.abs(block)
        for of_each in tiled:
            block *= of_each[: len(block)]
    return weights


def _blocks(n_rows: int) -> Iterator[slice]:
    return (slice(begin, begin + _ROWS) for begin in range(0, n_rows, _ROWS))


def pack_small(
    whole: NDArray[np.int8],
) -> tuple[NDArray[np.uint16], NDArray[np.uint32], NDArray[np.int8]]:
    """Whole numbers of shape (n_rows, n_columns), most of them small.

    Returns:
        Three in one, of a row and those a third and two thirds of all rows further on;
        where the numbers are that are not small, row by row; and these.

    >>> whole = np.array([[1, -2], [3, 99]], np.int8)
    >>> unpack_small(*pack_small(whole), n_rows=2).tolist()
    [[1, -2], [3, 99]]
    """
    n_rows, n_columns = whole.shape
    n_packed = -(-n_rows // 3)
    levels = np.zeros((3 * n_packed, n_columns), np.uint16)
    levels[:n_rows] = whole.astype(np.int16).clip(LEAST, LEAST + LEVELS - 1) - LEAST
    first, second, third = levels.reshape(3, n_packed, n_columns)
    flat = whole.ravel()
    far = np.flatnonzero((flat < LEAST) | (flat >= LEAST + LEVELS))
    packed = first + LEVELS * (second + LEVELS * third)
    return packed.astype(np.uint16), far.astype(np.uint32), flat[far]


def unpack_small(
    packed: NDArray[np.uint16],
    far: NDArray[np.uint32],
    its: NDArray[np.int8],
    n_rows: int,
) -> NDArray[np.int8]:
    """What `pack_small` packed.

    Raises:
        ValueError: there are fewer rows.
        IndexError: a number is beyond the last row.
    """
    n_packed, n_columns = packed.shape
    parts = np.empty((3, n_packed, n_columns), np.int8)
    for rows in _blocks(n_packed):
        rest = packed[rows]
        for part in parts:
            more = rest // np.uint16(LEVELS)
            part[rows] = rest - more * np.uint16(LEVELS)
            rest = more
    parts += LEAST
    whole = parts.reshape(3 * n_packed, n_columns)[:n_rows]
    if len(whole) != n_rows:
        raise ValueError(f"packed: wanted {n_rows} rows, found {len(whole)}")
    whole.reshape(-1)[far] = its
    return whole
