"""Words of abuse, and names of groups, with one slip: "idot", "fcuk", "id iot".

Only what is no word itself, and a slip of no more than one such word, is mended: a
letter left out behind the first, or two neighbours behind the first swapped. Names and
rare words are seldom so near; those that are stand in `words/innocent.txt`.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from classifier.identities import TERMS
from classifier.spelling.strong import is_strong
from classifier.spelling.vocabulary import known, vocabulary

SHORTEST = 4
"""Letters of the shortest word that is mended. Of 3,865 slips that were made in words
of abuse in comments 2,589 are mended, and of 121,256 unknown words of comments without
abuse 242. At 5 it would be 889 and 16 fewer."""
_LONG = 6
"""Letters of the shortest name of a group that is mended, and of the shortest word of
milder abuse that is where a letter is left out: "duce" is no "dunce". With 5 letters
134 more of the slips are mended, 724 more of 3,953 in names of groups, and 63 more of
the unknown words."""
_MOST = 14
"""Letters of the longest word that is mended, "motherfuckers" with one more: with
more letters nothing else is."""


def mended(word: str) -> str | None:
    """The word that was meant by one with a slip; None when there is no such.

    >>> mended("idot"), mended("fcuk"), mended("muslm"), mended("dickens")
    ('idiot', 'fuck', 'muslim', None)
    """
    return _slips().get(word) if SHORTEST <= len(word) <= _MOST else None


def is_cut(first: str, second: str) -> bool:
    """Whether two pieces that are no two words are a word of abuse with a blank in it.

    >>> is_cut("id", "iot"), is_cut("ass", "hole")
    (True, False)
    """
    return first + second in vocabulary().abuse and (
        first in fragments() or second in fragments()
    )


@cache
def fragments() -> frozenset[str]:
    """Beginnings and ends of words of abuse that are no words themselves."""
    halves = (
        half
        for word in vocabulary().abuse
        if len(word) >= SHORTEST
        for cut in range(2, len(word) - 1)
        for half in (word[:cut], word[cut:])
    )
    return frozenset(half for half in halves if not known(half))


@cache
def _slips() -> Mapping[str, str]:
    meant = dict[str, str]()
    unclear = set[str]()
    for word in sorted(_targets()):
        for slip in set(_slips_of(word)):
            if meant.setdefault(slip, word) != word:
                unclear.add(slip)
    for slip in unclear.union(filter(known, meant)):
        del meant[slip]
    return meant


def _targets() -> Iterator[str]:
    yield from (word for word in vocabulary().abuse if len(word) >= SHORTEST)
    yield from (word for word in TERMS if len(word) >= _LONG and word.isalpha())


def _slips_of(word: str) -> Iterator[str]:
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    sure = is_strong(word)
    if len(word) > SHORTEST if sure else len(word) >= _LONG:
        yield from (word[:at] + word[at + 1 :] for at in range(1, len(word) - 1))
    if sure and len(word) >= _LONG and not word.endswith("ic"):  # Romanian "idioti"
        yield word[:-1]
