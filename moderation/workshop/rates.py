"""How often each rule hit on each of the last days.

Whole days of the past hardly change: they are counted once an hour in each process;
today is counted each time.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from sqlite3 import Connection

from moderation.service import Service
from moderation.store import hits
from moderation.store.database import now

DAYS = 14
"""The days that are shown, today among them."""

AGAIN_AFTER = 3_600.0
"""Seconds for which the count of past days is good: an archive may bring old ones."""

_Past = tuple[float, date, Mapping[str, Mapping[str, int]]]
_past: dict[tuple[str, str], _Past] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Rates:
    """Comments of the last days, and each rule's hits among them.

    Attributes:
        days: in their order, the last is today (in UTC).
        comments: that were judged, by day.
        hits: of each rule that hit, by day.
    """

    days: tuple[str, ...]
    comments: Mapping[str, int]
    hits: Mapping[str, Mapping[str, int]]

    def of(self, rule: str) -> list[int]:
        """Its hits on each day."""
        its = self.hits.get(rule, {})
        return [its.get(day, 0) for day in self.days]

    def total(self) -> int:
        """All comments of these days."""
        return sum(self.comments.get(day, 0) for day in self.days)


def rates(service: Service, connection: Connection, site: str) -> Rates:
    """Those of a site."""
    at = now()
    first = at - timedelta(days=DAYS - 1)
    before = _of_past(str(service.db.path), connection, site, first, at)
    today = hits.by_day(connection, site, at)
    return Rates(
        days=tuple((first + timedelta(n)).date().isoformat() for n in range(DAYS)),
        comments=hits.comments_by_day(connection, site, first),
        hits={
            rule: {**before.get(rule, {}), **today.get(rule, {})}
            for rule in {*before, *today}
        },
    )


def _of_past(
    path: str, connection: Connection, site: str, first: datetime, at: datetime
) -> Mapping[str, Mapping[str, int]]:
    known = _past.get((path, site))
    is_good = known is not None and known[1] == at.date()
    if known is not None and is_good and time.monotonic() - known[0] < AGAIN_AFTER:
        return known[2]
    with _lock:
        found = hits.by_day(connection, site, first, at)
        _past[path, site] = time.monotonic(), at.date(), found
    return found
