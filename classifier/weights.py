"""What a model has learnt: tables of weights, and from them each word's row.

Of hashed n-grams, known words and hashed pairs of words; and for each attribute a bias.
When they serve, the two constants that calibrate an attribute are in them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.features import PAIR_WEIGHT, Hashes, gram_buckets, squared_norms
from classifier.packing import STEPS, pack, unpack

Floats = NDArray[np.float32]


class Weights:
    """What a model has learnt.

    Args:
        grams: of hashed n-grams, shape (a power of two, n_attributes).
        keys: hashes of known words, ascending, shape (n_words,).
        known: of known words, shape (n_words, n_attributes).
        pairs: what hashed pairs add to the sums (`summed_pairs`), shape (that of
            `grams`, n_attributes + 1).
        bias: shape (n_attributes,).
    """

    def __init__(
        self,
        grams: Floats,
        keys: NDArray[np.uint32],
        known: Floats,
        pairs: Floats,
        bias: Floats,
    ) -> None:
        self.grams, self.keys, self.known = grams, keys, known
        self.pairs, self.bias = pairs, bias
        self.bits = len(grams).bit_length() - 1

    @classmethod
    def unpacked(
        cls, arrays: folder.Arrays, calibration: Floats | None = None
    ) -> "Weights":
        """From the arrays of a model folder, and calibrated if it is told how.

        Raises:
            ValueError: an array is missing, or not as the others want it.
        """
        bias = folder.array(arrays, "bias", "f", None)
        keys = folder.array(arrays, "keys", "u", None)
        if (keys[1:] <= keys[:-1]).any():
            raise ValueError("keys: not ascending")
        grams, known, pairs = (
            folder.array(arrays, name, "i", rows, len(bias))
            for name, rows in (("grams", None), ("known", len(keys)), ("pairs", None))
        )
        if len(grams) != len(pairs) or len(grams).bit_count() != 1:
            raise ValueError(f"grams, pairs: {len(grams)}, {len(pairs)} rows")
        scales = {
            name: folder.array(arrays, f"{name}_scale", "f", len(bias))
            for name in ("grams", "known", "pairs")
        }
        factors = list[Floats]()
        if calibration is not None:
            slope, offset = calibration
            bias, factors = bias * slope + offset, [slope]
        return cls(
            unpack(grams, scales["grams"], *factors),
            keys,
            unpack(known, scales["known"], *factors),
            _unpacked_pairs(pairs, scales["pairs"], *factors),
            bias,
        )

    def packed(self) -> folder.Arrays:
        """As the arrays of a model folder."""
        result: folder.Arrays = {"keys": self.keys, "bias": self.bias}
        plain = self.pairs[:, :-1] / np.float32(PAIR_WEIGHT)
        tables = {"grams": self.grams, "known": self.known, "pairs": plain}
        for name, table in tables.items():
            result[name], result[f"{name}_scale"] = pack(table)
        return result

    def calibrated(self, slope: Floats, offset: Floats) -> "Weights":
        """The same with the slope and offset of each attribute's sigmoid in them."""
        return Weights(
            self.grams * slope,
            self.keys,
            self.known * slope,
            self.pairs * _with_one(slope),
            self.bias * slope + offset,
        )

    def rows(self, found: Sequence[str], hashes: Hashes) -> Floats:
        """What words add to the sums, shape (n_words, n_attributes + 1)."""
        rows = np.empty((len(found), len(self.bias) + 1), np.float32)
        buckets, bounds = gram_buckets(found, self.bits)
        rows[:, :-1] = _sums(self.grams.take(buckets, axis=0), bounds)
        rows[:, -1] = squared_norms(bounds)
        if len(self.keys):
            at = self.keys.searchsorted(hashes)
            own = (self.keys.take(at, mode="clip") == hashes).nonzero()[0]
            if len(own):
                rows[own, :-1] += self.known.take(at.take(own), axis=0)
        return rows


def summed_pairs(weights: Floats) -> Floats:
    """What pairs of these weights add to the sums.

    One column more holds their squared norm, so that one sum gives both.
    """
    norms = np.full((len(weights), 1), PAIR_WEIGHT**2, np.float32)
    return np.hstack([weights * np.float32(PAIR_WEIGHT), norms])


def _unpacked_pairs(
    packed: NDArray[np.int8], scale: Floats, *factors: Floats
) -> Floats:
    """As `summed_pairs` of the weights, without a table on the way."""
    n_pairs, n_columns = packed.shape
    one_more = np.full((n_pairs, n_columns + 1), STEPS, np.int8)  # which stands for 1
    one_more[:, :-1] = packed
    summed = np.array([PAIR_WEIGHT] * n_columns + [PAIR_WEIGHT**2], np.float32)
    return unpack(one_more, *map(_with_one, (scale, *factors)), summed)


def _with_one(factors: Floats) -> Floats:
    return np.append(factors, np.float32(1))


def _sums(rows: Floats, bounds: NDArray[np.integer]) -> Floats:
    """The sum of the rows from each bound to the next."""
    begins, filled = bounds[:-1], bounds[:-1] < bounds[1:]
    if filled.all():
        return np.add.reduceat(rows, begins, axis=0)
    result = np.zeros((len(begins), rows.shape[1]), np.float32)
    if filled.any():
        result[filled] = np.add.reduceat(rows, begins[filled], axis=0)
    return result
