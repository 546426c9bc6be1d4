"""Which rules may fire on a comment, so that not each is asked.

Each rule that can is filed under something without which its condition cannot hold: a
word list or a pattern that must be found, a word that a fact must be, or a number that
it must reach. What a comment does not have is not looked at. So the work grows with
the rules that may fire, not with all.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from rules.conditions import (
    COMPARED,
    All,
    Among,
    Any_,
    Compare,
    Is,
    Named,
    Need,
    Node,
    Not,
)
from rules.seen import Fact, Seen


class HasTree(Protocol):
    """Something with a condition."""

    @property
    def tree(self) -> Node:
        """What it says."""


R = TypeVar("R", bound=HasTree)


@dataclass(frozen=True)
class _Filed:
    """Under what a rule is filed: a need, or a comparison that must hold."""

    need: Need | None = None
    compare: Compare | Among | None = None

    @property
    def work(self) -> int:
        """How much it is to tell that it is not so: the less the better."""
        if self.need:
            return 0
        return 1 if self.compare and self.compare.left.fact.given else 2


class Index(Generic[R]):
    """Rules, filed.

    Args:
        rules: in any order.
    """

    def __init__(self, rules: Iterable[R]) -> None:
        always, by_need = list[R](), defaultdict[Need, list[R]](list)
        by_fact = defaultdict[Fact, _Values[R]](_Values)
        for rule in rules:
            filed = _filed(rule.tree)
            if filed is None:
                always.append(rule)
            for each in filed or ():
                if each.need:
                    by_need[each.need].append(rule)
                elif each.compare:
                    by_fact[each.compare.left.fact].add(each.compare, rule)
        self._always = tuple(always)
        self._by_need: Mapping[Need, list[R]] = dict(by_need)
        self._by_fact = tuple((fact, its.sorted()) for fact, its in by_fact.items())

    def candidates(self, seen: Seen) -> Iterable[R]:
        """The rules that may fire, each once."""
        result = list(self._always)
        by_need = self._by_need
        for name in seen.words:
            result += by_need.get(("words", name), ())
        for name in seen.matches:
            result += by_need.get(("matches", name), ())
        for fact, values in self._by_fact:
            value = seen.value(fact)
            # Most facts count what a comment does not have.
            if value is not None and (value or values.at_zero):
                values.reached(value, result)
        return dict.fromkeys(result)


@dataclass
class _Values(Generic[R]):
    """The rules that are filed under one fact, by its values."""

    numbers: dict[str, list[tuple[float, R]]] = field(default_factory=dict)
    equals: dict[object, list[R]] = field(default_factory=dict)

    def add(self, compare: Compare | Among, rule: R) -> None:
        if isinstance(compare, Among):
            for value in compare.values:
                self.equals.setdefault(value, []).append(rule)
        elif compare.how == "==":
            self.equals.setdefault(compare.right, []).append(rule)
        elif isinstance(compare.right, float | int):
            its = self.numbers.setdefault(compare.how, [])
            its.append((compare.right, rule))

    def sorted(self) -> "_Sorted[R]":
        found = _Sorted(
            above=_Steps(self.numbers.get(">", [])),
            at_least=_Steps(self.numbers.get(">=", [])),
            below=_Steps(self.numbers.get("<", [])),
            at_most=_Steps(self.numbers.get("<=", [])),
            equals=self.equals,
        )
        reached = list[R]()
        found.reached(0.0, reached)
        # `False` is 0 to a mapping, "" is not.
        return replace(found, at_zero=bool(reached) or "" in self.equals)


class _Steps(Generic[R]):
    def __init__(self, its: list[tuple[float, R]]) -> None:
        its = sorted(its, key=lambda each: each[0])
        self.numbers = [number for number, _ in its]
        self.rules = [rule for _, rule in its]


@dataclass(frozen=True)
class _Sorted(Generic[R]):
    """The same by how values are compared; `at_zero` whether 0 may reach any."""

    above: _Steps[R]
    at_least: _Steps[R]
    below: _Steps[R]
    at_most: _Steps[R]
    equals: Mapping[object, list[R]]
    at_zero: bool = True

    def reached(self, value: float | str | bool, result: list[R]) -> None:
        """Add the rules that a value does not rule out."""
        if self.equals:
            result += self.equals.get(value, ())
        if isinstance(value, str):
            return
        if its := self.above.numbers:
            result += self.above.rules[: bisect_left(its, value)]
        if its := self.at_least.numbers:
            result += self.at_least.rules[: bisect_right(its, value)]
        if its := self.below.numbers:
            result += self.below.rules[bisect_right(its, value) :]
        if its := self.at_most.numbers:
            result += self.at_most.rules[bisect_left(its, value) :]


def _filed(tree: Node) -> tuple[_Filed, ...] | None:
    """Where a rule is filed, in one place or several; `None` if it may always fire."""
    match tree:
        case All(parts):
            among = [its for its in map(_filed, parts) if its]
            return min(among, key=_work, default=None)
        case Any_(parts):
            every = list(map(_filed, parts))
            if not all(every):
                return None
            return tuple(each for its in every if its for each in its)
        case Compare(left, how, float() | int() as least) if needs := _needs(left):
            # Nothing found is 0.
            if COMPARED[how](0, least):
                return None
            return tuple(_Filed(need=need) for need in sorted(needs))
        case Compare(_, how, right) if how != "!=" and not isinstance(right, Named):
            return (_Filed(compare=tree),)
        case Among():
            return (_Filed(compare=tree),)
        case Is(left):
            return (_Filed(compare=Compare(left, "==", True)),)
        case Not(Is(left)):
            return (_Filed(compare=Compare(left, "==", False)),)
        case _:
            return None


def _work(filed: tuple[_Filed, ...]) -> tuple[int, int]:
    return max(each.work for each in filed), len(filed)


def _needs(named: Named) -> frozenset[Need]:
    """Lists and patterns of which one must be found, or the fact is 0."""
    if named.finds:
        return frozenset((named.finds,))
    return frozenset(("matches", pattern) for pattern in named.fact.needs)
