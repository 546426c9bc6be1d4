"""What runs beside the pages, as everybody sees it, whichever process runs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from sqlite3 import Connection, Row
from typing import Any

from moderation.store.columns import decoded, encoded
from moderation.store.database import moment, now, stamp

KEPT = 50
"""Of each site; older ones are forgotten with what came of them."""

LOST_AFTER = timedelta(seconds=20)
"""Without a word of whoever runs it, who writes each second."""


class State(StrEnum):
    """How far a job has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    LOST = "lost"  # whoever ran it is gone: the service was restarted


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something that runs, or ran.

    Attributes:
        asked: what it was for.
        done, total: of the things to be done; `total` is 0 where that is not known.
        trouble: why it failed; "" if it did not.
    """

    number: int
    site: str
    kind: str
    asked: Mapping[str, Any]
    by: str
    at: datetime
    state: State
    done: int
    total: int
    cancelled_by: str | None
    ended_at: datetime | None
    trouble: str


def add(db: Connection, site: str, kind: str, asked: Mapping[str, Any], by: str) -> int:
    """Write down that one begins, and forget the oldest; returns its number."""
    db.execute(
        "DELETE FROM jobs WHERE site = ?1 AND state != 'running' AND number NOT IN "
        "(SELECT number FROM jobs WHERE site = ?1 ORDER BY number DESC LIMIT ?2)",
        (site, KEPT - 1),
    )
    at = stamp(now())
    cursor = db.execute(
        "INSERT INTO jobs (site, kind, asked, by, at, state, seen_at) "
        "VALUES (?, ?, ?, ?, ?, 'running', ?)",
        (site, kind, encoded(dict(asked)), by, at, at),
    )
    return int(cursor.lastrowid or 0)


def get(db: Connection, site: str, number: int) -> Job | None:
    """One of a site."""
    row = db.execute(
        "SELECT * FROM jobs WHERE site = ? AND number = ?", (site, number)
    ).fetchone()
    return _job(row) if row else None


def result(db: Connection, number: int) -> Any:
    """What came of one; `None` where nothing did."""
    row = db.execute("SELECT result FROM jobs WHERE number = ?", (number,)).fetchone()
    return decoded(row["result"]) if row and row["result"] else None


def latest(
    db: Connection, site: str, kinds: Sequence[str], *, limit: int
) -> Sequence[Job]:
    """The latest of some kinds first."""
    marks = ", ".join("?" * len(kinds))
    rows = db.execute(
        f"SELECT * FROM jobs WHERE site = ? AND kind IN ({marks}) "  # noqa: S608
        "ORDER BY number DESC LIMIT ?",
        (site, *kinds, limit),
    )
    return [_job(row) for row in rows]


def seen(db: Connection, number: int, done: int, total: int) -> bool:
    """Write down how far it is; returns whether somebody wants it to end."""
    db.execute(
        "UPDATE jobs SET done = ?, total = ?, seen_at = ? WHERE number = ?",
        (done, total, stamp(now()), number),
    )
    row = db.execute(
        "SELECT cancelled_by FROM jobs WHERE number = ?", (number,)
    ).fetchone()
    return row is not None and row["cancelled_by"] is not None


def end(
    db: Connection,
    number: int,
    state: State,
    *,
    done: int,
    total: int,
    trouble: str = "",
    result: Any = None,
) -> None:
    """Write down how it ended."""
    at = stamp(now())
    db.execute(
        "UPDATE jobs SET state = ?, done = ?, total = ?, seen_at = ?, ended_at = ?, "
        "trouble = ?, result = ? WHERE number = ?",
        (
            state,
            done,
            total,
            at,
            at,
            trouble,
            None if result is None else encoded(result),
            number,
        ),
    )


def cancel(db: Connection, number: int, by: str) -> bool:
    """Ask it to end; returns whether it still ran."""
    cursor = db.execute(
        "UPDATE jobs SET cancelled_by = ? WHERE number = ? AND state = 'running'",
        (by, number),
    )
    return cursor.rowcount == 1


def _job(row: Row) -> Job:
    state = State(row["state"])
    if state is State.RUNNING and moment(row["seen_at"]) < now() - LOST_AFTER:
        state = State.LOST
    return Job(
        number=row["number"],
        site=row["site"],
        kind=row["kind"],
        asked=decoded(row["asked"]),
        by=row["by"],
        at=moment(row["at"]),
        state=state,
        done=row["done"],
        total=row["total"],
        cancelled_by=row["cancelled_by"],
        ended_at=moment(row["ended_at"]) if row["ended_at"] else None,
        trouble=row["trouble"],
    )
