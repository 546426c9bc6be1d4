"""Texts to hashed features, additive over words: the fast path.

A word's features are its character n-grams within word bounds and the word itself;
each pair of neighbouring words is one more. A text's features are the sum over its
words and pairs, divided by the root of the summed squared norms; what is there n times
counts by the root of n, so that saying it again and again makes nothing surer. What a
word adds to a score is one row of numbers, computed once and remembered, and what each
word of a text added can be told exactly.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from classifier.spelling import Folded, fold

BUCKETS = 1 << 18
"""Rows of the table; 3.7 MB for seven attributes as float16."""

NGRAMS = range(2, 6)
WORD_WEIGHT = 2
PAIR_WEIGHT = 4
"""A pair weighs about as much as the n-grams of one word together."""

LONGEST_WORD = 40
"""Letters of a word that are read; what is longer is no word, and costs time."""

LINK = "\x01link"
_TOKEN = re.compile(
    r"(?P<link>(?:https?://|hxxps?://|www\.)\S+)|[^\W_]+(?:['’*][^\W_]+)*|[!?£$€%]"
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Word:
    """One word of a text and its place, in code points of the original."""

    text: str
    begin: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in order, folded, with their places."""
    folded = fold(text)
    return [
        Word(_spelt(match), *folded.span(*match.span()))
        for match in _TOKEN.finditer(folded.text)
    ]


def bare_words(text: str) -> list[str]:
    """As `words`, without places: what scoring needs."""
    return tokens(fold(text))


def tokens(folded: Folded) -> list[str]:
    """The words of a folded text."""
    return [_spelt(match) for match in _TOKEN.finditer(folded.text)]


def _spelt(match: re.Match[str]) -> str:
    if match["link"]:
        return LINK
    word = match.group()[:LONGEST_WORD]
    # All numbers of a length are one word: dates and prices are no evidence.
    return word if word.isalpha() else _DIGIT.sub("0", word)


@lru_cache(maxsize=65_536)
def word_buckets(word: str) -> tuple[int, ...]:
    """The buckets of a word's n-grams; the first is the word's own."""
    bounded = f"<{word}>"
    grams = {
        bounded[begin : begin + size]
        for size in NGRAMS
        for begin in range(len(bounded) - size + 1)
    }
    return (_bucket(f"={word}"), *map(_bucket, sorted(grams)))


def squared_norm(word: str) -> float:
    """The squared length of a word's features."""
    return WORD_WEIGHT**2 + len(word_buckets(word)) - 1


def pair_bucket(first: str, second: str) -> int:
    """The bucket of two neighbouring words."""
    return _bucket(f"{first} {second}")


def _bucket(feature: str) -> int:
    # CRC-32 is the same on every machine and in every version, unlike `hash`.
    return crc32(feature.encode("utf-8", "replace")) & (BUCKETS - 1)
