"""Listed words, looked for as whole words: for texts that would meet too many.

The automaton of `wordlists` reports each entry that ends at a place before it is known
to be a word, which is quick in texts that people write. In a text of one letter it may
report a hundred of each place. Here the text is marked where words begin and end, which
takes longer, but nothing is reported that is no word; and no list is looked at any more
that was met often enough.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate, islice

from rules import patterns
from rules.marked import Hit, MarkedEntries, MarkedEntry, MarkedText, end_of_word

MOST_PLACES = 1_000
"""Of all lists together in one text, with `patterns.MOST_PLACES` of each: so many that
four lists count in full, and a bound on the work. Behind them a list counts once."""
MOST_SHIELDS = 2_500
"""Places of what is allowed, beyond which it shields no more: who writes as many writes
them to make the reading long."""


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
            end = end_of_word(text, end)
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
        its = list(_marked(entries))
        self._allowed = MarkedEntries([each for each in its if allowed in each.lists])
        others = [each for each in its if each.lists != (allowed,)]
        self._entries = MarkedEntries(others)
        self._names = {name for each in others for name in each.lists} - {allowed}

    def find(self, text: str) -> Mapping[str, Sequence[Hit]]:
        """Where each list is met outside of what is allowed."""
        read = MarkedText(text)
        shields = self._shields(read)
        met, over = _Met(self._names), set[MarkedEntry]()
        for part in read.parts:
            if not met.lacks_any:
                break
            # To see that nothing more is there takes a third of telling what is.
            if over and not self._has_any(read, part, met):
                continue
            for entry, hit in self._entries.hits(read, part, over):
                if shields and shields.cover(hit):
                    continue
                if not met.add(entry, hit):
                    over.add(entry)
        return met.hits

    def _shields(self, read: MarkedText) -> "Shields | None":
        if not self._allowed.are_any:
            return None
        its = (
            hit
            for part in read.parts
            for _, hit in self._allowed.hits(read, part, longest=True)
        )
        return Shields(islice(its, MOST_SHIELDS))

    def _has_any(self, read: MarkedText, part: range, met: "_Met") -> bool:
        """Whether a part of a text may have an entry that is wanted."""
        return any(map(met.wants, self._entries.there(read, part)))


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


def _marked(entries: Iterable[Entry]) -> Iterator[MarkedEntry]:
    for entry in entries:
        for names, is_open in ((entry.closed, False), (entry.open, True)):
            if names:
                yield MarkedEntry(entry.text, tuple(names), is_open)


class _Met:
    """What was met so far of one text.

    Args:
        lists: that may be met.
    """

    def __init__(self, lists: Set[str]) -> None:
        self.hits: dict[str, list[Hit]] = {}
        self._places = 0
        self._left = set(lists)  # of which more is wanted

    @property
    def lacks_any(self) -> bool:
        """Whether more is wanted of any list."""
        return bool(self._left)

    def wants(self, entry: MarkedEntry) -> bool:
        """Whether more is wanted of any list that has an entry."""
        return not self._left.isdisjoint(entry.lists)

    def add(self, entry: MarkedEntry, hit: Hit) -> bool:
        """Keep a hit for the lists of which more is wanted, if there are any."""
        is_wanted = False
        for name in entry.lists:
            if name in self._left:
                is_wanted = True
                its = self.hits.setdefault(name, [])
                its.append(hit)
                self._places += 1
                if len(its) >= patterns.MOST_PLACES:
                    self._left.remove(name)
        if self._places >= MOST_PLACES:
            self._left.difference_update(self.hits)
        return is_wanted
