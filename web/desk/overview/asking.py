"""What the address of a page of figures asks for."""

from enum import StrEnum
from typing import TypeVar

from flask import request

from moderation.errors import BadSubmission, FieldProblem
from moderation.statistics.tables import Table
from moderation.statistics.times import Reach, Step, Times, until
from moderation.store.database import now

Code = TypeVar("Code", bound=StrEnum)

_SHOWN = 50


def times() -> Times:
    """How far back, and in which steps: a week by days if nothing is asked for.

    Raises:
        BadSubmission: it cannot be asked for.
    """
    reach = _one_of(Reach, "range") or Reach.WEEK
    return until(now(), reach, _one_of(Step, "step"))


def table() -> Table:
    """Which table, that of the periods if nothing is asked for.

    Raises:
        BadSubmission: there is none such.
    """
    return _one_of(Table, "table") or Table.PERIODS


def _one_of(kind: type[Code], field: str) -> Code | None:
    given = request.args.get(field)
    if given is None:
        return None
    try:
        return kind(given)
    except ValueError:
        wanted = ", ".join(kind)
        problem = FieldProblem(field, wanted, repr(given[:_SHOWN]))
        raise BadSubmission(problem) from None
