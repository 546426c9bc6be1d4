"""Whether a condition can ever hold, and whether it always does.

Told by the ranges of numbers alone: `toxicity > 0.9 and toxicity < 0.5` never holds.
What this does not see is taken to be possible.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rules.conditions import (
    COMPARED,
    All,
    Among,
    Any_,
    Compare,
    Constant,
    Is,
    Named,
    Node,
    Not,
)


def never(tree: Node) -> bool:
    """Whether a condition holds for no comment."""
    return not any(_possible(each) for each in _ways(tree))


def always(tree: Node) -> bool:
    """Whether it holds for every comment of which all facts are known."""
    return never(Not(tree))


def outside(tree: Node) -> Iterator[str]:
    """A hint for each number that its fact cannot reach, as in `toxicity > 80`."""
    for way in _ways(tree):
        for leaf in way:
            fact = leaf.node.left.fact
            for value in _constants(leaf) if fact.type is float else ():
                if not fact.least <= float(value) <= fact.most:
                    yield _told_range(leaf.node.left)


def _told_range(named: Named) -> str:
    least, most = named.fact.least, named.fact.most
    if most < float("inf"):
        return f"`{named.name}` is from {least:g} to {most:g}"
    return f"`{named.name}` is from {least:g} on"


@dataclass(frozen=True)
class _Leaf:
    """A comparison, or that it does not hold."""

    node: Compare | Among | Is
    is_so: bool


MOST_WAYS = 256
"""Ways for a condition to hold that are looked at; one with more is possible."""


def _ways(tree: Node) -> list[tuple[_Leaf, ...]]:
    """The ways for a condition to hold: what must be so in each (disjunctive form)."""
    return list(_expanded(tree, is_so=True))


def _expanded(tree: Node, *, is_so: bool) -> Iterator[tuple[_Leaf, ...]]:
    match tree:
        case Not(part):
            yield from _expanded(part, is_so=not is_so)
        case All(parts) | Any_(parts):
            if isinstance(tree, All) == is_so:
                yield from _crossed([_first(part, is_so) for part in parts])
            else:
                for part in parts:
                    yield from _expanded(part, is_so=is_so)
        case Compare() | Among() | Is():
            yield (_Leaf(tree, is_so),)


def _first(tree: Node, is_so: bool) -> list[tuple[_Leaf, ...]]:
    return list(_expanded(tree, is_so=is_so))


def _crossed(parts: list[list[tuple[_Leaf, ...]]]) -> list[tuple[_Leaf, ...]]:
    ways: list[tuple[_Leaf, ...]] = [()]
    for part in parts:
        if len(ways) * len(part) > MOST_WAYS:
            return ways  # fewer demands: so it is rather taken to be possible
        ways = [(*way, *more) for way in ways for more in part]
    return ways


def _possible(way: Iterable[_Leaf]) -> bool:
    by_name: dict[str, list[_Leaf]] = {}
    for leaf in way:
        if not (isinstance(leaf.node, Compare) and isinstance(leaf.node.right, Named)):
            by_name.setdefault(leaf.node.left.name, []).append(leaf)
    return all(map(_satisfiable, by_name.values()))


def _satisfiable(leaves: list[_Leaf]) -> bool:
    """Whether a value of one fact is as all of these want it."""
    fact = leaves[0].node.left.fact
    if fact.type is float:
        return any(
            all(_wants(leaf, value) for leaf in leaves)
            for value in _candidates(leaves, fact.least, fact.most)
        )
    if fact.type is bool:
        return any(all(_wants(leaf, so) for leaf in leaves) for so in (True, False))
    words = {word for leaf in leaves for word in _constants(leaf)} | {"\0another"}
    return any(all(_wants(leaf, word) for leaf in leaves) for word in words)


def _candidates(leaves: list[_Leaf], least: float, most: float) -> list[float]:
    """Numbers that stand for all: each constant, and one between any two of them."""
    marks = {float(value) for leaf in leaves for value in _constants(leaf)}
    inside = sorted({least, *(each for each in marks if least <= each <= most)})
    last = most if most < float("inf") else inside[-1] + 1
    ends = [*inside, last]
    between = [(one + two) / 2 for one, two in pairwise(ends)]
    return [*ends, *between]


def _constants(leaf: _Leaf) -> tuple[Constant, ...]:
    match leaf.node:
        case Among(_, values):
            return values
        case Compare(_, _, right) if not isinstance(right, Named):
            return (right,)
        case _:
            return ()


def _wants(leaf: _Leaf, value: Constant) -> bool:
    match leaf.node:
        case Among(_, values):
            holds = value in values
        case Compare(_, how, right):
            holds = COMPARED[how](value, right)
        case Is():
            holds = bool(value)
    return holds == leaf.is_so
