"""The likeliest words that letters spell in a row, whether they are meant so or not.

Each word by its share of all words, found by dynamic programming (Viterbi) as in
Norvig, "Natural Language Corpus Data" (2009).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from classifier.spelling.vocabulary import by_length, not_rare, vocabulary

_SHORT = """
    a i am an as at be by do go he hi if im in is it me my no of oh ok on or so to up ur
    us we
"""
_SOLE = frozenset("ai")
_LEAST = {3: 800, 4: 150, 5: 30}
_LEAST_OF_LONG = 8
"""Comments with a part of so many letters, at least, and with a longer one. Counted as
in `meant`, with half as many joined +60, +77, +45 and +177, clean +8, +5, +3 and +9;
with twice as many -35, -139, -101 and -292, clean -3, -13, -8 and -21."""
_OF_THREE = "fat jew pig rat bro lie mad sad eat cop hot bet lol fag guy mom wit"
NO_WORDS = (list[str](), -math.inf)
_STRANGER = (-6.5, -3.1)
"""Logarithm of the likelihood of an unknown word: at once, and for each letter. Counted
as in `meant`, at -5 at once joined -3, clean +1, and where words are known to be run
together 685 more of 39,276 single words are cut. From there at -3.4 a letter joined
-16, clean +1; at -2.8 -35, -3."""


@dataclass(frozen=True)
class _Parts:
    """The words that may be parts.

    Attributes:
        likely: logarithm of the share, by the word.
        short: lengths and shares of words of up to three letters, by the up to three
            letters that they begin.
        lengths: lengths of parts of five letters or more, in order, by the first five.
        short_ends: three letters or fewer that a short word ends.
        ends: lengths of parts of five letters or more by the last five.
    """

    likely: Mapping[str, float]
    short: Mapping[str, Sequence[tuple[int, float]]]
    lengths: Mapping[str, Sequence[int]]
    short_ends: frozenset[str]
    ends: Mapping[str, Sequence[int]]


def is_part(word: str) -> bool:
    """Whether a word may be one of those in a row."""
    return word in _parts().likely


def may_be_words(letters: str) -> bool:
    """Whether a part is at the end, and at the beginning: what is not so is no row of
    known words, as four of five names.
    """
    parts = _parts()
    if letters[-3:] not in parts.short_ends and letters[-4:] not in parts.likely:
        lengths = parts.ends.get(letters[-5:])
        if not lengths or not any(
            [letters[-length:] in parts.likely for length in lengths]
        ):
            return False
    if letters[:3] in parts.short or letters[:4] in parts.likely:
        return True
    lengths = parts.lengths.get(letters[:5], ())
    return any([letters[:length] in parts.likely for length in lengths])


@lru_cache(maxsize=64)  # the same letters are asked about in more than one way
def known_words(letters: str) -> tuple[list[str], float]:
    """The likeliest words and the logarithm of their likelihood; none if the letters
    spell no row of words.

    Args:
        letters: a to z and apostrophes.
    """
    words, likely = _likeliest(letters, with_strangers=False)
    return (words, likely) if likely > -math.inf else NO_WORDS


@lru_cache(maxsize=64)
def words_and_strangers(letters: str) -> tuple[list[str], float]:
    """As `known_words`, where unknown words may stand between known ones."""
    return _likeliest(letters, with_strangers=True)


def _likeliest(letters: str, *, with_strangers: bool) -> tuple[list[str], float]:
    parts, end = _parts(), len(letters)
    share_of, short, lengths = parts.likely.get, parts.short.get, parts.lengths.get
    best, came = [0.0] + [-math.inf] * end, [0] * (end + 1)
    stranger = -math.inf  # the best way that ends in an unknown word here
    stranger_from = 0
    at_once, each_letter = _STRANGER
    for at in range(end):
        here, to = best[at], at + 1
        if with_strangers:
            # An unknown word goes on by a letter, or begins here.
            if here + at_once > stranger:
                stranger, stranger_from = here + at_once, at
            stranger += each_letter
            if stranger > best[to]:
                best[to], came[to] = stranger, stranger_from
        elif here == -math.inf:
            continue
        for length, share in short(letters[at : at + 3], ()):
            to = at + length
            if here + share > best[to]:
                best[to], came[to] = here + share, at
        to = at + 4
        its = share_of(letters[at:to]) if to <= end else None
        if its is not None and here + its > best[to]:
            best[to], came[to] = here + its, at
        for length in lengths(letters[at : at + 5], ()):
            to = at + length
            if to > end:
                break
            its = share_of(letters[at:to])
            if its is not None and here + its > best[to]:
                best[to], came[to] = here + its, at
    return _words(letters, came), best[end]


def _words(letters: str, came: Sequence[int]) -> list[str]:
    """The words by where each came from, from the last to the first."""
    words, at = list[str](), len(letters)
    while at:
        words.append(letters[came[at] : at])
        at = came[at]
    return words[::-1]


def tidied(words: Sequence[str], *, freely: bool = False) -> list[str]:
    """Single letters that are no words put back to the word before.

    So no row of lone letters comes out, which could be taken for a word spelt out.
    """
    tidy = list[str]()
    for word in words:
        lone = len(word) == 1
        if tidy and lone and (word not in _SOLE or len(tidy[-1]) == 1):
            tidy[-1] += word
        elif len(tidy) == 1 and len(tidy[0]) == 1 and tidy[0] not in _SOLE:
            tidy[0] += word
        else:
            tidy.append(word)
    is_word = freely and tidy[-1] == "a"
    if len(tidy[-1]) == 1 and len(tidy) > 1 and not is_word:
        last = tidy.pop()
        tidy[-1] += last
    return tidy


@cache
def _parts() -> _Parts:
    short, long = _short_parts(), _long_parts()
    return _Parts(
        _likely(chain(short, *long.values())),
        _begun(_likely(short)),
        _lengths(long, slice(5)),
        frozenset(three for word in short for three in _around(word, before=True)),
        _lengths(long, slice(-5, None)),
    )


def _likely(words: Iterable[str]) -> dict[str, float]:
    counts, shares = vocabulary().counts, vocabulary().shares
    return {word: shares[counts[word]] for word in words}


def _begun(short: Mapping[str, float]) -> dict[str, list[tuple[int, float]]]:
    """Lengths and shares of short words by the letters that they may begin."""
    begun = dict[str, list[tuple[int, float]]]()
    for word, share in short.items():
        for three in _around(word, before=False):
            begun.setdefault(three, []).append((len(word), share))
    return begun


def _around(word: str, *, before: bool) -> list[str]:
    """A word of up to three letters with others before or behind it, up to three."""
    others = _OTHERS[3 - len(word)]
    return [other + word if before else word + other for other in others]


_LETTERS = "abcdefghijklmnopqrstuvwxyz'"
_TWO = [first + second for first in _LETTERS for second in _LETTERS]
_OTHERS = ([""], ["", *_LETTERS], ["", *_LETTERS, *_TWO])
"""None, up to one letter, up to two."""


def _lengths(
    words: Mapping[int, Iterable[str]], part: slice
) -> dict[str, tuple[int, ...]]:
    """In order, by a part of the words of five letters or more."""
    lengths = dict[str, tuple[int, ...]]()
    for length in sorted(words.keys() - {4}):
        # The same lengths are one tuple: of thousands garbage would be collected.
        longer = dict[tuple[int, ...], tuple[int, ...]]()
        for letters in {word[part] for word in words[length]}:
            its = lengths.get(letters, ())
            if its not in longer:
                longer[its] = (*its, length)
            lengths[letters] = longer[its]
    return lengths


def _long_parts() -> dict[int, list[str]]:
    """Words of four letters or more by how many they have; of abuse, or not rare."""
    return {
        length: not_rare(words, _LEAST.get(length, _LEAST_OF_LONG))
        for length, words in by_length().items()
        if length > 3
    }


def _short_parts() -> list[str]:
    """Words of up to three letters, which must be common: with rare ones anything can
    be spelt.
    """
    words = vocabulary()
    kept = words.abuse.union(_SHORT.split(), _OF_THREE.split())
    return [
        word
        for length in (1, 2, 3)
        for word in by_length().get(length, ())
        if word in kept or (length == 3 and words.counts[word] >= _LEAST[3])
    ]
