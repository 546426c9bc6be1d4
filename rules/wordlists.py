"""Word lists: many lists, one automaton, matched on the folded spelling.

A list is a text file with one entry a line; `#` begins a comment. An entry is a word
or a phrase; a `*` at its end takes longer words too. Entries of a list called
`allowed` are never part of a hit of another list.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from rules.facts import Facts, Spans
from rules.patterns import MOST_PLACES

ALLOWED = "allowed"


def entries(text: str) -> tuple[str, ...]:
    """Those of a list file that has this text."""
    bare = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return tuple(line for line in bare if line)


class WordLists:
    """All lists of a rulebook in one automaton; a text is read once.

    Args:
        lists: the entries by the list's name.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.names = frozenset(lists)
        self._entries = [
            (name, entry.rstrip("*"), entry.endswith("*"))
            for name, its in lists.items()
            for entry in _needed(map(_plain, its))
        ]
        patterns = [bare for _, bare, _ in self._entries]
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordLists) and self._entries == other._entries

    def __hash__(self) -> int:
        return hash(tuple(self._entries))

    def find(self, facts: Facts) -> Mapping[str, Spans]:
        """Where each list's words are, in the comment's text; absent when nowhere."""
        text = facts.reading
        found: dict[str, list[tuple[int, int]]] = {}
        for number, begin, end in self._automaton.find_matches_as_indexes(
            text, overlapping=True
        ):
            name, _, open_ended = self._entries[number]
            if _is_word(text, begin, end, open_ended=open_ended):
                whole = _word_end(text, end) if open_ended else end
                found.setdefault(name, []).append((begin, whole))
        allowed = found.pop(ALLOWED, [])
        return {
            name: spans
            for name, hits in found.items()
            if (spans := _places(facts, _outside(hits, allowed)))
        }


def _plain(entry: str) -> str:
    """An entry as folded texts are written: without accents, and with a plain "'"."""
    decomposed = unicodedata.normalize("NFKD", entry.casefold().replace("\u2019", "'"))
    bare = "".join(each for each in decomposed if unicodedata.category(each) != "Mn")
    return unicodedata.normalize("NFC", bare)


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


def _is_word(text: str, begin: int, end: int, *, open_ended: bool) -> bool:
    if begin and text[begin - 1].isalnum():
        return False
    return open_ended or end == len(text) or not text[end].isalnum()


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def _outside(
    hits: Sequence[tuple[int, int]], allowed: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    if not allowed:
        return list(hits)
    kept = set[int]().union(*(range(begin, end) for begin, end in allowed))
    return [hit for hit in hits if hit[0] not in kept]


def _places(facts: Facts, hits: Sequence[tuple[int, int]]) -> Spans:
    first = sorted(hits)[:MOST_PLACES]
    return tuple(sorted({facts.span(begin, end) for begin, end in first}))
