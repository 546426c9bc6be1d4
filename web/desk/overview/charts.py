"""Where the parts of charts are, in units of their drawings; `charts.html` draws them.

A unit is a pixel where there is room for 360 of them, as there is on a phone. Time goes
from left to right in every language, as numbers do. Colours come from the style sheet
by `look`, so that charts follow the theme.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import NamedTuple

from web.desk.overview.labels import Label, below

WIDTH, HEIGHT = 360, 190
LEFT, TOP, RIGHT, BOTTOM = 44, 10, 12, 24  # what is outside the plot
_MOST_TICKS = 4
_NARROW = 4  # columns that stand without a gap

ROW = 36
"""Units from one horizontal bar to the next: a line of text, and the bar."""

_BAR = 9
_ROW_TOP = 20  # of a bar, below the top of its row


class Series(NamedTuple):
    """Values, one for each label; `None` where there is none."""

    name: str
    look: str
    values: Sequence[float | None]


class Box(NamedTuple):
    """A rectangle, and what is told of it, "" where it is too narrow to point at."""

    x: float
    y: float
    width: float
    height: float
    look: str
    said: str


class Tick(NamedTuple):
    """A line across the plot, and its value."""

    y: float
    value: float


class Path(NamedTuple):
    """A line through points, and the points that stand alone."""

    way: str
    dots: Sequence[tuple[float, float]]
    look: str


@dataclass(frozen=True)
class Chart:
    """A chart over time.

    Args:
        labels: of the periods; `axis`: shorter ones, of which some are written below.
        stacked: values are drawn as columns, one on the other; else as lines.
        shares: values are in [0, 1].
    """

    labels: Sequence[str]
    axis: Sequence[str]
    series: Sequence[Series]
    stacked: bool = False
    shares: bool = False

    width, height, left, right = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for its in self.series for value in its.values)

    @property
    def most(self) -> float:
        """The value at the top of the plot."""
        if self.shares:
            return 1.0
        return self.ticks[-1].value

    @property
    def ticks(self) -> Sequence[Tick]:
        """The lines across."""
        each = 0.25 if self.shares else nice(self._highest / _MOST_TICKS)
        most = 1.0 if self.shares else max(each, -(-self._highest // each) * each)
        count = round(most / each)
        return [Tick(_y(number / count), number * each) for number in range(count + 1)]

    @property
    def boxes(self) -> Iterator[Box]:
        """The parts of the columns, from below."""
        each = (WIDTH - LEFT - RIGHT) / max(1, len(self.labels))
        gap = 0.1 if each > _NARROW else 0.0
        most = self.most
        for place, label in enumerate(self.labels):
            below = 0.0
            for its in self.series:
                value = its.values[place]
                if not value:
                    continue
                top, bottom = _y((below + value) / most), _y(below / most)
                below += value
                yield Box(
                    round(LEFT + each * (place + gap), 2),
                    round(top, 2),
                    round(each * (1 - 2 * gap), 2),
                    round(bottom - top, 2),
                    its.look,
                    f"{label}, {its.name}: {value:,.0f}" if gap else "",
                )

    @property
    def paths(self) -> Iterator[Path]:
        """The lines."""
        for its in self.series:
            yield self._path(its)

    @property
    def below(self) -> Sequence[Label]:
        """The names of some periods."""
        return below(self.axis, LEFT, WIDTH - RIGHT)

    @property
    def _highest(self) -> float:
        if not self.stacked:
            return max(value or 0 for its in self.series for value in its.values)
        sums = zip(*(its.values for its in self.series), strict=True)
        return max((sum(value or 0 for value in each) for each in sums), default=0)

    def _path(self, series: Series) -> Path:
        way, dots = list[str](), list[tuple[float, float]]()
        known = [None, *series.values, None]
        for place, (before, value, after) in enumerate(
            zip(known, known[1:], known[2:], strict=False)
        ):
            if value is None:
                continue
            x, y = round(self._x(place), 2), round(_y(value / self.most), 2)
            way.append(f"{'M' if before is None else 'L'}{x:g} {y:g}")
            if before is None and after is None:
                dots.append((x, y))
        return Path(" ".join(way), dots, series.look)

    def _x(self, place: int) -> float:
        """The middle of a period."""
        each = (WIDTH - LEFT - RIGHT) / max(1, len(self.labels))
        return LEFT + each * (place + 0.5)


class Row(NamedTuple):
    """A horizontal bar of several parts; `reach` is from where to where it may be."""

    label: str
    said: str
    parts: Sequence[tuple[str, float]]  # each one's look and value
    reach: tuple[float, float] | None = None


@dataclass(frozen=True)
class Rows:
    """Horizontal bars, each below its label.

    Args:
        most: the value at the right end; the largest if `None`.
        guides: values at which a line is drawn down.
    """

    rows: Sequence[Row]
    most: float | None = None
    guides: Sequence[float] = ()

    width = WIDTH

    @property
    def height(self) -> int:
        """Units of the drawing."""
        return ROW * len(self.rows) + 4

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    @property
    def guided(self) -> Iterator[tuple[float, float, float]]:
        """The pieces of the guides across each bar: where, from and to how far down."""
        for number in range(len(self.rows)):
            y = ROW * number + _ROW_TOP
            for guide in self.guides:
                yield self.x(guide), y - 3, y + _BAR + 3

    @property
    def placed(self) -> Iterator[tuple[int, Row, Sequence[Box]]]:
        """Each row with where its label is, and the parts of its bar."""
        for number, row in enumerate(self.rows):
            y, x, boxes = ROW * number + _ROW_TOP, 0.0, list[Box]()
            for look, value in row.parts:
                width = self.x(value)
                boxes.append(Box(round(x, 2), y, round(width, 2), _BAR, look, row.said))
                x += width
            yield ROW * number + 14, row, boxes

    @property
    def reaches(self) -> Iterator[tuple[float, float, float]]:
        """The lines that tell how sure a value is: from, to, and how far down."""
        for number, row in enumerate(self.rows):
            if row.reach is not None:
                low, high = map(self.x, row.reach)
                yield round(low, 2), round(high, 2), ROW * number + _ROW_TOP + _BAR / 2

    def x(self, value: float) -> float:
        """Where a value is."""
        return round(WIDTH * min(1.0, value / self._most), 2)

    @property
    def _most(self) -> float:
        if self.most is not None:
            return self.most
        sums = (sum(value for _, value in row.parts) for row in self.rows)
        return max(sums, default=0) or 1


def nice(least: float) -> float:
    """A round number that is at least so large, and at least one.

    >>> [nice(each) for each in (0, 3, 12, 130)]
    [1, 5, 20, 200]
    """
    if least <= 1:
        return 1
    power = int(10 ** floor(log10(least)))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= least)


def _y(share: float) -> float:
    """How far down a share of the plot's height is."""
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 2)
