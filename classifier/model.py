"""The text classifier: texts to calibrated probabilities, and the words behind them.

Serving needs NumPy only. What training does with scikit-learn arrives here as tables of
weights for hashed n-grams, known words and hashed pairs of words, and a bias and two
calibration constants for each attribute. A text's logit is the sum over its distinct
words and pairs, divided by the root of their summed squared norms, plus the bias.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.company import GROUP
from classifier.errors import DamagedModel
from classifier.features import (
    PAIR_WEIGHT,
    WORD_WEIGHT,
    gram_buckets,
    pair_buckets,
    pair_halves,
    word_hash,
    words,
)
from classifier.packing import pack, unpack
from classifier.remembered import END, SPELT_OUT, Store
from classifier.shares import of_sigmoid
from classifier.spelling.vocabulary import vocabulary

KIND = "attributes"
BLOCK = 256  # texts at a time: what they need stays in the processor's cache

COMMON_WORDS = 20_000
"""English words that are worked out on loading: most of those in comments."""

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Explanation = list[tuple[int, int, float]]


class Weights:
    """What a model has learnt.

    Args:
        grams: of hashed n-grams, shape (a power of two, n_attributes).
        keys: hashes of known words, ascending, shape (n_words,).
        known: of known words, shape (n_words, n_attributes).
        pairs: of hashed pairs, shape (that of `grams`).
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
    def unpacked(cls, arrays: folder.Arrays) -> "Weights":
        """From the arrays of a model folder."""
        grams, known, pairs = (
            unpack(arrays[name], arrays[f"{name}_scale"])
            for name in ("grams", "known", "pairs")
        )
        return cls(grams, arrays["keys"], known, pairs, arrays["bias"])

    def packed(self) -> folder.Arrays:
        """As the arrays of a model folder."""
        result: folder.Arrays = {"keys": self.keys, "bias": self.bias}
        for name in ("grams", "known", "pairs"):
            result[name], result[f"{name}_scale"] = pack(getattr(self, name))
        return result

    def calibrated(self, slope: Floats, offset: Floats) -> "Weights":
        """The same with the slope and offset of each attribute's sigmoid in them."""
        return Weights(
            self.grams * slope,
            self.keys,
            self.known * slope,
            self.pairs * slope,
            self.bias * slope + offset,
        )


