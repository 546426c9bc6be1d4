"""The functions that a condition may call: each makes a fact of a name in quotes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from rules import links
from rules.seen import NOWHERE, Fact


@dataclass(frozen=True)
class Known:
    """The word lists, by their entries, and the patterns that a condition may name."""

    lists: Mapping[str, Collection[str]] = field(default_factory=dict)
    patterns: Collection[str] = ()
    _facts: dict[tuple[str, str], Fact] = field(default_factory=dict, compare=False)

    def fact(self, function: str, of: str) -> Fact:
        """What a function makes of a name: one fact, so that it is found once."""
        if (function, of) not in self._facts:
            self._facts[function, of] = FUNCTIONS[function](of, self)
        return self._facts[function, of]


def _words(name: str, known: Known) -> Fact:
    return Fact(
        float,
        "Words of a list.",
        lambda seen: len(seen.words.get(name, NOWHERE)),
        lambda seen: seen.words.get(name, NOWHERE),
    )


def _matches(name: str, known: Known) -> Fact:
    return Fact(
        float,
        "Places of a pattern.",
        lambda seen: len(seen.matches.get(name, NOWHERE)),
        lambda seen: seen.matches.get(name, NOWHERE),
    )


def _links_to(name: str, known: Known) -> Fact:
    listed = frozenset(known.lists[name])
    return Fact(
        float,
        "Links to domains of a list.",
        lambda seen: len(links.to(seen.facts, listed)),
        lambda seen: links.to(seen.facts, listed),
    )


FUNCTIONS: Mapping[str, Callable[[str, Known], Fact]] = {
    "words": _words,
    "matches": _matches,
    "links_to": _links_to,
}
"""By the name that a condition calls them by."""
