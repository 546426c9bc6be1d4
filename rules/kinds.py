"""Of what kind each character of a text is: letters, capitals, marks, blanks.

A text is turned once into a string of the same length with one sign for each character.
On that, C code of Python counts words and capitals at a tenth of the work that it is
to ask each character.
"""

from functools import lru_cache
from unicodedata import category

UPPER, LOWER, TITLE, UNCASED = "ULTO"
"""Letters; `TITLE` is a capital and a small letter in one, as U+01C5."""
MARK, LOWER_MARK = "mi"
"""What belongs to the letter before it; U+0345 is Greek and small."""
BLANK, SIGN, UPPER_SIGN, LOWER_SIGN = " \t\r\n"
"""What is of no word, so that `split` tells words; U+24B6 is a capital in a circle."""

LETTERS = UPPER + LOWER + TITLE + UNCASED
CAPITALS, SMALL = UPPER + UPPER_SIGN, LOWER + LOWER_MARK + LOWER_SIGN

_LETTERS_BY_CASE = {"upper": UPPER, "lower": LOWER, "title": TITLE, "": UNCASED}
_SIGNS_BY_CASE = {"upper": UPPER_SIGN, "lower": LOWER_SIGN, "title": SIGN, "": SIGN}


@lru_cache(maxsize=8)  # facts of one comment ask it of its two spellings
def kinds(text: str) -> str:
    """The kinds of a text's characters.

    >>> kinds("A cat.\u0301")
    'U LLL\\tm'
    """
    return text.translate(_KNOWN)


def count(text: str, wanted: str) -> int:
    """How many of a text's characters are of one of the wanted kinds."""
    return sum(map(kinds(text).count, wanted))


class _Known(dict[int, str]):
    """Kinds by characters, found when first asked for."""

    def __missing__(self, code: int) -> str:
        found = _kind(chr(code))
        if len(self) < _MOST_KNOWN:
            self[code] = found
        return found


_MOST_KNOWN = 1 << 15
"""Characters whose kind is kept, some 4 MB; all scripts that are in use have fewer,
as most of Chinese is hardly ever written."""
_KNOWN = _Known()


def _kind(character: str) -> str:
    if character.isspace():
        return BLANK
    if character.isalpha():
        return _LETTERS_BY_CASE[_case(character)]
    if category(character).startswith("M"):
        return LOWER_MARK if character.islower() else MARK
    return _SIGNS_BY_CASE[_case(character)]


def _case(character: str) -> str:
    if character.isupper():
        return "upper"
    if character.islower():
        return "lower"
    return "title" if character.istitle() else ""
