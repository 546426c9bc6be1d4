"""Disguised words read as the words they stand for.

Takes one word in lower case, with letters already Latin where they look so, and finds
what it was before somebody wrote digits or signs for letters (`leet`), parted the
letters (`parted`), left some unsaid (`unsaid`), or drew them out, slipped or ran words
together (`letters`). A reading counts only when it makes known words; all else, such as
names, foreign words, measures and addresses, stays as it is.
"""

import re

from classifier.spelling.addresses import LONGEST_ADDRESS, is_address
from classifier.spelling.leet import read_leet
from classifier.spelling.letters import LETTERS, read_letters
from classifier.spelling.parted import read_parted, words_spelt_out
from classifier.spelling.places import Reading, one_by_one
from classifier.spelling.vocabulary import known

_LETTER = re.compile(r"[a-z]")
_PIECE = re.compile(r"[a-z0-9@$!|€']+")
_STARRED = re.compile(r"[a-z0-9@$!|€'*]+")


def read(word: str) -> Reading | None:
    """What a word that is not known was meant to be; None when it stays as it is.

    Args:
        word: lower case, without white space and outer punctuation.

    >>> read("1d10t")[0], read("y0u4r3")[0], read("f**k")[0]
    ('idiot', 'you are', 'fuck')
    >>> read("covid19"), read("w3c"), read("hofbräuhaus")
    (None, None, None)
    """
    if LETTERS.fullmatch(word):
        return read_letters(word) if word.strip("'") else None
    if not _LETTER.search(word):
        return None
    if word.isascii() and word.isalnum():
        return read_leet(word) or _piece_by_piece(word, LETTERS)
    if is_address(word):
        return None
    if len(word) > LONGEST_ADDRESS:
        return _piece_by_piece(word)
    reading = read_leet(word) or read_parted(word) or _several_spelt_out(word)
    if reading is None and "*" in word:
        reading = _piece_by_piece(word, _STARRED)
    return reading or _piece_by_piece(word)


def _several_spelt_out(word: str) -> Reading | None:
    words = words_spelt_out(word)
    return _piece_by_piece(word, words) if words else None


def _piece_by_piece(word: str, pieces: re.Pattern[str] = _PIECE) -> Reading | None:
    """The pieces of a word, each read by itself."""
    found = pieces.findall(word)
    if len(found) == 1 and len(found[0]) == len(word):
        return _piece_by_piece(word, LETTERS) if pieces is _PIECE else None
    readings = list(map(_read_piece, found))
    if not any(readings):
        return None
    text, places, at = list[str](), list[tuple[int, int]](), 0
    for piece, reading in zip(pieces.finditer(word), readings, strict=True):
        if reading is None:
            continue
        begin, end = piece.span()
        text += (word[at:begin], reading[0])
        places += one_by_one(at, begin)
        places += [(begin + first, begin + last) for first, last in reading[1]]
        at = end
    return "".join((*text, word[at:])), places + one_by_one(at, len(word))


def _read_piece(piece: str) -> Reading | None:
    if len(piece) < 3 or known(piece) or piece.isdigit():
        return None
    return read(piece)
