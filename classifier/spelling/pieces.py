"""Pieces of a text, cut at white space, each folded by itself and remembered.

What a piece folds to is told by its characters alone: lower case and look-alikes
(`lookalikes`), then what is no known word is read as what it may be a disguise of
(`readings`).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from classifier.spelling.compounds import stays
from classifier.spelling.glance import plainly
from classifier.spelling.lookalikes import PLAIN, latin
from classifier.spelling.manners import JOINABLE, JOINED, bare, manner, read_in
from classifier.spelling.misspelt import fragments
from classifier.spelling.places import Places, Reading, one_by_one, same
from classifier.spelling.readings import SIGNS, decoded, may_be_slip, read
from classifier.spelling.segmentation import (
    CLEARLY_JOINED,
    PERHAPS_JOINED,
    how_joined,
    is_strong,
)
from classifier.spelling.vocabulary import count, is_abuse, known, vocabulary

MENDED = 1_000
"""Characters of odd pieces of one text that are mended, at 1 to 5 µs each: this bounds
the work on a text of nothing but disguises and made-up words."""
LONG = 4_000
MENDED_OF_LONG = 400
"""Characters of a text that is longer than comments are, and how many of its odd pieces
are mended where more than `MENDED` are odd: it is made to cost time, or in a foreign
language, or in one manner throughout, which is told by its beginning."""
REMEMBERED = 16_384
"""Folded pieces that are remembered; English comments use no more words in a day."""
REMEMBERED_LENGTH = 40
"""Characters of the longest piece that is remembered."""

LONE, FRAGMENT = 1, 8
"""Kinds of pieces besides the manners of disguise (`manners`): at most one letter or
digit; half of a word of abuse, and no word itself. 0 is all else."""


class Piece(NamedTuple):
    """A folded piece, with places as `Folded` has them.

    Attributes:
        kind: `LONE`, `FRAGMENT`, the manner that it was disguised in, or 0.
        odd: whether it took work to fold.
    """

    text: str
    begins: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    kind: int
    odd: bool = False

    @property
    def disguised(self) -> bool:
        """Whether it was written in one of the `manners`."""
        return LONE < self.kind < FRAGMENT


_remembered: dict[str, Piece] = {}


def pieces(chunks: Sequence[str], *, is_long: bool) -> tuple[list[Piece], int]:
    """The chunks of a text folded, up to `MENDED` characters of odd ones.

    Args:
        is_long: whether only `MENDED_OF_LONG` are mended where more than that are odd.

    Returns:
        The pieces, fewer than chunks where more are odd, and how many characters were
        to be mended. If the last piece is odd and its chunk longer than that, it is of
        so many characters of it.
    """
    result = list(filter(None, map(_remembered.get, chunks)))
    if len(result) == len(chunks):  # all were met before
        both = zip(chunks, result, strict=True)
        odd = [len(chunk) for chunk, piece in both if piece.odd]
        if sum(odd) <= MENDED:
            return result, MENDED
    most = MENDED_OF_LONG if is_long and _is_more_odd(chunks) else MENDED
    result, mended = [], 0
    for chunk in chunks:
        before = _remembered.get(chunk)
        piece = before or _easy(chunk)
        if len(chunk) > 1 and (piece is None or piece.odd):
            if mended and mended + len(chunk) > most:
                break
            mended += len(chunk)
        if len(chunk) > most and piece is None:
            return [*result, _mended(chunk[:most])], most
        result.append(before or _remember(chunk, piece or _mended(chunk)))
    return result, most


def _is_more_odd(chunks: Sequence[str]) -> bool:
    """Whether more than `MENDED` characters of chunks are odd, unless the first odd one
    has them: one is less work than many.
    """
    odd = 0
    for chunk in chunks:
        piece = _remembered.get(chunk)
        if piece is None and (easy := _easy(chunk)):
            piece = _remember(chunk, easy)
        if (piece is None or piece.odd) and len(chunk) > 1:
            if odd + len(chunk) > MENDED:
                return odd > 0
            odd += len(chunk)
    return False


def piece_of(chunk: str) -> Piece:
    """A chunk folded, whatever stands around it."""
    return _remembered.get(chunk) or _remember(chunk, _easy(chunk) or _mended(chunk))


def piece_in(manner: int, chunk: str) -> Piece | None:
    """A chunk read in the manner that those around it were disguised in; None when it
    stays as it is, as all do that are not ASCII.
    """
    written = chunk.lower()  # ASCII too for the sign of Kelvin, one for one
    reading = read_in(manner, written) if written.isascii() else None
    if reading is None:
        return None
    text, places = reading
    begins = tuple([begin for begin, _ in places])
    ends = tuple([end for _, end in places])
    return Piece(text, begins, ends, _is_lone(text), odd=True)


def _remember(chunk: str, piece: Piece) -> Piece:
    if len(chunk) <= REMEMBERED_LENGTH:
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()  # the common ones are soon back
        _remembered[chunk] = piece
    return piece


_AROUND = "\"'()[]{}<>.,;:?!"
_BEFORE = "\"'([{<.,;:?“”‘«»„"
_AFTER = "\"')]}>.,;:?!“”‘«»„"
_COLOUR = re.compile(r"#[0-9a-f]{3,8}")
_CLEARLY_JOINED = 4
"""Words in a piece from which on it is clear that words are run together, so that
others of its letters are too: "youareafool.goaway"."""
_MARKUP = re.compile(r"(https?://.*|\[\[.*|\{\{.*|==+)")  # the last of a wiki
_AS_IT_IS = re.compile(r"[a-z]|[\d.,:%/+\-]*")


def _easy(chunk: str) -> Piece | None:
    """A chunk of ASCII that is a known word or number with its punctuation."""
    if not chunk.isascii():
        return None
    lowered = chunk.lower()
    core = lowered.strip(_AROUND)
    if core in vocabulary().counts or _AS_IT_IS.fullmatch(core):
        if lowered[0] == "!" or not lowered.isprintable():
            return None
        whole = len(chunk)
        lone = int(len(core) < 2)
        return Piece(lowered, range(whole), range(1, whole + 1), lone)
    return None


def _mended(chunk: str) -> Piece:
    if len(chunk) > MENDED:
        return _with_rest(_mended(chunk[:MENDED]), chunk)
    written = chunk.lower()
    if not (written.isascii() and written.isprintable()) or "`" in written:
        written, places = _characters(chunk)
        folded, places = _settled(written, places, 4) or (written, places)
    else:
        core = written.strip(_AROUND)
        if core.isalpha() and 1 < len(core) <= REMEMBERED_LENGTH:
            piece = _name(written, core)
            if piece:
                return piece
        else:
            core = written.rstrip(_AFTER).lstrip(_BEFORE)
            if len(core) <= REMEMBERED_LENGTH and stays(core):
                is_inside = core[:1].isalnum() and core[-1].isalnum()
                kind = 0 if is_inside and len(core) > 1 else _kind(written, written)
                return _as_written(written, kind)
        reading = _unlike_written(written)
        if reading is None:
            return _as_written(
                written, _kind(written, written)
            )  # most are so: names, and words that are rare
        folded, places = reading
    kind = _kind(written, folded)
    if kind == JOINED and folded.count(" ") + 1 >= _CLEARLY_JOINED:
        piece = piece_in(JOINED, chunk)
        if piece is not None:
            return piece._replace(kind=JOINED)
    begins = tuple([begin for begin, _ in places])
    ends = tuple([end for _, end in places])
    return Piece(folded, begins, ends, kind, odd=True)


def _name(written: str, core: str) -> Piece | None:
    """A piece with letters that are a name or a rare word, as most that are unknown:
    they are told without reading them. None for all else.
    """
    if may_be_slip(core):
        return None
    joined = how_joined(core)
    if joined == CLEARLY_JOINED:
        return None
    if written in fragments():
        return _as_written(written, FRAGMENT)
    is_joinable = joined == PERHAPS_JOINED and bare(written) == core
    return _as_written(written, JOINABLE if is_joinable else 0)


def _unlike_written(written: str) -> Reading | None:
    reading = _word(written)
    return _settled(*reading, 3) if reading else None


def _as_written(written: str, kind: int) -> Piece:
    whole = len(written)
    return Piece(written, range(whole), range(1, whole + 1), kind, odd=True)


def _kind(written: str, folded: str) -> int:
    if folded in fragments():
        return FRAGMENT
    return (_is_lone(written) and _is_lone(folded)) or manner(written, folded)


def _with_rest(piece: Piece, chunk: str) -> Piece:
    """A mended beginning and the rest of a very long chunk as it is."""
    rest = plainly(chunk[MENDED:], MENDED)
    return Piece(
        piece.text + rest.text,
        (*piece.begins, *rest.begins),
        (*piece.ends, *rest.ends),
        kind=0,
        odd=True,
    )


def _is_lone(folded: str) -> int:
    if folded[:2].isalnum() or len(folded) > _LONGEST_LONE:
        return int(len(folded) == 1)
    return int(sum(map(str.isalnum, folded)) < 2)


_LONGEST_LONE = 24
"""Characters of a lone chunk, which is a letter with its signs."""


def _characters(chunk: str) -> Reading:
    """Plain, Latin where it looks so, with the place of each."""
    letters = list(map(PLAIN.__getitem__, map(ord, chunk)))
    places = [(at, at + 1) for at, each in enumerate(letters) for _ in each]
    return latin("".join(letters)), places


def _settled(text: str, places: Places, rounds: int) -> Reading | None:
    """Each word as what it may be a disguise of, until nothing more changes; None if
    something always does.
    """
    for _ in range(rounds):
        before = text
        text, places = _repaired(text, places)
        if text == before:
            return text, places
        text = latin(text)
    return None


def _repaired(text: str, places: Places) -> Reading:
    words = text.split(" ")
    readings = list(map(_word, words))
    if not any(readings):
        return text, places
    result, found, at = list[str](), list[tuple[int, int]](), 0
    for word, reading in zip(words, readings, strict=True):
        if at:
            result.append(" ")
            found.append(places[at - 1])
        inner = places[at : at + len(word)]
        if reading is None:
            result.append(word)
            found += inner
        else:
            result.append(reading[0])
            found += ((inner[b][0], inner[e - 1][1]) for b, e in reading[1])
        at += len(word) + 1
    return "".join(result), found


_LONGEST_NAME = 24
"""Characters of the longest mention, chosen by us: names on Twitter have up to 15. What
is longer is a text without blanks that begins with one."""


def _word(word: str) -> Reading | None:
    """A word with its punctuation, read; None when it stays as it is."""
    core = word.rstrip(_AFTER)
    end = len(core)
    core = core.lstrip(_BEFORE)
    begin = end - len(core)
    if known(core) or _AS_IT_IS.fullmatch(core):
        return None
    if _MARKUP.search(core):
        return _around_markup(word)
    if core[0] == "#" and _COLOUR.fullmatch(core):
        return None
    begins_with_name = core[0] == "@" and len(core) <= _LONGEST_NAME and "'" not in core
    if begins_with_name and _is_mention(core):
        return None
    bare = core.strip(SIGNS)
    reading = read(core)
    if reading and bare != core and not _is_meant(core, bare, reading[0]):
        reading = None
    if reading is None and bare != core and not (known(bare) or begins_with_name):
        begin += core.index(bare)
        end = begin + len(bare)
        reading = read(bare) if bare else None
    if reading is None:
        return None
    places = one_by_one(0, begin)
    places += [(begin + b, begin + e) for b, e in reading[1]]
    places += one_by_one(end, len(word))
    return word[:begin] + reading[0] + word[end:], places


def _around_markup(word: str) -> Reading | None:
    """A word with links or marks of headings in it: what is around them is read."""
    texts, places, changed, at = list[str](), list[tuple[int, int]](), False, 0
    for number, part in enumerate(_MARKUP.split(word)):
        reading = None if number % 2 else _word(part)
        changed |= reading is not None
        text, its = reading or same(part)
        texts.append(text)
        places += [(at + begin, at + end) for begin, end in its]
        at += len(part)
    return ("".join(texts), places) if changed else None


def _is_mention(core: str) -> bool:
    """Whether a word behind "@" is a name: no reading with an "a" makes one word."""
    return not any(map(count, decoded(core)))


def _is_meant(core: str, bare: str, reading: str) -> bool:
    """Whether signs around a word are letters: "$hit", but not "*hat" and "@live"."""
    if known(bare) and (len(bare) > 2 or "*" in core):
        if core[0] in "$€" or core[-1] in "$€":
            return count(reading) >= _RATHER * count(bare) or is_abuse(reading)
        if core[0] == "@" or (core.endswith("**") and core[0] != "*"):
            return is_abuse(reading)
        return is_strong(reading)
    return core[0] != "@" or is_abuse(reading) or count(reading) >= 1000


_RATHER = 3  # "$ure" is rather "sure" than "ure"
