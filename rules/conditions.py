"""What a condition says, as a tree, and its compilation to closures.

Unknown is no opinion: a comparison with an unknown value is unknown, `and`, `or` and
`not` follow Kleene's three-valued logic, and a rule fires only when its condition is
true.
"""

import operator
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from rules.facts import Spans
from rules.seen import NOWHERE, Fact, Seen, nowhere

Verdict = bool | None
Need = tuple[str, str]
"""A word list or a pattern: `("words", "slurs")` or `("matches", "threat")`."""
Constant = float | str | bool

COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True)
class Named:
    """A fact as a condition names it.

    Attributes:
        name: `toxicity`, or `words("slurs")`.
        finds: the list or pattern that counts; `None` for others.
    """

    name: str
    fact: Fact
    finds: Need | None = None


@dataclass(frozen=True)
class Compare:
    """A fact beside a constant or another fact, by one of `COMPARED`."""

    left: Named
    how: str
    right: Named | Constant


@dataclass(frozen=True)
class Among:
    """A fact that is one of some constants."""

    left: Named
    values: tuple[Constant, ...]


@dataclass(frozen=True)
class Is:
    """A fact that is so."""

    left: Named


@dataclass(frozen=True)
class All:
    """`and`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Any_:
    """`or`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """`not`."""

    part: "Node"


Node = Compare | Among | Is | All | Any_ | Not


@dataclass(frozen=True)
class Condition:
    """A compiled condition.

    Attributes:
        tree: what it says.
        holds: whether it does; `None` where that is unknown.
        spans: the places that it looked at, where it holds, in order, each once; of
            each fact the first ones alone, so many as are asked for.
    """

    tree: Node
    holds: Callable[[Seen], Verdict]
    spans: Callable[[Seen, int], Spans]


def compiled(tree: Node) -> Condition:
    """The closures of a tree."""
    return Condition(tree, _holds(tree), _spans(tree))


def names(tree: Node) -> frozenset[Named]:
    """All facts that a tree names."""
    match tree:
        case All(parts) | Any_(parts):
            return frozenset[Named]().union(*map(names, parts))
        case Not(part):
            return names(part)
        case Compare(left, _, Named() as right):
            return frozenset((left, right))
        case Compare(left, _, _) | Among(left, _) | Is(left):
            return frozenset((left,))


def _holds(tree: Node) -> Callable[[Seen], Verdict]:
    match tree:
        case All(parts):
            return _all(list(map(_holds, parts)))
        case Any_(parts):
            return _any(list(map(_holds, parts)))
        case Not(part):
            return _not(_holds(part))
        case Compare(left, how, Named() as right):
            return _both(left.fact, COMPARED[how], right.fact)
        case Compare(left, how, right):
            return _one(left.fact, COMPARED[how], right)
        case Among(left, values):
            return _one(left.fact, _among, frozenset(values))
        case Is(left):
            return _one(left.fact, operator.eq, True)


def _one(
    fact: Fact, ask: Callable[[Any, Any], bool], constant: object
) -> Callable[[Seen], Verdict]:
    def holds(seen: Seen) -> Verdict:
        # Most are known, and to call costs more than to look here.
        known = seen.values
        value = known[fact] if fact in known else seen.value(fact)
        return None if value is None else ask(value, constant)

    return holds


def _among(value: object, values: Container[object]) -> bool:
    return value in values


def _both(
    left: Fact, compare: Callable[[Any, Any], bool], right: Fact
) -> Callable[[Seen], Verdict]:
    def holds(seen: Seen) -> Verdict:
        one, other = seen.value(left), seen.value(right)
        return None if one is None or other is None else compare(one, other)

    return holds


def _all(parts: list[Callable[[Seen], Verdict]]) -> Callable[[Seen], Verdict]:
    def holds(seen: Seen) -> Verdict:
        result: Verdict = True
        for part in parts:
            verdict = part(seen)
            if verdict is False:
                return False
            if verdict is None:
                result = None
        return result

    return holds


def _any(parts: list[Callable[[Seen], Verdict]]) -> Callable[[Seen], Verdict]:
    def holds(seen: Seen) -> Verdict:
        result: Verdict = False
        for part in parts:
            verdict = part(seen)
            if verdict is True:
                return True
            if verdict is None:
                result = None
        return result

    return holds


def _not(part: Callable[[Seen], Verdict]) -> Callable[[Seen], Verdict]:
    def holds(seen: Seen) -> Verdict:
        verdict = part(seen)
        return None if verdict is None else not verdict

    return holds


def _spans(tree: Node) -> Callable[[Seen, int], Spans]:
    """Where a condition looked at, of one that holds."""
    match tree:
        case All(parts):  # each holds, as all do
            every = [_spans(part) for part in parts if _has_places(part)]
            if len(every) == 1:
                return every[0]
            return lambda seen, most: _joined([spans(seen, most) for spans in every])
        case Any_(parts):
            both = [(_holds(part), _spans(part)) for part in parts if _has_places(part)]
            return lambda seen, most: _joined(
                [spans(seen, most) for holds, spans in both if holds(seen)]
            )
        case Not():
            return lambda seen, most: NOWHERE  # what is absent has no place
        case Compare(left, _, _) | Among(left, _) | Is(left):
            fact = left.fact
            return lambda seen, most: seen.places(fact)[:most]


def _has_places(tree: Node) -> bool:
    """Whether it may look at a place of the text; most facts are about no place."""
    match tree:
        case All(parts) | Any_(parts):
            return any(map(_has_places, parts))
        case Not():
            return False
        case Compare(left, _, _) | Among(left, _) | Is(left):
            return left.fact.spans is not nowhere


def _joined(places: list[Spans]) -> Spans:
    """All of them in order, each once."""
    some = [each for each in places if each]
    # Most parts show nowhere, and what one of them says is in order already.
    return some[0] if len(some) == 1 else tuple(sorted(frozenset().union(*some)))
