"""All sanctions that there were of authors; `levels` has the one in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.levels import Standing
from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Sanction:
    """How an author's comments were to be treated, why, and who said so.

    Attributes:
        until: when it ends by itself; `None`: when somebody ends it.
        ended_by: who ended it, or put another in its place, and `ended_at` when.
    """

    number: int
    standing: Standing
    reason: str
    by: str
    at: datetime
    until: datetime | None
    ended_by: str | None
    ended_at: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether it has not ended by then."""
        return self.ended_at is None and (self.until is None or self.until > moment)


def add(
    db: Connection,
    site: str,
    author: str,
    standing: Standing,
    *,
    reason: str,
    by: str,
    at: datetime,
    until: datetime | None,
) -> None:
    """Keep a new one."""
    db.execute(
        "INSERT INTO sanctions (site, author, standing, reason, by, at, until) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (site, author, standing, reason, by, stamp(at), until and stamp(until)),
    )


def end(db: Connection, site: str, author: str, *, by: str, at: datetime) -> None:
    """End whatever is in force."""
    db.execute(
        "UPDATE sanctions SET ended_by = ?, ended_at = ? WHERE site = ? "
        "AND author = ? AND ended_at IS NULL AND (until IS NULL OR until > ?)",
        (by, stamp(at), site, author, stamp(at)),
    )


def of_author(
    db: Connection, site: str, author: str, *, limit: int
) -> Sequence[Sanction]:
    """Those of an author, the latest first."""
    rows = db.execute(
        "SELECT * FROM sanctions WHERE site = ? AND author = ? "
        "ORDER BY number DESC LIMIT ?",
        (site, author, limit),
    )
    return [_sanction(row) for row in rows]


def _sanction(row: Row) -> Sanction:
    until, ended = row["until"], row["ended_at"]
    return Sanction(
        number=row["number"],
        standing=Standing(row["standing"]),
        reason=row["reason"],
        by=row["by"],
        at=moment(row["at"]),
        until=moment(until) if until else None,
        ended_by=row["ended_by"],
        ended_at=moment(ended) if ended else None,
    )
