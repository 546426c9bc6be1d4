"""How far people agree, by what two of them decided without knowing of each other.

Krippendorff's alpha (nominal, as in "Computing Krippendorff's alpha-reliability", 2011)
over all, and Cohen's kappa (1960) of two people: 1 is full agreement, 0 what chance
alone would bring about. Both are 1 less the observed disagreement over that of chance.
What moderators agree on is as good as any model can become.

Intervals are at 95 %, by the percentiles of a bootstrap (Efron and Tibshirani, 1993,
chapter 13; for alpha Hayes and Krippendorff, 2007), here over comments, as the verdicts
on one belong together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from classifier import risk
from classifier.risk import Counted

LEAST = 20
"""Comments that two have decided before a figure is told: fewer say next to nothing."""

DRAWS = 2_000
"""Of comments with replacement; percentiles want 1,000 (Efron and Tibshirani, 1993)."""

SEED = 0
"""So that the same verdicts always have the same interval."""

Verdicts = Mapping[str, str]  # what each made of one comment, by who
_Two = tuple[str, str]
_Floats = NDArray[np.float64]
_Disagreement = Callable[[_Floats], tuple[_Floats, _Floats]]


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


@dataclass(frozen=True)
class _Counted:
    """Comments by the verdicts on them.

    Attributes:
        often: how many there are of each kind; shape (kinds,).
        tables: how often one of each kind has each pair of verdicts; shape (kinds,
            verdicts, verdicts).
    """

    often: NDArray[np.int64]
    tables: _Floats


def alpha(units: Sequence[Verdicts]) -> float | None:
    """Krippendorff's, of comments that two or more have decided; `None` where there is
    no other verdict than one, or no comment.
    """
    return _value(_by_comment(units), _alphas)


def kappa(pairs: Sequence[_Two]) -> float | None:
    """Cohen's, of the verdicts of two people on the same comments; `None` as above."""
    return _value(_by_pair(pairs), _kappas)


def alpha_figure(units: Sequence[Verdicts]) -> Figure | None:
    """Krippendorff's with its interval; `None` of fewer than `LEAST`."""
    return _figure(_by_comment(units), _alphas)


def kappa_figure(pairs: Sequence[_Two]) -> Figure | None:
    """Cohen's with its interval; `None` of fewer than `LEAST`."""
    return _figure(_by_pair(pairs), _kappas)


def pairs_of(
    units: Sequence[Verdicts],
) -> Mapping[_Two, list[_Two]]:
    """The verdicts of each two people who decided the same, by their names in order."""
    found = defaultdict[_Two, list[_Two]](list)
    for unit in units:
        names = sorted(unit)
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                found[one, other].append((unit[one], unit[other]))
    return found


def _by_comment(units: Sequence[Verdicts]) -> _Counted:
    """Each ordered pair of verdicts on a comment, whoever gave them."""
    kinds = Counter(tuple(sorted(unit.values())) for unit in units if len(unit) > 1)
    return _counted(kinds, lambda kind: list(permutations(kind, 2)))


def _by_pair(pairs: Sequence[_Two]) -> _Counted:
    """The verdict of the one and that of the other."""
    return _counted(Counter(pairs), lambda kind: [kind])


def _counted(
    kinds: Counter[tuple[str, ...]],
    pairs: Callable[[tuple[str, ...]], Sequence[tuple[str, ...]]],
) -> _Counted:
    """The tables of comments of each kind, whose pairs together weigh as much as there
    are verdicts.
    """
    said = {each: at for at, each in enumerate(sorted({v for k in kinds for v in k}))}
    tables = np.zeros((len(kinds), len(said), len(said)))
    for table, kind in zip(tables, sorted(kinds), strict=True):
        found = pairs(kind)
        for one, other in found:
            table[said[one], said[other]] += len(kind) / len(found)
    return _Counted(np.array([kinds[kind] for kind in sorted(kinds)], int), tables)


def _alphas(tables: _Floats) -> tuple[_Floats, _Floats]:
    """The disagreement that is observed, and that of chance, by Krippendorff."""
    said = tables.sum(axis=2)
    whole = said.sum(axis=1)
    by_chance = (whole**2 - (said**2).sum(axis=1)) / (whole * (whole - 1))
    return _differ(tables) / whole, by_chance


def _kappas(tables: _Floats) -> tuple[_Floats, _Floats]:
    """The same by Cohen, who asks how often each of the two says what."""
    whole = tables.sum(axis=(1, 2))
    both = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1)
    return _differ(tables) / whole, (whole**2 - both) / whole**2


def _differ(tables: _Floats) -> _Floats:
    alike = np.trace(tables, axis1=1, axis2=2)
    differ: _Floats = tables.sum(axis=(1, 2)) - alike
    return differ


def _value(its: _Counted, disagreement: _Disagreement) -> float | None:
    if not len(its.often):
        return None
    together = np.tensordot(its.often, its.tables, 1)[np.newaxis]
    (observed,), (by_chance,) = disagreement(together)
    return float(1 - observed / by_chance) if by_chance else None


def _figure(its: _Counted, disagreement: _Disagreement) -> Figure | None:
    number = int(its.often.sum())
    if number < LEAST:
        return None
    value = _value(its, disagreement)
    if value is None:
        return Figure(number, None, -1.0, 1.0)
    dice = np.random.default_rng(SEED)
    drawn = dice.multinomial(number, its.often / number, size=DRAWS)
    observed, by_chance = disagreement(np.tensordot(drawn, its.tables, 1))
    told = by_chance > 0  # else all that were drawn say the same
    values = 1 - observed[told] / by_chance[told]
    low, high = np.percentile(values, [2.5, 97.5])
    if value == 1:
        low = _least(its, disagreement)
    return Figure(number, value, float(low), float(high))


def _least(its: _Counted, disagreement: _Disagreement) -> float:
    """How low it may be where nobody disagrees, which no drawing of these can tell: by
    the share of comments that may differ (Clopper and Pearson, 1934).
    """
    together = np.tensordot(its.often, its.tables, 1)[np.newaxis]
    _, (by_chance,) = disagreement(together)
    _, differ = risk.interval(Counted(int(its.often.sum()), 0))
    return max(-1.0, float(1 - differ / by_chance))
