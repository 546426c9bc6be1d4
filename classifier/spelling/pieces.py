"""Pieces of a text, cut at white space, each folded by itself and remembered.

What a piece folds to is told by its characters alone: lower case and look-alikes
(`lookalikes`), then what is no known word is read as what it may be a disguise of
(`readings`).
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from classifier.spelling.compounds import stays
from classifier.spelling.glance import plainly
from classifier.spelling.letters import may_be_slip, read_letters
from classifier.spelling.lookalikes import as_it_looks
from classifier.spelling.manners import JOINABLE, JOINED, manner, read_in, without_stops
from classifier.spelling.misspelt import fragments
from classifier.spelling.places import Reading, composed
from classifier.spelling.punctuated import AS_IT_IS, inner, read_around, settled
from classifier.spelling.segmentation import (
    CLEARLY_JOINED,
    PERHAPS_JOINED,
    how_joined,
)
from classifier.spelling.vocabulary import vocabulary

MENDED = 600
"""Characters of odd pieces of one text that are mended, at 1 to 5 µs each: this bounds
the work on a text of nothing but disguises and made-up words."""
LONG = 4_000
MENDED_OF_LONG = 80
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

BEHIND = ".,;:?!\"')"
"""What may stand behind half of a word of abuse."""


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
    if is_long and len(chunks) > _FIRST and len(set(chunks[:_FIRST])) <= _FEW:
        _remember_easy(set(chunks))  # so long a text says a few things often
    result = _met_before(chunks[:_FIRST])
    if len(result) == len(chunks[:_FIRST]):
        result += _met_before(chunks[_FIRST:])
    if len(result) == len(chunks):
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


def _met_before(chunks: Sequence[str]) -> list[Piece]:
    return list(filter(None, map(_remembered.get, chunks)))


_FIRST, _FEW = 200, 60
"""A long text whose first chunks are but so few different ones is told by those."""


def _remember_easy(chunks: Collection[str]) -> None:
    if len(chunks) > _FIRST:
        return
    for chunk in chunks:
        if chunk not in _remembered and (easy := _easy(chunk)):
            _remember(chunk, easy)


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


def pieces_of(chunks: Sequence[str]) -> list[Piece]:
    """`piece_of` of each of many chunks that are new, at less work.

    Words and names with their punctuation, as most are, are not remembered.
    """
    return [_plain_word(chunk) or piece_of(chunk) for chunk in chunks]


def _plain_word(chunk: str) -> Piece | None:
    """A known word, or a name that stays as it is, with its punctuation."""
    written = chunk.lower()
    core = written.strip(_AROUND)
    if not (core.isalpha() and chunk.isascii()):
        return None
    if core in vocabulary().counts:
        if written[0] == "!":
            return None
        return _as_written(written, int(len(core) < 2), odd=False)
    if not 1 < len(core) <= REMEMBERED_LENGTH or len(chunk) > MENDED:
        return None
    kind = _kind_of_name(written, core)
    return None if kind is None else _as_written(written, kind)


def piece_in(manner: int, chunk: str) -> Piece | None:
    """A chunk read in the manner that those around it were disguised in; None when it
    stays as it is, as all do that are not ASCII, but for words run together.
    """
    written = chunk.lower()  # ASCII too for the sign of Kelvin, one for one
    if written.isascii():
        return _read(read_in(manner, written))
    return _taken_apart(piece_of(chunk)) if manner == JOINED else None


def _taken_apart(piece: Piece) -> Piece | None:
    """Words run together in what a piece was folded to, taken apart."""
    reading = read_in(JOINED, piece.text)
    inner = list(zip(piece.begins, piece.ends, strict=True))
    return _read(composed(reading, inner)) if reading else None


def _read(reading: Reading | None) -> Piece | None:
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
_SURELY_SEVERAL = 4
"""Words in a piece from which on it is clear that words are run together, so that
others of its letters are too: "youareafool.goaway"."""


def _easy(chunk: str) -> Piece | None:
    """A chunk of ASCII that is a known word or number with its punctuation."""
    if not chunk.isascii():
        return None
    written = chunk.lower()
    core = written.strip(_AROUND)
    if core not in vocabulary().counts:
        is_word = len(core) > 1 and core[0].isalpha()
        if is_word or not AS_IT_IS.fullmatch(core):
            return None
    if written[0] == "!":
        return None
    return _as_written(written, int(len(core) < 2), odd=False)


def _mended(chunk: str) -> Piece:
    if len(chunk) > MENDED:
        return _with_rest(_mended(chunk[:MENDED]), chunk)
    written = chunk.lower()
    kind = _kind_of_unread(written)
    if kind is not None:
        return _as_written(written, kind)
    if not (written.isascii() and written.isprintable()) or "`" in written:
        written, places = as_it_looks(chunk)
        folded, places = settled(written, places, 4) or (written, places)
    else:
        reading = _unlike_written(written)
        if reading is None:
            return _as_written(written, _kind(written, written))
        folded, places = reading
    kind = _kind(written, folded)
    begins = tuple([begin for begin, _ in places])
    ends = tuple([end for _, end in places])
    piece = Piece(folded, begins, ends, kind, odd=True)
    if kind == JOINED and folded.count(" ") + 1 >= _SURELY_SEVERAL:
        is_plain = chunk.isascii()
        freely = piece_in(JOINED, chunk) if is_plain else _taken_apart(piece)
        return freely._replace(kind=JOINED) if freely else piece
    return piece


def _kind_of_unread(written: str) -> int | None:
    """The kind of a chunk that surely stays as it is, as most do that are no known
    words: names, rare words, and words with signs between them. None if it may not.
    """
    core = written.strip(_AROUND)
    if len(core) > REMEMBERED_LENGTH or not core.isascii():
        return None
    if core.isalpha():
        return _kind_of_name(written, core)
    core = inner(written)
    if not (written.isascii() and stays(core)):
        return None
    if len(core) > 1 and core[0].isalnum() and core[-1].isalnum():
        return 0
    return _kind(written, written)


def _kind_of_name(written: str, core: str) -> int | None:
    joined = how_joined(core)
    if len(core) < 2 or joined == CLEARLY_JOINED or may_be_slip(core):
        # Other punctuation may count as letters where a word is read: "!t".
        is_read_so = inner(written) == core or read_letters(core)
        return None if is_read_so else _kind(written, written)
    if written.rstrip(BEHIND) in fragments():
        return FRAGMENT
    is_joinable = joined == PERHAPS_JOINED and without_stops(written) == core
    return JOINABLE if is_joinable else 0


def _unlike_written(written: str) -> Reading | None:
    reading = read_around(written)
    return settled(*reading, 3) if reading else None


def _as_written(written: str, kind: int, *, odd: bool = True) -> Piece:
    whole = len(written)
    its = (written, range(whole), range(1, whole + 1), kind, odd)
    return tuple.__new__(Piece, its)  # at half the time that `Piece(...)` takes


def _kind(written: str, folded: str) -> int:
    if folded.rstrip(BEHIND) in fragments():
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
