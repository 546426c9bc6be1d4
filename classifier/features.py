"""What the words of a text are to the classifier: letters, themselves, neighbours.

A text's features are those of its distinct words (`classifier.words`), and its distinct
pairs of neighbouring words. A word's are its character n-grams within word bounds,
hashed, and the word itself; so a word's part of any score is one row of numbers that
can be remembered, and a text's score is a sum of remembered rows (`classifier.model`).
What is said twice counts once: saying it again makes nothing surer.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.words import LONGEST_WORD

BITS = 18
"""A table of hashed n-grams, or pairs, has so many bits of rows: 262,144. Chosen by us:
two tables of seven attributes are 3.7 MB, and what collides costs little beside the
weight that a known word has of its own."""

NGRAMS = range(2, 6)
WORD_WEIGHT = 2.0
PAIR_WEIGHT = 4.0
"""A word's own weight in its features, and a pair's: a pair weighs about as much as the
n-grams of one word together."""

STAND_IN_NORM = 22.0
"""What stands for others, as groups and links do, has no n-grams. The length of its
features is that of a word of six letters all the same: else by itself ("Jews") it told
two and a half times what it tells beside others. With 22 against 0, on the same rows,
AUC of identity attacks is 0.006 higher on a forum and 0.001 on Wikipedia talk, and that
of insults under news the same; with 44 none differs by more than 0.001."""

# Odd numbers without a pattern in their bits, as multipliers of hashes need them.
_FIRST, _SECOND = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)

_LONGEST = NGRAMS.stop - 1
_NONE = "\0" * (_LONGEST - 1)  # behind the last letter, in no n-gram that counts
_WITHIN = [
    (np.arange(length, 0, -1)[:, None] >= np.array(NGRAMS)).tobytes()
    for length in range(LONGEST_WORD + 3)
]
"""Of words of that many letters with their bounds, whether n-grams do not reach beyond
them: of each size, at each letter."""
_GRAM_COUNTS = [sum(within) for within in _WITHIN]
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


def squared_norms(bounds: Integers) -> NDArray[np.float64]:
    """The squared length of words' features, by where their n-grams begin and end.

    Args:
        bounds: those of `gram_buckets`.
    """
    counts = bounds[1:] - bounds[:-1]
    return WORD_WEIGHT**2 + np.where(counts, counts, STAND_IN_NORM)


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
    within = np.frombuffer(b"".join(map(_WITHIN.__getitem__, lengths)), bool)
    whole = (ahead @ _FACTORS).ravel()[within]
    whole >>= np.uint64(64 - bits)
    counts = np.array([0, *map(_GRAM_COUNTS.__getitem__, lengths)], np.int64)
    return whole.view(np.int64), counts.cumsum()


def word_hash(word: str) -> int:
    """32 bits that are the same on every machine, unlike those of `hash`."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def word_hashes(words: Sequence[str]) -> Hashes:
    """Those of several words, shape (n_words,)."""
    if "".join(words).isascii():  # most are, and then a third is enough
        return np.array(list(map(crc32, map(str.encode, words))), np.uint32)
    return np.array(list(map(word_hash, words)), np.uint32)


def pair_buckets(hashes: Hashes, bits: int) -> Hashes:
    """The buckets of each word and the next, from their hashes, shape (n - 1,)."""
    both = hashes[:-1] * _FIRST
    both += hashes[1:] * _SECOND
    both >>= np.uint32(32 - bits)
    return both
