"""Whether scores are spread as they were: the population stability index.

It is the sum of (p - q) ln(p / q) over bins that each hold a tenth or more of the
reference, p and q being the shares of both times. That below 0.10 nothing has changed
and above 0.25 much has is the usual reading in credit scoring (N. Siddiqi, "Credit
Risk Scorecards", 2006). By chance alone it is up to a quantile of chi-square, with one
less degree of freedom than there are bins, times (1/n + 1/m) for n and m scores
(B. Yurdakul, "Statistical Properties of Population Stability Index", Western Michigan
University, 2018): where that is more than 0.10 there are too few to say anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from moderation.store.statistics import bins

LOOK_FROM, SHIFTED_FROM = 0.10, 0.25

WEEK_DAYS, REFERENCE_DAYS = 7, 28
"""The days up to today, and those before them that they are compared with."""

LEAST_SHARE = 0.1
"""Of the reference in each bin, which makes ten of them at most."""

_CHI_SQUARE = (3.84, 5.99, 7.81, 9.49, 11.07, 12.59, 14.07, 15.51, 16.92)
"""Its 95 % quantiles, for 1 to 9 degrees of freedom."""

_HALF = bins.SCORES.index(0.5) + 1


class Reading(StrEnum):
    """What an index says."""

    STEADY = "steady"
    LOOK = "look"
    SHIFTED = "shifted"
    TOO_FEW = "too_few"


@dataclass(frozen=True, kw_only=True)
class Drift:
    """The scores of one attribute, this week and before.

    Attributes:
        now, before: scores in each bin of `bins.SCORES`.
        index: the population stability index; `None` with too few scores.
        by_chance: that it reaches by chance in one of twenty cases.
    """

    attribute: str
    now: Sequence[int]
    before: Sequence[int]
    index: float | None
    by_chance: float | None

    @property
    def reading(self) -> Reading:
        """What the index says."""
        if self.index is None:
            return Reading.TOO_FEW
        if self.index >= SHIFTED_FROM:
            return Reading.SHIFTED
        return Reading.LOOK if self.index >= LOOK_FROM else Reading.STEADY

    @property
    def high_now(self) -> float | None:
        """The share of this week's scores that are 0.5 or more."""
        return _high(self.now)

    @property
    def high_before(self) -> float | None:
        """The same of those before."""
        return _high(self.before)


def drift(attribute: str, now: Mapping[int, int], before: Mapping[int, int]) -> Drift:
    """Compare the scores of an attribute, counted by bin.

    >>> steady = drift("insult", {0: 500, 14: 500}, {0: 2000, 14: 2000})
    >>> steady.index, steady.reading
    (0.0, <Reading.STEADY: 'steady'>)
    >>> drift("insult", {0: 200, 14: 800}, {0: 2000, 14: 2000}).reading
    <Reading.SHIFTED: 'shifted'>
    >>> drift("insult", {0: 9}, {0: 9}).reading
    <Reading.TOO_FEW: 'too_few'>
    """
    places = range(len(bins.SCORES) + 1)
    new = [now.get(place, 0) for place in places]
    old = [before.get(place, 0) for place in places]
    index, by_chance = None, None
    if sum(new) and sum(old):
        groups = _groups(old)
        by_chance = _by_chance(len(groups), sum(new), sum(old))
        if by_chance <= LOOK_FROM:
            index = _index(groups, new, old)
    return Drift(
        attribute=attribute, now=new, before=old, index=index, by_chance=by_chance
    )


def _groups(reference: Sequence[int]) -> list[range]:
    """Neighbouring bins that hold enough together."""
    least = LEAST_SHARE * sum(reference)
    groups, begin, held = list[range](), 0, 0
    for place, count in enumerate(reference):
        held += count
        if held >= least:
            groups.append(range(begin, place + 1))
            begin, held = place + 1, 0
    last = groups.pop()
    groups.append(range(last.start, len(reference)))
    return groups if len(groups) > 1 else _around_most(reference)


def _around_most(reference: Sequence[int]) -> list[range]:
    """Where nearly all scores are in one bin: that one, and what is on its sides."""
    most = max(range(len(reference)), key=lambda place: reference[place])
    parts = (range(most), range(most, most + 1), range(most + 1, len(reference)))
    return [part for part in parts if part]


def _index(groups: Sequence[range], now: Sequence[int], before: Sequence[int]) -> float:
    new, old = (
        [sum(counts[place] for place in group) for group in groups]
        for counts in (now, before)
    )
    return index(new, old)


def index(now: Sequence[int], before: Sequence[int]) -> float:
    """The population stability index of counts by bin, the same bins of both times.

    >>> index([50, 50], [500, 500])
    0.0
    """
    # Half a score more in each: an empty bin is rare, and not impossible.
    new, old = (sum(counts) + 0.5 * len(counts) for counts in (now, before))
    result = 0.0
    for one, other in zip(now, before, strict=True):
        p, q = (one + 0.5) / new, (other + 0.5) / old
        result += (p - q) * log(p / q)
    return result


def _by_chance(groups: int, now: int, before: int) -> float:
    return _CHI_SQUARE[groups - 2] * (1 / now + 1 / before)


def _high(counts: Sequence[int]) -> float | None:
    return sum(counts[_HALF:]) / sum(counts) if sum(counts) else None
