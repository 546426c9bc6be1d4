"""Letters spelt out one by one, over pieces: "i d i o t"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.spelling.glance import Folded
from classifier.spelling.manners import JOINED
from classifier.spelling.misspelt import is_cut
from classifier.spelling.pieces import (
    BEHIND,
    FRAGMENT,
    LONE,
    Piece,
    piece_in,
    piece_of,
)
from classifier.spelling.vocabulary import known

RUN = 3
"""So many pieces of one letter in a row may be a word spelt out; fewer are initials,
"I" and "a"."""

_SOLE = ("i", "a", "")  # letters that are words, and none
_SENTENCE = 8
"""Letters spelt out with even blanks from which on they are more words than one."""


@dataclass(frozen=True)
class Part:
    """A chunk of a text, folded, and where each of its characters was."""

    chunk: str
    piece: Piece
    places: Sequence[int]

    @property
    def letter(self) -> str:
        """The letter or digit of a lone chunk; "" when it has none."""
        return _letter(self.piece)


def may_spell(run: Iterable[Piece]) -> bool:
    """Whether lone letters in a row may be words spelt out: `RUN` of them or more, the
    last of which is no word by itself.
    """
    told = 0
    for letter in map(_letter, run):
        told += bool(letter)
        if told >= RUN and letter not in _SOLE:
            return True
    return False


def has_cut(pieces: Iterable[Piece]) -> bool:
    """Whether two pieces in a row are a word of abuse with a blank in it."""
    return any(_is_cut(first, second) for first, second in pairwise(pieces))


def _letter(piece: Piece) -> str:
    return "".join(filter(str.isalnum, piece.text))


def _is_cut(first: Piece, second: Piece) -> bool:
    return is_cut(first.text, second.text.rstrip(BEHIND))


def mended_cuts(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts, with words of abuse that have a blank in them put together."""
    if not any(part.piece.kind == FRAGMENT for part in parts):
        return parts
    result = list[Part]()
    for part in parts:
        if result and _is_cut(result[-1].piece, part.piece):
            result[-1] = _concatenated([result[-1], part])
        else:
            result.append(part)
    return result


def joined_runs(parts: Iterable[Part]) -> list[Part]:
    """The parts, with each run of lone letters as the words that it spells."""
    result, run = list[Part](), list[Part]()
    for part in parts:
        if part.piece.kind == LONE:
            run.append(part)
            continue
        if run:
            result += _spelt_out(run)
            run = []
        result.append(part)
    return result + _spelt_out(run)


def _spelt_out(run: list[Part]) -> list[Part]:
    """The words that a run of lone chunks spells, or the run itself."""
    letters = [part.letter for part in run]
    if _told(letters) < RUN:
        return run
    begin, end = 0, len(run)
    while not letters[begin]:
        begin += 1
    while not letters[end - 1]:
        end -= 1
    groups = _groups(run[begin:end])
    words = [_concatenated(group, freely=len(groups) == 1) for group in groups]
    if len(groups) == 1 and not _reads(words[0].piece.text):
        return run
    return run[:begin] + words + run[end:]


def _told(letters: Sequence[str]) -> int:
    """How many letters, without "i" and "a" at the end, with which words may begin."""
    end = len(letters)
    while end and letters[end - 1] in _SOLE:
        end -= 1
    return sum(map(bool, letters[:end]))


def _groups(run: Sequence[Part]) -> list[Sequence[Part]]:
    """Cut where the gap is wider than the narrowest one: there a word ends."""
    gaps = [after.places[0] - before.places[-1] for before, after in pairwise(run)]
    narrowest = min(gaps)
    cuts = [at + 1 for at, gap in enumerate(gaps) if gap > narrowest]
    return [
        run[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(run)], strict=True)
    ]


def _concatenated(group: Sequence[Part], *, freely: bool = False) -> Part:
    chunk = "".join([part.chunk for part in group])
    places = [place for part in group for place in part.places]
    piece = piece_of(chunk)
    if freely and len(chunk) >= _SENTENCE:
        piece = piece_in(JOINED, chunk) or piece
    return Part(chunk, piece, places)


def _reads(folded: str) -> bool:
    """Whether joined letters spell something: known words, or a long one."""
    if " " in folded:
        return True
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", folded)
    if all(map(known, words)):
        return True
    letters = sum(map(str.isalpha, folded))
    return letters >= 5 and letters >= 0.8 * sum(map(str.isalnum, folded))


def assembled(parts: Sequence[Part]) -> Folded:
    """The parts as one text, with their places in the original."""
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
