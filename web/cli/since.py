"""`--since`: how far back, as a duration or a day."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from moderation.store.database import now

_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(\d{1,9})([hdw])", re.ASCII)
_WANTED = "wanted a duration as 30d, 12h or 4w, or a day as 2026-11-01"


class Since(click.ParamType[datetime]):
    """A moment in the past: `30d`, `12h`, `4w`, or a day, which begins in UTC."""

    name = "since"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it.

        Raises:
            click.BadParameter: it is none, or in the future.
        """
        if isinstance(value, datetime):
            return value
        moment = _moment(str(value).strip())
        if moment is None:
            self.fail(f"{_WANTED}, got {value!r}", param, ctx)
        if moment > now():
            self.fail(f"{value} lies in the future", param, ctx)
        return moment


def _moment(written: str) -> datetime | None:
    duration = _DURATION.fullmatch(written)
    try:
        if duration:
            number, unit = duration.groups()
            return now() - timedelta(**{_UNITS[unit]: int(number)})
        return datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC)
    except OverflowError:  # before the first year: so all there is
        return datetime.min.replace(tzinfo=UTC)
    except ValueError:
        return None
