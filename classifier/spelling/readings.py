"""Disguised words read as the words they stand for.

Takes one word in lower case, with letters already Latin where they look so, and finds
what it was before somebody wrote digits or signs for letters ("1d10t", "f*ck"), parted
the letters ("i.d.i.o.t"), drew them out ("stuuupid"), doubled them ("iiddiioott") or
ran words together ("youidiot"). A reading counts only when it makes known words; all
else, such as names, foreign words, measures and addresses, stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from classifier.spelling.drawn import drawn, halved, may_be_drawn, squeezed
from classifier.spelling.misspelt import mended
from classifier.spelling.places import (
    Places,
    Reading,
    composed,
    one_by_one,
    same,
    spread,
)
from classifier.spelling.segmentation import LONGEST, segmented
from classifier.spelling.unsaid import unsaid, weight
from classifier.spelling.vocabulary import count, is_abuse, known, vocabulary

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
_MASKED = re.compile(r"[a-z'01345789@$!|€+]+")
_LONGEST = 64
"""Characters of the longest word that is searched for signs and drawn-out letters."""

_SEPARATOR = re.compile(r"[^a-z0-9@$!|€'\u0080-\U0010ffff]+")
_PIECE = re.compile(r"[a-z0-9@$!|€']+")
LONGEST_JOINED = 24  # characters of the longest word that a sign may part
_JOINED = re.compile(r"[\w.*\-/~|+=#%^,:\\·•…'@$]+")  # as separators may join a word

_LONGEST_ADDRESS = 100
"""Characters of the longest address; what is longer is text without blanks."""
_ADDRESS = re.compile(
    r"://|^www\.|^[\w.+-]+@[\w-]+\.\w"
    r"|\w\.(?:com|org|net|edu|gov|info|html?|php|co|uk|de|ro|pt|br|io|tv|me|jpe?g|png"
    r"|gif|svg|pdf|js|css|py)\b(?!\.\w\.)"
    r"|\[\[|\{\{|==|(?<!&)#[0-9a-f]{3,8}\b"  # wiki markup and colours
)
_MEASURE = re.compile(
    r"\d*(?:1st|2nd|3rd|\dth)|[a-z][1-9]\d*|[\d.,:]+(?:[a-z]|am|pm|[ckm]?m|kg|[kmgt]b"
    r"|g?hz|ft|lbs?|min|hrs?|secs?|p[xt]|bn|yrs?|'s)"
)

SIGNS = "*_-~=#+^%&/\\|@$!€("
"""Signs around a word that may be none of its letters."""
_LETTER = re.compile(r"[a-z]")
_LETTERS = re.compile(r"[a-z']+")
_ROMAN = re.compile(r"[ivxlcdm]+")
_STARRED = re.compile(r"[a-z0-9@$!|€'*]+")
_COMMON = 500  # comments with a word that looks like a Roman number, but doubled


def read(word: str) -> Reading | None:
    """What a word that is not known was meant to be; None when it stays as it is.

    Args:
        word: lower case, without white space and outer punctuation.

    >>> read("1d10t")[0], read("y0u4r3")[0], read("f**k")[0]
    ('idiot', 'you are', 'fuck')
    >>> read("covid19"), read("w3c"), read("hofbräuhaus")
    (None, None, None)
    """
    if _LETTERS.fullmatch(word):
        return read_letters(word) if word.strip("'") else None
    if not _LETTER.search(word):
        return None
    if word.isascii() and word.isalnum():
        return _masked(word) or _piece_by_piece(word, _LETTERS)
    if is_address(word):
        return None
    if len(word) > _LONGEST_ADDRESS:
        return _piece_by_piece(word)
    reading = _masked(word) or _parted(word)
    if reading is None and "*" in word:
        reading = _piece_by_piece(word, _STARRED)
    return reading or _piece_by_piece(word)


def is_address(word: str) -> bool:
    """Whether a word is an address, or holds one, or markup."""
    if len(word) > _LONGEST_ADDRESS and not word.startswith(("http", "www.")):
        return False
    return _ADDRESS.search(word) is not None


# Letters alone


def read_letters(word: str) -> Reading | None:
    """As `read` of a word of letters and apostrophes only."""
    length = len(word)
    if length < 3 or length > LONGEST:
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


def taken_apart(word: str, *, freely: bool = False) -> Reading | None:
    """Words run together, parted by blanks."""
    words = segmented(word, freely=freely)
    if words is None:
        return None
    places, at = list[tuple[int, int]](), 0
    for part in words:
        if at:
            places.append((at - 1, at))
        places += one_by_one(at, at + len(part))
        at += len(part)
    return " ".join(words), places


# Digits and signs for letters


def _masked(word: str) -> Reading | None:
    """Digits and signs inside a word read as the letters they stand for."""
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
        return _with_enddecoded(word, stem)
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
            and _is_all_known(reading[0])
        ):
            return reading
    if _is_mostly_letters(word):
        return same(next(decoded(word)))
    return None


def _with_enddecoded(word: str, stem: str) -> Reading | None:
    """A word with a number behind it stays so ("page4"), unless it is far likelier
    that its digits are letters ("tha7") or that makes abuse of it.
    """
    meant = max(decoded(word), key=count)
    least = count(stem) * (_PLURAL if meant == stem + "s" else _LIKELIER)
    abuse = [each for each in decoded(word) if is_abuse(each)]
    if abuse:
        return same(abuse[0])
    return same(meant) if count(meant) > least else None


_LIKELIER = 10
_PLURAL = 30  # "word5" is no "words"


def _pair(word: str) -> Reading | None:
    """Two characters, where few digits can be letters: "0f", "n0", "!t", not "m3"."""
    meant = [text for text in decoded(word) if text in PAIRS]
    sure = word[1] in "0@$€" or word[0] in "0!@$€" or word in ("1n", "1t", "1f")
    return same(meant[0]) if meant and sure else None


def decoded(word: str, most: int = 32) -> Iterator[str]:
    """The readings of a word's digits and signs as letters, no more than `most`."""
    choices = [_LEET.get(letter, letter) for letter in word]
    for number, letters in enumerate(product(*choices)):
        if number >= most:
            return
        yield "".join(letters)


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


