"""What rules changed among comments that were held before, to be undone as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Batch:
    """One retroaction; `rules` is the version that was applied."""

    batch: int
    site: str
    rules: str
    by: str
    at: datetime
    undone_by: str | None


@dataclass(frozen=True)
class Changed:
    """A comment of a batch, and the version that it had after it."""

    key: int
    version: int


def begin(db: Connection, site: str, *, rules: str, by: str, at: datetime) -> int:
    """Open a batch; returns its number."""
    cursor = db.execute(
        "INSERT INTO retroactions (site, rules, by, at) VALUES (?, ?, ?, ?)",
        (site, rules, by, stamp(at)),
    )
    return int(cursor.lastrowid or 0)


def last(db: Connection, site: str) -> int | None:
    """The number of a site's newest batch."""
    row = db.execute(
        "SELECT max(batch) AS batch FROM retroactions WHERE site = ?", (site,)
    ).fetchone()
    number: int | None = row["batch"]
    return number


def latest(db: Connection, site: str, *, limit: int) -> Sequence[Batch]:
    """A site's batches, the newest first."""
    rows = db.execute(
        "SELECT * FROM retroactions WHERE site = ? ORDER BY batch DESC LIMIT ?",
        (site, limit),
    )
    return [_batch(row) for row in rows]


def get(db: Connection, site: str, batch: int) -> Batch | None:
    """A site's batch."""
    row = db.execute(
        "SELECT * FROM retroactions WHERE site = ? AND batch = ?", (site, batch)
    ).fetchone()
    return None if row is None else _batch(row)


def _batch(row: Row) -> Batch:
    return Batch(
        batch=row["batch"],
        site=row["site"],
        rules=row["rules"],
        by=row["by"],
        at=moment(row["at"]),
        undone_by=row["undone_by"],
    )


def keep(db: Connection, batch: int, key: int, version: int) -> bool:
    """Keep how a comment stands, before it is changed.

    Returns:
        Whether it is still held, and at this version; else nothing is kept, and it
        must not be changed.
    """
    cursor = db.execute(
        "INSERT INTO retroacted "
        "(batch, comment, version, priority, reasons, signals, rules, risk, levels) "
        "SELECT ?, c.key, c.version + 1, c.priority, j.reasons, j.signals, j.rules, "
        "j.risk, j.levels "
        "FROM comments c JOIN judgements j "
        "ON j.comment = c.key AND j.revision = c.revision "
        "WHERE c.key = ? AND c.version = ? AND c.status = 'pending'",
        (batch, key, version),
    )
    return cursor.rowcount == 1


def changed(db: Connection, batch: int) -> Sequence[Changed]:
    """The comments of a batch that are not undone, in the order they came."""
    rows = db.execute(
        "SELECT comment, version FROM retroacted WHERE batch = ? AND undone = 0 "
        "ORDER BY comment",
        (batch,),
    )
    return [Changed(row["comment"], row["version"]) for row in rows]


def put_back(db: Connection, batch: int, key: int) -> None:
    """Make a comment what it was before: held, for the reasons that it had."""
    db.execute(
        "UPDATE judgements SET (reasons, signals, rules, risk, levels) = "
        "(SELECT reasons, signals, rules, risk, levels FROM retroacted "
        "WHERE batch = ? AND comment = ?) WHERE comment = ? "
        "AND revision = (SELECT revision FROM comments WHERE key = ?)",
        (batch, key, key, key),
    )
    db.execute(
        "UPDATE comments SET status = 'pending', action = 'hold', waiting = 1, "
        "decided_by = NULL, decided_at = NULL, priority = "
        "(SELECT priority FROM retroacted WHERE batch = ? AND comment = ?) "
        "WHERE key = ?",
        (batch, key, key),
    )
    db.execute(
        "UPDATE retroacted SET undone = 1 WHERE batch = ? AND comment = ?",
        (batch, key),
    )


def end(db: Connection, batch: int, *, by: str, at: datetime) -> None:
    """Write down that a batch was undone."""
    db.execute(
        "UPDATE retroactions SET undone_by = ?, undone_at = ? WHERE batch = ?",
        (by, stamp(at), batch),
    )
