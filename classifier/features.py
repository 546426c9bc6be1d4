"""What a text is made of, for the classifier: words, their letters, their neighbours.

A text's features are those of its distinct words, and its distinct pairs of
neighbouring words. A word's are its character n-grams within word bounds, hashed, and
the word itself; so a word's part of any score is one row of numbers that can be
remembered, and a text's score is a sum of remembered rows (`classifier.model`). What
is said twice counts once: saying it again makes nothing surer.

Some kinds of words count as one word each: links, words that say who somebody is
(`classifier.identities`), so that a neutral sentence scores the same whoever it names,
and insults that are not meant as such (`classifier.company`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.company import Company
from classifier.identities import TERMS
from classifier.naming import GROUP
from classifier.spelling import fold, spelt
from classifier.spelling.vocabulary import vocabulary

BITS = 18
"""A table of hashed n-grams, or pairs, has so many bits of rows: 262,144. Chosen by us:
two tables of seven attributes are 3.7 MB, and what collides costs little beside the
weight that a known word has of its own."""

NGRAMS = range(2, 6)
WORD_WEIGHT = 2.0
PAIR_WEIGHT = 4.0
"""A word's own weight in its features, and a pair's: a pair weighs about as much as the
n-grams of one word together."""

LONGEST_WORD = 40
"""Letters of a word that are read; what is longer is no word, and costs time."""

MOST_WORDS = 4_000
"""Words of a text that are read: some 20 KB of English, more than any comment has."""

MOST_UNKNOWN = 500
"""Different words of a text, outside the vocabulary, that are read: as many as 5,000
characters have in any language. To work out a new one costs 2 µs."""

LINK = "\x01link"
"""Stands for any link."""

# Bounded, so that nothing is read again and again.
_DOMAIN = (
    r"(?<![a-z0-9.@-])(?:[a-z0-9-]{1,63}\.){1,4}"
    r"(?:com|net|org|info|biz|xyz|online|shop|site|club|ru|tk|example|[a-z]{2,6}(?=/\S))"
)
_WORD = r"[^\W_]+(?:['’*][^\W_]+)*|[!?£$€%\"“”]"
_TOKEN = re.compile(rf"(?:(?:https?://|hxxps?://|www\.)\S|{_DOMAIN}\b)\S*|{_WORD}")
_TOKEN_BUT_LINK = re.compile(_WORD)  # at half the time
_COMPANY = Company[str](list, end="")
_DIGIT = re.compile(r"\d")
_ALIKE = {"an": "a", "“": '"', "”": '"'}  # "an Arab" is no other word than "a Turk"

# Odd numbers without a pattern in their bits, as multipliers of hashes need them.
_FIRST, _SECOND = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)

_LONGEST = NGRAMS.stop - 1
_NONE = "\0" * (_LONGEST - 1)  # behind the last letter, in no n-gram that counts
_WITHIN = [
    np.arange(length, 0, -1)[:, None] >= np.array(NGRAMS)
    for length in range(LONGEST_WORD + 3)
]
"""Of words of that many letters with their bounds, which n-grams do not reach beyond
them: of each size, at each letter."""
_GRAM_COUNTS = [int(within.sum()) for within in _WITHIN]
# Odd numbers drawn at random, once and for all, for each letter of an n-gram.
_ODD = np.array(
    [
        0xF13FD58AA8648D99,
        0xAF7EF41FE830253B,
        0x9E3F4C95B1078CED,
        0x454C6195F6D3C7BB,
        0xBE1F5421F2CC81CF,
    ],
    np.uint64,
)
_FACTORS = np.stack([_ODD * (np.arange(_LONGEST) < size) for size in NGRAMS], axis=1)

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint32]


@dataclass(frozen=True)
class Word:
    """One word of a text and its place, in code points of the original."""

    text: str
    begin: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in order, folded, with their places."""
    folded = fold(text)
    matches = list(islice(_TOKEN.finditer(folded.text), MOST_WORDS))
    read = _read([match.group() for match in matches])
    matches = [match for match in matches if match.group() in read]
    its = _in_company([read[match.group()] for match in matches])
    result = list[Word]()
    for word, match in zip(its, matches, strict=True):
        begin, end = folded.span(*match.span())
        if word == GROUP and result and result[-1].text == GROUP:
            begin = result.pop().begin
        result.append(Word(word, begin, end))
    return result


def bare_words(text: str) -> list[str]:
    """As `words`, without places."""
    return in_company(tokens(spelt(text)))


