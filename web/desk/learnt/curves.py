"""Where the parts of curves and histograms are, in units of their drawings.

`learnt/charts.html` draws them; colours come from the style sheet by `look`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from web.desk.overview.charts import Box

WIDTH, HEIGHT = 360, 270
LEFT, TOP, RIGHT, BOTTOM = 46, 26, 16, 40  # what is outside the plot

FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


class Line(NamedTuple):
    """A curve; `dotted` marks its points, where they are few."""

    name: str
    look: str
    points: Sequence[tuple[float, float]]
    dotted: bool = False


class Tick(NamedTuple):
    """A line across the plot, at `at` units, with what is written beside it."""

    at: float
    said: str


@dataclass(frozen=True)
class Curves:
    """Lines in a square of values.

    Args:
        across, up: what the axes are of.
        below: values of the axis across, each with what is written there.
        beside: the same of the axis up; its ends are those of the plot.
        diagonal: whether a line goes from corner to corner.
        level: a value at which a line goes across, such as that of chance.
    """

    lines: Sequence[Line]
    across: str
    up: str
    below: Sequence[tuple[float, str]]
    beside: Sequence[tuple[float, str]]
    diagonal: bool = False
    level: float | None = None

    width, height = WIDTH, HEIGHT
    left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM

    @property
    def columns(self) -> Iterator[Tick]:
        """The lines down."""
        return (Tick(self._x(value), said) for value, said in self.below)

    @property
    def rows(self) -> Iterator[Tick]:
        """The lines across."""
        return (Tick(self._y(value), said) for value, said in self.beside)

    @property
    def level_at(self) -> float | None:
        """How far down the level is."""
        return None if self.level is None else self._y(self.level)

    @property
    def drawn(self) -> Iterator[tuple[Line, str, Sequence[tuple[float, float]]]]:
        """Each line, its way, and the dots on it."""
        for line in self.lines:
            places = [(self._x(x), self._y(y)) for x, y in line.points]
            way = " ".join(
                f"{'L' if number else 'M'}{x:g} {y:g}"
                for number, (x, y) in enumerate(places)
            )
            yield line, way, places if line.dotted else ()

    def _x(self, value: float) -> float:
        first, last = self.below[0][0], self.below[-1][0]
        return _between(value, first, last, self.left, self.right)

    def _y(self, value: float) -> float:
        low, high = self.beside[0][0], self.beside[-1][0]
        return _between(value, low, high, self.bottom, self.top)


@dataclass(frozen=True)
class Mirrored:
    """Two histograms on one axis of scores, one up and the other down.

    Args:
        upper, lower: the share of each in each bin.
        guides: scores at which a line goes down, with what is written there.
    """

    upper: Sequence[float]
    lower: Sequence[float]
    guides: Sequence[tuple[float, str]] = ()

    width, height = WIDTH, HEIGHT
    left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM
    middle = (TOP + HEIGHT - BOTTOM) / 2

    @property
    def most(self) -> float:
        """The share at either end of the scale."""
        return ceil(20 * max(*self.upper, *self.lower, 0.01)) / 20

    @property
    def boxes(self) -> Iterator[Box]:
        """The bars."""
        wide = (self.right - self.left) / len(self.upper)
        for look, shares in (("no", self.upper), ("yes", self.lower)):
            for place, share in enumerate(shares):
                high = round((self.middle - self.top) * share / self.most, 2)
                y = self.middle - high if look == "no" else self.middle
                x = round(self.left + wide * place + 0.5, 2)
                if share:
                    yield Box(x, round(y, 2), round(wide - 1, 2), high, look, "")

    @property
    def columns(self) -> Iterator[Tick]:
        """The scores below."""
        return (Tick(self._x(value), f"{value:.1f}") for value in FIFTHS)

    @property
    def guided(self) -> Iterator[Tick]:
        """The lines down."""
        return (Tick(self._x(value), said) for value, said in self.guides)

    def _x(self, score: float) -> float:
        return _between(score, 0, 1, self.left, self.right)


def _between(value: float, low: float, high: float, begin: float, end: float) -> float:
    """Where a value is on an axis; what is beyond its ends is at the nearer one."""
    share = (min(max(value, low), high) - low) / (high - low)
    return round(begin + (end - begin) * share, 2)
