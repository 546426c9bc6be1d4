"""What is remembered of words, so that each is worked out once.

A text is cut at its white space; of each piece ("chunk") that was met before, the
words are known, and of each word its row of numbers. So a text of known pieces costs a
look-up a piece. Texts that the pieces alone don't tell, because letters are spelt out
one by one, and long ones, are folded as a whole.
"""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from classifier.company import GROUP, Company
from classifier.features import MOST_WORDS, bare_words, pair_halves, tokens
from classifier.spelling import MENDED, Piece, fold_chunk
from classifier.spelling.misspelt import fragments

MOST_REMEMBERED = 100_000
MOST_LETTERS = 6_000_000
PIECE = 30
"""Words that are remembered, and letters of the pieces they are spelt in, where a piece
costs as much as so many letters. That is some 40 MB for a model. Then all are forgotten
and remembered anew, so that endless invented words cannot fill the memory."""

END = 0
"""The place of what stands behind a text."""

LETTER, LAST_LETTER, SIGN, DISGUISED, CUT, BETWEEN = range(1, 7)
"""One letter or digit; "i" or "a", which end no word spelt out; any other sign; what
stands before a piece that was disguised; half of a word; what is behind a text."""

SPELT_OUT = re.compile(
    rb"[\x01\x02]\x03*[\x01\x02]\x03*\x01|\x05|\x04(?=[^\x04\x06]*\x04)"
)
"""What `lone` has where a text is perhaps not told by its pieces: letters that spell a
word, `spelling.RUN` of them, without "i" and "a" at the end, and signs between them or
not; half of a word of abuse; two pieces in disguise, as all may be in the same."""

_MARK = "\x01disguised"
"""A word that stands before each piece that was disguised."""

_STOPS = ".,;:()"  # around a word they are no part of it

LONG_TEXT = MENDED
"""Characters from which on a text is folded as a whole, as folding then bounds the work
that hostile spelling can make."""

_SPECIAL = {"": BETWEEN, _MARK: DISGUISED}

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Rows = Callable[[Sequence[str]], Floats]


