"""Listed words, looked for as whole words: for texts that would meet too many.

The automaton of `wordlists` reports each entry that ends at a place before it is known
to be a word, which is quick in texts that people write. In a text of one letter it may
report a hundred of each place. Here the text is marked where words begin and end, which
takes longer, but nothing is reported that is no word; and no list is looked at any more
that was met often enough.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, MatchKind

from rules import patterns

Hit = tuple[int, int]
"""`[begin, end)` in the text that is read."""
_Reported = tuple[int, int, int]
"""An entry's number and where it was met, with its marks."""

MOST_PLACES = 2_500
"""Of all lists together in one text, with `patterns.MOST_PLACES` of each: so many that
ten lists count in full, and a bound on the work. Behind them a list counts once."""


@dataclass(frozen=True)
class Entry:
    """What is listed, with the lists that have it closed, and open with a `*`."""

    text: str
    closed: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def hits(self, text: str, end: int) -> Iterator[tuple[str, int]]:
        """The lists that are met where it ends, and where their words end there."""
        if self.closed and (end == len(text) or not text[end].isalnum()):
            for name in self.closed:
                yield name, end
        if self.open:
            while end < len(text) and text[end].isalnum():
                end += 1
            for name in self.open:
                yield name, end


def entries(lists: Iterable[tuple[str, str, bool]]) -> list[Entry]:
    """Each text once, in the order of texts.

    Args:
        lists: names of lists, each with a text and whether that takes longer words.
    """
    result: dict[str, Entry] = {}
    for name, text, is_open in lists:
        entry = result.setdefault(text, Entry(text))
        (entry.open if is_open else entry.closed).append(name)
    return [result[text] for text in sorted(result)]


class Listed:
    """The entries of all lists, as whole words.

    Args:
        entries: of all lists.
        allowed: the name of the list that shields from the others.
    """

    def __init__(self, entries: Iterable[Entry], allowed: str = "") -> None:
        self._all = list(_marked_entries(entries, allowed))
        self._lists = frozenset(name for each in self._all for name in each.lists)
        self._allowed = frozenset(
            number for number, each in enumerate(self._all) if each.is_allowed
        )
        self._automaton = AhoCorasick(
            [each.marked for each in self._all], matchkind=MatchKind.Standard
        )

    def find(self, text: str) -> Mapping[str, Sequence[Hit]]:
        """Where each list is met outside of what is allowed."""
        marked_text = _marked(text)
        reported = self._automaton.find_matches_as_indexes(
            marked_text, overlapping=True
        )
        shields = self._shields(text, marked_text, reported)
        met, over = _Met(), set[int]()
        for number, hit in self._hits(text, marked_text, reported, over):
            if shields and shields.cover(hit):
                continue
            if not met.add(self._all[number].lists, hit):
                over.add(number)
                if met.has_all_of(self._lists):
                    break
        return met.hits

    def _shields(
        self, text: str, marked_text: str, reported: Iterable[_Reported]
    ) -> "Shields | None":
        if not self._allowed:
            return None
        allowed = [each for each in reported if each[0] in self._allowed]
        return Shields(hit for _, hit in self._hits(text, marked_text, allowed, ()))

    def _hits(
        self,
        text: str,
        marked_text: str,
        reported: Iterable[_Reported],
        over: Container[int],
    ) -> Iterator[tuple[int, Hit]]:
        """Where words are met, in the text as it is without marks.

        Args:
            reported: by the automaton, in the order of their ends.
            over: the numbers of entries that are left out, while it is gone through.
        """
        last = at = 0
        for number, _, marked_end in reported:
            if number in over:
                continue
            entry = self._all[number]
            at += marked_end - last - marked_text.count(_MARK, last, marked_end)
            last = marked_end
            begin = at - entry.length
            # A sign has marks on both sides, and may still be next to a letter.
            if not (begin and text[begin - 1].isalnum()) and entry.may_end(text, at):
                yield number, (begin, entry.end(text, at))


class Shields:
    """What is allowed in a text: no hit begins within it.

    Args:
        hits: those of what is allowed.
    """

    def __init__(self, hits: Iterable[Hit] = ()) -> None:
        shields = sorted(hits)
        self._begins = [begin for begin, _ in shields]
        # How far those reach that begin here or before.
        self._reach = [0, *accumulate((end for _, end in shields), max)]

    def cover(self, hit: Hit) -> bool:
        """Whether a hit begins within one."""
        begin, _ = hit
        return self._reach[bisect_right(self._begins, begin)] > begin


@dataclass(frozen=True, eq=False)
class _Marked:
    """An entry with marks, and the lists that have it."""

    marked: str
    length: int
    lists: tuple[str, ...]
    is_open: bool
    is_allowed: bool

    def may_end(self, text: str, end: int) -> bool:
        """Whether it may be met where it ends."""
        return self.is_open or end == len(text) or not text[end].isalnum()

    def end(self, text: str, end: int) -> int:
        """Where the words end that begin with it."""
        while self.is_open and end < len(text) and text[end].isalnum():
            end += 1
        return end


def _marked_entries(entries: Iterable[Entry], allowed: str) -> Iterator[_Marked]:
    for entry in entries:
        for names, is_open in ((entry.closed, False), (entry.open, True)):
            if names:
                lists = tuple(name for name in names if name != allowed)
                is_allowed = allowed in names
                written = marked(entry.text, is_open=is_open)
                length = len(entry.text)
                yield _Marked(written, length, lists, is_open, is_allowed)


def marked(entry: str, *, is_open: bool) -> str:
    """An entry as it is looked for.

    >>> marked("a b", is_open=False).replace(_MARK, "|")
    '|a| |b|'
    """
    result = _marked(entry)
    return result.removesuffix(_MARK) if is_open else result


_MARK, _NO_MARK = "\0", "\uffff"
"""What texts have of the first is read as the second, which is in no entry either."""
_BESIDE_A_SIGN = re.compile(r"(?=[\W_])|(?<=[\W_])")


def _marked(text: str) -> str:
    """A text with a mark wherever words may begin and end: beside what is no letter or
    digit.

    So an entry, marked too, is met only as a whole word, and what is a part of one
    needs no look.

    >>> _marked("a big *").replace(_MARK, "|")
    '|a| |big| |*|'
    """
    inner = _BESIDE_A_SIGN.sub(_MARK, text.replace(_MARK, _NO_MARK))
    return f"{_MARK}{inner.strip(_MARK)}{_MARK}"


class _Met:
    """What was met so far of one text."""

    def __init__(self) -> None:
        self.hits: dict[str, list[Hit]] = {}
        self._places = 0
        self._enough = set[str]()

    def has_all_of(self, lists: frozenset[str]) -> bool:
        """Whether no more is wanted of any of these."""
        return len(self._enough) == len(lists)

    def add(self, lists: Iterable[str], hit: Hit) -> bool:
        """Keep a hit for the lists of which more is wanted, if there are any."""
        is_wanted = False
        for name in lists:
            if name not in self._enough:
                is_wanted = True
                its = self.hits.setdefault(name, [])
                its.append(hit)
                self._places += 1
                if len(its) >= patterns.MOST_PLACES:
                    self._enough.add(name)
        if self._places >= MOST_PLACES:
            self._enough.update(self.hits)
        return is_wanted