def tokens(folded: str) -> list[str]:
    """The words of a text that is folded already, each by itself."""
    if folded.isalpha():
        return [_plain(folded[:LONGEST_WORD])]
    with_links = "." in folded or "/" in folded
    pattern = _TOKEN if with_links else _TOKEN_BUT_LINK
    found = pattern.findall(folded)[:MOST_WORDS]
    if len(found) <= MOST_UNKNOWN:
        return list(map(_spelt, found))
    read = _read(found)
    return [read[token] for token in found if token in read]


def _read(found: Sequence[str]) -> dict[str, str]:
    """The word of each token that is read: of unknown ones the first `MOST_UNKNOWN`.

    Numbers are known, as they are soon read: else what is read of a text of many would
    depend on whether it is told by its pieces or as a whole.
    """
    known, left, read = vocabulary().counts, MOST_UNKNOWN, dict[str, str]()
    for token in dict.fromkeys(found):
        if not (token in known or token in TERMS or token.isdigit()):
            if not left:
                continue
            left -= 1
        read[token] = _spelt(token)
    return read


def in_company(found: Iterable[str]) -> list[str]:
    """The same, with words read by the company they keep.

    A group counts as one word, however many its name has.

    >>> in_company(["native", GROUP, "people", "native"])
    ['\\x01group', 'native']
    >>> in_company(["i'm", "such", "a", "fool"])
    ["i'm", 'such', 'a', '\\x01self']
    """
    its = _in_company(found)
    return [
        word
        for at, word in enumerate(its)
        if not (word == GROUP and at and its[at - 1] == GROUP)
    ]


def _in_company(found: Iterable[str]) -> list[str]:
    its, told = list(found), _COMPANY.told_by_company
    _COMPANY.read(its, [at for at, word in enumerate(its) if word in told])
    return its


def _spelt(token: str) -> str:
    if token.isalpha():
        return _plain(token[:LONGEST_WORD])
    if token.isalnum():
        # All numbers of a length are one word: dates and prices are no evidence.
        return _DIGIT.sub("0", token[:LONGEST_WORD])
    if len(token) == 1:
        return _ALIKE.get(token, token)
    if "." in token or "/" in token:  # no other token has these
        return LINK
    word = token[:LONGEST_WORD].replace("’", "'")
    if word.removesuffix("'s").removesuffix("'") in TERMS:
        return GROUP
    return _DIGIT.sub("0", word)


def _plain(word: str) -> str:
    return GROUP if word in TERMS else _ALIKE.get(word, word)


def squared_norm(word: str) -> float:
    """The squared length of a word's features, by its number of n-grams."""
    return WORD_WEIGHT**2 + _GRAM_COUNTS[_bounded(word)]


def _bounded(word: str) -> int:
    """Letters of a word with its two bounds; none of what stands for others."""
    return 0 if word[:1] == "\x01" else len(word) + 2


def gram_buckets(found: Sequence[str], bits: int) -> tuple[Integers, Integers]:
    """The buckets of all words' n-grams, in a table of `bits` bits.

    An n-gram's hash is multilinear, the sum of its letters by a factor for each place,
    of which the highest bits are taken: strongly universal, and among the fastest
    (Lemire and Kaser, 2014).

    Returns:
        The buckets of the first word, then of the second, and so on; and where each
        word's begin, shape (n_words + 1,), as a sparse matrix has its row pointers.
    """
    spelt = "".join([f"<{word}>" for word in found if word[:1] != "\x01"])
    letters = f"{spelt}{_NONE}".encode("utf-32-le", "surrogatepass")
    # At each letter it and those behind it, which is a view that copies nothing.
    ahead = np.ndarray((len(spelt), _LONGEST), np.uint32, letters, 0, (4, 4))
    lengths = list(map(_bounded, found))
    within = np.concatenate([_WITHIN[0], *map(_WITHIN.__getitem__, lengths)])
    whole = (ahead @ _FACTORS)[within]
    whole >>= np.uint64(64 - bits)
    counts = np.array([0, *map(_GRAM_COUNTS.__getitem__, lengths)], np.int64)
    return whole.view(np.int64), counts.cumsum()


def word_hash(word: str) -> int:
    """32 bits that are the same on every machine, unlike those of `hash`."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def word_hashes(words: Sequence[str]) -> Hashes:
    """Those of several words, shape (n_words,)."""
    return np.array(list(map(word_hash, words)), np.uint32)


def pair_buckets(hashes: Hashes, bits: int) -> Hashes:
    """The buckets of each word and the next, from their hashes, shape (n - 1,)."""
    both = hashes[:-1] * _FIRST
    both += hashes[1:] * _SECOND
    both >>= np.uint32(32 - bits)
    return both
