"""Single values, as archives write them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from moderation.errors import BadSubmission, FieldProblem
from moderation.limits import ARTICLE_BYTES, EARLIEST, LATEST
from moderation.text import Original

_SHOWN = 60
"""Characters of a wrong value that are told; a text is told by its length alone."""

_NO_TIME = ("", "0000-00-00 00:00:00")
_TIME = "a time as 2026-05-04T12:30:15Z"
_SHORT_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)


def moment(value: Any, field: str) -> datetime | None:
    """A time: ISO 8601, with or without `T` and zone (then UTC); `None` for none.

    Also `{"$date": ...}` as MongoDB exports it, with text or milliseconds.

    Raises:
        BadSubmission: it is none.
    """
    if isinstance(value, dict) and len(value) == 1 and "$date" in value:
        value = value["$date"]
        if isinstance(value, dict):
            value = value.get("$numberLong", value)
        if isinstance(value, str) and value.lstrip("-").isdigit():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return _of_milliseconds(value, field)
    if value is None or value in _NO_TIME:
        return None
    if not isinstance(value, str):
        raise wrong(field, _TIME, value)
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise wrong(field, _TIME, value) from error
    return in_utc(found, field)


def whole_time(written: str) -> str:
    """A day alone, or a time without seconds, as RFC 3339 has it; all else as it is.

    >>> whole_time("2024-05-01"), whole_time("2024-05-01 12:30")
    ('2024-05-01T00:00:00', '2024-05-01T12:30:00')
    """
    short = _SHORT_TIME.fullmatch(written)
    if short is None:
        return written
    day, minute, zone = short.groups(default="")
    return f"{day}T{minute or '00:00'}:00{zone}"


def in_utc(found: datetime, field: str) -> datetime:
    """A time in UTC, which one without a zone is taken to be in.

    Raises:
        BadSubmission: it is in a year that cannot be meant.
    """
    if not EARLIEST <= found.year <= LATEST:
        wanted = f"a time in the years {EARLIEST} to {LATEST}"
        raise amiss(field, wanted, f"the year {found.year}")
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)


def _of_milliseconds(value: int, field: str) -> datetime:
    try:
        return in_utc(datetime.fromtimestamp(value / 1000, UTC), field)
    except (ValueError, OverflowError, OSError) as error:
        raise wrong(field, _TIME, str(value)) from error


def text(given: Mapping[str, Any], field: str) -> str:
    """A text that must be there.

    Raises:
        BadSubmission: it is missing, or no text.
    """
    value = maybe(given, field)
    if value is None:
        raise wrong(field, "a text", None)
    return value


def maybe(given: Mapping[str, Any], field: str) -> str | None:
    """A text, a number as text, or an id as MongoDB exports it; `None` for none.

    Raises:
        BadSubmission: it is something else.
    """
    value = given.get(field)
    if isinstance(value, dict) and isinstance(value.get("$oid"), str):
        value = value["$oid"]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise wrong(field, "a text", value)
    return value


def flag(value: Any) -> bool | None:
    """Yes or no, as JSON, databases and XML write it; `None` for all else."""
    if isinstance(value, str):
        value = value.strip().lower()
    if value in (True, "true", "1"):
        return True
    if value in (False, "false", "0"):
        return False
    return None


def plain(html: str | None) -> str | None:
    """An article's text without its tags, as much as may be kept."""
    if not html or not html.strip():
        return None
    found = Original(html, "html").text.replace("\0", "").strip()
    cut = found.encode("utf-8", "replace")[:ARTICLE_BYTES]
    return cut.decode("utf-8", "ignore") or None


def wrong(field: str, wanted: str, got: Any) -> BadSubmission:
    """One field that cannot be read, with the beginning of its value."""
    return amiss(field, wanted, _shown(got))


def amiss(field: str, wanted: str, got: str) -> BadSubmission:
    """One field that cannot be read, in words."""
    return BadSubmission(FieldProblem(field, wanted, got))


def _shown(got: Any) -> str:
    if got is None:
        return "nothing"
    if isinstance(got, str):
        return repr(got if len(got) <= _SHOWN else got[:_SHOWN] + "…")
    return {dict: "an object", list: "an array", bool: "true or false"}.get(
        type(got), "a number"
    )
