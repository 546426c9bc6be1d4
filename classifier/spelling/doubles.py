"""Letters in a row: what a word is with each once, and which words are then the same.

So a word with letters too many is found without a search.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, groupby
from operator import ne

import numpy as np

from classifier.spelling.places import Places
from classifier.spelling.vocabulary import vocabulary

REPEATED = re.compile(r"([a-z])\1")


def without_doubles(word: str) -> str:
    """A word with each letter once that is there more than once in a row.

    >>> without_doubles("baalloon")
    'balon'
    """
    return "".join(compress(word, map(ne, word, word[1:] + " ")))


def lengths(word: str) -> list[int]:
    """How often in a row each letter of `without_doubles` is there."""
    return [len(list(row)) for _, row in groupby(word)]


def with_lengths(once: str, its: Sequence[int]) -> str:
    """A word with each letter so often."""
    return "".join(map(str.__mul__, once, its))


def placed(text: str, word: str) -> Places:
    """Where each letter of a text is from in a word that has some of them more often:
    the last in a row from all the rest of it.
    """
    places, at = list[tuple[int, int]](), 0
    for kept, length in zip(lengths(text), lengths(word), strict=True):
        places += [(at + n, at + n + 1) for n in range(kept - 1)]
        places.append((at + kept - 1, at + length))
        at += length
    return places


@cache
def doubled() -> Mapping[str, str]:
    """Words with letters twice in a row, by what they are without; several are parted
    by blanks.
    """
    words = dict[str, str]()
    for word, bare in _with_doubles():
        words[bare] = f"{words[bare]} {word}" if bare in words else word
    return words


def _with_doubles() -> Iterator[tuple[str, str]]:
    """All words with a letter twice in a row and none three times, and what they are
    without; worked out for all words together.
    """
    words = list(vocabulary().counts)
    letters = np.frombuffer("\n".join([*words, ""]).encode("ascii"), np.uint8)
    ends = (letters == ord("\n")).nonzero()[0]
    again = np.zeros(len(letters), bool)  # whether a letter is that before it
    np.equal(letters[1:], letters[:-1], out=again[1:])
    found = np.zeros(len(words), bool)
    found[ends.searchsorted(again.nonzero()[0])] = True
    found[ends.searchsorted((again[1:] & again[:-1]).nonzero()[0])] = False
    kept = found.repeat(np.diff(ends, prepend=-1))
    kept &= ~again
    once = letters[kept].tobytes().decode("ascii").splitlines()
    return zip(compress(words, found.tolist()), once, strict=True)
