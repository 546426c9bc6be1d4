"""Where the words of a text point, in a few directions that most meanings differ in.

So ten decisions about politics tell something about the next politician, whose name
none of them had.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from classifier.house.reading import Hashes, Integers, Readings
from classifier.language.stopwords import STOPWORDS
from classifier.topic.meaning import Floats, Meanings, digest

DIRECTIONS = 64
"""Of 192. On eight simulated houses 64, 96 and 192 differ by 0.01 in AUC at most,
after 100, 500 and 4,000 decisions."""

FEW = 5_000
"""Words up to which they are added up before they are projected: more are quicker taken
from a table of all words, which takes a while to be made."""


@dataclass(frozen=True)
class Content:
    """The content words of texts: without those that are in any text.

    Attributes:
        hashes: of each word, those of the first text first.
        bounds: where each text's begin in these, shape (n_texts + 1,).
    """

    hashes: Hashes
    bounds: Integers

    @classmethod
    def of(cls, readings: Readings) -> "Content":
        """Those of readings."""
        tells = _STOPWORDS[readings.hashes & _PLACES] != readings.hashes
        before = np.concatenate([[0], tells.cumsum()])
        return cls(readings.hashes[tells], before[readings.bounds])

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @cached_property
    def text(self) -> Integers:
        """The number of each word's text, shape (n_words,), rising."""
        return np.arange(len(self)).repeat(np.diff(self.bounds))


def _at_places(hashes: Hashes) -> Hashes:
    """The same in a table, each at its last bits, as many as tell all apart; where none
    stands, 0 or what belongs elsewhere.
    """
    size = 1
    while len(np.unique(hashes % size)) < len(hashes):
        size *= 2
    table = np.zeros(size, np.uint32)
    table[hashes % size] = hashes
    return table


_STOPWORDS = _at_places(np.array(sorted(map(digest, STOPWORDS)), np.uint32))
_PLACES = np.uint32(len(_STOPWORDS) - 1)


class Sense:
    """Projects words onto some axes.

    Args:
        meanings: vectors of words.
        axes: shape (n_dimensions, `DIRECTIONS`), orthonormal.
    """

    def __init__(self, meanings: Meanings, axes: Floats) -> None:
        self.axes = axes
        self._meanings = meanings

    @classmethod
    def of(cls, meanings: Meanings) -> "Sense":
        """Onto the principal axes of all words, each by how much it tells."""
        vectors = meanings.weighed()
        _, axes = np.linalg.eigh(vectors.T @ vectors)  # in rising order
        return cls(meanings, axes[:, : -DIRECTIONS - 1 : -1].astype(np.float32))

    def directions(self, content: Content) -> Floats:
        """Where texts point, shape (n_texts, `DIRECTIONS`): of unit length, or zero of
        one without a word that is known.
        """
        rows = self._meanings.rows(content.hashes)
        known = rows >= 0
        before = np.concatenate([[0], known.cumsum()])
        result = self._summed(rows[known], before[content.bounds])
        lengths = np.sqrt(np.einsum("ij,ij->i", result, result))
        result /= np.maximum(lengths, 1e-9)[:, None]
        return result

    def parts(self, hashes: Hashes) -> Floats:
        """What each word of one text adds to its direction, shape (n_words,
        `DIRECTIONS`); zero of one that is unknown.
        """
        rows = self._meanings.rows(hashes)
        known = (rows >= 0)[:, None]
        parts: Floats = np.where(known, self._meanings.weighed(rows) @ self.axes, 0)
        length = float(np.linalg.norm(parts.sum(axis=0)))
        return parts / np.float32(max(length, 1e-9))

    def _summed(self, rows: NDArray[np.integer], bounds: Integers) -> Floats:
        """What the words of texts add up to, by where each text's begin."""
        if len(rows) > FEW:
            return _sums(self._table, rows, bounds)
        result = np.zeros((len(bounds) - 1, DIRECTIONS), np.float32)
        filled = bounds[1:] > bounds[:-1]
        if filled.any():
            vectors = self._meanings.weighed(rows)
            sums = np.add.reduceat(vectors, bounds[:-1][filled], axis=0)
            result[filled] = sums @ self.axes
        return result

    @cached_property
    def _table(self) -> Floats:
        return self._meanings.weighed() @ self.axes


def _sums(table: Floats, rows: NDArray[np.integer], bounds: Integers) -> Floats:
    """Of a table's rows, of each text from one bound to the next."""
    from scipy.sparse import csr_matrix  # which serving does without

    shape = len(bounds) - 1, len(table)
    counted = csr_matrix((np.ones(len(rows), np.float32), rows, bounds), shape=shape)
    result: Floats = counted @ table
    return result
