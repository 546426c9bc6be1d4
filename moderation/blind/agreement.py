"""How far people agree, by what two of them decided without knowing of each other.

Krippendorff's alpha (nominal, as in "Computing Krippendorff's alpha-reliability", 2011)
over all, and Cohen's kappa (1960) of two people: 1 is full agreement, 0 what chance
alone would bring about. What moderators agree on is as good as any model can become.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

LEAST = 20
"""Comments that two have decided before a figure is told: fewer say next to nothing."""

DRAWS = 500
"""Of comments with replacement, for a percentile interval (Efron and Tibshirani, 1993)
at 95 %."""

Verdicts = Mapping[str, str]  # what each made of one comment, by who
_Two = tuple[str, str]


@dataclass(frozen=True)
class Figure:
    """A figure on so many comments, with its 95 % interval.

    Attributes:
        value: `None` where all said the same, so that chance is no measure.
    """

    comments: int
    value: float | None
    low: float
    high: float


def alpha(units: Sequence[Verdicts]) -> float | None:
    """Krippendorff's, of comments that two or more have decided; `None` where there is
    no other verdict than one, or no comment.
    """
    together = defaultdict[tuple[str, str], float](float)
    for unit in units:
        if len(unit) > 1:
            for pair in permutations(unit.values(), 2):
                together[pair] += 1 / (len(unit) - 1)
    said = defaultdict[str, float](float)
    for (one, _), often in together.items():
        said[one] += often
    whole = sum(said.values())
    differ = sum(often for (one, other), often in together.items() if one != other)
    by_chance = whole**2 - sum(often**2 for often in said.values())
    if not by_chance:
        return None
    return 1 - (whole - 1) * differ / by_chance


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's, of the verdicts of two people on the same comments; `None` as above."""
    number = len(pairs)
    if not number:
        return None
    agree = sum(one == other for one, other in pairs) / number
    first, second = (Counter(each) for each in zip(*pairs, strict=True))
    by_chance = sum(often * second[said] for said, often in first.items()) / number**2
    return None if by_chance == 1 else (agree - by_chance) / (1 - by_chance)


def alpha_figure(units: Sequence[Verdicts], seed: int = 0) -> Figure | None:
    """Krippendorff's with its interval; `None` of fewer than `LEAST`."""
    if len(units) < LEAST:
        return None
    dice = np.random.default_rng(seed)
    drawn = [
        found
        for _ in range(DRAWS)
        for rows in [dice.integers(len(units), size=len(units)).tolist()]
        if (found := alpha([units[row] for row in rows])) is not None
    ]
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn else (-1.0, 1.0)
    return Figure(len(units), alpha(units), float(low), float(high))


def pairs_of(
    units: Sequence[Verdicts],
) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    """The verdicts of each two people who decided the same, by their names in order."""
    found = defaultdict[_Two, list[_Two]](list)
    for unit in units:
        names = sorted(unit)
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                found[one, other].append((unit[one], unit[other]))
    return found
