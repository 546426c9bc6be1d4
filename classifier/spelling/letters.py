"""Letters alone, read as the words they stand for.

They may be too many (`drawn`), a word with a slip (`misspelt`), or words run together
(`segmentation`).
"""

import re
from itertools import accumulate

from classifier.spelling.drawn import drawn, halved, may_be_drawn, squeezed
from classifier.spelling.misspelt import mended
from classifier.spelling.places import Reading, composed, in_a_row, same, spread
from classifier.spelling.segmentation import LONGEST_JOINED, segmented
from classifier.spelling.vocabulary import count, known

LETTERS = re.compile(r"[a-z']+")
"""What `read_letters` reads."""

_ROMAN = re.compile(r"[ivxlcdm]+")
_COMMON = 500  # comments with a word that looks like a Roman number, but doubled


def read_letters(word: str) -> Reading | None:
    """What letters that are no known word were meant to be; None if they stay.

    Args:
        word: `LETTERS`.

    >>> [read_letters(word)[0] for word in ("iiddiioott", "idot", "youidiot")]
    ['idiot', 'idiot', 'you idiot']
    """
    length = len(word)
    if length < 3 or length > LONGEST_JOINED:
        return squeezed(word)
    if length < 7 and _ROMAN.fullmatch(word):
        half = halved(word)  # "iillll" is "ill"
        return half if half and count(half[0]) >= _COMMON else None
    if may_be_drawn(word):
        return _drawn(word) or _misspelt(word) or taken_apart(word) or _squeezed(word)
    return _misspelt(word) or taken_apart(word)


def may_be_slip(word: str) -> bool:
    """Whether `read_letters` may find more in letters than words run together."""
    return may_be_drawn(word) or mended(word) is not None


def taken_apart(word: str, *, freely: bool = False) -> Reading | None:
    """Words run together, parted by blanks."""
    words = segmented(word, freely=freely)
    if words is None:
        return None
    begins = accumulate(map(len, words[:-1]), initial=0)
    return in_a_row(zip(begins, map(same, words), strict=True))


def is_all_known(text: str) -> bool:
    """Whether all words that letters were read as are known."""
    return all(map(known, text.split(" ")))


def _drawn(word: str) -> Reading | None:
    reading = drawn(word)
    if reading:
        return reading
    half = halved(word)
    if half is None or len(half[0]) < 3:
        return None
    again = read_letters(half[0])
    return composed(again, half[1]) if again else half


def _misspelt(word: str) -> Reading | None:
    meant = mended(word)
    return (meant, spread(len(meant), word)) if meant else None


def _squeezed(word: str) -> Reading | None:
    reading = squeezed(word)
    again = reading and taken_apart(reading[0])
    return composed(again, reading[1]) if reading and again else reading
