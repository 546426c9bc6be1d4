"""Which kinds of comments or decisions are more or fewer than they were.

How far: the population stability index, read as everywhere here (by
`moderation.statistics.drift`). Beyond chance: by permutation (R. A. Fisher, "The Design
of Experiments", 1935; P. Good, "Permutation, Parametric, and Bootstrap Tests of
Hypotheses", 2005). Comments of one article are alike, and so are those of one author;
so what is dealt to either time, again and again, are whole articles with all of their
comments (or authors, where there is no article). Were both times alike, which article
came when would be chance; nothing else is assumed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moderation.statistics.drift import LOOK_FROM, SHIFTED_FROM, Reading, index

LEAST = 200
"""Of either time; by fewer, differences that matter are seldom beyond chance."""

LEAST_UNITS = 8
"""Articles, or authors, of either time: of fewer, no way to deal them is so rare that
it would be beyond chance among all that is looked at."""

DRAWS = 4_999
"""How often they are dealt: the least chance that can be told is one in 5,000, a tenth
of what the strictest of five tests asks for."""

RARE = 0.01
"""Kinds that are a smaller share of both times together are taken as one."""

OTHERS = "…"
"""Stands for all rare kinds."""

TOLD = 5
"""Kinds that are told, those first whose share moved most."""

EXAMPLES = 3
"""Comments that are named of a kind which became more frequent, the latest."""


class Item(NamedTuple):
    """What is counted: of which kind, with what it came, and the id of its comment."""

    name: str
    unit: str
    id: str = ""


class Kind(StrEnum):
    """What is counted."""

    SCORES = "scores"
    DECISIONS = "decisions"
    LANGUAGES = "languages"
    SECTIONS = "sections"


@dataclass(frozen=True)
class Moved:
    """One kind: its share before and now, in [0, 1], and ids of comments of now."""

    name: str
    before: float
    now: float
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shift:
    """How far all kinds moved.

    Attributes:
        before, now: how many were counted.
        index: the population stability index; `None` with too few.
        chance: how often so much comes about by chance, in (0, 1]; `None` the same.
        moved: kinds whose share moved most.
        is_sure: whether that is beyond chance, of all that was looked at.
    """

    kind: Kind
    before: int
    now: int
    index: float | None = None
    chance: float | None = None
    moved: Sequence[Moved] = ()
    is_sure: bool = False

    @property
    def reading(self) -> Reading:
        """What it says."""
        if self.index is None:
            return Reading.TOO_FEW
        if not self.is_sure or self.index < LOOK_FROM:
            return Reading.STEADY
        return Reading.SHIFTED if self.index >= SHIFTED_FROM else Reading.LOOK


def shift(kind: Kind, before: Sequence[Item], now: Sequence[Item]) -> Shift:
    """Compare the kinds of what was with those of what is, each the oldest first.

    >>> many = [Item("en", f"article {n}") for n in range(300)]
    >>> shift(Kind.LANGUAGES, many, many).reading
    <Reading.STEADY: 'steady'>
    >>> shift(Kind.LANGUAGES, many, many[:20]).reading
    <Reading.TOO_FEW: 'too_few'>
    """
    found = Shift(kind, len(before), len(now))
    units = [len({each.unit for each in its}) for its in (before, now)]
    if min(len(before), len(now)) < LEAST or min(units) < LEAST_UNITS:
        return found
    rare = _rare(Counter(each.name for each in (*before, *now)))
    old, new = (
        [its._replace(name=OTHERS) if its.name in rare else its for its in both]
        for both in (before, now)
    )
    names = sorted({each.name for each in (*old, *new)})
    was, its = _by_unit(old, names), _by_unit(new, names)
    value = index(its.sum(axis=0).tolist(), was.sum(axis=0).tolist())
    chance = _chance(was, its, value)
    moved = tuple(_moved(names, old, new)[:TOLD])
    return Shift(kind, len(before), len(now), value, chance, moved)


def sure(chances: Sequence[float], doubt: float) -> list[bool]:
    """Which of several findings are beyond chance, by S. Holm, "A simple sequentially
    rejective multiple test procedure", 1979: of all together at most `doubt` is wrong.

    >>> sure([0.004, 0.2, 0.003], 0.01)
    [True, False, True]
    >>> sure([0.004, 0.2, 0.004], 0.01)
    [False, False, False]
    """
    found, order = [False] * len(chances), np.argsort(chances, kind="stable").tolist()
    for rank, place in enumerate(order):
        if chances[place] > doubt / (len(chances) - rank):
            break
        found[place] = True
    return found


def _rare(counts: Counter[str]) -> set[str]:
    """Told by both times together, which says nothing of when each was."""
    least = RARE * counts.total()
    return {name for name, count in counts.items() if count < least}


def _by_unit(items: Sequence[Item], names: Sequence[str]) -> NDArray[np.int64]:
    """How many of each kind each unit has, shape (n_units, n_names)."""
    rows, columns = (
        {name: place for place, name in enumerate(its)}
        for its in (dict.fromkeys(each.unit for each in items), names)
    )
    found = np.zeros((len(rows), len(columns)), np.int64)
    for each in items:
        found[rows[each.unit], columns[each.name]] += 1
    return found


def _moved(
    names: Sequence[str], before: Sequence[Item], now: Sequence[Item]
) -> list[Moved]:
    """All kinds but the rare ones, those first whose share moved most."""
    old, new = (Counter(each.name for each in its) for its in (before, now))
    found = list[Moved]()
    for name in names:
        was, its = old[name] / len(before), new[name] / len(now)
        ids = (each.id for each in reversed(now) if each.name == name and each.id)
        examples = tuple(islice(ids, EXAMPLES)) if its > was else ()
        if name != OTHERS:
            found.append(Moved(name, was, its, examples))
    return sorted(found, key=lambda each: -abs(each.now - each.before))


def _chance(before: NDArray[np.int64], now: NDArray[np.int64], value: float) -> float:
    draw = np.random.default_rng(0)  # the same counts tell the same each time
    units = np.concatenate([before, now])
    total = units.sum(axis=0)
    reached = 0
    for _ in range(DRAWS):
        dealt = units[draw.permutation(len(units))[: len(now)]].sum(axis=0)
        reached += index(dealt.tolist(), (total - dealt).tolist()) >= value - 1e-12
    return (1 + reached) / (DRAWS + 1)
