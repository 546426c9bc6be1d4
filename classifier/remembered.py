"""What is remembered of texts: their pieces, so that each is worked out once.

A text is cut at its white space; of each piece that was met before, the words are
known, and of each word its row of numbers (`word_rows`). So a text of known pieces
costs a look-up a piece. Texts that the pieces alone don't tell are folded as a whole:
where letters are spelt out one by one, or all is disguised in one manner, and long ones
with more odd pieces than are mended.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import partial
from itertools import chain, islice
from typing import cast

import numpy as np
from numpy.typing import NDArray

from classifier.spelling import (
    LONE,
    MENDED,
    RUN_OF_LONE,
    STANDS_BETWEEN,
    Piece,
    fold_chunk,
    fold_chunks,
    is_run_together,
    is_told,
)
from classifier.word_rows import END, RowsOf, WordRows, grown
from classifier.words import (
    LONG,
    MOST_WORDS,
    bare_words,
    words_of_folded,
    words_of_vocabulary,
)

MOST_REMEMBERED = 100_000
MOST_LETTERS = 6_000_000
PIECE = 30
"""Words that are remembered, and letters of the pieces they are spelt in, where a piece
costs as much as so many letters. That is some 40 MB for a model. Then all are forgotten
and remembered anew, so that endless invented words cannot fill the memory."""

FEWEST_OF_PIECE = 3
"""Characters of a long text for each of its pieces, with the blanks, below which most
are letters spelt out one by one: it is read as a whole at once."""

_KIND = 0x0F
_BY_COMPANY, _OTHER = 0x20, 0x40
_COUNT, _COUNTED = 8, 0xFFFF
_BEGIN = 24
"""What is known of a piece, in one number. In its lowest byte: what spelling says it
is (`Piece.kind`), whether it has a word that is read by its company, and other words
than just one. Above these the number of its words, and where their places begin."""


def _without(bits: int) -> bytes:
    return bytes([byte for byte in range(256) if not byte & bits])


# What is left of such bytes without these tells whether there is any that matters.
_NO_COMPANY, _SINGLE = _without(_BY_COMPANY), _without(_OTHER)
_PLAIN = bytes([0, LONE, STANDS_BETWEEN])
_IS_PLAIN = np.array([kind in _PLAIN for kind in range(_KIND + 1)])
_RUN_OF_LONE = re.compile(RUN_OF_LONE)
_KINDS = bytes(byte & _KIND for byte in range(256))

_STOPS = ".,;:()"  # around a word they are no part of it
_BETWEEN = "E"
"""Stands behind each text. No piece has this letter as a capital."""

Integers = NDArray[np.integer]


class Store:
    """What is known of pieces. It only grows; whoever reads it may go on with it when
    another has taken its place.

    Args:
        rows_of: as that of `WordRows`.
        common: words of the vocabulary to begin with, so that the first texts find
            them.

    Attributes:
        words: those of the pieces, with their rows.
    """

    def __init__(self, rows_of: RowsOf, common: Sequence[str] = ()) -> None:
        self.words = WordRows(rows_of)
        self._lock = threading.Lock()
        self._about: dict[str, int] = {}
        self._letters = 0
        self._odd = set[str]()  # pieces that took work to fold
        self._places = np.zeros(0, np.int32)  # of the words of all pieces
        self._filled = 0  # so much of them
        self._add([_BETWEEN], [STANDS_BETWEEN], [[""]])
        self._add_words(common)
        self.words.keep_these()
        self._common = len(self._about), self._filled, self._letters

    @property
    def full(self) -> bool:
        """Whether another should take its place."""
        return len(self.words) > MOST_REMEMBERED or self._letters > MOST_LETTERS

    def renewed(self) -> "Store":
        """Another that remembers nothing yet but the common words of this one."""
        with self._lock:
            other = copy(self)
            other.words = self.words.renewed()
            other._lock = threading.Lock()
            other._odd = set()
            kept, other._filled, other._letters = self._common
            other._about = dict(islice(self._about.items(), kept))
            other._places = self._places[: other._filled].copy()
        return other

    def read(self, texts: Sequence[str]) -> tuple[Integers, Sequence[int]]:
        """The words of texts, by their pieces; new ones are worked out together.

        Returns:
            The places of the words of all texts in order, with `END` behind each text,
            and the numbers of the texts that their pieces don't tell.
        """
        lowered = [*map(_lowered, texts), ""]
        pieces = f" {_BETWEEN} ".join(lowered).split()
        about = self._about_each(pieces)
        told = about.astype(np.uint8).tobytes()
        if told.translate(None, _SINGLE):
            places = self._places_of(about)
        else:
            places = self._places.take(about >> _BEGIN)
        if len(places) > MOST_WORDS:
            places = _first_words(places)
        if told.translate(None, _NO_COMPANY):
            places = self._in_company(places)
        kinds = told.translate(_KINDS)
        if RUN_OF_LONE in kinds or kinds.translate(None, _PLAIN):
            return places, self._untold(pieces, kinds)
        return places, []

    def is_told(self, text: str) -> bool:
        """Whether its pieces tell a text, as folding mends them all: up to `MENDED`
        characters of those that are odd. Not of a text so long, or of pieces so short
        or so new, that to find out is more work than to read it as a whole; and not of
        one piece that may be a sentence.
        """
        if len(text) <= MENDED:
            return not is_run_together(text)
        if len(text) > LONG:
            return False
        pieces = _lowered(text).split()
        if len(text) < FEWEST_OF_PIECE * len(pieces) or not self._bear(pieces):
            return False
        odd = self._odd
        return sum([len(each) for each in pieces if each in odd]) <= MENDED

    def _bear(self, pieces: Sequence[str]) -> bool:
        """Keep what is new of pieces, unless that is too much to be worked out."""
        new, left = list[str](), MENDED
        for piece in dict.fromkeys(pieces):
            if piece not in self._about:
                new.append(piece)
                left -= len(piece)
                if left < 0:
                    return False
        self._keep(new)
        return True

    def whole(self, text: str) -> list[int]:
        """The places of a text's words, read from the text as a whole."""
        return [*self.words.places(bare_words(text)), END]

    def _about_each(self, pieces: Sequence[str]) -> Integers:
        try:
            its = map(self._about.__getitem__, pieces)
            return np.fromiter(its, np.int64, len(pieces))
        except KeyError:
            self._keep(pieces)
            its = map(self._about.__getitem__, pieces)
            return np.fromiter(its, np.int64, len(pieces))

    def _places_of(self, about: Integers) -> Integers:
        counts = (about >> _COUNT) & _COUNTED
        ends: Integers = counts.cumsum()
        before = (about >> _BEGIN) - (ends - counts)
        return self._places.take(before.repeat(counts) + np.arange(ends[-1]))

    def _in_company(self, places: Integers) -> Integers:
        """The same, with words read by the company they keep; a group is one word."""
        words = self.words
        found = places.tolist()
        told = words.by_company.take(places).nonzero()[0].tolist()
        if changed := words.company.read(found, told):
            places[changed] = [found[at] for at in changed]
        group = places == words.group
        again = (group[1:] & group[:-1]).nonzero()[0]
        return np.delete(places, again + 1) if len(again) else places

    def _untold(self, pieces: Sequence[str], kinds: bytes) -> list[int]:
        """The numbers of the texts that their pieces don't tell."""
        each = np.frombuffer(kinds, np.uint8)
        odd = ~_IS_PLAIN.take(each)
        for run in _RUN_OF_LONE.finditer(kinds):
            odd[run.start()] = True
        ends = (each == STANDS_BETWEEN).nonzero()[0]
        perhaps, result = ends.searchsorted(odd.nonzero()[0]).tolist(), list[int]()
        for number in sorted(set(perhaps)):
            begin = int(ends[number - 1]) + 1 if number else 0
            its = slice(begin, int(ends[number]))
            if not is_told(kinds[its], partial(_folded, pieces[its])):
                result.append(number)
        return result

    def _keep(self, pieces: Sequence[str]) -> None:
        with self._lock:
            new = set(pieces).difference(self._about)
            rest = [piece for piece in new if not self._is_alike(piece)]
            if not rest:
                return
            folded = fold_chunks(rest)
            self._odd.update([p for p, f in zip(rest, folded, strict=True) if f.odd])
            kinds = [piece.kind for piece in folded]
            self._add(rest, kinds, [words_of_folded(piece.text) for piece in folded])

    def _is_alike(self, piece: str) -> bool:
        """Whether a piece is a known one with stops around it; if so, it is kept."""
        bare = piece.strip(_STOPS)
        about = self._about.get(bare)
        if about is None or not bare.isalpha():
            return False
        if bare in self._odd:
            self._odd.add(piece)
        self._about[piece] = about
        self._letters += len(piece) + PIECE
        return True

    def _add(
        self, pieces: Sequence[str], kinds: Iterable[int], words: Sequence[list[str]]
    ) -> None:
        """Keep pieces of these kinds and words."""
        found = list(chain.from_iterable(words))
        places, told = self.words.places(found), self.words.company.told_by_company
        about, end = list[int](), self._filled
        for kind, its in zip(kinds, words, strict=True):
            begin, end = end, end + len(its)
            own = places[begin - self._filled : end - self._filled]
            by_company = _BY_COMPANY * (not told.isdisjoint(own))
            is_other = _OTHER * (len(its) != 1)
            known = begin << _BEGIN | len(its) << _COUNT
            about.append(known | is_other | by_company | kind)
        self._put(pieces, about, places)

    def _add_words(self, words: Sequence[str]) -> None:
        """As `_add` of pieces that are a word each, at a third of the work."""
        places = self.words.places(words_of_vocabulary(words))
        about = np.arange(self._filled, self._filled + len(words)) << _BEGIN
        about += 1 << _COUNT
        about += LONE * (np.fromiter(map(len, words), np.int64, len(words)) == 1)
        about += _BY_COMPANY * self.words.by_company[places]
        self._put(words, about.tolist(), places)

    def _put(
        self, pieces: Sequence[str], about: Iterable[int], places: Sequence[int]
    ) -> None:
        end = self._filled + len(places)
        if end > len(self._places):
            self._places = grown(self._places, max(1024, end, 2 * len(self._places)))
        self._places[self._filled : end] = places
        self._filled = end
        self._letters += sum(map(len, pieces)) + PIECE * len(pieces)
        # Last, so that nobody finds a piece before all is there.
        self._about.update(zip(pieces, about, strict=True))


def _lowered(text: str) -> str:
    """In small letters, and as long as before: the dotted capital I would be two."""
    if text.isascii():
        return text.lower()
    return "İ".join([part.lower() for part in text.split("İ")])


def _folded(chunks: Sequence[str], begin: int, end: int) -> Iterator[Piece]:
    return map(fold_chunk, chunks[begin:end])


def _first_words(places: Integers) -> Integers:
    """The same without those words of a text that are beyond what is read of it."""
    ends = np.flatnonzero(places == END)
    lengths = np.diff(ends, prepend=-1) - 1
    if lengths.max() <= MOST_WORDS:
        return places
    before = np.arange(len(places)) - np.repeat(ends - lengths, lengths + 1)
    return cast(Integers, places[(before < MOST_WORDS) | (places == END)])
