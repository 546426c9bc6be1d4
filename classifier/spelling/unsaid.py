"""Letters left unsaid: "f*ck" and "sh#t" have signs where letters were."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from string import ascii_lowercase

from classifier.spelling.strong import is_strong
from classifier.spelling.vocabulary import by_length, count, not_rare, vocabulary

_LONGEST = 24
"""Characters of the longest word that has letters unsaid."""
MEANT = 100
"""How much rather a word of abuse has a letter unsaid than another, unless all of a
text is so written. Chosen by us: people star "whore" and seldom "where"."""
MEANT_FREELY = 3
COMMON = 200
"""Comments with a word that is told at a glance with a letter unsaid."""

_STARRED = re.compile(r"[a-z'*#%^]+")  # what is written for letters unsaid
_SHAPE = re.compile(r"(?!#)[a-z'*#%^.\-_~=+@$!/]+[a-z'*#%^]")
_SIGN = re.compile(r"[^a-z']")


def unsaid(word: str, *, freely: bool = False) -> str | None:
    """The likeliest word when each sign stands for a letter.

    Args:
        word: lower case, without outer punctuation.
        freely: whether the words around it are written so too.

    >>> unsaid("f*ck"), unsaid("wh*re"), unsaid("wh*re", freely=True)
    ('fuck', 'whore', 'where')
    """
    if not 3 <= len(word) <= _LONGEST or not _SHAPE.fullmatch(word):
        return None
    signs = _SIGN.findall(word)
    if not signs:
        return None
    stars = _STARRED.fullmatch(word) is not None
    if not stars and not (word[0].isalpha() and _may_be_strong(word, len(signs))):
        return None  # "-----it" has a dash before it
    meant = MEANT_FREELY if freely else MEANT
    best = max(
        _fitting(word, len(signs)),
        key=lambda text: (weight(text, meant), text),
        default=None,
    )
    return best if best and (stars or is_strong(best)) else None


def weight(text: str, meant: int = MEANT) -> int:
    """How often a word is meant by one with letters unsaid."""
    return count(text) * (meant if text in vocabulary().abuse else 1)


@cache
def starred() -> Mapping[str, str]:
    """Words with a star for one inner letter, and what each likeliest is where all of a
    text is so written: of abuse, and of `COMMON` words.

    >>> starred()["id*ot"], starred()["wh*re"], "*diot" in starred()
    ('idiot', 'where', False)
    """
    among = not_rare(list(vocabulary().counts), COMMON)
    meant = dict[str, str]()
    for word in sorted(among, key=lambda text: weight(text, MEANT_FREELY)):
        for at in range(1, len(word) - 1):
            meant[f"{word[:at]}*{word[at + 1 :]}"] = word  # the likeliest is last
    return meant


def ends_as_strong(word: str) -> bool:
    """Whether it begins and ends as strong abuse of that length, or with no letter."""
    first, last = word[0], word[-1]
    if not (first.isalpha() and last.isalpha()):
        return True
    return (len(word), first, last) in _strong_ends()


def _may_be_strong(word: str, signs: int) -> bool:
    """Whether a word with one sign is strong abuse but for that, or one with more of
    them begins and ends as such.
    """
    if signs == 1:
        return _SIGN.sub("*", word) in _starred()
    return len(word) - signs < 2 or ends_as_strong(word)


@cache
def _starred() -> frozenset[str]:
    """Words of strong abuse with any one letter unsaid."""
    return frozenset(
        f"{word[:at]}*{word[at + 1 :]}"
        for word in vocabulary().abuse
        if is_strong(word)
        for at in range(len(word))
    )


@cache
def _strong_ends() -> frozenset[tuple[int, str, str]]:
    """Length, first and last letter of words of strong abuse."""
    strong = filter(is_strong, vocabulary().abuse)
    return frozenset((len(word), word[0], word[-1]) for word in strong)


def _fitting(word: str, signs: int) -> Iterable[str]:
    if signs == 1:
        begin, end = _SIGN.split(word)
        fits = (begin + letter + end for letter in ascii_lowercase)
        return [text for text in fits if text in vocabulary().counts]
    first, last = word[0], word[-1]
    if first.isalpha() and last.isalpha() and len(word) - signs > 1:
        among = _words(len(word), first, last)
    else:
        among = _abuse().get(len(word), ())
    kept = [at for at, each in enumerate(word) if each.isalpha() or each == "'"]
    letters = itemgetter(*kept) if kept else len
    wanted = letters(word)
    return [text for text in among if letters(text) == wanted]


def _words(length: int, first: str, last: str) -> Sequence[str]:
    """All words of a length with these ends."""
    its = _by_ends().get(first + last, [])
    begin = bisect_left(its, length, key=len)
    return its[begin : bisect_right(its, length, begin, key=len)]


@cache
def _by_ends() -> Mapping[str, list[str]]:
    """All words by their first and last letter, the shortest first."""
    lists = defaultdict[str, list[str]](list)
    for _, words in sorted(by_length().items()):
        for word in words:
            lists[word[0] + word[-1]].append(word)
    return lists


@cache
def _abuse() -> dict[int, list[str]]:
    """Words of abuse by length."""
    lists: dict[int, list[str]] = {}
    for word in sorted(vocabulary().abuse):
        lists.setdefault(len(word), []).append(word)
    return lists
