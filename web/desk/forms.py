"""What a form of the desk sends, read and checked."""

from enum import StrEnum
from typing import TypeVar

from flask import request
from werkzeug.exceptions import NotFound

from moderation.errors import BadSubmission, FieldProblem
from moderation.sites import MOST_DAYS

Code = TypeVar("Code", bound=StrEnum)

MOST_TEXT = 2_000
"""Characters of a note or a message; what is longer is cut."""

MOST_DIGITS = 18
"""Of a number in an address or a form: the database holds some 9.2 * 10^18."""

_SHOWN = 50


def number(field: str, *, most: int = 999_999_999) -> int:
    """A whole number from 0 on.

    Raises:
        BadSubmission: it is none, or more than `most`.
    """
    return _number(field, request.form.get(field, ""), most)


def asked_number(field: str) -> int | None:
    """A whole number from 0 on that the address asks for; `None` where it has none.

    Raises:
        NotFound: it is of more than `MOST_DIGITS` digits: nothing is there.
    """
    given = request.args.get(field, "")
    if not is_number(given, len(given)):
        return None
    if not is_number(given):
        raise NotFound
    return int(given)


def is_number(given: str, digits: int = MOST_DIGITS) -> bool:
    """Whether it is a whole number from 0 on, of at most so many digits."""
    return given.isascii() and given.isdigit() and len(given) <= digits


def _number(field: str, given: str, most: int) -> int:
    if not is_number(given, len(str(most))) or int(given) > most:
        wanted = f"a number from 0 to {most}"
        raise BadSubmission(FieldProblem(field, wanted, repr(given[:_SHOWN])))
    return int(given)


def share(field: str) -> float:
    """A number from 0 to 1.

    Raises:
        BadSubmission: it is none.
    """
    given = request.form.get(field, "")
    try:
        found = float(given)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        wanted = "a number from 0 to 1"
        raise BadSubmission(FieldProblem(field, wanted, repr(given[:_SHOWN])))
    return found


def one_of(kind: type[Code], field: str) -> Code:
    """One of some words.

    Raises:
        BadSubmission: it is none of them.
    """
    given = request.form.get(field, "")
    try:
        return kind(given)
    except ValueError:
        wanted = ", ".join(kind)
        problem = FieldProblem(field, wanted, repr(given[:_SHOWN]))
        raise BadSubmission(problem) from None


def text(field: str) -> str:
    """What somebody wrote, without blanks around it; "" where nothing."""
    return request.form.get(field, "").strip()[:MOST_TEXT]


def days(given: str) -> int | None:
    """A number of days as it was typed; nothing is never.

    Raises:
        BadSubmission: it is no number, or none of days that can be meant.
    """
    given = given.strip()
    if not given:
        return None
    if not is_number(given, 5) or not 1 <= int(given) <= MOST_DAYS:
        wanted = f"a number from 1 to {MOST_DAYS}, or nothing for never"
        raise BadSubmission(FieldProblem("days", wanted, repr(given[:_SHOWN])))
    return int(given)


def optional(field: str, least: int, most: int) -> int | None:
    """A number as it was typed; nothing is never.

    Raises:
        BadSubmission: it is none, or out of its bounds.
    """
    given = request.form.get(field, "").strip()
    if not given:
        return None
    if not is_number(given, len(str(most))) or not least <= int(given) <= most:
        wanted = f"a number from {least} to {most}, or nothing for never"
        raise BadSubmission(FieldProblem(field, wanted, repr(given[:_SHOWN])))
    return int(given)


def secret(field: str) -> str:
    """A password or a code, as it was typed; never cut, told or kept."""
    return request.form.get(field, "")


def lines(field: str) -> list[str]:
    """What somebody wrote, a thing a line, without blanks around or empty lines."""
    return [its.strip() for its in text(field).splitlines() if its.strip()]


def ticked(field: str) -> bool:
    """Whether a box is ticked."""
    return field in request.form
