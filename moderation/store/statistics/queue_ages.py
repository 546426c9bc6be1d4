"""How old what waited was, as it was seen now and then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.columns import decoded, encoded
from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Ages:
    """The queue as it was at a time.

    Attributes:
        ages: how many waited, by the bins of `bins.TIMES`.
        oldest: when what had waited longest came; `None` if nothing waited.
        tenth: nine of ten came later; `middle`: half of them did.
    """

    at: datetime
    waiting: int
    ages: Sequence[int]
    oldest: datetime | None
    tenth: datetime | None
    middle: datetime | None


def keep(db: Connection, site: str, ages: Ages) -> None:
    """Keep it as the last look of its hour."""
    db.execute(
        "INSERT INTO queue_ages "
        "(site, hour, at, waiting, ages, oldest, tenth, middle) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, hour) DO UPDATE SET "
        "at = excluded.at, waiting = excluded.waiting, ages = excluded.ages, "
        "oldest = excluded.oldest, tenth = excluded.tenth, middle = excluded.middle "
        "WHERE at <= excluded.at",
        (
            site,
            stamp(ages.at)[:13],
            stamp(ages.at),
            ages.waiting,
            encoded(list(ages.ages)),
            *(its and stamp(its) for its in (ages.oldest, ages.tenth, ages.middle)),
        ),
    )


def last(db: Connection, site: str) -> Ages | None:
    """The last look at a site's queue; `None` before the first."""
    row = db.execute(
        "SELECT * FROM queue_ages WHERE site = ? ORDER BY hour DESC LIMIT 1", (site,)
    ).fetchone()
    return _ages(row) if row else None


def between(db: Connection, site: str, first: str, last: str) -> Sequence[Ages]:
    """The last look of each hour, from one hour (2026-11-27T06) to another."""
    rows = db.execute(
        "SELECT * FROM queue_ages WHERE site = ? AND hour >= ? AND hour <= ? "
        "ORDER BY hour",
        (site, first, last),
    )
    return [_ages(row) for row in rows]


def _ages(row: Row) -> Ages:
    return Ages(
        at=moment(row["at"]),
        waiting=row["waiting"],
        ages=decoded(row["ages"]),
        oldest=_moment(row["oldest"]),
        tenth=_moment(row["tenth"]),
        middle=_moment(row["middle"]),
    )


def _moment(stored: str | None) -> datetime | None:
    return moment(stored) if stored else None
