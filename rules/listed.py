"""Listed words, looked for word by word: for texts that would meet too many.

The automaton of `wordlists` reports each entry that ends at a place before it is known
to be a word, which is quick in texts that people write. In a text of one letter it may
report a hundred of each place. Here each beginning of a word is looked at once, and no
list is looked for any more that was met often enough.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rules import patterns

Hit = tuple[int, int]
"""`[begin, end)` in the text that is read."""

MOST_PLACES = 5_000
"""Of all lists together in one text, with `patterns.MOST_PLACES` of each: so many that
twenty lists count in full, and a bound on the work. Behind them a list counts once."""


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
    """The entries of all lists, by what they begin with.

    Args:
        entries: of all lists.
        allowed: the name of the list that shields from the others.
    """

    def __init__(self, entries: Iterable[Entry], allowed: str = "") -> None:
        self._all = sorted(
            _marked_entries(entries, allowed), key=lambda each: each.marked
        )
        self._lists = frozenset(name for each in self._all for name in each.lists)
        self._texts = [each.marked for each in self._all]
        self._before = _before(self._texts)
        self._longest = max(map(len, self._texts), default=0)
        firsts = "".join(map(re.escape, sorted({text[0] for text in self._texts})))
        # What may begin an entry and is behind no letter or digit, nor the mark of one.
        before = rf"(?<![^\W_].)(?<![^\W_]{_MARK}.)"
        self._starts = re.compile(rf"[{firsts}]{before}", re.DOTALL)

    def find(self, text: str) -> Mapping[str, Sequence[Hit]]:
        """Where each list is met outside of what is allowed."""
        if not self._all:
            return {}
        marked = _marked(text)
        met, shielded, at, begin = _Met(), 0, 0, 0
        known: dict[str, _Begun] = {}  # a text of many hits repeats itself
        for start in self._starts.finditer(marked):
            # Places are told in the text as it is without marks.
            last, at = at, start.start()
            begin += at - last - marked.count(_MARK, last, at)
            ahead = marked[at : at + self._longest]
            if (its := known.get(ahead)) is None:
                its = known[ahead] = self._begun(ahead)
            if its.shield:
                shielded = max(shielded, its.shield.end(text, begin))
            if its.entries and begin >= shielded:
                its.entries = list(filter(met.wants, its.entries))
                for each in its.entries:
                    met.add(each, (begin, each.end(text, begin)))
                if met.has_all_of(self._lists):
                    break
        return met.hits

    def _begun(self, ahead: str) -> "_Begun":
        """The entries that a text begins with, the longest first."""
        result = _Begun()
        number = bisect_right(self._texts, ahead) - 1
        while number >= 0:
            each = self._all[number]
            if ahead.startswith(each.marked):
                if each.is_allowed and not result.shield:
                    result.shield = each
                if each.lists:
                    result.entries.append(each)
            number = self._before[number]
        return result


@dataclass
class _Begun:
    """What a text begins with: the longest that is allowed, and all others."""

    shield: "_Marked | None" = None
    entries: "list[_Marked]" = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class _Marked:
    """An entry with marks, and the lists that have it."""

    marked: str
    length: int
    lists: tuple[str, ...]
    is_open: bool
    is_allowed: bool

    def end(self, text: str, begin: int) -> int:
        """Where the words end that begin with it."""
        end = begin + self.length
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
    'a| b|'
    """
    result = _marked(entry).removeprefix(_MARK)
    return result.removesuffix(_MARK) if is_open else result


_MARK = "\0"
_END = re.compile(r"(?=[\W_])")


def _marked(text: str) -> str:
    """A text with a mark wherever a word may end: before what is no letter or digit.

    So a closed entry, marked too, is met only where it ends with the word, and what
    only begins so needs no look.

    >>> _marked("a big *").replace(_MARK, "|")
    'a| big| |*|'
    """
    return _END.sub(_MARK, text.replace(_MARK, " ")) + _MARK


class _Met:
    """What was met so far of one text."""

    def __init__(self) -> None:
        self.hits: dict[str, list[Hit]] = {}
        self._places = 0
        self._enough = set[str]()
        self._over = set[_Marked]()

    def wants(self, entry: _Marked) -> bool:
        """Whether more is wanted of a list that has an entry."""
        if entry in self._over:
            return False
        if self._enough.issuperset(entry.lists):
            self._over.add(entry)
            return False
        return True

    def has_all_of(self, lists: frozenset[str]) -> bool:
        """Whether no more is wanted of any of these."""
        return len(self._enough) == len(lists)

    def add(self, entry: _Marked, hit: Hit) -> None:
        """Keep a hit for the lists of which more is wanted."""
        for name in entry.lists:
            if name not in self._enough:
                its = self.hits.setdefault(name, [])
                its.append(hit)
                self._places += 1
                if len(its) >= patterns.MOST_PLACES:
                    self._enough.add(name)
        if self._places >= MOST_PLACES:
            self._enough.update(self.hits)


def _before(texts: Sequence[str]) -> list[int]:
    """Of each the longest other one that it begins with, by their numbers; -1 if none.

    >>> _before(["a", "ab", "abc", "b"])
    [-1, 0, 1, -1]
    """
    result, around = list[int](), list[int]()
    for number, text in enumerate(texts):
        while around and not text.startswith(texts[around[-1]]):
            around.pop()
        result.append(around[-1] if around else -1)
        around.append(number)
    return result
