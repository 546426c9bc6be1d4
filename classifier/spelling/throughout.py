"""Words of a text that is written in one manner throughout, read without a search.

Of letters written too often, "thhee aarrttiiccllee": a word by itself that is drawn out
is rather one of abuse ("asss"); where all are, each is the likeliest there is.
"""

from collections.abc import Sequence

from classifier.spelling.doubles import (
    doubled,
    lengths,
    with_lengths,
    without_doubles,
)
from classifier.spelling.drawn import LONGEST_DRAWN, likeliest
from classifier.spelling.leet import LAST, LIKELIEST
from classifier.spelling.unsaid import MEANT_FREELY, starred, weight
from classifier.spelling.vocabulary import known, vocabulary

SEARCHED = 100
"""Words of one text that are read at a glance and yet looked at letter by letter, for
they are none when each letter is written once, or more than one. What is further is
read as that."""

COMMON = 30
"""Comments with a word that is read from digits, where all are written so."""

_SOLE = "aiu"  # words of one letter, and "u" for "you"


def shortened(word: str) -> str | None:
    """What was meant by a word in a text of drawn-out words; None for just that.

    Args:
        word: lower case letters and apostrophes.

    >>> shortened("aassss"), shortened("aasss"), shortened("aaas"), shortened("ass")
    ('ass', 'as', 'as', None)
    """
    once = without_doubles(word)
    if len(once) == 1:
        return once if once in _SOLE and word != once else None
    its = lengths(word)
    most = max(its)
    if most < 2 or len(word) > LONGEST_DRAWN or (most == 2 and known(word)):
        return None
    if min([n for n, letter in zip(its, once, strict=True) if letter != "'"]) > 1:
        # Each letter two or three times.
        text = with_lengths(once, [1 + (n > 3) for n in its])
        return text if known(text) else likeliest(once, its, _weight) or text
    meant = likeliest(once, its, _weight)
    if meant or most == 2:
        return meant
    return with_lengths(once, [n if n == 2 else 1 for n in its])


def all_shortened(words: Sequence[str]) -> dict[str, str]:
    """As `shortened` of many words, by the word, at less work for each."""
    counts, with_doubles, searched = vocabulary().counts, doubled(), 0
    once = without_doubles("\n".join(words)).split("\n")
    found = dict(zip(words, once, strict=True)) if words else {}
    for word, bare in found.items():
        if word == bare or (bare in counts and bare not in with_doubles):
            continue
        half = word[::2]
        if half == word[1::2] and half in counts:
            found[word] = half
        elif searched < SEARCHED:
            searched += 1
            found[word] = shortened(word) or word
        elif word in counts:
            found[word] = word
    return found


def all_decoded(words: Sequence[str]) -> dict[str, str]:
    """Words with digits or signs for letters, by the word.

    >>> all_decoded(["1d107", "57up1d", "4", "h3ll0", "4x4"])
    {'1d107': 'idiot', '57up1d': 'stupid', '4': 'a', 'h3ll0': 'hello'}
    """
    found, counts = dict[str, str](), vocabulary().counts
    if not words:
        return found
    together = "\n".join(words)
    first, last = together.translate(LIKELIEST), together.translate(LAST)
    both = zip(first.split("\n"), last.split("\n"), strict=True)
    for word, (text, other) in dict(zip(words, both, strict=True)).items():
        if text == word:
            continue
        often = counts.get(text, 0)
        if other != text and counts.get(other, 0) > often:
            text, often = other, counts[other]
        if often >= COMMON or text in ("a", "i"):
            found[word] = text
    return found


def all_joined(words: Sequence[str]) -> dict[str, str]:
    """Words with a sign between any two letters, by the word."""
    return {word: word[::2] for word in words}


def all_said(words: Sequence[str]) -> dict[str, str]:
    """Words with a star for a letter, by the word."""
    meant = starred()
    return {word: meant[word] for word in words if word in meant}


def _weight(text: str, as_written: bool) -> int:
    return weight(text, MEANT_FREELY)
