"""The text classifier: texts to calibrated probabilities, and the words behind them.

Serving needs NumPy only. What training does with scikit-learn arrives here as one
table of weights, a bias and two calibration constants for each attribute.
"""

import threading
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.features import (
    BUCKETS,
    PAIR_WEIGHT,
    WORD_WEIGHT,
    bare_words,
    pair_bucket,
    squared_norm,
    word_buckets,
    words,
)

KIND = "attributes"
REMEMBERED_WORDS = 100_000
"""Words whose rows are kept, some 5 MB; then they are forgotten and kept anew, so
that endless invented words cannot fill the memory."""

Floats = NDArray[np.float32]
Explanation = list[tuple[int, int, float]]


class Model:
    """Scores texts for a fixed tuple of attributes; safe to use from many threads.

    Args:
        table: weights, shape (`BUCKETS`, n_attributes).
        bias: shape (n_attributes,).
        calibration: slope and offset of the sigmoid, shape (2, n_attributes).
        card: what the model is; `attributes`, `version` and `languages` are read.
    """

    def __init__(
        self, table: NDArray[Any], bias: Floats, calibration: Floats, card: folder.Card
    ) -> None:
        self.card = card
        self.attributes: tuple[str, ...] = tuple(card["attributes"])
        self.version: str = card["version"]
        self.languages: tuple[str, ...] = tuple(card["languages"])
        self._table = table.astype(np.float32)
        self._bias = bias.astype(np.float32)
        self._calibration = calibration.astype(np.float32)
        self._lock = threading.Lock()
        self._places: dict[str, int] = {}
        self._rows = np.zeros((1024, len(self.attributes) + 1), np.float32)

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Read a model folder.

        Raises:
            DamagedModel: it is not whole, not unchanged, or not of this kind.
        """
        arrays, card = folder.read(path, KIND)
        return cls(arrays["table"], arrays["bias"], arrays["calibration"], card)

    def save(self, path: Path) -> None:
        """Write a model folder, whole or not at all."""
        arrays: folder.Arrays = {
            "table": self._table.astype(np.float16),
            "bias": self._bias,
            "calibration": self._calibration,
        }
        folder.write(path, arrays, {**self.card, "kind": KIND})

    def score(self, texts: Sequence[str]) -> Floats:
        """Calibrated probabilities, shape (n_texts, n_attributes), each in [0, 1].

        Raises:
            TypeError: `texts` is one text instead of a list of them.
        """
        return self.calibrated(self.logits(texts))

    def calibrated(self, logits: Floats) -> Floats:
        """Logits to probabilities at the rates of comments as they come."""
        slope, offset = self._calibration
        logits = np.clip(logits * slope + offset, -60, 60)  # beyond, exp overflows
        result: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return result

    def logits(self, texts: Sequence[str]) -> Floats:
        """What the weights say before calibration, shape (n_texts, n_attributes)."""
        if isinstance(texts, str):
            raise TypeError(
                "texts: wanted a list of texts, got one text; put it in [ ]"
            )
        result = np.empty((len(texts), len(self.attributes)), np.float32)
        for number, text in enumerate(texts):
            result[number] = self._logit(bare_words(text))
        return result

    def explain(self, text: str) -> dict[str, Explanation]:
        """What each word added to each attribute's logit.

        A pair's part is shared by its two words, so that the weights of an
        attribute and its bias add up to its logit.

        Returns:
            For each attribute (begin, end, weight) of each word, in code points of
            `text` and units of the logit, the strongest first.
        """
        found = words(text)
        parts = self._parts([word.text for word in found])
        return {
            attribute: sorted(
                (
                    (word.begin, word.end, float(part))
                    for word, part in zip(found, parts[:, column], strict=True)
                ),
                key=lambda each: -each[2],
            )
            for column, attribute in enumerate(self.attributes)
        }

    def bias(self) -> dict[str, float]:
        """The logit of a text without words, by attribute."""
        return dict(zip(self.attributes, map(float, self._bias), strict=True))

    def _logit(self, tokens: list[str]) -> Floats:
        if not tokens:
            return self._bias
        counts = Counter(tokens)
        rows = self._word_rows(list(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        total: Floats = np.sqrt(often) @ rows[:, :-1]
        norm = float(often @ rows[:, -1])
        if pairs := Counter(pairwise(tokens)):
            buckets = [pair_bucket(*pair) for pair in pairs]
            often = np.fromiter(pairs.values(), np.float32, len(pairs))
            total += PAIR_WEIGHT * (np.sqrt(often) @ self._table[buckets])
            norm += PAIR_WEIGHT**2 * (len(tokens) - 1)
        result: Floats = self._bias + total / np.float32(np.sqrt(norm))
        return result

    def _parts(self, tokens: list[str]) -> Floats:
        if not tokens:
            return np.zeros((0, len(self.attributes)), np.float32)
        rows = self._word_rows(tokens)
        parts, norm = rows[:, :-1] / _roots(tokens), rows[:, -1].sum()
        pairs = list(pairwise(tokens))
        if pairs:
            found = self._table[[pair_bucket(*pair) for pair in pairs]]
            halves = PAIR_WEIGHT / 2 * found / _roots(pairs)
            parts[:-1] += halves
            parts[1:] += halves
            norm += PAIR_WEIGHT**2 * len(pairs)
        result: Floats = parts / np.sqrt(norm)
        return result

    def _word_rows(self, tokens: list[str]) -> Floats:
        with self._lock:
            places = [self._places.get(word, -1) for word in tokens]
            if -1 in places:
                places = self._remembered(tokens)
            rows: Floats = self._rows[places]
            return rows

    def _remembered(self, tokens: list[str]) -> list[int]:
        new = {word for word in tokens if word not in self._places}
        if len(self._places) + len(new) > REMEMBERED_WORDS:
            self._places.clear()
            new = set(tokens)
        while len(self._places) + len(new) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        for word in new:
            place = len(self._places)
            self._rows[place] = self._row(word)
            self._places[word] = place
        return [self._places[word] for word in tokens]

    def _row(self, word: str) -> Floats:
        own, *grams = word_buckets(word)
        weights = WORD_WEIGHT * self._table[own] + self._table[grams].sum(axis=0)
        return np.append(weights, np.float32(squared_norm(word)))


def _roots(items: Sequence[Hashable]) -> Floats:
    """For each item the root of how often it is there, shape (n_items, 1)."""
    counts = Counter(items)
    roots: Floats = np.sqrt([[counts[item]] for item in items]).astype(np.float32)
    return roots


def empty_table(attributes: int) -> Floats:
    """A table of no opinion, for what fills it."""
    return np.zeros((BUCKETS, attributes), np.float32)
