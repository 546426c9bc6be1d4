"""A comment as the rules see it: its facts, and what lists and patterns found in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from operator import lt

from rules.facts import Facts, Spans

Value = float | str | bool | None
"""That of a fact; `None` is unknown, which is no opinion and never false."""

NOWHERE: Spans = ()


@dataclass(frozen=True)
class Seen:
    """One comment, with each fact found once for all rules that name it.

    Attributes:
        words: where each word list has entries in the text; absent when nowhere.
        matches: the same of each pattern.
        values: of the facts that were asked for. Those of the vocabulary depend on no
            rulebook, so several may share them.
    """

    facts: Facts
    words: Mapping[str, Spans] = field(default_factory=dict)
    matches: Mapping[str, Spans] = field(default_factory=dict)
    values: dict["Fact", Value] = field(default_factory=dict)
    _places: dict["Fact", Spans] = field(default_factory=dict)
    _found: dict[Callable[["Seen"], Spans], Spans] = field(default_factory=dict)

    def value(self, fact: "Fact") -> Value:
        """That of a fact."""
        try:
            return self.values[fact]
        except KeyError:
            found = self.values[fact] = fact.value(self)
            return found

    def places(self, fact: "Fact") -> Spans:
        """Where a fact shows, in the order of the text, each place once."""
        try:
            return self._places[fact]
        except KeyError:
            found = fact.spans(self)
            # Most are in order already; to see that is less work than to sort.
            if len(found) > 1 and not all(map(lt, found, islice(found, 1, None))):
                found = tuple(sorted(set(found)))
            self._places[fact] = found
            return found

    def found(self, check: Callable[["Seen"], Spans]) -> Spans:
        """Where a check finds something, which is looked for once."""
        try:
            return self._found[check]
        except KeyError:
            found = self._found[check] = check(self)
            return found

    def matched(self, pattern: str) -> Spans:
        """Where a pattern matches."""
        # Most do not: asking first is ten times quicker than a KeyError within `get`.
        if pattern not in self.matches:
            return NOWHERE
        return self.matches[pattern]


def nowhere(seen: Seen) -> Spans:
    """The places of what shows at none, such as a score."""
    return NOWHERE


@dataclass(frozen=True, eq=False)
class Fact:
    """One word of the vocabulary.

    Attributes:
        type: `float` for numbers, `bool` for what is so or not, `str` for words.
        says: what it is, for the documentation.
        value: finds it.
        spans: where in the text it shows.
        least, most: between which it lies, if it is a number.
        given: whether it is told by somebody else, so that to find it is no work.
        needs: patterns without all of which it is 0; empty for what needs none.
        built_in: whether it looks at patterns that are built in.
    """

    type: type
    says: str
    value: Callable[[Seen], Value]
    spans: Callable[[Seen], Spans] = nowhere
    least: float = 0.0
    most: float = float("inf")
    given: bool = False
    needs: frozenset[str] = frozenset()
    built_in: bool = False
