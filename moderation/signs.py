"""What a text has that is not seen, or that hides what is seen, told by a visible sign.

A moderator decides what is shown, so nothing may be there unseen: characters that turn
the direction of a line around, that take no room, or that stand for no letter at all,
piles of marks that would cover the lines above, and empty lines without end.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

MOST_MARKS = 5
"""Combining marks that a letter may bear. No living language needs more: a pointed and
cantillated letter of Hebrew has four, a Vietnamese one two."""

_TURNING = "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
_UNSEEN = (
    "\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f"
)
_JOINERS = "\u034f\u200c\u200d"  # a pile of marks is no lower for one in between
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
MOST_LINES = 3
"""Ends of lines in a row; more of them would push what follows out of sight."""

_NEVER_SEEN = f"{_TURNING}{_UNSEEN}{_CONTROLS}"
_VARIATIONS = "\U000e0100-\U000e01ef"  # marks beyond U+FFFF, all of their block

_SHORT = {
    "\u00ad": "SHY",
    "\u200b": "ZWSP",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}


@dataclass(frozen=True)
class Sign:
    """What is shown in the place `[begin, end)` of a text, in code points.

    `name` is Unicode's for what stands there.
    """

    begin: int
    end: int
    shown: str
    name: str


def in_text(text: str) -> Iterator[Sign]:
    """All signs that a text needs, in order; they do not overlap.

    Joiners (U+200C, U+200D) and the marks of direction (U+200E, U+200F, U+061C) need
    none: Persian, Urdu and emoji are written with them, and they turn no letters.

    >>> [sign.shown for sign in in_text("a\\u202eb\\u200b\\u200bc")]
    ['RLO', 'ZWSP ×2']
    """  # noqa: RUF002 - a sign of multiplication
    if text.isascii() and text.isprintable():
        return
    for run in _both().finditer(text):
        begin, end = run.span()
        if run[1]:
            yield Sign(begin, end, _counted(run[1], end - begin), _name(run[1]))
        elif run[0][0] == "\n":  # the first and the last stay
            lines = run[0].count("\n")
            yield Sign(begin + 1, end - 1, f"↵ ×{lines}", "EMPTY LINES")  # noqa: RUF001
        else:
            begin += MOST_MARKS
            yield Sign(begin, end, f"+{end - begin}", "COMBINING MARKS")


def _counted(character: str, times: int) -> str:
    short = _SHORT.get(character, f"U+{ord(character):04X}")
    return short if times == 1 else f"{short} ×{times}"  # noqa: RUF001


def _name(character: str) -> str:
    return unicodedata.name(character, "CONTROL CHARACTER")


@cache
def _both() -> re.Pattern[str]:
    """Runs of what is unseen, of empty lines, of more marks than a letter may bear.

    Each begins with one of some characters, which is looked at again from behind: so
    the others are passed over quickly, and a text of 3,000 is read in some 25
    microseconds, not in a thousand.
    """
    piled = f"{_marks()}{_VARIATIONS}{_JOINERS}"
    first = f"[\n{piled}{_NEVER_SEEN}]"
    unseen = f"(?<=([{_NEVER_SEEN}]))\\1*"
    lines = rf"(?<=\n)(?:[^\S\n]*\n){{{MOST_LINES},}}"
    marks = f"(?<=[{piled}])[{piled}]{{{MOST_MARKS},}}"
    return re.compile(f"{first}(?:{unseen}|{lines}|{marks})")


def _marks() -> str:
    """All combining marks up to U+FFFF that are seen."""
    return "".join(
        character
        for character in map(chr, range(0x300, 0x10000))
        if unicodedata.category(character) in ("Mn", "Me")
        and not re.match(f"[{_NEVER_SEEN}]", character)
    )