class Store:
    """Words by their places. It only grows; whoever reads it may go on with it when
    another has taken its place.

    Args:
        rows_of: works out what words add, shape (n_words, n_columns).
        common: folded words to begin with, so that the first texts find them.

    Attributes:
        rows: what a word adds, at its place.
        first, second: half of the hash of a pair, for a word that comes first in it
            or second.
        lone: 0, or what it may be in a word that is spelt out: `LETTER`, `LAST_LETTER`
            or `SIGN`.
    """

    def __init__(self, rows_of: Rows, common: Sequence[str] = ()) -> None:
        self._rows_of = rows_of
        self._lock = threading.Lock()
        self._chunks: dict[str, tuple[int, ...]] = {"E": (END,)}
        self._odd: set[str] = set()  # pieces that took work to fold
        self._places: dict[str, int] = {}
        self._letters = 0
        self.rows = rows_of(())
        self.first = np.zeros(0, np.uint32)
        self.second = np.zeros(0, np.uint32)
        self.lone = np.zeros(0, np.uint8)
        self._told = np.zeros(0, bool)
        # The first place is that of `END`.
        _, self._mark, self._group = self.places(["", _MARK, GROUP])
        self._company = Company(self.places, END)
        self._told[list(self._company.told_by_company)] = True
        self._remember(common, map(tokens, common))

    @property
    def full(self) -> bool:
        """Whether another should take its place."""
        return len(self._places) > MOST_REMEMBERED or self._letters > MOST_LETTERS

    def places(self, words: Sequence[str]) -> list[int]:
        """Where the words are kept; new ones are worked out together."""
        try:
            return list(map(self._places.__getitem__, words))
        except KeyError:
            self._keep_words(words)
            return [self._places[word] for word in words]

    def read(self, texts: Sequence[str]) -> Integers:
        """The places of the words of texts in order, with `END` behind each text."""
        # A capital letter, for texts are in small ones: no text holds it.
        chunks = " E ".join([*(text.lower() for text in texts), ""]).split()
        try:
            return self._known(chunks)
        except KeyError:
            self._keep_chunks(chunks)
            return self._known(chunks)

    def spelt_out(self, places: Integers) -> set[int]:
        """The numbers of the texts in which letters perhaps spell a word."""
        runs = list(SPELT_OUT.finditer(self.lone.take(places).tobytes()))
        if not runs:
            return set()
        text = np.cumsum(places == END)
        return {int(text[run.start()]) for run in runs}

    def is_told(self, text: str) -> bool:
        """Whether its pieces tell a text, as folding mends them all: up to `MENDED`
        characters of those that are odd, or not met before and may be.
        """
        if len(text) <= LONG_TEXT:
            return True
        if len(text) > MOST_WORDS:  # it may have more words than are read
            return False
        known, odd = self._chunks, self._odd
        chunks = text.lower().split()
        new = [len(each) for each in chunks if each in odd or each not in known]
        return sum(new) <= MENDED

    def whole(self, text: str) -> list[int]:
        """As `read` of one text, with letters that are spelt out read as words."""
        return [*self.places(bare_words(text)), END]

    def _known(self, chunks: Sequence[str]) -> Integers:
        found = list(chain.from_iterable(map(self._chunks.__getitem__, chunks)))
        self._drop_single_marks(found)
        places = np.fromiter(found, np.int64, len(found))
        told = self._told.take(places).nonzero()[0].tolist()
        if changed := self._company.read(found, told):
            places[changed] = [found[at] for at in changed]
        if found.count(self._group) < 2:
            return places
        again = (places[1:] == self._group) & (places[:-1] == self._group)
        return np.delete(places, np.flatnonzero(again) + 1)  # a group is one word

    def _drop_single_marks(self, found: list[int]) -> None:
        """A text with one piece in disguise is told by its pieces."""
        marks = _all_of(found, self._mark)
        if not marks:
            return
        between = [END in found[a:b] for a, b in pairwise(marks)]
        alone = zip(marks, [True, *between], [*between, True], strict=True)
        for at in [at for at, before, after in alone if before and after][::-1]:
            del found[at]

    def _keep_chunks(self, chunks: Iterable[str]) -> None:
        new = [chunk for chunk in dict.fromkeys(chunks) if chunk not in self._chunks]
        for chunk in new:
            bare = chunk.strip(_STOPS)
            if bare.isalpha() and bare in self._chunks:
                if bare in self._odd:
                    self._odd.add(chunk)
                self._keep(chunk, self._chunks[bare])
        new = [chunk for chunk in new if chunk not in self._chunks]
        folded = list(map(fold_chunk, new))
        self._odd.update(c for c, f in zip(new, folded, strict=True) if f.odd)
        self._remember(new, map(_words_of, folded))

    def _remember(self, chunks: Iterable[str], words: Iterable[list[str]]) -> None:
        found = list(words)
        places = iter(self.places(list(chain.from_iterable(found))))
        for chunk, its in zip(chunks, found, strict=True):
            self._keep(chunk, tuple(next(places) for _ in its))

    def _keep(self, chunk: str, places: tuple[int, ...]) -> None:
        self._chunks[chunk] = places
        self._letters += len(chunk) + PIECE

    def _keep_words(self, words: Sequence[str]) -> None:
        with self._lock:
            new = [w for w in dict.fromkeys(words) if w not in self._places]
            begin, end = len(self._places), len(self._places) + len(new)
            while end > len(self.rows):
                self._grow()
            self.rows[begin:end] = self._rows_of(new)
            self.rows[END] = 0
            self.first[begin:end], self.second[begin:end] = pair_halves(new)
            self.lone[begin:end] = list(map(_loneness, new))
            # Last, so that nobody finds a place before it is filled.
            self._places.update(zip(new, range(begin, end), strict=True))

    def _grow(self) -> None:
        size = max(1024, len(self.rows))
        width = self.rows.shape[1]
        self.rows = np.concatenate([self.rows, np.zeros((size, width), np.float32)])
        self.first = np.concatenate([self.first, np.zeros(size, np.uint32)])
        self.second = np.concatenate([self.second, np.zeros(size, np.uint32)])
        self.lone = np.concatenate([self.lone, np.zeros(size, np.uint8)])
        self._told = np.concatenate([self._told, np.zeros(size, bool)])


def _all_of(places: Sequence[int], place: int) -> list[int]:
    """Where a place is among others."""
    found, at = list[int](), -1
    for _ in range(places.count(place)):
        at = places.index(place, at + 1)
        found.append(at)
    return found


def _words_of(piece: Piece) -> list[str]:
    found = tokens(piece.text)
    return [_MARK, *found] if piece.disguised else found


def _loneness(word: str) -> int:
    if word in _SPECIAL or len(word) != 1:
        return CUT if word in fragments() else _SPECIAL.get(word, 0)
    if word in "ia":
        return LAST_LETTER
    return LETTER if word.isalnum() else SIGN