class Model:
    """Scores texts for a fixed tuple of attributes; safe to use from many threads.

    Args:
        weights: what it has learnt, before calibration.
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
        self._weights = weights.calibrated(*calibration)
        # One column more holds squared norms, so that one sum gives both.
        self._pairs = _with_norm(PAIR_WEIGHT * self._weights.pairs, PAIR_WEIGHT**2)
        self._store = self._new_store()

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Read a model folder.

        Raises:
            DamagedModel: it is not whole, not unchanged, or not of this kind.
        """
        arrays, card = folder.read(path, KIND)
        try:
            return cls(Weights.unpacked(arrays), arrays["calibration"], card)
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
        if len(texts) == 1:
            return self._logits_of_one(self._current_store(), texts[0])
        result = np.empty((len(texts), len(self.attributes)), np.float32)
        for begin in range(0, len(texts), BLOCK):
            block, store = texts[begin : begin + BLOCK], self._current_store()
            result[begin : begin + BLOCK] = self._logits_of_many(store, block)
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
        found = words(text)
        parts = self._parts([word.text for word in found])
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
            store = self._store = self._new_store()
        return store

    def _new_store(self) -> Store:
        if "en" not in self.languages:
            return Store(self._rows)
        return Store(self._rows, list(islice(vocabulary().counts, COMMON_WORDS)))

    def _logits_of_one(self, store: Store, text: str) -> Floats:
        """As `_logits_of_many` for one text, in fewer and smaller steps."""
        places = store.read([text]) if store.is_told(text) else None
        if places is None or SPELT_OUT.search(store.lone.take(places or END).tobytes()):
            places = store.whole(text)
        if not places:
            return self._weights.bias[None].copy()
        total = np.add.reduce(store.rows.take(list(dict.fromkeys(places)), axis=0))
        at = np.array(places)
        first, second = at[:-1], at[1:]
        if places.count(store.group) > 1:
            apart = (first != store.group) | (second != store.group)
            first, second = first[apart], second[apart]
        buckets = self._buckets(store, first, second)
        if len(buckets):
            distinct = list(set(buckets.tolist()))
            total += np.add.reduce(self._pairs.take(distinct, axis=0))
        logits: Floats = total[:-1] / np.sqrt(total[-1]) + self._weights.bias
        return logits[None]

    def _logits_of_many(self, store: Store, texts: Sequence[str]) -> Floats:
        told = [text if store.is_told(text) else "" for text in texts]
        flat = store.read(told)
        places = np.fromiter(flat, np.int64, len(flat))
        ends = places == END
        text = np.cumsum(ends)
        sums = np.zeros((len(texts), len(self._weights.bias) + 1), np.float32)
        _add_distinct(sums, text, places, store.rows)
        groups = places == store.group
        paired = ~(ends[:-1] | ends[1:] | (groups[:-1] & groups[1:]))
        buckets = self._buckets(store, places[:-1][paired], places[1:][paired])
        _add_distinct(sums, text[1:][paired], buckets, self._pairs)
        norms = np.sqrt(np.maximum(sums[:, -1:], 1e-9))  # a text may have no words
        result = (sums[:, :-1] / norms + self._weights.bias).astype(np.float32)
        runs = SPELT_OUT.finditer(store.lone.take(places).tobytes())
        whole = {int(text[run.start()]) for run in runs}
        whole |= {n for n, each in enumerate(texts) if len(each) > len(told[n])}
        for number in whole:
            result[number] = self._logits_of_one(store, texts[number])
        return result

    def _buckets(
        self, store: Store, first: Integers, second: Integers
    ) -> NDArray[np.uint32]:
        """The buckets of pairs of words, by the places of both."""
        return pair_buckets(
            store.first.take(first), store.second.take(second), self._weights.bits
        )

    def _parts(self, found: Sequence[str]) -> Floats:
        """What each word added to each logit, shape (n_words, n_attributes)."""
        if not found:
            return np.zeros((0, len(self.attributes)), np.float32)
        often = Counter(found)
        rows = self._rows(list(often))
        place = {word: number for number, word in enumerate(often)}
        total = rows.sum(axis=0)
        parts = np.array([rows[place[word], :-1] / often[word] for word in found])
        buckets = self._pairs_of(found)
        together = Counter(buckets.values())
        for number, bucket in buckets.items():
            half = self._pairs[bucket, :-1] / (2 * together[bucket])
            parts[number] += half
            parts[number + 1] += half
        total = total + self._pairs[list(together)].sum(axis=0)
        result: Floats = (parts / np.sqrt(total[-1])).astype(np.float32)
        return result

    def _pairs_of(self, found: Sequence[str]) -> dict[int, int]:
        """The bucket of each word and the next, by the place of the first."""
        first, second = pair_halves(found)
        buckets = pair_buckets(first[:-1], second[1:], self._weights.bits).tolist()
        return {
            number: bucket
            for number, (pair, bucket) in enumerate(
                zip(pairwise(found), buckets, strict=True)
            )
            if pair != (GROUP, GROUP)
        }

    def _rows(self, found: Sequence[str]) -> Floats:
        """What words add to the sums, shape (n_words, n_attributes + 1)."""
        weights = self._weights
        rows = np.zeros((len(found), len(weights.bias) + 1), np.float32)
        if not found:
            return rows
        buckets, bounds = gram_buckets(found, weights.bits)
        spelt = np.flatnonzero(np.diff(bounds))
        if len(spelt):
            rows[spelt, :-1] = np.add.reduceat(
                weights.grams.take(buckets, axis=0), bounds[spelt], axis=0
            )
        if len(weights.keys):
            hashes = np.array([word_hash(word) for word in found], np.uint32)
            at = np.searchsorted(weights.keys, hashes)
            at[at == len(weights.keys)] = 0
            own = np.flatnonzero(weights.keys[at] == hashes)
            rows[own, :-1] += weights.known[at[own]]
        rows[:, -1] = WORD_WEIGHT**2 + np.diff(bounds)
        return rows


def _add_distinct(
    sums: Floats, text: Integers, places: NDArray[np.integer], rows: Floats
) -> None:
    """Add to each text's sums the rows at its places, those there twice once."""
    if not len(places):
        return
    keys = np.sort((text << 32) | places)
    fresh = np.empty(len(keys), bool)
    fresh[0] = True
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    keys = keys[fresh]
    text = keys >> 32
    begins = np.flatnonzero(np.diff(text, prepend=-1))
    sums[text[begins]] += np.add.reduceat(
        rows.take(keys & 0xFFFFFFFF, axis=0), begins, axis=0
    )


def _with_norm(rows: Floats, norm: float) -> Floats:
    column = np.full((len(rows), 1), norm, np.float32)
    return np.hstack([rows, column])


def _sigmoid(logits: Floats) -> Floats:
    # By its hyperbolic tangent, which nothing overflows.
    half = np.float32(0.5)
    result: Floats = np.tanh(logits * half) * half + half
    return result
