"""Which words keep company: vectors that tell dough and oven near, and trams far off.

A vector is learnt for each stem from the words that stand around it; two stems that
share no letter but much company point the same way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SCALE = 127.0  # of a whole number that keeps one coordinate in [-1, 1]
FAR = 0.45
"""Cosine under which two words have little to do with each other, chosen by eye."""

NEAREST = 3
"""So many words of a comment, weighed by rarity, must be near the article's."""


@dataclass(frozen=True)
class Sense:
    """The known stems of a text.

    Attributes:
        vectors: of unit length, shape (n_stems, n_dimensions).
        rarity: of each stem, shape (n_stems,).
    """

    vectors: Floats
    rarity: Floats

    def direction(self) -> Floats:
        """Where the text as a whole points: of unit length, or zero."""
        total: Floats = self.rarity @ self.vectors
        length = float(np.linalg.norm(total))
        return total / np.float32(length) if length else total

    def coherence(self) -> float:
        """How much one company the words are, in [0, 1]: 1 when all say the same."""
        total = self.rarity.sum()
        if not total:
            return 0.0
        return float(np.linalg.norm(self.rarity @ self.vectors) / total)

    def with_(self, other: "Sense") -> "Sense":
        """Both texts as one."""
        return Sense(
            np.concatenate([self.vectors, other.vectors]),
            np.concatenate([self.rarity, other.rarity]),
        )


class Meanings:
    """Vectors of stems; immutable.

    Args:
        stems: CRC-32 of each known stem, uint32, shape (n_stems,).
        vectors: int8, shape (n_stems, n_dimensions), `SCALE` for 1.
    """

    def __init__(self, stems: NDArray[np.uint32], vectors: NDArray[np.int8]) -> None:
        self.stems, self.packed = stems, vectors
        self._rows = {int(stem): row for row, stem in enumerate(stems)}
        self._vectors = vectors.astype(np.float32) / SCALE

    def sense(self, rarity: Iterable[tuple[str, float]]) -> Sense:
        """The sense of a text, from its stems and how rare each is."""
        known = [
            (row, rare)
            for stem, rare in rarity
            if (row := self._rows.get(digest(stem))) is not None
        ]
        return Sense(
            self._vectors[[row for row, _ in known]],
            np.array([rare for _, rare in known], np.float32),
        )


def digest(stem: str) -> int:
    """What stands for a stem on disk."""
    return crc32(stem.encode("utf-8", "replace"))


def alike(one: Sense, other: Sense) -> float:
    """How alike two texts are as wholes: a cosine in [-1, 1]; 0 when one is unknown."""
    return float(one.direction() @ other.direction())


@dataclass(frozen=True)
class Nearness:
    """How near a comment's words come to the nearest of an article's.

    Attributes:
        mean: cosine over all words, weighed by rarity, in [-1, 1].
        best: of the `NEAREST` best words, each times its rarity over 10.
        far: the share of words, weighed by rarity, that are under `FAR` from all.
    """

    mean: float
    best: float
    far: float


def nearness(comment: Sense, article: Sense) -> Nearness:
    """How near a comment comes to an article; zeros when one is unknown."""
    if not len(comment.rarity) or not len(article.rarity):
        return Nearness(0.0, 0.0, 0.0)
    cosines = (comment.vectors @ article.vectors.T).max(axis=1)
    weights = comment.rarity / comment.rarity.sum()
    return Nearness(
        mean=float(weights @ cosines),
        best=float(np.sort(cosines * comment.rarity)[-NEAREST:].mean() / 10),
        far=float(weights @ (cosines < FAR)),
    )
