"""Words parted by signs, "i.d.i.o.t" and "id-iot", put together again.

The signs may also stand for letters ("f*ck", `unsaid`), of which the likelier is meant.
"""

import re
from collections import Counter
from collections.abc import Sequence

from classifier.spelling.leet import PAIRS, read_leet
from classifier.spelling.letters import LETTERS, is_all_known, read_letters
from classifier.spelling.places import Places, Reading, composed, same
from classifier.spelling.unsaid import unsaid, weight
from classifier.spelling.vocabulary import is_abuse, known, vocabulary

LONGEST_PARTED = 24  # characters of the longest word that a sign may part

_IN_WORD = r"a-z0-9@$!|€'"
_SEPARATOR = re.compile(rf"[^{_IN_WORD}\u0080-\U0010ffff]+")
_JOINED = re.compile(r"[\w.*\-/~|+=#%^,:\\·•…'@$]+")  # as separators may join a word
_ABBREVIATIONS = frozenset(("aka", "bbc", "fbi", "nyc", "phd", "rip", "usa", "ussr"))
_WITH_DOTS = PAIRS - {"am", "us"}  # "a.m." and "U.S."


def read_parted(word: str) -> Reading | None:
    """What one word with signs in it is without them, or with letters for them; None
    when it is none.

    Args:
        word: lower case, without white space and outer punctuation.

    >>> read_parted("i.d.i.o.t")[0], read_parted("id-iot")[0], read_parted("f*ck")[0]
    ('idiot', 'idiot', 'fuck')
    >>> read_parted("t-shirt"), read_parted("u.s.a")
    (None, None)
    """
    pieces = _pieces(word)
    joined = "".join(pieces)
    if not pieces or joined == word:
        return None
    if _is_spelt_out(pieces):
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


def words_spelt_out(word: str) -> re.Pattern[str] | None:
    """What finds each of several words that are spelt out, which the rarer signs part;
    None when they are not several.

    >>> words_spelt_out("a.n.t.i-w.a.r").findall("a.n.t.i-w.a.r")
    ['a.n.t.i', 'w.a.r']
    """
    if not _is_spelt_out(_pieces(word)):
        return None
    signs = _signs(word)
    if len(set(signs)) < 2:
        return None
    common = re.escape(Counter(signs).most_common(1)[0][0])
    return re.compile(rf"[{_IN_WORD}{common}]+")


def joined_reading(joined: str) -> Reading | None:
    """The letters of a word in parts as known words."""
    if known(joined):
        return same(joined)
    reading = read_letters(joined) if LETTERS.fullmatch(joined) else read_leet(joined)
    return reading if reading and is_all_known(reading[0]) else None


def _pieces(word: str) -> Sequence[str]:
    return [piece for piece in _SEPARATOR.split(word) if piece]


def _signs(word: str) -> str:
    return "".join(_SEPARATOR.findall(word))


def _without_separators(word: str) -> Places:
    parted = {at for sign in _SEPARATOR.finditer(word) for at in range(*sign.span())}
    return [(at, at + 1) for at in range(len(word)) if at not in parted]


# Letter by letter


def _is_spelt_out(pieces: Sequence[str]) -> bool:
    if len(pieces) < 3:
        return False
    single = sum([len(piece) == 1 for piece in pieces])
    if single < 0.6 * len(pieces):
        return False
    return max([len(piece.partition("'")[0]) for piece in pieces]) < 3  # "d.o.n't"


def _spelt_out(word: str, joined: str) -> Reading | None:
    signs = _signs(word)
    if len(set(signs)) > 1:
        return None  # `words_spelt_out`
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


def _is_parted_pair(word: str, joined: str) -> bool:
    """Two letters parted by a sign: "t.o", "u*s", but not "u.s", "f*k" and "n-o"."""
    if len(word) != 3 or word[1] not in "._*~":
        return False
    return joined in (_WITH_DOTS if word[1] == "." else PAIRS)


# In a few parts


def _put_together(word: str, pieces: Sequence[str], joined: str) -> Reading | None:
    """The pieces as one word, where they are none by themselves or abuse together."""
    if is_abuse(joined):
        return same(joined)
    if len(joined) > LONGEST_PARTED or not _is_broken(word, pieces):
        return None
    return joined_reading(joined)


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


def _is_fine(piece: str) -> bool:
    return piece.isdigit() or (len(piece) > 1 and known(piece))
