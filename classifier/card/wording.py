"""Figures and names as people read them, and the tables they stand in."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from classifier.saying import Say, english

WIDTH = 88  # of lines on a terminal


@dataclass(frozen=True)
class Table:
    """Rows of texts; columns that `numbers` names by place stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Section:
    """A part of a card for people: a title, sentences, and a table if there is one."""

    title: str
    says: tuple[str, ...] = ()
    table: Table | None = None


def lines(parts: Iterable[Section], *, width: int = WIDTH) -> Iterator[str]:
    """Sections as lines for a terminal."""
    for number, part in enumerate(parts):
        if number:
            yield ""
        yield part.title
        yield "-" * len(part.title)
        for sentence in part.says:
            yield from textwrap.wrap(sentence, width)
        if part.table is not None:
            yield from table_lines(part.table, width=width)


def table_lines(table: Table, *, width: int = WIDTH) -> Iterator[str]:
    """A table as lines, its columns aligned; a last one of words goes on below."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    sizes = [max(map(len, column)) for column in columns]
    last = len(sizes) - 1
    if last not in table.numbers:
        sizes[last] = max(24, width - sum(sizes[:last]) - 2 * last)
    for row in (table.heads, *table.rows):
        # An address that is cut cannot be followed.
        first, *below = textwrap.wrap(
            row[last], sizes[last], break_long_words=False, break_on_hyphens=False
        ) or [""]
        cells = [
            cell.rjust(size) if place in table.numbers else cell.ljust(size)
            for place, (cell, size) in enumerate(
                zip((*row[:last], first), sizes, strict=True)
            )
        ]
        yield "  ".join(cells).rstrip()
        for more in below:
            yield " " * (sum(sizes[:last]) + 2 * last) + more


def cut(text: str, most: int) -> str:
    """The text, or its beginning and "..." where it is longer than `most`."""
    return text if len(text) <= most else text[: most - 3] + "..."


def three(value: float | None) -> str:
    """A figure with three decimals; "-" for none."""
    return "-" if value is None else f"{value:.3f}"


def percent(value: float | None) -> str:
    """A share in percent, with a decimal; "-" for none."""
    return "-" if value is None else f"{value:.1%}"


def interval(ends: Sequence[float] | None, gettext: Say = english) -> str:
    """Both ends of a 95 % interval; "-" for none."""
    if ends is None:
        return "-"
    return gettext("%(low)s to %(high)s", low=three(ends[0]), high=three(ends[1]))


def words(name: str) -> str:
    """A code as words: `severe_toxicity` is "severe toxicity"."""
    return name.replace("_", " ")


def tabled(
    title: str,
    heads: str,
    rows: Sequence[tuple[Any, ...]],
    numbers: set[int],
    *says: str,
) -> Section | None:
    """A section with a table; `None` where it would have no rows.

    Args:
        title: of the section.
        heads: of the columns, apart by " | ".
        rows: as many cells each.
        numbers: the columns of numbers, by place.
        says: sentences before it.
    """
    if not rows:
        return None
    # A card is only JSON: where a name is wanted a number may stand.
    cells = tuple(tuple(map(str, row)) for row in rows)
    return Section(
        title, says, Table(tuple(heads.split(" | ")), cells, frozenset(numbers))
    )


def thousands(rows: int | None) -> str:
    """A number of rows, its thousands set apart; "-" for none."""
    return "-" if rows is None else f"{rows:,}"
