"""Tables of figures, with the other model's beside ours."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from classifier import card
from classifier.evaluation.report.markup import Markup, tag


@dataclass(frozen=True)
class Column:
    """A figure of each row; `alike` says that both models have the same, and without
    `differs` there is no difference to show, as of intervals.
    """

    head: str
    of: Callable[[Any], Any]
    show: Callable[[Any], str]
    alike: bool = False
    differs: bool = True


def side_by_side(
    heads: tuple[str, ...],
    ours: Mapping[tuple[str, ...], Any],
    theirs: Mapping[tuple[str, ...], Any] | None,
    columns: Iterable[Column],
) -> Markup:
    """A table of figures, with the other model's and the difference beside ours.

    Args:
        heads: of the columns that name a row.
        ours: figures by the names of their row; `theirs` are looked up by the same.
        columns: the figures to show.
    """
    told = list(heads)
    rows = [[*key] for key in ours]
    for column in columns:
        told.append(column.head)
        for row, each in zip(rows, ours.values(), strict=True):
            row.append(column.show(column.of(each)))
        if theirs is None or column.alike:
            continue
        told += ["other", "±"] if column.differs else ["other"]
        for row, (key, each) in zip(rows, ours.items(), strict=True):
            other = column.of(theirs[key]) if key in theirs else None
            row.append(column.show(other))
            if column.differs:
                row.append(_signed(column, column.of(each), other))
    numbers = frozenset(range(len(heads), len(told)))
    return table(card.Table(tuple(told), tuple(map(tuple, rows)), numbers))


def _signed(column: Column, ours: float | None, theirs: float | None) -> str:
    """The difference, in percent where the figures are."""
    if ours is None or theirs is None:
        return "-"
    more = ours - theirs
    return f"{more:+.1%}" if column.show is card.percent else f"{more:+.3f}"


def table(found: card.Table) -> Markup:
    """A table that can be scrolled where it is wider than the screen."""

    def look(place: int) -> str | None:
        return "number" if place in found.numbers else None

    head = tag(
        "tr",
        *(
            tag("th", text, scope="col", class_=look(place))
            for place, text in enumerate(found.heads)
        ),
    )
    rows = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(
                tag("td", text, class_=look(place))
                for place, text in enumerate(row[1:], start=1)
            ),
        )
        for row in found.rows
    ]
    # Reached by keyboard, so that a wide table can be scrolled without a mouse.
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *rows)),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Table",
    )


def folded(title: str, inside: Markup) -> Markup:
    """What is shown only when it is asked for."""
    return tag("details", tag("summary", title), inside)


def count(rows: float | None) -> str:
    """A number of rows, its thousands apart."""
    return "-" if rows is None else f"{rows:,.0f}"
