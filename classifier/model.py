"""The text classifier: texts to calibrated probabilities, and the words behind them.

Serving needs NumPy only. What training does with scikit-learn arrives here as tables
(`classifier.weights`). Of those a word has one row of numbers, and a text's logits are
sums of such rows (`classifier.scoring`).
"""

from collections.abc import Collection, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import folder, scoring
from classifier.features import Hashes, pair_buckets
from classifier.remembered import Store
from classifier.shares import of_sigmoid
from classifier.spelling import prepare
from classifier.spelling.vocabulary import vocabulary
from classifier.weights import Weights
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
        with folder.reading(path):
            n_attributes = len(card["attributes"])
            folder.array(arrays, "bias", "f", n_attributes)
            calibration = folder.array(arrays, "calibration", "f", 2, n_attributes)
            return cls(Weights.unpacked(arrays, calibration), calibration, card)

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

    def read(self, texts: Sequence[str]) -> tuple[Floats, Hashes, Integers]:
        """As `logits`, with what the words are that they come from.

        Returns:
            The logits; hashes of the distinct words (`features.word_hash`) of the
            first text, then of the second, and so on; and where each text's begin,
            shape (n_texts + 1,), as a sparse matrix has its row pointers.
        """
        logits, found, counts = list[Floats](), list[Hashes](), list[Integers]()
        begin = 0
        while begin < len(texts):
            block = _block(texts, begin)
            store = self._current_store()
            places = self._places_of(store, block)
            logits.append(self._summed(store, places))
            distinct = _distinct(places, store.words.hashes)
            found.append((distinct & 0xFFFFFFFF).astype(np.uint32))
            counts.append(np.bincount(distinct >> 32, minlength=len(block)))
            begin += len(block)
        bounds = np.concatenate([[0], *counts]).cumsum().astype(np.int64)
        whole = np.concatenate(
            [np.empty((0, len(self.attributes)), np.float32), *logits]
        )
        return whole, np.concatenate([np.empty(0, np.uint32), *found]), bounds

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
            return Store(self._weights.rows)
        prepare()
        return Store(
            self._weights.rows, list(islice(vocabulary().counts, COMMON_WORDS))
        )

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

    def _places_of(self, store: Store, texts: Sequence[str]) -> Integers:
        """The places of the words of texts in order, with `END` behind each text."""
        long = [number for number, text in enumerate(texts) if not store.is_told(text)]
        places, untold = store.read(_without(texts, long) if long else texts)
        if not (whole := sorted({*long, *untold})):
            return places
        parts = np.split(places, (places == END).nonzero()[0] + 1)
        for number in whole:
            parts[number] = np.array(store.whole(texts[number]), places.dtype)
        return np.concatenate(parts)

    def _summed(self, store: Store, places: Integers) -> Floats:
        its = self._words(store, places)
        return scoring.logits(
            its, store.words.rows, self._weights.pairs, self._weights.bias
        )

    def _words(self, store: Store, places: Integers) -> scoring.Words:
        hashes = store.words.hashes.take(places)
        return scoring.Words(places, pair_buckets(hashes, self._weights.bits), END)


def _block(texts: Sequence[str], begin: int) -> Sequence[str]:
    """The texts from one on that are scored together."""
    block = texts[begin : begin + BLOCK]
    while len(block) > 1 and sum(map(len, block)) > BLOCK_CHARACTERS:
        block = block[: len(block) // 2]
    return block


def _distinct(places: Integers, hashes: Hashes) -> Integers:
    """The hashes of texts' distinct words, each beneath the number of its text, by
    their places with `END` behind each text; rising.
    """
    is_end = places == END
    text = is_end.cumsum()
    both: Integers = ((text << 32) | hashes.take(places))[~is_end]
    both.sort()
    is_new = np.empty(len(both), bool)
    is_new[:1] = True
    np.not_equal(both[1:], both[:-1], out=is_new[1:])
    return both[is_new]


def _without(texts: Sequence[str], numbers: Collection[int]) -> list[str]:
    """The texts, with nothing in the place of some."""
    return ["" if number in numbers else text for number, text in enumerate(texts)]


def _sigmoid(logits: Floats) -> Floats:
    # By its hyperbolic tangent, which nothing overflows.
    half = np.float32(0.5)
    result: Floats = np.tanh(logits * half) * half + half
    return result
