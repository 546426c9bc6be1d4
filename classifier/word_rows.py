"""A row of numbers for each word, worked out when the word is first met."""

import threading
from collections.abc import Callable, Sequence
from copy import copy
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.company import Company
from classifier.features import Hashes, word_hashes
from classifier.naming import GROUP

END = 0
"""The place of what stands behind a text."""

TOGETHER = 1_000
"""Words that are worked out at a time: memory for more costs more than it saves."""

Floats = NDArray[np.float32]
RowsOf = Callable[[Sequence[str], Hashes], Floats]


class WordRows:
    """Words by their places. It only grows, so that who has places can always use them.

    Args:
        rows_of: works out what words add, from them and their hashes, shape (n_words,
            n_columns).

    Attributes:
        rows: what a word adds, at its place.
        hashes: of a word, at its place.
        by_company: whether a word is read by the company it keeps.
        company: reads words in company, by their places.
        group: the place of what stands for any group.
    """

    def __init__(self, rows_of: RowsOf) -> None:
        self._rows_of = rows_of
        self._lock = threading.Lock()
        self._places: dict[str, int] = {}
        self.rows = rows_of((), np.zeros(0, np.uint32))
        self.hashes = np.zeros(0, np.uint32)
        self.by_company = np.zeros(0, bool)
        # The first place is that of `END`.
        _, self.group = self.places(["", GROUP])
        self.company = Company(self.places, END)
        self.by_company[list(self.company.told_by_company)] = True
        self.keep_these()

    def keep_these(self) -> None:
        """Have the words that are there now in what is `renewed` as well."""
        self._common = len(self._places)

    def renewed(self) -> "WordRows":
        """Another that has nothing yet but the common words of this one."""
        with self._lock:
            other, end = copy(self), self._common
            other._lock = threading.Lock()
            other._places = dict(islice(self._places.items(), end))
            other.rows = self.rows[:end].copy()
            other.by_company = self.by_company[:end].copy()
            other.hashes = self.hashes[:end].copy()
        return other

    def __len__(self) -> int:
        return len(self._places)

    def places(self, words: Sequence[str]) -> list[int]:
        """Where the words are kept; new ones are worked out together."""
        try:
            return list(map(self._places.__getitem__, words))
        except KeyError:
            self._keep(words)
            return list(map(self._places.__getitem__, words))

    def _keep(self, words: Sequence[str]) -> None:
        with self._lock:
            # In order, so that the rows of common words are near each other.
            new = [word for word in dict.fromkeys(words) if word not in self._places]
            begin, end = len(self._places), len(self._places) + len(new)
            if end > len(self.rows):
                self._grow(end)
            self.hashes[begin:end] = hashes = word_hashes(new)
            for first in range(0, len(new), TOGETHER):
                its = slice(first, min(first + TOGETHER, len(new)))
                rows = self._rows_of(new[its], hashes[its])
                self.rows[begin + its.start : begin + its.stop] = rows
            if begin == END:
                self.rows[END] = 0
            # Last, so that nobody finds a place before it is filled.
            self._places.update(zip(new, range(begin, end), strict=True))

    def _grow(self, least: int) -> None:
        size = max(1024, least, 2 * len(self.rows))
        self.rows = grown(self.rows, size)
        self.hashes = grown(self.hashes, size)
        self.by_company = grown(self.by_company, size)


def grown(table: NDArray[Any], size: int) -> NDArray[Any]:
    """The same with zeros behind it, in a table of its own."""
    result = np.zeros((size, *table.shape[1:]), table.dtype)
    result[: len(table)] = table
    return result
