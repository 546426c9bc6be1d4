"""What the people of the desk have read, for themselves alone."""

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """One person's day, and how long they have been at it without a break.

    Attributes:
        day: in UTC, such as "2026-11-27".
        comments: of the day.
        hard: of these, those that were severe.
        last_at: when they read the last one.
        in_a_row: comments without a break; may have begun the day before.
        hard_in_a_row: of these, those that were severe.
        lately: a bit for each of the last ones in a row, the latest lowest; 1 is hard.
        put_off: how many they were in a row when a suggested break was put off.
    """

    day: str
    comments: int = 0
    hard: int = 0
    last_at: datetime
    in_a_row: int = 0
    hard_in_a_row: int = 0
    lately: int = 0
    put_off: int = 0


def last(db: Connection, user: str) -> Exposure | None:
    """A person's latest day."""
    row = db.execute(
        "SELECT * FROM exposures WHERE user = ? ORDER BY day DESC LIMIT 1",
        (user,),
    ).fetchone()
    return _exposure(row) if row else None


def keep(db: Connection, user: str, exposure: Exposure) -> None:
    """Set a person's day; the days before it are forgotten."""
    db.execute(
        "DELETE FROM exposures WHERE user = ? AND day != ?", (user, exposure.day)
    )
    db.execute(
        "INSERT OR REPLACE INTO exposures (user, day, comments, hard, last_at, "
        "in_a_row, hard_in_a_row, lately, put_off) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            user,
            exposure.day,
            exposure.comments,
            exposure.hard,
            stamp(exposure.last_at),
            exposure.in_a_row,
            exposure.hard_in_a_row,
            exposure.lately,
            exposure.put_off,
        ),
    )


def _exposure(row: Row) -> Exposure:
    fields = {name: row[name] for name in Exposure.__dataclass_fields__}
    return Exposure(**{**fields, "last_at": moment(row["last_at"])})
