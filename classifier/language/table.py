"""How probable sequences of letters are in each language.

A table of them for the languages that share a script with others: naive Bayes over the
distinct words of a text, as in py3langid.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.language.scripts import ALPHABETS, script_of

KIND = "language"
SHIPPED = folder.SHIPPED / "language"
SCALE = 16  # steps of the table to one unit of natural log probability
LONGEST_GRAM = 5

LEAST_GRAMS = 10
"""Sequences found in the distinct words of a text, about one for each letter; below,
the usual language: three short words are needed to tell."""

AHEAD = 3.5
"""Natural log odds by which another language must be ahead of the usual one, each
language's log probability divided by the root of the number of sequences, which keeps
odds comparable between short and long texts (as in py3langid). Measured on English,
German, Portuguese and Romanian comments: at 3.5 two in a thousand comments of English
sets are taken for another language, and most of those are in one; at 2 it is twice as
many. Of Portuguese and Romanian ones, many of which are very short, it takes two in a
hundred more for English."""

LONGEST_WORD = 30
REMEMBERED_WORDS = 1 << 14  # some 5 MB

READ_AS = {
    **dict.fromkeys(("bs", "sr", "sh", "cnr"), "hr"),
    **dict.fromkeys(("nb", "nn"), "no"),
    "gl": "pt",
    "lb": "de",
    "ms": "id",
}
"""A site's language that the table does not have, and the one that it is read as."""

Floats = NDArray[np.float32]

_STRETCHED = re.compile(r"([^\W\d_])\1\1+")


@dataclass(frozen=True)
class Language:
    """A language by its ISO 639-1 code, or a script by its Unicode name.

    `certainty` is in [0, 1]: the share of the language in the odds of all that were
    looked at, 0 where the usual language was merely taken.
    """

    code: str
    certainty: float


class Table:
    """How much more or less probable a sequence of letters is in a language than in
    the mean one.

    Args:
        grams: the sequences; a space stands for the edge of a word.
        weights: shape (n_grams, n_languages), in steps of 1 / `SCALE`.
        codes: of the languages.
    """

    def __init__(
        self, grams: list[str], weights: NDArray[np.int8], codes: list[str]
    ) -> None:
        self._places = dict(zip(grams, range(len(grams)), strict=True))
        self._lengths = _lengths_by_end(grams)
        self.found = lru_cache(maxsize=REMEMBERED_WORDS)(self._found)
        self.lean = lru_cache(maxsize=REMEMBERED_WORDS)(self._lean)
        others = frozenset[str]().union(*ALPHABETS.values()) - {"sr"}
        written = {"LATIN": frozenset(codes) - others, **ALPHABETS}
        self._by_script = {
            script: _columns(weights, codes, sorted(written[script]))
            for script in written
        }
        latin, columns = self._by_script["LATIN"]
        self._ahead = columns - columns[:, [latin.index("en")]]

    def ahead_of_english(self, words: Iterable[str]) -> float:
        """How far the likeliest language in Latin letters is ahead of English, as
        `AHEAD`; 0 where there is too little to tell.
        """
        found = list(chain.from_iterable(map(self.found, words)))
        if len(found) < LEAST_GRAMS:
            return 0.0
        sums = self._ahead.take(found, axis=0).sum(axis=0)
        return float(sums.max()) / math.sqrt(len(found))

    def verdict(self, words: Iterable[str], script: str, usual: str) -> Language:
        """The likeliest language of a script, if it is ahead of the usual one."""
        found = list(chain.from_iterable(map(self.found, words)))
        if len(found) < LEAST_GRAMS:
            return Language(usual, 0.0)
        known, weights = self._by_script[script]
        logs = weights.take(found, axis=0).sum(axis=0) / np.sqrt(len(found))
        best = int(logs.argmax())
        share = float(1 / np.exp(logs - logs[best]).sum())
        home = {usual, READ_AS.get(usual, usual)}
        if known[best] in home:
            return Language(usual, share)
        at_home = [logs[known.index(code)] for code in home.intersection(known)]
        if at_home and logs[best] - max(at_home) < AHEAD:
            return Language(usual, 0.0)
        return Language(known[best], share)

    def _found(self, word: str) -> tuple[int, ...]:
        """The places of what a word holds, remembered.

        The longest sequence that ends at a letter counts, as in py3langid. Laughter
        such as hahaha and kkkk says nothing.
        """
        word = _STRETCHED.sub(r"\1", word[:LONGEST_WORD])
        if len(word) > 3 and len(set(word)) < 3:
            return ()
        return tuple(self._longest(f" {word} "))

    def _lean(self, word: str) -> float:
        """How far at most a word speaks for another language, in natural log odds;
        infinite where it is not in Latin letters.
        """
        if not word.isascii() and {script_of(sign) for sign in word} != {"LATIN"}:
            return math.inf
        return float(self._ahead.take(self.found(word), axis=0).sum(axis=0).max())

    def _longest(self, spelt: str) -> Iterator[int]:
        places, lengths = self._places.get, self._lengths.get
        for end in range(1, len(spelt) + 1):
            for length in lengths(spelt[max(0, end - 3) : end], _SHORT):
                place = places(spelt[max(0, end - length) : end])
                if place is not None:
                    yield place
                    break


_SHORT = (2, 1)


def _lengths_by_end(grams: Collection[str]) -> dict[str, tuple[int, ...]]:
    """The lengths, longest first, of the sequences that end in the same three letters;
    one or two letters are looked for in any case.
    """
    ends: dict[int, set[str]] = {n: set() for n in range(3, LONGEST_GRAM + 1)}
    for gram in grams:
        if len(gram) > len(_SHORT):
            ends[len(gram)].add(gram[-3:])
    lengths: dict[str, tuple[int, ...]] = {}
    for length, its in ends.items():
        # The same lengths are one tuple: of thousands garbage would be collected.
        longer = {each: (length, *each) for each in {_SHORT, *lengths.values()}}
        for end in its:
            lengths[end] = longer[lengths.get(end, _SHORT)]
    return lengths


def _columns(
    weights: NDArray[np.int8], codes: list[str], known: list[str]
) -> tuple[list[str], Floats]:
    """Some languages and their columns, in units of natural log probability."""
    columns = weights[:, [codes.index(code) for code in known]]
    # In C order, for rows are what is looked up.
    return known, columns.astype(np.float32, order="C") / np.float32(SCALE)


@cache
def table() -> Table:
    """The table that ships."""
    arrays, card = folder.read(SHIPPED, KIND)
    with folder.reading(SHIPPED):
        codes = list(card["languages"])
        grams = folder.array(arrays, "grams", "U", None).tolist()
        weights = folder.array(arrays, "weights", "i", len(grams), len(codes))
        return Table(grams, weights, codes)
