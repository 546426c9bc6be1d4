"""Charts of curves as SVG, drawn by hand: every number is in a table of the page too.

Colours come from the page's style sheet by class (`ours`, `theirs`, `second`, `third`),
so that a chart follows dark, light and print.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.evaluation.metrics import Points
from classifier.evaluation.report.drawing import picture, segment, written
from classifier.evaluation.report.markup import Markup, joined, tag

WIDTH, HEIGHT = 360, 270  # units; at most so many pixels wide on a phone
LEFT, TOP, RIGHT, BOTTOM = 54, 10, 22, 44  # what is outside the plot


@dataclass(frozen=True)
class Line:
    """A curve through points in the unit square; `look` is its class."""

    name: str
    points: Points
    look: str
    dotted: bool = False


def lines(
    title: str,
    curves: Sequence[Line],
    *,
    across: str,
    up: str,
    scores: bool = False,
    diagonal: bool = False,
    level: float | None = None,
    upright: float | None = None,
) -> Markup:
    """Curves in the unit square with a legend below; axes are in percent.

    Args:
        across: label of the horizontal axis; `up` that of the vertical one.
        scores: whether the horizontal axis is one of scores, and not in percent.
        diagonal: whether to draw the line from corner to corner.
        level: a height to draw a thin line at, such as that of chance.
        upright: a place to draw an upright line at, such as a threshold.
    """
    parts = [_square_axes(across, up, scores=scores)]
    if diagonal:
        parts.append(segment(_x(0), _y(0), _x(1), _y(1), "guide"))
    if level is not None:
        parts.append(segment(_x(0), _y(level), _x(1), _y(level), "guide"))
    if upright is not None:
        parts.append(segment(_x(upright), _y(0), _x(upright), _y(1), "cut"))
    for curve in curves:
        parts.append(_path(curve))
        if curve.dotted:
            parts += [
                tag("circle", cx=_x(x), cy=_y(y), r=3.5, class_=f"dot {curve.look}")
                for x, y in curve.points
            ]
    drawing = picture(title, WIDTH, HEIGHT, parts)
    return tag(
        "figure",
        tag("h4", title),
        drawing,
        legend((curve.name, curve.look) for curve in curves),
        class_="chart",
    )


def legend(entries: Iterable[tuple[str, str]]) -> Markup:
    """What the looks stand for."""
    return tag(
        "ul",
        *(
            tag("li", tag("span", class_=f"key {look}", aria_hidden="true"), name)
            for name, look in entries
        ),
        class_="legend",
    )


def _square_axes(across: str, up: str, *, scores: bool) -> Markup:
    parts = []
    for step in range(6):
        share = step / 5
        parts += [
            segment(_x(0), _y(share), _x(1), _y(share), "grid"),
            segment(_x(share), _y(0), _x(share), _y(1), "grid"),
            written(
                _x(share),
                _y(0) + 16,
                f"{share:.1f}" if scores else f"{share:.0%}",
                "middle",
            ),
            written(_x(0) - 7, _y(share) + 4, f"{share:.0%}", "end"),
        ]
    middle = (_y(0) + _y(1)) / 2
    parts += [
        written((_x(0) + _x(1)) / 2, HEIGHT - 8, across, "middle", "axis"),
        tag(
            "text",
            up,
            x=10,
            y=middle,
            text_anchor="middle",
            class_="axis",
            transform=f"rotate(-90 10 {middle:g})",
        ),
    ]
    return joined(*parts)


def _path(curve: Line) -> Markup:
    way = " ".join(
        f"{'M' if number == 0 else 'L'}{_x(x):.1f} {_y(y):.1f}"
        for number, (x, y) in enumerate(curve.points)
    )
    return tag("path", d=way, class_=f"line {curve.look}")


def _x(share: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)
