"""A text disguised in one manner throughout, where a single piece would not tell.

"4" is a number and "aa" no word; yet who writes "1 h4v3 4 d06" or "aa ffooooll" means
letters. So where several pieces of a text were disguised in one manner, the others,
which may be read in more than one way, are read in that manner too.
"""

import re
from collections import Counter
from functools import lru_cache

from classifier.spelling.doubles import placed
from classifier.spelling.joined import read_joined
from classifier.spelling.leet import PAIRS, decoded
from classifier.spelling.places import Reading, one_by_one, same
from classifier.spelling.segmentation import is_joinable
from classifier.spelling.throughout import COMMON, shortened
from classifier.spelling.unsaid import unsaid
from classifier.spelling.vocabulary import count, known

LEET, DRAWN, JOINED, JOINABLE, PARTED, UNSAID = range(2, 8)
"""Digits or signs for letters; letters too often; words run together, or perhaps run
together; signs between letters; signs for letters unsaid."""

FEWEST = 2
SHARE = 4
"""A text is written in a manner if so many of its pieces are, and one in so many."""

_NO_MANNERS = bytes([kind for kind in range(256) if not LEET <= kind <= UNSAID])
_JOINABLE_AS_JOINED = bytes.maketrans(bytes([JOINABLE]), bytes([JOINED]))
_LONGEST = 8  # characters of a piece that is read as digits for letters
_BEFORE, _AFTER = "\"'([", "\"')].,;:?!"
_AROUND = ".,;:?!\"()'"
_LETTERS = re.compile(r"[a-z']+")
_SIGNED = re.compile(r"[^a-z0-9']")


def manner(written: str, read: str) -> int:
    """How a piece was disguised, told by what became of it; 0 for not at all.

    >>> manner("1d10t", "idiot") == LEET, manner("youidiot", "you idiot") == JOINED
    (True, True)
    """
    if written == read:
        return JOINABLE if is_joinable(without_stops(written)) else 0
    if read.replace(" ", "") == written:
        return JOINED
    shorter = len(read) < len(written)
    inner = without_stops(written)
    if _LETTERS.fullmatch(inner):
        return DRAWN * shorter
    if shorter:
        return PARTED if len(_SIGNED.findall(inner)) > 1 else 0
    if "*" in written and "*" not in read:
        return UNSAID * (len(read) > 3)
    both = zip(written, read, strict=False)
    return LEET * any(a != b and b.isalpha() for a, b in both)


def without_stops(written: str) -> str:
    """A piece without the punctuation around it."""
    return written.strip(_AROUND)


def common_manner(kinds: bytes) -> int:
    """The manner that a text is written in, by the kinds of its pieces; 0 for none."""
    hidden = kinds.translate(_JOINABLE_AS_JOINED, _NO_MANNERS)
    if len(hidden) < FEWEST or len(hidden) * SHARE < len(kinds):
        return 0
    kind, often = Counter(hidden).most_common(1)[0]
    return kind if often >= FEWEST and often * SHARE >= len(kinds) else 0


@lru_cache(maxsize=4096)
def read_in(kind: int, piece: str) -> Reading | None:
    """A piece of ASCII in lower case read in a manner; None when it says nothing new.

    >>> read_in(LEET, "4")[0], read_in(DRAWN, "aa")[0], read_in(PARTED, "a.s,")[0]
    ('a', 'a', 'as,')
    """
    inner = piece.lstrip(_BEFORE)
    core = inner.rstrip(_AFTER)
    begin = len(piece) - len(inner)
    if kind == LEET and inner == "!":
        core = inner
    reading = _READERS[kind](core) if core else None
    if reading is None or reading[0] == core:
        return None
    end = begin + len(core)
    places = one_by_one(0, begin)
    places += [(begin + first, begin + last) for first, last in reading[1]]
    read = piece[:begin] + reading[0] + piece[end:]
    return read, places + one_by_one(end, len(piece))


def _leet(core: str) -> Reading | None:
    if len(core) > _LONGEST or core.isalpha():
        return None
    meant = [
        text for text in decoded(core) if text in ("a", "i") or count(text) >= COMMON
    ]
    return same(max(meant, key=count)) if meant else None


def _drawn(core: str) -> Reading | None:
    text = shortened(core) if _LETTERS.fullmatch(core) else None
    return (text, placed(text, core)) if text else None


def _parted(core: str) -> Reading | None:
    if len(core) != 3 or core[0] + core[2] not in PAIRS:
        return None
    return core[0] + core[2], [(0, 1), (2, 3)]


def _unsaid(core: str) -> Reading | None:
    meant = unsaid(core, freely=True) if not known(core) else None
    return same(meant) if meant else None


_READERS = {
    LEET: _leet,
    DRAWN: _drawn,
    JOINED: read_joined,
    PARTED: _parted,
    UNSAID: _unsaid,
}
