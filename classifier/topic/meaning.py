"""What words mean: vectors that tell dough and oven near, and trams far off.

The vectors come from MiniLM, a sentence encoder under Apache-2.0, and were then fitted
to text that anyone may use (`meaning_training`). A text points where the sum of its
words points, each weighed by how much it tells of the subject.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.packing import pack_small, unpack_small

Floats = NDArray[np.float32]
SCALE = 80.0
"""Whole numbers in 1: finer ones take more room on disk and change no figure."""

STEPS = 32.0  # of a whole number that keeps a logarithm; an importance is e^(n/32 - 4)
LEAST = 4.0

NEAREST_SUBJECTS = 3
"""Of 256. On the folds 1 to 10 differ by 0.002 in AUC against the nearest article, and
so do 128 to 1,000 subjects."""


@dataclass(frozen=True)
class Background:
    """How near any text comes to a direction by chance.

    Cosines with texts about anything are spread around a mean. How many spreads above
    it a cosine stands says more than the cosine: some texts are near to everything.
    And a text whose subject is much talked about has many that come near: what comes
    nearer than the nearest subjects do is about the same thing, and not only alike.

    Attributes:
        mean: of the directions of many texts, shape (n_dimensions,).
        factors: their strongest `n` principal axes, each times its spread, shape
            (n_dimensions, n).
        rest: the variance along each axis that is left, for a direction of length 1.
        subjects: the directions around which texts gather, shape (n_subjects,
            n_dimensions).
    """

    mean: Floats
    factors: Floats
    rest: float
    subjects: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Background":
        """From the arrays of a model folder, as `arrays` names them."""
        subjects = folder.array(arrays, "background_subjects", "f", None, None)
        n_dimensions = subjects.shape[1]
        mean = folder.array(arrays, "background_mean", "f", n_dimensions)
        factors = folder.array(arrays, "background_factors", "f", n_dimensions, None)
        return cls(
            mean.astype(np.float32),
            factors.astype(np.float32),
            float(folder.array(arrays, "background_rest", "f")),
            subjects.astype(np.float32),
        )

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What a model folder keeps."""
        return {
            "background_mean": self.mean.astype(np.float16),
            "background_factors": self.factors.astype(np.float16),
            "background_rest": np.array(self.rest, np.float32),
            "background_subjects": self.subjects.astype(np.float16),
        }

    def expected(self, directions: Floats) -> tuple[Floats, Floats]:
        """Mean and spread of the cosines with unit vectors, shape (n, n_dimensions)."""
        along = directions @ self.factors
        return directions @ self.mean, np.sqrt((along * along).sum(-1) + self.rest)

    def nearest(self, directions: Floats) -> Floats:
        """Mean cosine of unit vectors with their nearest subjects, shape (n,)."""
        cosines = np.sort(directions @ self.subjects.T, axis=1)
        result: Floats = cosines[:, -NEAREST_SUBJECTS:].mean(axis=1)
        return result


@dataclass(frozen=True, eq=False)
class Sense:
    """What the known words of a text mean.

    Attributes:
        words: the known words, shape (n_words,).
        vectors: of unit length, shape (n_words, n_dimensions).
        importance: of each word, shape (n_words,).
        direction: where the text as a whole points: of unit length, or zero.
        coherence: how much one company the words are, in [0, 1]: 1 when all say the
            same, 0 when none is known.
    """

    words: Sequence[str]
    vectors: Floats
    importance: Floats
    direction: Floats
    coherence: float


