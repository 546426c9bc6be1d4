"""Which kinds of comments or decisions are more or fewer than they were.

How far: the population stability index, read as everywhere here (by
`moderation.statistics.drift`). Beyond chance: by permutation (R. A. Fisher, "The Design
of Experiments", 1935; P. Good, "Permutation, Parametric, and Bootstrap Tests of
Hypotheses", 2005). Were both times alike, which comment came when would be chance, so
the counts of one time are drawn again and again out of all; nothing is assumed of
their distribution, and a handful of comments is no less exact than thousands.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from moderation.statistics.drift import LOOK_FROM, SHIFTED_FROM, Reading, index

LEAST = 200
"""Of either time; by fewer, differences that matter are seldom beyond chance."""

DRAWS = 4_999
"""How often counts are drawn: the least chance that can be told is one in 5,000, a
tenth of what the strictest of six tests asks for."""

RARE = 0.01
"""Kinds that are a smaller share of both times together are taken as one."""

OTHERS = "…"
"""Stands for all rare kinds."""

TOLD = 5
"""Kinds that are told, those first that moved the index most."""

EXAMPLES = 3
"""Comments that are named of a kind which became more frequent, the latest."""


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
        moved: what moved most.
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


def shift(
    kind: Kind,
    before: Sequence[str],
    now: Sequence[str],
    ids: Sequence[str] = (),
) -> Shift:
    """Compare the kinds of what was with those of what is.

    Args:
        before, now: the kind of each comment or decision, the oldest first.
        ids: of the comments of now, for examples; none where there are none.

    >>> shift(Kind.LANGUAGES, ["en"] * 300, ["en"] * 300).reading
    <Reading.STEADY: 'steady'>
    >>> shift(Kind.LANGUAGES, ["en"] * 300, ["en"] * 20).reading
    <Reading.TOO_FEW: 'too_few'>
    """
    found = Shift(kind, len(before), len(now))
    if min(len(before), len(now)) < LEAST:
        return found
    rare = _rare(Counter([*before, *now]))
    old = Counter(OTHERS if each in rare else each for each in before)
    named = [OTHERS if each in rare else each for each in now]
    new = Counter(named)
    names = sorted({*old, *new})
    was, its = ([counts[name] for name in names] for counts in (old, new))
    examples = _examples(named, ids)
    moved = [
        Moved(
            name,
            old[name] / len(before),
            new[name] / len(now),
            examples.get(name, ()) if _grew(name, old, new) else (),
        )
        for name in names
        if name != OTHERS
    ]
    moved.sort(key=lambda each: -abs(each.now - each.before))
    value = index(its, was)
    chance = _chance(was, its, value)
    return Shift(kind, len(before), len(now), value, chance, tuple(moved[:TOLD]))


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


def _grew(name: str, old: Counter[str], new: Counter[str]) -> bool:
    return new[name] * old.total() > old[name] * new.total()


def _examples(
    named: Sequence[str], ids: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    found = dict[str, tuple[str, ...]]()
    if not ids:
        return found
    for name, id in zip(reversed(named), reversed(ids), strict=True):
        if len(its := found.get(name, ())) < EXAMPLES:
            found[name] = (*its, id)
    return found


def _chance(before: Sequence[int], now: Sequence[int], value: float) -> float:
    draw = np.random.default_rng(0)  # the same counts tell the same each time
    both = np.add(before, now)
    drawn = draw.multivariate_hypergeometric(both, sum(now), size=DRAWS)
    reached = sum(index(its, both - its) >= value - 1e-12 for its in drawn)
    return (1 + int(reached)) / (DRAWS + 1)
