"""Decisions on many comments at once, and how far they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection

from moderation.comments import Action, Reason
from moderation.store.database import moment, stamp
from moderation.store.scopes import INSIDE, Scope, named


class Became(StrEnum):
    """What became of a comment of a batch."""

    DECIDED = "decided"
    LEFT = "left"  # it had changed before it was its turn
    UNDONE = "undone"
    KEPT = "kept"  # it changed before it could be undone


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Many comments that one person decided alike."""

    number: int
    site: str
    action: Action
    reason: Reason | None
    by: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None


@dataclass(frozen=True)
class Member:
    """A comment of a batch: its version when chosen, and after it was decided."""

    key: int
    seen: int
    version: int | None


def make(
    db: Connection,
    site: str,
    keys: Iterable[int],
    seen: Mapping[int, int],
    *,
    action: Action,
    reason: Reason | None,
    by: str,
    at: datetime,
) -> int:
    """Write down what shall be decided: those of the comments that wait; the number.

    Args:
        seen: the versions that somebody saw, by key; the others are taken as they are.
    """
    cursor = db.execute(
        "INSERT INTO bulk_decisions (site, action, reason, by, at) "
        "VALUES (?, ?, ?, ?, ?)",
        (site, action, reason, by, stamp(at)),
    )
    batch = int(cursor.lastrowid or 0)
    db.executemany(
        "INSERT OR IGNORE INTO bulk_comments (batch, comment, seen) "
        "SELECT ?, key, coalesce(?, version) FROM comments "
        "WHERE key = ? AND site = ? AND waiting = 1",
        ((batch, seen.get(key), key, site) for key in keys),
    )
    return batch


def get(db: Connection, site: str, batch: int) -> Batch | None:
    """A site's batch."""
    row = db.execute(
        "SELECT * FROM bulk_decisions WHERE site = ? AND batch = ?", (site, batch)
    ).fetchone()
    if row is None:
        return None
    undone = row["undone_at"]
    return Batch(
        number=row["batch"],
        site=row["site"],
        action=Action(row["action"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        by=row["by"],
        at=moment(row["at"]),
        undone_by=row["undone_by"],
        undone_at=moment(undone) if undone else None,
    )


def latest(db: Connection, site: str, by: str, *, limit: int) -> Sequence[int]:
    """The numbers of a person's batches, the newest first."""
    rows = db.execute(
        "SELECT batch FROM bulk_decisions WHERE site = ? AND by = ? "
        "ORDER BY batch DESC LIMIT ?",
        (site, by, limit),
    )
    return [row["batch"] for row in rows]


def members(
    db: Connection, batch: int, became: Became | None, *, limit: int
) -> Sequence[Member]:
    """Some of a batch's comments of which this became; `None`: nothing yet."""
    rows = db.execute(
        "SELECT comment, seen, version FROM bulk_comments "
        "WHERE batch = ? AND became IS ? ORDER BY comment LIMIT ?",
        (batch, became, limit),
    )
    return [Member(row["comment"], row["seen"], row["version"]) for row in rows]


def mark(
    db: Connection, batch: int, key: int, became: Became, version: int | None = None
) -> None:
    """Write down what became of a comment, and its version if that changed by it."""
    db.execute(
        "UPDATE bulk_comments SET became = ?, version = coalesce(?, version) "
        "WHERE batch = ? AND comment = ?",
        (became, version, batch, key),
    )


def counts(db: Connection, batch: int) -> Mapping[Became | None, int]:
    """How many comments of a batch became what; under `None` those to be done."""
    rows = db.execute(
        "SELECT became, count(*) AS n FROM bulk_comments WHERE batch = ? "
        "GROUP BY became",
        (batch,),
    )
    return {row["became"] and Became(row["became"]): row["n"] for row in rows}


def outside(db: Connection, batch: int, scope: Scope) -> int:
    """How many comments of a batch are outside of what somebody is limited to."""
    row = db.execute(
        "SELECT count(*) AS n FROM bulk_comments b "  # noqa: S608 - our words
        "JOIN comments c ON c.key = b.comment "
        f"WHERE b.batch = :batch AND ({INSIDE}) IS NOT 1",
        {"batch": batch, **named(scope)},
    ).fetchone()
    return int(row["n"])


def begin_undoing(db: Connection, batch: int, *, by: str, at: datetime) -> bool:
    """Write down that a batch shall be undone; whether nobody did before."""
    cursor = db.execute(
        "UPDATE bulk_decisions SET undone_by = ?, undone_at = ? "
        "WHERE batch = ? AND undone_at IS NULL",
        (by, stamp(at), batch),
    )
    return cursor.rowcount == 1
