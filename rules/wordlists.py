"""Word lists: many lists, one automaton, matched on the folded spelling.

A list is a text file with one entry a line; `#` begins a comment. An entry is a word
or a phrase; a `*` at its end takes longer words too. Entries of a list called
`allowed` are never part of a hit of another list.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from rules.facts import Facts, Spans
from rules.listed import Listed, Shields
from rules.listed import entries as entries_of_lists
from rules.marked import Hit
from rules.nesting import deepest
from rules.patterns import MOST_PLACES

ALLOWED = "allowed"
Spelling = Callable[[str], str]
"""How texts are read, such as "loser" for "l0ser"."""
_ODD = re.compile(r"[^\w\s'-]|[\d_]")
"""A digit or a sign that may stand for a letter."""
MOST_HITS = 2_000
"""That the automaton reports of one text, some 1 ms of work. A text with more, such as
one of a single letter, is looked through for whole words, which finds the same."""
CROWDED = 500
"""Hits that are words, counted once for each list, beyond which it is looked through so
too."""


class WordLists:
    """All lists of a rulebook in one automaton; a text is read once.

    Args:
        lists: the entries by the list's name.
        spelling: that of the texts, in which entries with digits or signs for letters
            are found too.
    """

    def __init__(
        self, lists: Mapping[str, Sequence[str]], spelling: Spelling | None = None
    ) -> None:
        self.names = frozenset(lists)
        self._entries = entries_of_lists(
            (name, entry.rstrip("*"), entry.endswith("*"))
            for name, its in lists.items()
            for entry in _needed(_spellings(its, spelling))
        )
        texts = [entry.text for entry in self._entries]
        self._automaton = AhoCorasick(texts, matchkind=MatchKind.Standard)
        self._longest = max(map(len, texts), default=0)
        # At no place do more entries end than there are within one another's ends.
        self._at_most, _ = deepest(text[::-1] for text in texts)
        self._listed: Listed | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordLists) and self._entries == other._entries

    def __hash__(self) -> int:
        return hash(tuple(entry.text for entry in self._entries))

    def differing(self, other: "WordLists") -> frozenset[str]:
        """The names of lists that have other words there, or are in one place alone."""
        mine, its = self._by_name(), other._by_name()
        return frozenset(
            name for name in {*mine, *its} if mine.get(name) != its.get(name)
        )

    def _by_name(self) -> Mapping[str, set[tuple[str, bool]]]:
        found: dict[str, set[tuple[str, bool]]] = {name: set() for name in self.names}
        for entry in self._entries:
            for is_open, names in ((False, entry.closed), (True, entry.open)):
                for name in names:
                    found[name].add((entry.text, is_open))
        return found

    def find(self, facts: Facts) -> Mapping[str, Spans]:
        """Where each list's words are, in the comment's text; absent when nowhere.

        Of each list the first `MOST_PLACES`; once a text has `listed.MOST_PLACES` of
        all lists, only one more of each that was not met before.
        """
        text = facts.reading
        found = self._by_automaton(text)
        if found is None:
            found = self._as_words(text)
        return {name: _places(facts, its) for name, its in found.items()}

    def _reported(self, text: str) -> list[tuple[int, int, int]] | None:
        """What the automaton finds; `None` if it is too much.

        A part of the text at a time, so that what is too much is never made.
        """
        size = max(MOST_HITS // max(self._at_most, 1), 1)
        if len(text) <= size:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        result = list[tuple[int, int, int]]()
        for first in range(0, len(text), size):
            part = text[first : first + size + self._longest - 1]
            its = self._automaton.find_matches_as_indexes(part, overlapping=True)
            if len(result) + len(its) > MOST_HITS:
                return None
            result += [
                (number, first + begin, first + end)
                for number, begin, end in its
                if begin < size
            ]
        return result

    def _by_automaton(self, text: str) -> Mapping[str, Sequence[Hit]] | None:
        """The hits that are words, outside of what is allowed; `None` if too many."""
        reported = self._reported(text)
        if reported is None:
            return None
        found: dict[str, list[Hit]] = {}
        left = CROWDED
        for number, begin, end in reported:
            if begin and text[begin - 1].isalnum():
                continue
            for name, whole in self._entries[number].hits(text, end):
                found.setdefault(name, []).append((begin, whole))
                left -= 1
            if left < 0:
                return None
        if allowed := found.pop(ALLOWED, None):
            shields = Shields(allowed)
            outside = {
                name: [hit for hit in its if not shields.cover(hit)]
                for name, its in found.items()
            }
            return {name: its for name, its in outside.items() if its}
        return found

    def _as_words(self, text: str) -> Mapping[str, Sequence[Hit]]:
        # Made when first needed, which is hardly ever.
        if self._listed is None:
            self._listed = Listed(self._entries, ALLOWED)
        return self._listed.find(text)


def plain(entry: str) -> str:
    """An entry as folded texts are written: without accents, and with a plain "'"."""
    decomposed = unicodedata.normalize("NFKD", entry.casefold().replace("\u2019", "'"))
    bare = "".join(each for each in decomposed if unicodedata.category(each) != "Mn")
    return unicodedata.normalize("NFC", bare)


def is_blank(entry: str) -> bool:
    """Whether there is nothing in it to be met, as in an accent alone.

    >>> is_blank("*"), is_blank("\u0301"), is_blank("$")
    (True, True, False)
    """
    return not plain(entry.rstrip("*")).strip()


def read_as(entry: str, spelling: Spelling | None) -> str:
    """An entry as texts are read that have it; "" if just as it is written.

    >>> read_as("l0ser*", lambda text: text.replace("0", "o"))
    'loser*'
    """
    bare = plain(entry.rstrip("*"))
    if spelling is None or not _ODD.search(bare):
        return ""
    read = plain(spelling(bare))
    same = not read.strip("*") or read == bare
    return "" if same else read + "*" * entry.endswith("*")


def _spellings(its: Iterable[str], spelling: Spelling | None) -> Iterator[str]:
    for entry in its:
        yield plain(entry)
        if read := read_as(entry, spelling):
            yield read


def _needed(its: Iterable[str]) -> Iterator[str]:
    """Entries but for those that a shorter one with a `*` takes too: a text of one
    letter would meet all of them everywhere.
    """
    before = None
    for entry in sorted(set(its)):
        if before is not None and entry.startswith(before):
            continue
        yield entry
        if entry.endswith("*"):
            before = entry.rstrip("*")


def _places(facts: Facts, hits: Iterable[Hit]) -> Spans:
    first = sorted(hits)[:MOST_PLACES]
    return tuple(sorted(set(facts.spans(first))))