class Meanings:
    """Vectors of words; immutable.

    Args:
        words: CRC-32 of each known word, uint32, shape (n_words,).
        vectors: int8, shape (n_words, n_dimensions), of length `SCALE`.
        importance: uint8, shape (n_words,), as `STEPS` and `LEAST` tell.
        background: of these vectors.

    Attributes:
        vectors, background: as given.
    """

    def __init__(
        self,
        words: NDArray[np.uint32],
        vectors: NDArray[np.int8],
        importance: NDArray[np.uint8],
        background: Background,
    ) -> None:
        self.background, self.vectors = background, vectors
        self._words, self._importance = words, importance
        self._weights = unpacked(importance)
        # Sorted in a fourth of the time that a dictionary takes, at 1 µs a look-up.
        self._order = words.argsort(kind="stable")
        self._sorted = words.take(self._order).data

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Meanings":
        """From the arrays of a model folder, as `arrays` names them."""
        words = folder.array(arrays, "words", "u", None).astype(np.uint32, copy=False)
        importance = folder.array(arrays, "importance", "u", len(words))
        background = Background.of(arrays)
        vectors = _vectors(arrays, len(words), len(background.mean))
        return cls(words, vectors, importance.astype(np.uint8, copy=False), background)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What a model folder keeps."""
        return {
            "words": self._words,
            **dict(zip(_PACKED, pack_small(self.vectors), strict=True)),
            "importance": self._importance,
            **self.background.arrays(),
        }

    def table(self) -> tuple[NDArray[np.uint32], Floats]:
        """The digests of all words and their vectors, of unit length."""
        vectors = self.vectors.astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return self._words, (vectors / np.maximum(lengths, 1)).astype(np.float32)

    def weighed(self, rows: NDArray[np.integer] | None = None) -> Floats:
        """What words add to the direction of a text, shape (n_words, n_dimensions).

        Args:
            rows: of the words; of all where none are given.
        """
        chosen = slice(None) if rows is None else rows
        vectors = self.vectors[chosen].astype(np.float32)
        vectors *= self._weights[chosen, None] / np.float32(SCALE)
        return vectors

    def rows(self, digests: NDArray[np.uint32]) -> NDArray[np.integer]:
        """Where words are kept, by their digests; -1 of those that are unknown."""
        ordered = np.asarray(self._sorted)
        at = ordered.searchsorted(digests).clip(max=len(ordered) - 1)
        return np.where(ordered[at] == digests, self._order[at], -1)

    def row(self, word: str) -> int:
        """Where a word is kept, or else its singular; -1 when both are unknown."""
        row = self._row(digest(word))
        if row < 0 and word.endswith("s"):
            return self._row(digest(word[:-1]))
        return row

    def _row(self, key: int) -> int:
        at = bisect_right(self._sorted, key) - 1
        return int(self._order[at]) if at >= 0 and self._sorted[at] == key else -1

    def sense(self, words: Sequence[str], rows: Sequence[int]) -> Sense:
        """The sense of a text, from its different known words and their rows."""
        if not rows:
            nothing = np.zeros((0, self.vectors.shape[1]), np.float32)
            return Sense((), nothing, nothing[:, 0], nothing.sum(axis=0), 0.0)
        chosen = np.array(rows)
        vectors = self.vectors.take(chosen, axis=0).astype(np.float32)
        vectors *= np.float32(1 / SCALE)
        importance = self._weights.take(chosen)
        total = importance @ vectors
        length = math.sqrt(total @ total)
        coherence = length / float(importance.sum())
        return Sense(words, vectors, importance, total / (length + 1e-9), coherence)


def _vectors(
    arrays: Mapping[str, NDArray[np.generic]], n_words: int, n_dimensions: int
) -> NDArray[np.int8]:
    """From the packed arrays, or from `vectors`, which earlier versions kept."""
    if "vectors" in arrays:
        vectors = folder.array(arrays, "vectors", "i", n_words, n_dimensions)
        return vectors.astype(np.int8, copy=False)
    name, far_name, values_name = _PACKED
    packed = folder.array(arrays, name, "u", None, n_dimensions)
    far = folder.array(arrays, far_name, "u", None)
    its = folder.array(arrays, values_name, "i", len(far))
    return unpack_small(
        packed.astype(np.uint16, copy=False),
        far.astype(np.uint32, copy=False),
        its.astype(np.int8, copy=False),
        n_words,
    )


_PACKED = ("vectors_packed", "vectors_far", "vectors_far_values")


def digest(word: str) -> int:
    """What stands for a word on disk."""
    return crc32(word.encode("utf-8", "replace"))


def unpacked(importance: NDArray[np.uint8]) -> Floats:
    """Importances from the whole numbers that are kept, shape (n_words,)."""
    return np.exp(importance / STEPS - LEAST).astype(np.float32)
