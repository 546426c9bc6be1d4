"""How the pages of rules show differences, problems, and counts of days."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from flask_babel import format_datetime, gettext

from moderation.comments import Action
from rules import Problem
from rules.seen import Value
from web.desk.entering import blueprint

MOST_LINES = 3_000
"""Of a difference that a page shows; the command line shows all of one."""


class Line(NamedTuple):
    """One line of a difference: what kind it is, and what it says."""

    kind: str
    text: str


_KINDS = {"+": "added", "-": "removed", "@": "place"}


@blueprint.app_template_filter("diff_lines")
def diff_lines(diff: str) -> list[Line]:
    """A unified diff in lines, those of file names told from what was changed."""
    found, in_head = list[Line](), False
    for text in diff.splitlines()[:MOST_LINES]:
        in_head = text.startswith("--- ") or (in_head and text.startswith("+++ "))
        found.append(Line("file" if in_head else _KINDS.get(text[:1], "same"), text))
    return found


@blueprint.app_template_filter("pointed")
def pointed(problem: Problem, lines: Sequence[str]) -> str:
    """The line of a problem with what points at it below; "" where it has none."""
    shown = problem.pointed(lines)
    return "\n".join(shown) if shown else ""


@blueprint.app_template_filter("when")
def when(moment: datetime) -> str:
    """A time for people, to the minute."""
    return str(gettext("%(time)s UTC", time=format_datetime(moment, "d MMM y, HH:mm")))


@blueprint.app_template_filter("done")
def done(action: str) -> str:
    """What an action makes of a comment: `hold` is "held"."""
    told = {
        Action.APPROVE: gettext("approved"),
        Action.HOLD: gettext("held"),
        Action.REJECT: gettext("rejected"),
    }
    return str(told[Action(action)])


@blueprint.app_template_filter("fact")
def fact(value: Value) -> str:
    """The value of a fact, as the command line has it."""
    match value:
        case None:
            return str(gettext("unknown"))
        case bool():
            return str(gettext("true") if value else gettext("false"))
        case float() | int():
            return f"{value:.4g}" if value % 1 else f"{value:.0f}"
        case str():
            return f'"{value}"'


class Bar(NamedTuple):
    """A bar of a small chart: where it stands, and how high it is, in its units."""

    x: int
    y: float
    height: float
    day: str
    number: int


@blueprint.app_template_filter("bars")
def bars(numbers: Sequence[int], days: Sequence[str]) -> list[Bar]:
    """Counts of days as bars in a box of 20 units of height and 6 of width for each."""
    most = max((*numbers, 1))
    return [
        Bar(6 * place, 20 - height, height, day, number)
        for place, (number, day) in enumerate(zip(numbers, days, strict=True))
        for height in [max(20 * number / most, 2 if number else 1)]
    ]
