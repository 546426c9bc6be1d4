"""Which periods are named below a chart: as many as there is room for, evenly."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LETTER = 6.5
"""Units that a letter is wide, rather too many: in text of 11 units, digits take 6.1 to
6.6 and the letters of most months less."""

BETWEEN = 6.0
"""Units that are free between two labels, at least: about a blank more than one."""

MOST_STEPS = 6

ODD = 1 / 6
"""Of a step, by which the first one may be longer or shorter than the others: 24 hours
and 30 or 90 days can be divided by nothing that leaves both the first and the last."""


class Label(NamedTuple):
    """A text below the plot; `anchor` as in SVG."""

    x: float
    text: str
    anchor: str

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it is, about."""
        wide = LETTER * len(self.text)
        begin = self.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anchor]
        return begin, begin + wide


def below(axis: Sequence[str], left: float, right: float) -> Sequence[Label]:
    """The labels of some periods, in order: the first, the last, and what is between.

    Args:
        axis: the names of all periods.
        left: where the plot begins, and `right` where it ends; each period has an equal
            part of it.

    >>> [its.text for its in below([str(hour) for hour in range(24)], 0, 300)]
    ['0', '5', '11', '17', '23']
    """
    last = len(axis) - 1
    for steps in range(min(last, MOST_STEPS), 0, -1):
        places = list(_places(last, steps))
        labels = [_label(axis, place, left, right) for place in places]
        if _are_even(places) and _fit(labels):
            return labels
    return [_label(axis, last, left, right)] if axis else []


def _places(last: int, steps: int) -> Iterator[int]:
    """The first, and from the last back in equal steps."""
    each = round(last / steps)
    yield 0
    yield from (last - each * back for back in reversed(range(steps)))


def _are_even(places: Sequence[int]) -> bool:
    first, each = places[1] - places[0], places[-1] - places[-2]
    return abs(first - each) <= ODD * each


def _fit(labels: Sequence[Label]) -> bool:
    return all(
        before.reach[1] + BETWEEN <= after.reach[0]
        for before, after in pairwise(labels)
    )


def _label(axis: Sequence[str], place: int, left: float, right: float) -> Label:
    """In the middle of its period, but not beyond the plot."""
    if place == 0:
        return Label(left, axis[place], "start")
    if place == len(axis) - 1:
        return Label(right, axis[place], "end")
    each = (right - left) / len(axis)
    return Label(round(left + each * (place + 0.5), 2), axis[place], "middle")
