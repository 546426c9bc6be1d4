"""What readers report about comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.comments import Reason
from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Report:
    """One reader's report of a comment's present text.

    `weight`, in (0, 1), is how far its reporter was agreed with before.
    """

    reporter: str
    reason: Reason
    note: str | None
    weight: float
    at: datetime


@dataclass(frozen=True)
class Record:
    """What people made of the comments that a reader reported before."""

    agreed: int
    disagreed: int


def is_known(db: Connection, key: int, reporter: str) -> bool:
    """Whether a reader reported the present revision of a comment already."""
    row = db.execute(
        "SELECT 1 FROM reports r JOIN comments c "
        "ON c.key = r.comment AND c.revision = r.revision "
        "WHERE r.comment = ? AND r.reporter = ?",
        (key, reporter),
    ).fetchone()
    return row is not None


def times(
    db: Connection, site: str, reporter: str, since: datetime
) -> Sequence[datetime]:
    """When a reader's reports came, of those after that time, the oldest first."""
    rows = db.execute(
        "SELECT at FROM reports WHERE site = ? AND reporter = ? AND at > ? ORDER BY at",
        (site, reporter, stamp(since)),
    )
    return [moment(row["at"]) for row in rows]


def keep(
    db: Connection,
    key: int,
    *,
    reporter: str,
    reason: Reason,
    note: str | None,
    weight: float,
    at: datetime,
) -> None:
    """Keep a report of the present revision; a reader's later one changes the first."""
    db.execute(
        "INSERT INTO reports "
        "(comment, revision, reporter, site, reason, note, weight, at) "
        "SELECT key, revision, ?, site, ?, ?, ?, ? FROM comments WHERE key = ? "
        "ON CONFLICT DO UPDATE SET reason = excluded.reason, note = excluded.note",
        (reporter, reason, note, weight, stamp(at), key),
    )


def of_comment(
    db: Connection, key: int, *, limit: int | None = None
) -> Sequence[Report]:
    """The reports of a comment's present revision, the oldest first."""
    rows = db.execute(
        "SELECT r.* FROM reports r JOIN comments c "
        "ON c.key = r.comment AND c.revision = r.revision "
        "WHERE r.comment = ? ORDER BY r.at LIMIT coalesce(?, -1)",
        (key, limit),
    )
    return [_report(row) for row in rows]


def record(db: Connection, site: str, reporter: str, *, but: int) -> Record:
    """How often people rejected what this reader reported, and how often not.

    Counted are texts that a person decided after the report; not the comment `but`.
    """
    row = db.execute(
        "SELECT coalesce(sum(c.status = 'rejected'), 0) AS agreed, count(*) AS n "
        "FROM reports r JOIN comments c "
        "ON c.key = r.comment AND c.revision = r.revision "
        "WHERE r.site = ? AND r.reporter = ? AND c.key != ? "
        "AND c.decided_by IS NOT NULL AND c.decided_at >= r.at",
        (site, reporter, but),
    ).fetchone()
    return Record(int(row["agreed"]), int(row["n"]) - int(row["agreed"]))


def _report(row: Row) -> Report:
    return Report(
        reporter=row["reporter"],
        reason=Reason(row["reason"]),
        note=row["note"],
        weight=row["weight"],
        at=moment(row["at"]),
    )
