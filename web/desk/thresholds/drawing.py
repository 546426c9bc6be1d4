"""The curve of an attribute drawn: places alone, for colours are the style sheet's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from moderation.thresholds import Curve, Point

WIDTH, HEIGHT = 600, 160
"""Units of each of the two panels."""

_NICE = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
"""Shares at which the scale of what is held may end."""


@dataclass(frozen=True)
class Drawing:
    """The two panels of a curve.

    Attributes:
        precision: lines of precision, where enough is decided.
        bands: polygons around them, in which it is with a certainty of 95 %.
        held: the line of the share that is held; what is higher than `most` is cut.
        most: the share at the top of the second panel.
        hold, reject: where the thresholds stand.
    """

    precision: Sequence[str]
    bands: Sequence[str]
    held: str
    most: float
    hold: float
    reject: float | None


def drawn(curve: Curve, hold: float, reject: float | None) -> Drawing:
    """A curve with thresholds, be it those in force or others."""
    most = _scale(curve, hold)
    runs = list(_runs(curve.points))
    return Drawing(
        precision=[_line(_precision(run)) for run in runs],
        bands=[_line(_band(run)) for run in runs],
        held=_line(_held(curve.points, most)),
        most=most,
        hold=round(WIDTH * hold, 1),
        reject=None if reject is None else round(WIDTH * reject, 1),
    )


def small(curve: Curve) -> Drawing:
    """A curve with the thresholds in force."""
    return drawn(curve, curve.hold, curve.reject)


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The parts of a curve in which enough is decided."""
    for known, run in groupby(points, lambda its: its.precision is not None):
        if known:
            yield list(run)


def _precision(run: Sequence[Point]) -> Iterator[tuple[float, float]]:
    for point in run:
        if point.precision is not None:
            yield point.at, 1 - point.precision.share


def _band(run: Sequence[Point]) -> Iterator[tuple[float, float]]:
    for point in run:
        if point.precision is not None:
            yield point.at, 1 - point.precision.high
    for point in reversed(run):
        if point.precision is not None:
            yield point.at, 1 - point.precision.low


def _held(points: Sequence[Point], most: float) -> Iterator[tuple[float, float]]:
    for point in points:
        if point.held is not None:
            yield point.at, max(0.0, 1 - point.held / most)


def _line(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{WIDTH * x:.1f},{HEIGHT * y:.1f}" for x, y in places)


def _scale(curve: Curve, hold: float) -> float:
    """Where the scale ends: what thresholds that one may choose would hold is seen."""
    held = [curve.at(at).held or 0.0 for at in (hold, 0.7 if curve.below else 0.3)]
    wanted = 1.3 * max(held)
    return next((each for each in _NICE if each >= wanted), 1.0)
