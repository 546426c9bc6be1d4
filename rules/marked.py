"""Entries looked for as whole words, in texts with marks where words begin and end.

So an entry, marked too, is met only as a whole word, and what is a part of one needs no
look.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from ahocorasick_rs import AhoCorasick, MatchKind

Hit = tuple[int, int]
"""`[begin, end)` in the text that is read."""

_PART = 2_000
"""Letters with their marks that are looked through at once, so that what is too much is
never made."""


@dataclass(frozen=True)
class MarkedText:
    """A text that is read, without marks and with them."""

    text: str

    @cached_property
    def marked(self) -> str:
        """With marks."""
        return _marked(self.text)

    @cached_property
    def parts(self) -> Sequence[range]:
        """Places in the marked text, each a part of it."""
        size = len(self.marked)
        return [range(at, min(at + _PART, size)) for at in range(0, size, _PART)]


@dataclass(frozen=True, eq=False)
class MarkedEntry:
    """What is listed, with the lists that have it.

    Attributes:
        is_open: whether it takes longer words too.
    """

    text: str
    lists: tuple[str, ...]
    is_open: bool
    marked: str = field(init=False)

    def __post_init__(self) -> None:
        """Mark it."""
        object.__setattr__(self, "marked", marked(self.text, is_open=self.is_open))

    def hit(self, text: str, end: int) -> Hit | None:
        """Where it is met by its end in a text, if it is a whole word there."""
        begin = end - len(self.text)
        # A sign has no marks, and may be next to a letter.
        if begin and text[begin - 1].isalnum():
            return None
        if self.is_open:
            return begin, end_of_word(text, end)
        is_word = end == len(text) or not text[end].isalnum()
        return (begin, end) if is_word else None


class MarkedEntries:
    """Entries, looked for together.

    Attributes:
        are_any: whether there are any.
    """

    def __init__(self, entries: Sequence[MarkedEntry]) -> None:
        self._entries = entries
        self.are_any = bool(entries)
        self._by_marked = defaultdict[str, list[MarkedEntry]](list)
        for each in entries:
            self._by_marked[each.marked].append(each)
        self._longest = max(map(len, self._by_marked), default=0)
        self._automaton = AhoCorasick(
            [each.marked for each in entries], matchkind=MatchKind.Standard
        )

    def hits(
        self,
        read: MarkedText,
        part: range,
        over: Container[MarkedEntry] = (),
        *,
        longest: bool = False,
    ) -> Iterator[tuple[MarkedEntry, Hit]]:
        """What is met that ends in a part of a text, in the order of ends.

        Args:
            over: what is left out, while it is gone through.
            longest: of what ends at one place, whether to tell only the longest.
        """
        marked, first = read.marked, max(part.start - self._longest + 1, 0)
        told, last, at = 0, part.start, part.start - marked.count(_MARK, 0, part.start)
        for number, _, end in self._automaton.find_matches_as_indexes(
            marked[first : part.stop], overlapping=True
        ):
            end += first
            entry = self._entries[number]
            if end <= part.start or entry in over or (longest and end == told):
                continue
            at += end - last - marked.count(_MARK, last, end)
            last = end
            if hit := entry.hit(read.text, at):
                told = end  # of one place the automaton reports the longest first
                yield entry, hit

    def there(self, read: MarkedText, part: range) -> Iterable[MarkedEntry]:
        """What may be met that ends in a part of a text."""
        first = max(part.start - self._longest + 1, 0)
        found = self._automaton.find_matches_as_strings(
            read.marked[first : part.stop], overlapping=True
        )
        return chain.from_iterable(map(self._by_marked.__getitem__, set(found)))


def marked(entry: str, *, is_open: bool) -> str:
    """An entry as it is looked for.

    >>> marked("a b", is_open=False).replace(_MARK, "|")
    '|a| |b|'
    >>> marked("a b", is_open=True).replace(_MARK, "|")
    '|a| |b'
    """
    result = _marked(entry)
    return result.removesuffix(_MARK) if is_open else result


def end_of_word(text: str, end: int) -> int:
    """Where the word ends that goes on from some place, if one does."""
    found = _SIGN.search(text, end)
    return found.start() if found else len(text)


_MARK, _NO_MARK = "\0", "\uffff"
"""What texts have of the first is read as the second, which is in no entry either."""
_WORD = re.compile(r"([^\W_]+)")  # of letters and digits
_SIGN = re.compile(r"[\W_]")


def _marked(text: str) -> str:
    """A text with marks around its words.

    >>> _marked("a big *").replace(_MARK, "|")
    '|a| |big| *'
    """
    return _MARK.join(_WORD.split(text.replace(_MARK, _NO_MARK)))
