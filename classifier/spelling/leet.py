"""Digits and signs read as the letters they stand for: "1d10t", "$hit" (leetspeak)."""

import re
from collections.abc import Iterator
from itertools import product

from classifier.spelling.letters import is_all_known, read_letters
from classifier.spelling.places import Reading, same
from classifier.spelling.vocabulary import count, is_abuse, vocabulary

# What digits and signs stand for; "1" looks like two letters.
_LEET = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
}
_LEET |= {"@": "a", "$": "s", "!": "il", "|": "il", "€": "e", "+": "t"}
LIKELIEST = str.maketrans({sign: letters[0] for sign, letters in _LEET.items()})
LAST = str.maketrans({sign: letters[-1] for sign, letters in _LEET.items()})
"""The letters that digits and signs stand for, where some stand for two."""
PAIRS = frozenset(
    (
        *("am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is"),
        *("it", "me", "my", "no", "of", "oh", "on", "or", "so", "to", "up", "us", "we"),
    )
)
"""Words of two letters that may be written with a digit or a sign."""

_MASKED = re.compile(r"[a-z'01345789@$!|€+]+")
_LONGEST = 64
"""Characters of the longest word that is searched for signs."""
_MEASURE = re.compile(
    r"\d*(?:1st|2nd|3rd|\dth)|[a-z][1-9]\d*|[\d.,:]+(?:[a-z]|am|pm|[ckm]?m|kg|[kmgt]b"
    r"|g?hz|ft|lbs?|min|hrs?|secs?|p[xt]|bn|yrs?|'s)"
)
_LIKELIER = 10
_PLURAL = 30  # "word5" is no "words"


def read_leet(word: str) -> Reading | None:
    """What a word with digits and signs was meant to be; None when they are no letters.

    Args:
        word: lower case, without white space and outer punctuation.

    >>> read_leet("1d10t")[0], read_leet("y0u4r3")[0], read_leet("!t")[0]
    ('idiot', 'you are', 'it')
    >>> read_leet("covid19"), read_leet("10km"), read_leet("f**k")
    (None, None, None)
    """
    if (
        len(word) > _LONGEST
        or not _MASKED.fullmatch(word)
        or (len(word) > 2 and _MEASURE.fullmatch(word))
    ):
        return None
    if len(word) == 2:
        return _pair(word)
    stem = word.rstrip("0123456789")
    if stem != word and len(stem) >= 3 and count(stem) >= 30:
        return _with_number(word, stem)
    candidates = [each for each in decoded(word) if _is_likely_meant(each, word)]
    if candidates:
        return same(max(candidates, key=vocabulary().likely.__getitem__))
    if "|" in word or "!" in word or "+" in word:  # signs that also part words
        return None
    if sum(map(str.isalpha, word)) < 0.4 * len(word):
        return None
    for text in decoded(word, most=2):
        if (
            len(text) >= 5
            and (reading := read_letters(text))
            and is_all_known(reading[0])
        ):
            return reading
    if _is_mostly_letters(word):
        return same(next(decoded(word)))
    return None


def decoded(word: str, most: int = 32) -> Iterator[str]:
    """The readings of a word's digits and signs as letters, no more than `most`."""
    choices = [_LEET.get(letter, letter) for letter in word]
    for number, letters in enumerate(product(*choices)):
        if number >= most:
            return
        yield "".join(letters)


def _with_number(word: str, stem: str) -> Reading | None:
    """A word with a number behind it stays so ("page4"), unless it is far likelier
    that its digits are letters ("tha7") or that makes abuse of it.
    """
    meant = max(decoded(word), key=count)
    least = count(stem) * (_PLURAL if meant == stem + "s" else _LIKELIER)
    abuse = [each for each in decoded(word) if is_abuse(each)]
    if abuse:
        return same(abuse[0])
    return same(meant) if count(meant) > least else None


def _pair(word: str) -> Reading | None:
    """Two characters, where few digits can be letters: "0f", "n0", "!t", not "m3"."""
    meant = [text for text in decoded(word) if text in PAIRS]
    sure = word[1] in "0@$€" or word[0] in "0!@$€" or word in ("1n", "1t", "1f")
    return same(meant[0]) if meant and sure else None


def _is_likely_meant(text: str, written: str) -> bool:
    """Short words must be common: any three signs spell something."""
    enough = {2: 5000, 3: 400, 4: 60}.get(len(text), 3)
    if len(text) == 3 and written[1] in "@$€":
        enough = 60  # "f@t" is no measure
    return len(text) > 1 and (count(text) >= enough or is_abuse(text))


def _is_mostly_letters(word: str) -> bool:
    """Whether an unknown word clearly holds signs for letters: not "covid19"."""
    letters = sum(letter.isalpha() for letter in word)
    if letters < 4 or letters < 2 * (len(word) - letters):
        return False
    return re.fullmatch(r"[a-z']+(?:[0134578@$€]{1,2}[a-z']+)+", word) is not None
