"""One folded spelling of a text, and the way back to the text as it was written.

People who want to be rude unnoticed write "y o u  1d!ot" or "іdіоt" with Cyrillic
letters. Folding undoes such disguises, so that both judges see the same words, and
keeps for each folded character the place it came from.

A text is cut at white space into chunks, and each chunk is folded by itself, so what
it folds to can be remembered: lower case and look-alikes (`classifier.lookalikes`),
then what is no known word is read as what it may be a disguise of
(`readings`). Only letters spelt out one by one reach over chunks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import cast

from classifier.spelling.lookalikes import latin, plain
from classifier.spelling.readings import Places, is_known, read
from classifier.spelling.segmentation import is_strong
from classifier.spelling.vocabulary import count, vocabulary

RUN = 3
"""So many chunks of one letter in a row may be a word spelt out; fewer are initials,
"I" and "a"."""
MENDED = 1_000
"""Characters of odd chunks of one text that are mended, at 2 to 6 µs each: this bounds
the work on a text of nothing but disguises and made-up words."""
JOINED = 1_000
"""Chunks of one text among which letters spelt out are looked for."""
REMEMBERED = 16_384
"""Folded chunks that are remembered; English comments use no more words in a day."""
REMEMBERED_LENGTH = 40
"""Characters of the longest chunk that is remembered."""


@dataclass(frozen=True)
class Folded:
    """A folded text; `text[i]` came from `[begins[i], ends[i])` of the original.

    Positions count Unicode code points.
    """

    text: str
    begins: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where `text[begin:end]`, which must not be empty, was in the original."""
        return self.begins[begin], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text. Folding what is folded changes nothing.

    Args:
        text: any text at all, also with lone surrogates or NUL. What goes beyond
            `MENDED` and `JOINED` is read letter by letter only.

    >>> fold("Y0u  1d!ot").text
    'you idiot'
    >>> fold("i d i o t").text
    'idiot'
    >>> fold("In 1984 it cost $50").text
    'in 1984 it cost $50'
    """
    chunks = text.split()
    pieces = _pieces(chunks)
    if _RUN_OF_LONE in bytes([piece.lone for piece in pieces]):
        return _with_runs_joined(text, chunks, pieces)
    folded = " ".join([piece.text for piece in pieces])
    if folded == text.lower() and len(folded) == len(text):
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    return _placed(zip(_offsets(text, chunks), pieces, strict=True))


def spelt(text: str) -> str:
    """The text of `fold` alone, for who needs no places, at less work."""
    chunks = text.split()
    pieces = _pieces(chunks)
    begun = ""
    if _RUN_OF_LONE in bytes([piece.lone for piece in pieces]):
        if len(chunks) <= JOINED:
            return fold(text).text
        begun = _begun(text, chunks[:JOINED], pieces[:JOINED]).text
        pieces = pieces[JOINED:]
    words = [begun, *[piece.text for piece in pieces]]
    return " ".join([word for word in words if word])


def fold_chunks(chunks: Sequence[str]) -> "Sequence[Folded]":
    """Each chunk folded by itself, within the bounds that `fold` keeps for a text."""
    return _pieces(chunks)


def fold_chunk(chunk: str) -> "Piece":
    """Fold a piece of text without white space, whatever stands around it.

    One chunk may come out as several words, parted by blanks, or as nothing.

    >>> fold_chunk("Y0u,").text, fold_chunk("youidiot").text
    ('you,', 'you idiot')
    """
    return _piece_of(chunk)


def is_lone(chunk: str) -> bool:
    """Whether it may be one letter of a word spelt out: at most one letter or digit.

    >>> is_lone("i"), is_lone("d."), is_lone("-"), is_lone("it")
    (True, True, True, False)
    """
    return bool(_piece_of(chunk).lone)


def has_run(chunks: Sequence[str]) -> bool:
    """Whether so many lone chunks follow each other that they may spell a word."""
    return _RUN_OF_LONE in bytes([piece.lone for piece in _pieces(chunks)])


_RUN_OF_LONE = b"\1" * RUN


# What is remembered


@dataclass(frozen=True)
class Piece(Folded):
    """A folded chunk.

    Attributes:
        lone: 1 when the chunk is a lone one, else 0.
        odd: whether it took work to fold.
    """

    lone: int
    odd: bool = False


_remembered: dict[str, Piece] = {}


def _pieces(chunks: Sequence[str]) -> list[Piece]:
    pieces = list(map(_remembered.get, chunks))
    if all(pieces) and sum(map(len, chunks)) <= MENDED:
        return cast(list[Piece], pieces)
    result, mended = list[Piece](), 0
    for chunk in chunks:
        piece = _remembered.get(chunk) or _easy(chunk)
        if len(chunk) > 1 and (piece is None or piece.odd):
            if mended and mended + len(chunk) > MENDED:
                result.append(_unmended(chunk))
                continue
            mended += len(chunk)
        if piece is None or chunk not in _remembered:
            piece = _remember(chunk, piece or _mended(chunk))
        result.append(piece)
    return result


def _piece_of(chunk: str) -> Piece:
    return _remembered.get(chunk) or _remember(chunk, _easy(chunk) or _mended(chunk))


def _remember(chunk: str, piece: Piece) -> Piece:
    if len(chunk) <= REMEMBERED_LENGTH:
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()  # the common ones are soon back
        _remembered[chunk] = piece
    return piece


# A chunk

_AROUND = "\"'()[]{}<>.,;:?!"
_BEFORE = "\"'([{<.,;:?“”‘«»„"
_AFTER = "\"')]}>.,;:?!“”‘«»„"
_SIGNS = "*_-~=#+^%&/\\|@$!€("
_COLOUR = re.compile(r"#[0-9a-f]{3,8}")
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
    folded, places = _characters(chunk[:MENDED])
    lone = _is_lone(folded)
    folded, places = _repaired(folded, places)
    begins = tuple([begin for begin, _ in places])
    ends = tuple([end for _, end in places])
    lone = min(lone, _is_lone(folded))
    piece = Piece(folded, begins, ends, lone, odd=True)
    return piece if len(chunk) <= MENDED else _with_rest(piece, chunk)


def _with_rest(piece: Piece, chunk: str) -> Piece:
    """A mended beginning and the rest of a very long chunk as it is."""
    rest = _unmended(chunk[MENDED:])
    return Piece(
        piece.text + rest.text,
        (*piece.begins, *(begin + MENDED for begin in rest.begins)),
        (*piece.ends, *(end + MENDED for end in rest.ends)),
        lone=0,
        odd=True,
    )


def _unmended(chunk: str) -> Piece:
    short = len(chunk) <= REMEMBERED_LENGTH
    return _remembered_unmended(chunk) if short else _read_plainly(chunk)


def _read_plainly(chunk: str) -> Piece:
    whole = len(chunk)
    if chunk.isascii() and chunk.isprintable():
        folded = chunk.lower()
        lone = _is_lone(folded)
        return Piece(folded, range(whole), range(1, whole + 1), lone, odd=True)
    letters = list(map(plain, chunk))
    folded = latin("".join(letters))
    begins = tuple([at for at, each in enumerate(letters) for _ in each])
    ends = tuple([begin + 1 for begin in begins])
    return Piece(folded, begins, ends, _is_lone(folded), odd=True)


_remembered_unmended = lru_cache(maxsize=4096)(_read_plainly)


def _is_lone(folded: str) -> int:
    return int(len(folded) <= _LONGEST_LONE and sum(map(str.isalnum, folded)) < 2)


_LONGEST_LONE = 24
"""Characters of a lone chunk, which is a letter with its signs."""


def _characters(chunk: str) -> tuple[str, Places]:
    """Plain, Latin where it looks so, with the place of each."""
    letters = list(map(plain, chunk))
    places = [(at, at + 1) for at, each in enumerate(letters) for _ in each]
    return latin("".join(letters)), places


def _repaired(text: str, places: Places) -> tuple[str, Places]:
    """Each word as what it may be a disguise of, until nothing more changes."""
    first, first_places = text, places
    for _ in range(4):
        before = text
        text, places = _repaired_once(latin(text), places)
        if text == before:
            return text, places
    return first, first_places


def _repaired_once(text: str, places: Places) -> tuple[str, Places]:
    result, found, at = list[str](), list[tuple[int, int]](), 0
    for word in text.split(" "):
        reading = _word(word)
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


def _word(word: str) -> tuple[str, Places] | None:
    """A word with its punctuation, read; None when it stays as it is."""
    core = word.rstrip(_AFTER)
    end = len(core)
    core = core.lstrip(_BEFORE)
    begin = end - len(core)
    if is_known(core) or _AS_IT_IS.fullmatch(core):
        return None
    if _COLOUR.fullmatch(core):
        return None
    bare = core.strip(_SIGNS)
    reading = read(core)
    if reading and bare != core and not _is_meant(core, bare, reading[0]):
        reading = None
    if reading is None and bare != core and not is_known(bare) and core[0] != "@":
        begin += core.index(bare)
        end = begin + len(bare)
        reading = read(bare) if bare else None
    if reading is None:
        return None
    places = [(at, at + 1) for at in range(begin)]
    places += [(begin + b, begin + e) for b, e in reading[1]]
    places += [(at, at + 1) for at in range(end, len(word))]
    return word[:begin] + reading[0] + word[end:], places


def _is_meant(core: str, bare: str, reading: str) -> bool:
    """Whether signs around a word are letters: "$hit", but not "*hat" and "@live"."""
    if len(bare) > 2 and is_known(bare):
        return reading in vocabulary().abuse if core[0] in "@$" else is_strong(reading)
    return core[0] != "@" or reading in vocabulary().abuse or count(reading) >= 1000


# A text


def _offsets(text: str, chunks: Sequence[str]) -> Iterator[int]:
    at = 0
    for chunk in chunks:
        at = text.index(chunk, at)
        yield at
        at += len(chunk)


def _placed(pieces: Iterable[tuple[int, Folded]]) -> Folded:
    words, begins, ends = list[str](), list[int](), list[int]()
    for offset, piece in pieces:
        if not piece.text:
            continue
        if words:  # a blank is where the chunk before it ended
            begins.append(begins[-1])
            ends.append(ends[-1])
        words.append(piece.text)
        begins += [begin + offset for begin in piece.begins]
        ends += [end + offset for end in piece.ends]
    return Folded(" ".join(words), tuple(begins), tuple(ends))


# Letters spelt out over chunks


@dataclass(frozen=True)
class _Part:
    """A chunk of a text, folded, and where each of its characters was."""

    chunk: str
    piece: Piece
    places: Sequence[int]

    @property
    def letter(self) -> str:
        """The letter or digit of a lone chunk; "" when it has none."""
        return "".join(filter(str.isalnum, self.piece.text))


def _with_runs_joined(
    text: str, chunks: Sequence[str], pieces: Sequence[Piece]
) -> Folded:
    folded = _begun(text, chunks[:JOINED], pieces[:JOINED])
    if len(chunks) > JOINED:
        offsets = list(_offsets(text, chunks))
        rest = _placed(zip(offsets[JOINED:], pieces[JOINED:], strict=True))
        return _followed(folded, rest)
    again = folded.text.split()
    pieces = _pieces(again)
    # Words that come out may complete a run; each round has fewer chunks.
    if len(again) < len(chunks) and _RUN_OF_LONE in bytes([p.lone for p in pieces]):
        return _through(_with_runs_joined(folded.text, again, pieces), folded)
    return folded


def _begun(text: str, chunks: Sequence[str], pieces: Sequence[Piece]) -> Folded:
    """The first chunks of a text, with the runs among them joined."""
    parts = [
        _Part(chunk, piece, range(at, at + len(chunk)))
        for at, chunk, piece in zip(_offsets(text, chunks), chunks, pieces, strict=True)
    ]
    return _assembled(_joined_runs(parts))


def _followed(first: Folded, rest: Folded) -> Folded:
    if not (first.text and rest.text):
        return first if first.text else rest
    return Folded(
        f"{first.text} {rest.text}",
        (*first.begins, first.begins[-1], *rest.begins),
        (*first.ends, first.ends[-1], *rest.ends),
    )


def _through(outer: Folded, inner: Folded) -> Folded:
    """What was folded twice, with places in the first text."""
    begins = tuple([inner.begins[begin] for begin in outer.begins])
    return Folded(
        outer.text, begins, tuple([inner.ends[end - 1] for end in outer.ends])
    )


def _joined_runs(parts: Iterable[_Part]) -> list[_Part]:
    result, run = list[_Part](), list[_Part]()
    for part in parts:
        if part.piece.lone:
            run.append(part)
            continue
        if run:
            result += _spelt_out(run)
            run = []
        result.append(part)
    return result + _spelt_out(run)


def _spelt_out(run: list[_Part]) -> list[_Part]:
    """The words that a run of lone chunks spells, or the run itself."""
    letters = [part.letter for part in run]
    begin, end = 0, len(run)
    while begin < end and not letters[begin]:
        begin += 1
    while end > begin and not letters[end - 1]:
        end -= 1
    if _told(letters[begin:end]) < RUN:
        return run
    groups = _groups(run[begin:end])
    words = [_concatenated(group) for group in groups]
    if len(groups) == 1 and not _reads(words[0].piece.text):
        return run
    return run[:begin] + words + run[end:]


def _told(letters: Sequence[str]) -> int:
    """How many letters, without "i" and "a" at the end, with which words may begin."""
    end = len(letters)
    while end and letters[end - 1] in ("i", "a", ""):
        end -= 1
    return sum(map(bool, letters[:end]))


def _groups(run: Sequence[_Part]) -> list[Sequence[_Part]]:
    """Cut where the gap is wider than the narrowest one: there a word ends."""
    gaps = [after.places[0] - before.places[-1] for before, after in pairwise(run)]
    narrowest = min(gaps)
    cuts = [at + 1 for at, gap in enumerate(gaps) if gap > narrowest]
    return [
        run[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(run)], strict=True)
    ]


def _concatenated(group: Sequence[_Part]) -> _Part:
    chunk = "".join([part.chunk for part in group])
    places = [place for part in group for place in part.places]
    return _Part(chunk, _piece_of(chunk), places)


def _reads(folded: str) -> bool:
    """Whether joined letters spell something: known words, or a long one."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", folded)
    if all(map(is_known, words)):
        return True
    letters = sum(map(str.isalpha, folded))
    return letters >= 5 and letters >= 0.8 * sum(map(str.isalnum, folded))


def _assembled(parts: Sequence[_Part]) -> Folded:
    words, begins, ends = list[str](), list[int](), list[int]()
    for part in parts:
        piece, places = part.piece, part.places
        if not piece.text:
            continue
        if words:
            begins.append(begins[-1])
            ends.append(ends[-1])
        words.append(piece.text)
        begins += [places[begin] for begin in piece.begins]
        ends += [places[end - 1] + 1 for end in piece.ends]
    return Folded(" ".join(words), tuple(begins), tuple(ends))
