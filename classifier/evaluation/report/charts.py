"""Charts as SVG, drawn by hand: every number is in a table of the page too.

Colours come from the page's style sheet by class (`ours`, `theirs`, `second`, `third`),
so that a chart follows dark, light and print.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from classifier.card import cut
from classifier.evaluation.metrics import Points
from classifier.evaluation.report.markup import Markup, joined, tag

WIDTH, HEIGHT = (
    360,
    270,
)  # units of a line chart; at most so many pixels wide on a phone
LEFT, TOP, RIGHT, BOTTOM = 54, 10, 22, 44  # what is outside the plot
ROW = 24  # height of a row of dots
LETTER = 8.6  # width of a letter of their labels, which are larger on a phone
LONGEST = 34  # letters of a label; the table has the whole name
DOTS_WIDTH = 700


@dataclass(frozen=True)
class Line:
    """A curve through points in the unit square; `look` is its class."""

    name: str
    points: Points
    look: str
    dotted: bool = False


@dataclass(frozen=True)
class Dots:
    """A row: values by look, each with the ends of its interval where there is one.

    Without values its label is a heading of the rows below.
    """

    label: str
    values: Sequence[tuple[str, float, tuple[float, float] | None]]


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
        parts.append(_segment(_x(0), _y(0), _x(1), _y(1), "guide"))
    if level is not None:
        parts.append(_segment(_x(0), _y(level), _x(1), _y(level), "guide"))
    if upright is not None:
        parts.append(_segment(_x(upright), _y(0), _x(upright), _y(1), "cut"))
    for curve in curves:
        parts.append(_path(curve))
        if curve.dotted:
            parts += [
                tag("circle", cx=_x(x), cy=_y(y), r=3.5, class_=f"dot {curve.look}")
                for x, y in curve.points
            ]
    drawing = _svg(title, WIDTH, HEIGHT, parts)
    return tag(
        "figure",
        tag("h4", title),
        drawing,
        legend((curve.name, curve.look) for curve in curves),
        class_="chart",
    )


def dots(
    title: str, rows: Sequence[Dots], *, across: str, low: float, high: float
) -> Markup:
    """Rows of dots with their intervals on a common axis from `low` to `high`."""
    foot = TOP + ROW * len(rows)
    longest = max((len(row.label) for row in rows), default=0)
    labels = LETTER * min(longest, LONGEST) + 16

    def x(value: float) -> float:
        inside = min(max(value, low), high)
        return labels + (DOTS_WIDTH - labels - 24) * (inside - low) / (high - low)

    parts = []
    for value in _ticks(low, high):
        parts.append(_segment(x(value), TOP, x(value), foot, "grid"))
        parts.append(_text(x(value), foot + 17, f"{value:.1f}", "middle"))
    parts.append(_text((x(low) + x(high)) / 2, foot + 36, across, "middle", "axis"))
    for number, row in enumerate(rows):
        middle = TOP + ROW * (number + 0.5)
        look = "label" if row.values else "label heading"
        parts.append(
            _text(labels - 12, middle + 4, cut(row.label, LONGEST), "end", look)
        )
        parts += _dots(row, middle, x)
    height = foot + BOTTOM
    return _svg(title, DOTS_WIDTH, height, parts, class_="rows")


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


def tenth(lowest: float) -> float:
    """Where an axis begins that shall show this value."""
    return max(0.0, min(0.9, int(lowest * 10) / 10))


def models(ours: str, theirs: str | None) -> Markup:
    """The legend of two models by version; none where there is one alone."""
    if theirs is None:
        return Markup("")
    return legend([(ours, "ours"), (theirs, "theirs")])


def _dots(row: Dots, middle: float, x: Callable[[float], float]) -> list[Markup]:
    # Several models in one row stand a little apart, so that none hides another.
    parts, apart = [], 3.5 if len(row.values) > 1 else 0
    for place, (look, value, ends) in enumerate(row.values):
        at = middle + apart * (2 * place - len(row.values) + 1)
        if ends is not None:
            parts.append(_segment(x(ends[0]), at, x(ends[1]), at, f"span {look}"))
        parts.append(tag("circle", cx=x(value), cy=at, r=4, class_=f"dot {look}"))
    return parts


def _ticks(low: float, high: float) -> list[float]:
    tenths = 1 if high - low <= 0.6 else 2
    first, last = round(10 * low), round(10 * high)
    return [each / 10 for each in range(last, first - 1, -tenths)]


def _square_axes(across: str, up: str, *, scores: bool) -> Markup:
    parts = []
    for step in range(6):
        share = step / 5
        parts += [
            _segment(_x(0), _y(share), _x(1), _y(share), "grid"),
            _segment(_x(share), _y(0), _x(share), _y(1), "grid"),
            _text(
                _x(share),
                _y(0) + 16,
                f"{share:.1f}" if scores else f"{share:.0%}",
                "middle",
            ),
            _text(_x(0) - 7, _y(share) + 4, f"{share:.0%}", "end"),
        ]
    middle = (_y(0) + _y(1)) / 2
    parts += [
        _text((_x(0) + _x(1)) / 2, HEIGHT - 8, across, "middle", "axis"),
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


def _svg(
    title: str, width: float, height: float, parts: Sequence[str], class_: str = ""
) -> Markup:
    return tag(
        "svg",
        tag("title", title),
        *parts,
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=title,
        class_=class_ or None,
    )


def _segment(x1: float, y1: float, x2: float, y2: float, look: str) -> Markup:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look)


def _text(
    x: float, y: float, text: str, anchor: str, look: str | None = None
) -> Markup:
    return tag("text", text, x=x, y=y, text_anchor=anchor, class_=look)


def _x(share: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)
