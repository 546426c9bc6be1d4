"""Rows of dots on a common axis: how models stand in each of many things.

Every row is of both models where two are compared, and a table stands behind.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from classifier.card import cut
from classifier.evaluation.report.charts import legend
from classifier.evaluation.report.drawing import picture, segment, written
from classifier.evaluation.report.markup import Markup, joined, tag
from classifier.evaluation.report.tables import folded

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

WIDTH, NARROW = 700, 330  # units, as many pixels or a little more
TOP, ROW, FOOT = 10, 24, 44  # heights: above the rows, of one, and of the axis below
MARGIN = 24  # what is outside the plot at its ends
LETTER = 7.1  # width of a letter of a label
LONGEST = 42  # letters of a label; the table has the whole name
APART = 3.5  # half of what is between the dots of two models in a row


class Value(NamedTuple):
    """A figure, with the ends of an interval where there is one."""

    at: float
    ends: tuple[float, float] | None = None


@dataclass(frozen=True)
class Dots:
    """A row: a value by look of each model; without any it is a heading of the rows
    below.
    """

    label: str
    values: Sequence[tuple[str, Value]] = ()


def of_both(
    label: str,
    key: K,
    ours: Mapping[K, V],
    theirs: Mapping[K, V],
    value: Callable[[V], Value],
) -> Dots:
    """The row of what models have by a key; who lacks it has no dot."""
    return Dots(
        label,
        [
            (look, value(found[key]))
            for look, found in (("ours", ours), ("theirs", theirs))
            if key in found
        ],
    )


def figure(
    title: str,
    rows: Sequence[Dots],
    *,
    across: str,
    low: float = 0,
    versions: tuple[str, str | None],
    behind: Markup | None = None,
) -> Markup:
    """Rows of dots up to 1, who is who, and the table behind them, folded.

    Args:
        across: label of the axis, which begins at `low`.
        versions: of the model and of the one beside it.
    """
    ours, theirs = versions
    return joined(
        dots(title, rows, across=across, low=low, high=1),
        legend([(ours, "ours"), (theirs, "theirs")]) if theirs else "",
        folded("The figures as a table", behind) if behind else "",
    )


def dots(
    title: str, rows: Sequence[Dots], *, across: str, low: float, high: float
) -> Markup:
    """Rows of dots with their intervals on a common axis from `low` to `high`.

    Drawn twice, with labels beside the dots and with labels above them; the style
    sheet shows the one for which the screen has room.
    """
    longest = min(max((len(row.label) for row in rows), default=0), LONGEST)
    axis = _Axis(low, high, LETTER * longest + MARGIN, WIDTH - MARGIN)
    narrow = _Axis(low, high, MARGIN / 2, NARROW - MARGIN / 2)
    return joined(
        _picture(title, rows, axis, across, WIDTH, above=False),
        _picture(title, rows, narrow, across, NARROW, above=True),
    )


def beginning(rows: Sequence[Dots]) -> float:
    """Where an axis begins that shall show all of these, in tenths."""
    shown = [
        each
        for row in rows
        for _, value in row.values
        for each in (value.at, *(value.ends or ()))
    ]
    return max(0.0, min(0.9, int(min(shown, default=0.0) * 10) / 10))


@dataclass(frozen=True)
class _Axis:
    """From `low` at `left` to `high` at `right`."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return self.left + (self.right - self.left) * share

    def ticks(self) -> list[float]:
        span = round(100 * (self.high - self.low))
        step = next(step for most, step in _STEPS if span <= most)
        last = round(100 * self.high)
        return [each / 100 for each in range(last, last - span - 1, -step)]


_STEPS = ((10, 2), (30, 5), (60, 10), (100, 20))
"""Hundredths that an axis is long at most, and those between its ticks."""


def _picture(
    title: str,
    rows: Sequence[Dots],
    axis: _Axis,
    across: str,
    width: float,
    *,
    above: bool,
) -> Markup:
    heights = [ROW * (2 if above and row.values else 1) - 6 * above for row in rows]
    foot = TOP + sum(heights)
    parts = _ground(axis, foot, across)
    below = TOP
    for row, height in zip(rows, heights, strict=True):
        below += height
        middle = below - ROW / 2
        baseline = below - height + 16 if above else middle + 4
        look = "label" if row.values else "label heading"
        x, anchor = (0.0, "start") if above else (axis.left - 12, "end")
        parts.append(written(x, baseline, cut(row.label, LONGEST), anchor, look))
        parts += _dots(row, middle, axis)
    class_ = "rows narrow" if above else "rows wide"
    return picture(title, width, foot + FOOT, parts, class_=class_)


def _ground(axis: _Axis, foot: float, across: str) -> list[Markup]:
    parts = []
    ticks = axis.ticks()
    digits = 1 if all(f"{each:.2f}"[-1] == "0" for each in ticks) else 2
    for value in ticks:
        x = axis.x(value)
        parts.append(segment(x, TOP, x, foot, "grid"))
        parts.append(written(x, foot + 17, f"{value:.{digits}f}", "middle"))
    middle = (axis.left + axis.right) / 2
    parts.append(written(middle, foot + 36, across, "middle", "axis"))
    return parts


def _dots(row: Dots, middle: float, axis: _Axis) -> list[Markup]:
    # Several models in one row stand a little apart, so that none hides another.
    parts, apart = [], APART if len(row.values) > 1 else 0
    for place, (look, value) in enumerate(row.values):
        at = middle + apart * (2 * place - len(row.values) + 1)
        if value.ends is not None:
            begin, end = map(axis.x, value.ends)
            parts.append(segment(begin, at, end, at, f"span {look}"))
        dot = tag("circle", cx=axis.x(value.at), cy=at, r=4, class_=f"dot {look}")
        parts.append(dot)
    return parts
