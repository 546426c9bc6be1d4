"""Words run together, taken apart: "youareanidiot" is "you are an idiot".

The likeliest sequence of words, each by its share of all words, found by dynamic
programming (Viterbi) as in Norvig, "Natural Language Corpus Data" (2009). What is not
clearly such a sequence stays whole: names, foreign words and compounds.
"""

import math
from dataclasses import dataclass
from functools import cache

from classifier.spelling.vocabulary import vocabulary

LONGEST = 1_500
"""Letters of the longest text that is taken apart, at about 2 µs each."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COMMON = 3000  # comments with the word: some 400 words, more than half of any text
_SHORT = _set(
    "a i am an as at be by do go he hi if im in is it me my no of oh ok on or so to"
    " up ur us we"
)
_SOLE = frozenset("ai")
# Words that hold sentences together. Compounds and foreign words have none of them,
# and what is written without blanks has them as often as any English.
_GLUE = _set(
    "the and are you your youre you're i'm im he's she's it's that's don't dont was"
    " were been have has had does did will would can could should this that these"
    " those they them their she him her his our its for with from about not but"
    " because what when where who why how just please there here then than very such"
    " some"
)
_SHORT_GLUE = _set("of to is it if my we i me a an as at be by do he in or so us")
# Two words alone need a clearer sign: "forgives" is no "for gives".
_FIRST_OF_TWO = _set(
    "the you your youre you're they these those this that what don't dont i'm im she"
    " he's it's that's and with from would should could because please"
)
_LAST_OF_TWO = _set(
    "the you your they them this that and with from because what please not but"
)
_BEFORE_COMMON = _set("of to is it if my we i he for not who how all so")
_AFTER_COMMON = _set("of my me he for are")
_STRONG = (
    *("fuck", "motherf", "shit", "bullshit", "idiot", "moron", "bitch", "asshole"),
    *("cunt", "nigg", "fagg", "stupid", "retard", "whore", "bastard", "loser"),
    *("dickhead", "wank"),
)
_UNKNOWN_FROM = 14
"""Letters from which on a stretch that is no word (a name) may stand between words."""
_STRETCH = 20
_STRANGER = (-5.0, -3.1)
"""Logarithm of the likelihood of an unknown word: at once, and for each letter."""


@dataclass(frozen=True)
class _Parts:
    """The words that may be parts.

    Attributes:
        likely: logarithm of the share, by the word.
        lengths: lengths from 3 on of the parts that begin so, by three letters.
    """

    likely: dict[str, float]
    lengths: dict[str, tuple[int, ...]]


@cache
def _parts() -> _Parts:
    words = vocabulary()
    likely = {
        word: words.likely[word]
        for word, count in words.counts.items()
        if word in words.abuse or _may_be_part(word, count)
    }
    lengths: dict[str, set[int]] = {}
    for word in likely:
        if len(word) > 2:
            lengths.setdefault(word[:3], set()).add(len(word))
    return _Parts(likely, {begin: tuple(sorted(n)) for begin, n in lengths.items()})


def _may_be_part(word: str, count: int) -> bool:
    """Short words must be common: with rare ones anything can be spelt."""
    if len(word) <= 2:
        return word in _SHORT
    return count >= {3: 800, 4: 150, 5: 30}.get(len(word), 8)


def segmented(letters: str) -> list[str] | None:
    """The words that the letters spell in a row; None when they are not clearly such.

    Args:
        letters: a to z and apostrophes.

    >>> segmented("youareanidiot")
    ['you', 'are', 'an', 'idiot']
    >>> segmented("schadenfreude")
    """
    if not 4 <= len(letters) <= LONGEST:
        return None
    words, likely = _best(letters)
    if len(words) < 2 or not _is_clear(letters, words, likely):
        return None
    words = _tidied(words)
    return words if len(words) > 1 else None


def _is_clear(letters: str, words: list[str], likely: float) -> bool:
    """Whether these are the words of a sentence rather than a name or a compound.

    The bounds are logarithms a letter. Chosen by reading what they change in comments
    without disguise, German ones among them.
    """
    length, parts = len(letters), _parts().likely
    if len(words) == 2:
        return likely >= -1 - 1.75 * length and _is_pair(*words)
    glue = sum(word in _GLUE or is_strong(word) for word in words)
    short = sum(word in _SHORT_GLUE for word in words)
    if length < _UNKNOWN_FROM:
        neat = words == _tidied(words)
        return neat and glue > 0 and likely >= -2 - 1.75 * length
    if length < 30 and glue < 2 and any(_is_scrap(word) for word in words):
        return False
    told = sum(len(word) for word in words if word in parts)
    if told == length and likely >= -1.5 * length:
        return len(set(letters)) > 4  # laughter has fewer
    enough = glue > 0 or (short > 1 and likely >= -2 - 1.8 * length)
    enough = enough or (short > 1 and length >= 20 and likely >= -4 - 2.2 * length)
    if length < 30 and (glue < 2 if told < length else likely < -2 - 2.05 * length):
        return False  # rather a compound of another language
    common = sum(vocabulary().counts.get(word, 0) >= _COMMON for word in words)
    return (
        enough
        and told >= 0.5 * length
        and likely >= -8 - 2.7 * length
        and max(glue + short, common) >= 0.25 * len(words)
    )


def _is_scrap(word: str) -> bool:
    return len(word) < 3 and word not in _parts().likely


def _tidied(words: list[str]) -> list[str]:
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
    if len(tidy[-1]) == 1 and len(tidy) > 1:
        last = tidy.pop()
        tidy[-1] += last
    return tidy


def _is_pair(first: str, second: str) -> bool:
    """Whether two words are more than a compound: "youidiot" and not "wordcheck"."""
    if first in _FIRST_OF_TWO or (second in _LAST_OF_TWO and len(first) > 4):
        return True
    if (first != second and {first, second} <= _GLUE | _SHORT_GLUE) or (
        first,
        second,
    ) == ("thank", "you"):
        return True
    if is_strong(second) and first in _SHORT_GLUE:
        return len(first) > 1
    if is_strong(first) or is_strong(second):
        return min(len(first), len(second)) > 2
    counts = vocabulary().counts
    return (first in _BEFORE_COMMON and len(second) > 3 and counts[second] >= 2000) or (
        second in _AFTER_COMMON and len(first) > 3 and counts[first] >= 2000
    )


def is_strong(word: str) -> bool:
    """Whether it is a word of abuse that is part of no name and no other word."""
    return word.startswith(_STRONG) and word in vocabulary().abuse


def _best(letters: str) -> tuple[list[str], float]:
    """The likeliest words and the logarithm of their likelihood."""
    parts, lengths = _parts().likely, _parts().lengths
    end = len(letters)
    best = [0.0] + [-math.inf] * end
    came = [0] * (end + 1)
    strangers = end >= _UNKNOWN_FROM
    stranger = -math.inf  # the best way that ends in an unknown word here
    stranger_from = 0
    at_once, each_letter = _STRANGER
    for at in range(end):
        here = best[at]
        if strangers:
            # An unknown word goes on by a letter, or begins here.
            if here + at_once > stranger:
                stranger, stranger_from = here + at_once, at
            stranger += each_letter
            if stranger > best[at + 1]:
                best[at + 1], came[at + 1] = stranger, stranger_from
        if here == -math.inf:
            continue
        for length in (1, 2, *lengths.get(letters[at : at + 3], ())):
            share = parts.get(letters[at : at + length])
            to = at + length
            if share is not None and to <= end and here + share > best[to]:
                best[to], came[to] = here + share, at
    if best[end] == -math.inf:
        return [], -math.inf
    words, at = list[str](), end
    while at:
        words.append(letters[came[at] : at])
        at = came[at]
    return words[::-1], best[end]