def _is_all_known(text: str) -> bool:
    return all(map(known, text.split(" ")))


# Signs between letters, and for letters unsaid


def _parted(word: str) -> Reading | None:
    """Signs between letters taken out, or read as letters left unsaid."""
    pieces = [piece for piece in _SEPARATOR.split(word) if piece]
    if not pieces or "".join(pieces) == word:
        return None
    joined = "".join(pieces)
    if len(pieces) > 2 and _is_spelt_out(pieces):
        return _spelt_out(word, joined)
    hidden = unsaid(word)
    if len(joined) == 2 and _is_parted_pair(word, joined):
        if hidden and is_abuse(hidden):
            return same(hidden)
        return joined, _without_separators(word)
    whole = _put_together(word, pieces, joined) if len(pieces) > 1 else None
    if hidden and not (whole and weight(whole[0]) > 30 * weight(hidden)):
        return same(hidden)
    return composed(whole, _without_separators(word)) if whole else None


def _without_separators(word: str) -> Places:
    parted = {at for sign in _SEPARATOR.finditer(word) for at in range(*sign.span())}
    return [(at, at + 1) for at in range(len(word)) if at not in parted]


def _put_together(word: str, pieces: Sequence[str], joined: str) -> Reading | None:
    """The pieces as one word, where they are none by themselves or abuse together."""
    if is_abuse(joined):
        return same(joined)
    if len(joined) > LONGEST_JOINED or not _is_broken(word, pieces):
        return None
    return joined_reading(joined)


def _is_parted_pair(word: str, joined: str) -> bool:
    """Two letters parted by a sign: "t.o", "u*s", but not "u.s", "f*k" and "n-o"."""
    if len(word) != 3 or word[1] not in "._*~":
        return False
    return joined in (_PARTABLE if word[1] == "." else PAIRS)


def _is_broken(word: str, pieces: Sequence[str]) -> bool:
    """Whether the pieces are no words by themselves: "sep-tember", not "t-shirt"."""
    if not _JOINED.fullmatch(word):
        return False
    single = any(len(piece) == 1 for piece in pieces) and not set(word) & set("*_")
    if single and "'" in word and known("".join(pieces)):
        return True  # "i.t's"
    if single:  # "s.omething"; but "intr-o" is Romanian
        last = len(pieces[-1]) == 1 and "-" in word
        return not last and any(len(each) > 2 and not _is_fine(each) for each in pieces)
    return not all(map(_is_fine, pieces))


def _is_spelt_out(pieces: Sequence[str]) -> bool:
    single = sum([len(piece) == 1 for piece in pieces])
    if single < 0.6 * len(pieces):
        return False
    return max([len(piece.partition("'")[0]) for piece in pieces]) < 3  # "d.o.n't"


_ABBREVIATIONS = frozenset(("aka", "bbc", "fbi", "nyc", "phd", "rip", "usa", "ussr"))
# Words of two letters; with dots not "a.m." and "U.S."
_PARTABLE = frozenset(
    (
        *("an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "it"),
        *("me", "my", "no", "of", "oh", "on", "or", "so", "to", "up", "we"),
    )
)
PAIRS = _PARTABLE | {"am", "us"}


def _spelt_out(word: str, joined: str) -> Reading | None:
    signs = Counter(each for each in word if _SEPARATOR.match(each))
    if len(signs) > 1:  # "a.n.t.i-w.a.r": the rarer signs part words
        common = re.escape(signs.most_common(1)[0][0])
        return _piece_by_piece(word, re.compile(rf"[a-z0-9@$!|€'{common}]+"))
    reading = joined_reading(joined)
    if "." in signs and (joined in _ABBREVIATIONS or _is_initials(joined)):
        return None
    if reading is None and not (len(joined) > 3 and joined.isalpha()):
        return None
    return composed(reading or same(joined), _without_separators(word))


def _is_initials(joined: str) -> bool:
    """Whether three letters with dots are no word: "b.b.c", but "y.o.u" is one."""
    if len(joined) != 3:
        return False
    return not is_abuse(joined) and (
        vocabulary().counts.get(joined, 0) < 100 or not set(joined) & set("aeiouy")
    )


def joined_reading(joined: str) -> Reading | None:
    """The letters of a word in parts as known words."""
    if known(joined):
        return same(joined)
    reading = read_letters(joined) if _LETTERS.fullmatch(joined) else _masked(joined)
    return reading if reading and _is_all_known(reading[0]) else None


def _is_fine(piece: str) -> bool:
    return piece.isdigit() or (len(piece) > 1 and known(piece))


def _piece_by_piece(word: str, pieces: re.Pattern[str] = _PIECE) -> Reading | None:
    """The pieces of a word, each read by itself."""
    found = pieces.findall(word)
    if len(found) == 1 and len(found[0]) == len(word):
        return _piece_by_piece(word, _LETTERS) if pieces is _PIECE else None
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
