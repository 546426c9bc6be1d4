"""The tables that are printed: what was measured, and the bar that it has to meet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """How much at most, or at least.

    Args:
        value: in the unit of what is measured.
        at_least: whether more is better.
    """

    value: float
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Whether this is good enough."""
        return value >= self.value if self.at_least else value <= self.value

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {number(self.value)}"


@dataclass(frozen=True)
class Row:
    """What was measured of one thing.

    Args:
        name: of the thing.
        cpu: by processor time, or the only figure.
        wall: by the clock; `None` where there is no other figure.
        note: what else there is to say, as a ratio.
        bar: what `cpu` has to meet; `None` where it is for information.
    """

    name: str
    cpu: float | None = None
    wall: float | None = None
    note: str = ""
    bar: Bar | None = None

    @property
    def failed(self) -> bool:
        """Whether there is a bar that is not met."""
        return (
            self.bar is not None and self.cpu is not None and not self.bar.met(self.cpu)
        )


def shown(title: str, unit: str, rows: list[Row]) -> str:
    """A table as lines of text."""
    head = f"{title}\n{f'  {unit}':<42}{'CPU':>10}{'wall':>10}   bar"
    return "\n".join([head, *map(_line, rows)])


def _line(row: Row) -> str:
    mark = ""
    if row.bar is not None:
        mark = f"{row.bar!s:<10} {'NOT MET' if row.failed else 'met'}"
    cpu, wall = (number(each) for each in (row.cpu, row.wall))
    return f"  {row.name:<40}{cpu:>10}{wall:>10}   {mark:<19} {row.note}".rstrip()


def number(value: float | None) -> str:
    """Three figures, or the whole number where it has more.

    >>> number(80000), number(0.123456), number(23.456)
    ('80,000', '0.123', '23.5')
    """
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
