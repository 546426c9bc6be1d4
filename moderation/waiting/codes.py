"""Names, and sets of names, as small numbers that a column can hold."""

from array import array
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Bools: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[Any]

NONE = -1
"""The code of what a comment has not."""

UNKNOWN = -2
"""The code of a name that no comment has."""

FEW = 8
"""Names, such as of languages and queues, that are counted quicker one after the other:
to compare 200,000 codes takes a tenth of the time that it takes to sort them out."""


class Codes:
    """Names, each as a small number."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {}

    def of(self, name: str | None) -> int:
        """The code of a name, a new one if need be; `NONE` of none."""
        if name is None:
            return NONE
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = len(self.names)
            self.names.append(name)
        return code

    def known(self, name: str) -> int:
        """The code of a name; `UNKNOWN` of one that was never seen."""
        return self._codes.get(name, UNKNOWN)

    def keep(self, codes: Numbers) -> Numbers:
        """Let all names go but those with some codes; returns their new codes."""
        used, places = np.unique(codes, return_inverse=True)
        self.names = [self.names[code] for code in used if code != NONE]
        self._codes = {name: code for code, name in enumerate(self.names)}
        anew: Numbers = np.cumsum(used != NONE) - 1  # where it is first, `NONE` stays
        return anew[places]

    def counts(self, codes: Numbers) -> Iterator[tuple[str, int]]:
        """Each name, and how often its code is among some."""
        if len(self.names) <= FEW:
            for code, name in enumerate(self.names):
                yield name, int(np.count_nonzero(codes == code))
            return
        counts = np.bincount(codes - NONE, minlength=len(self.names) + 1)[1:]
        yield from zip(self.names, map(int, counts), strict=True)


class Sets:
    """Sets of names, each as a small number: comments have few different ones."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._names = Codes()
        self._codes: dict[frozenset[str], int] = {}
        self._pair_set, self._pair_name = array("q"), array("q")

    def of(self, names: Iterable[str]) -> int:
        """The code of a set, a new one if need be."""
        wanted = frozenset(names)
        code = self._codes.get(wanted)
        if code is None:
            code = self._codes[wanted] = len(self._codes)
            for name in wanted:
                self._pair_set.append(code)
                self._pair_name.append(self._names.of(name))
        return code

    def keep(self, codes: Numbers) -> Numbers:
        """Let all sets go but those with some codes; returns their new codes."""
        used, places = np.unique(codes, return_inverse=True)
        known = list(self._codes)  # in the order of their codes
        self._clear()
        anew = np.array([self.of(known[code]) for code in used], np.int64)
        return anew[places]

    def having(self, name: str, codes: Numbers) -> Bools:
        """Which of some sets have a name; of the shape of `codes`."""
        has = np.zeros(len(self._codes), np.bool_)
        sets, names = self._pairs()
        has[sets[names == self._names.known(name)]] = True
        return has[codes]

    def counts(self, codes: Numbers) -> Iterator[tuple[str, int]]:
        """Each name, and how many of some sets have it."""
        often = np.bincount(codes, minlength=len(self._codes))
        sets, names = self._pairs()
        size = len(self._names.names)
        counts = np.bincount(names, weights=often[sets], minlength=size)
        return zip(self._names.names, map(int, counts), strict=True)

    def _pairs(self) -> tuple[Numbers, Numbers]:
        return (
            np.array(self._pair_set, np.int64),
            np.array(self._pair_name, np.int64),
        )
