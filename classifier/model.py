"""The text classifier: texts to calibrated probabilities, and the words behind them.

Serving needs NumPy only. What training does with scikit-learn arrives here as tables of
weights for hashed n-grams, known words and hashed pairs of words, and a bias and two
calibration constants for each attribute. Of those a word has one row of numbers, and a
text's logits are sums of such rows (`classifier.scoring`).
"""

from collections.abc import Collection, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import folder, scoring
from classifier.errors import DamagedModel
from classifier.features import (
    PAIR_WEIGHT,
    Hashes,
    gram_buckets,
    pair_buckets,
    squared_norms,
)
from classifier.packing import STEPS, pack, unpack
from classifier.remembered import Store
from classifier.shares import of_sigmoid
from classifier.spelling import prepare
from classifier.spelling.vocabulary import vocabulary
from classifier.word_rows import END
from classifier.words import words

KIND = "attributes"
BLOCK, BLOCK_CHARACTERS = 1_024, 400_000
"""Texts that are scored at a time, and their characters if these are more than one
text: so many that the work on a block hardly counts, and a block needs little memory.
"""

COMMON_WORDS = 20_000
"""English words that are worked out on loading: most of those in comments."""

Floats = NDArray[np.float32]
Integers = NDArray[np.integer]
Explanation = list[tuple[int, int, float]]


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
        """From the arrays of a model folder, and calibrated if it is told how."""
        bias, factors = arrays["bias"], list[Floats]()
        if calibration is not None:
            slope, offset = calibration
            bias, factors = bias * slope + offset, [slope]
        grams, known = (
            unpack(arrays[name], arrays[f"{name}_scale"], *factors)
            for name in ("grams", "known")
        )
        pairs = _unpacked_pairs(arrays["pairs"], arrays["pairs_scale"], *factors)
        return cls(grams, arrays["keys"], known, pairs, bias)

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


class Model:
    """Scores texts for a fixed tuple of attributes; safe to use from many threads.

    Args:
        weights: what it has learnt, calibrated.
        calibration: slope and offset of the sigmoid, shape (2, n_attributes).
        card: what the model is; `attributes`, `version` and `languages` are read.
    """

    def __init__(
        self, weights: Weights, calibration: Floats, card: folder.Card
    ) -> None:
        self.card = card
        self.attributes: tuple[str, ...] = tuple(card["attributes"])
        self.version: str = card["version"]
        self.languages: tuple[str, ...] = tuple(card["languages"])
        self._calibration = calibration
        self._weights = weights
        self._store = self._new_store()

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Read a model folder.

        Raises:
            DamagedModel: it is not whole, not unchanged, or not of this kind.
        """
        arrays, card = folder.read(path, KIND)
        try:
            calibration = arrays["calibration"]
            return cls(Weights.unpacked(arrays, calibration), calibration, card)
        except KeyError as error:
            raise DamagedModel(
                f"{path}: has no {error}; another version made it, train it again"
            ) from error

    def save(self, path: Path) -> None:
        """Write a model folder, whole or not at all."""
        slope, offset = self._calibration
        plain = self._weights.calibrated(1 / slope, -offset / slope)
        arrays = {**plain.packed(), "calibration": self._calibration}
        folder.write(path, arrays, {**self.card, "kind": KIND})

    def score(self, texts: Sequence[str]) -> Floats:
        """Calibrated probabilities, shape (n_texts, n_attributes), each in [0, 1].

        Raises:
            TypeError: `texts` is one text instead of a list of them.
        """
        return _sigmoid(self.logits(texts))

    def logits(self, texts: Sequence[str]) -> Floats:
        """Calibrated log odds, shape (n_texts, n_attributes).

        Raises:
            TypeError: `texts` is one text instead of a list of them.
        """
        if isinstance(texts, str):
            raise TypeError(
                "texts: wanted a list of texts, got one text; put it in [ ]"
            )
        result = np.empty((len(texts), len(self.attributes)), np.float32)
        begin = 0
        while begin < len(texts):
            block = _block(texts, begin)
            its = self._logits_of(self._current_store(), block)
            result[begin : begin + len(block)] = its
            begin += len(block)
        return result

    def explain(self, text: str) -> dict[str, Explanation]:
        """Each word's exact share of each attribute's score.

        A pair's part is shared by its two words, and that of a word that is there more
        than once by its places. From logits to the score the shares go by integrated
        gradients (`classifier.shares`).

        Returns:
            For each attribute (begin, end, share) of each word, in code points of
            `text`, the strongest first; and last (0, 0, base), the score of a text
            without words. All together add up to the score.
        """
        found, store = words(text), self._current_store()
        places = np.array([*store.words.places([word.text for word in found]), END])
        its = self._words(store, places)
        parts = scoring.shares(its, store.words.rows, self._weights.pairs)
        bias = self._weights.bias
        base = _sigmoid(bias)
        result = {}
        for column, attribute in enumerate(self.attributes):
            shares = of_sigmoid(parts[:, column], float(bias[column]))
            spans = (
                (word.begin, word.end, float(share))
                for word, share in zip(found, shares, strict=True)
            )
            strongest = sorted(spans, key=lambda each: -each[2])
            result[attribute] = [*strongest, (0, 0, float(base[column]))]
        return result

    def _current_store(self) -> Store:
        """What is remembered; whoever asks keeps it, for others may put a new one."""
        store = self._store
        if store.full:
            store = self._store = store.renewed()
        return store

    def _new_store(self) -> Store:
        if "en" not in self.languages:
            return Store(self._rows)
        prepare()
        return Store(self._rows, list(islice(vocabulary().counts, COMMON_WORDS)))

    def _logits_of(self, store: Store, texts: Sequence[str]) -> Floats:
        """By the remembered pieces of the texts; of those that pieces don't tell, since
        they are long or spell words letter by letter, by their words.
        """
        long = [number for number, text in enumerate(texts) if not store.is_told(text)]
        places, untold = store.read(_without(texts, long) if long else texts)
        if not (whole := sorted({*long, *untold})):
            return self._summed(store, places)
        again = chain.from_iterable(store.whole(texts[number]) for number in whole)
        by_words = self._summed(store, np.fromiter(again, np.int64))
        if len(whole) == len(texts):
            return by_words
        result = self._summed(store, places)
        result[whole] = by_words
        return result

    def _summed(self, store: Store, places: Integers) -> Floats:
        its = self._words(store, places)
        return scoring.logits(
            its, store.words.rows, self._weights.pairs, self._weights.bias
        )

    def _words(self, store: Store, places: Integers) -> scoring.Words:
        hashes = store.words.hashes.take(places)
        return scoring.Words(places, pair_buckets(hashes, self._weights.bits), END)

    def _rows(self, found: Sequence[str], hashes: Hashes) -> Floats:
        """What words add to the sums, shape (n_words, n_attributes + 1)."""
        weights = self._weights
        rows = np.empty((len(found), len(weights.bias) + 1), np.float32)
        buckets, bounds = gram_buckets(found, weights.bits)
        rows[:, :-1] = _sums(weights.grams.take(buckets, axis=0), bounds)
        rows[:, -1] = squared_norms(bounds)
        if len(weights.keys):
            at = weights.keys.searchsorted(hashes)
            own = (weights.keys.take(at, mode="clip") == hashes).nonzero()[0]
            if len(own):
                rows[own, :-1] += weights.known.take(at.take(own), axis=0)
        return rows


def _sums(rows: Floats, bounds: NDArray[np.integer]) -> Floats:
    """The sum of the rows from each bound to the next."""
    begins, filled = bounds[:-1], bounds[:-1] < bounds[1:]
    if filled.all():
        return np.add.reduceat(rows, begins, axis=0)
    result = np.zeros((len(begins), rows.shape[1]), np.float32)
    if filled.any():
        result[filled] = np.add.reduceat(rows, begins[filled], axis=0)
    return result


def _block(texts: Sequence[str], begin: int) -> Sequence[str]:
    """The texts from one on that are scored together."""
    block = texts[begin : begin + BLOCK]
    while len(block) > 1 and sum(map(len, block)) > BLOCK_CHARACTERS:
        block = block[: len(block) // 2]
    return block


def _without(texts: Sequence[str], numbers: Collection[int]) -> list[str]:
    """The texts, with nothing in the place of some."""
    return ["" if number in numbers else text for number, text in enumerate(texts)]


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


def _sigmoid(logits: Floats) -> Floats:
    # By its hyperbolic tangent, which nothing overflows.
    half = np.float32(0.5)
    result: Floats = np.tanh(logits * half) * half + half
    return result
