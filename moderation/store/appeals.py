"""What authors ask to be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.database import moment, stamp

_SELECT = (
    "SELECT a.*, c.id AS comment_id FROM appeals a JOIN comments c ON c.key = a.comment"
)


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """An author's appeal against the rejection of one revision of a comment.

    Attributes:
        comment: its id.
        text: what the author says; `None` once it is erased.
        against: who had rejected it; nobody of this name may decide.
        granted: `None` while it waits.
    """

    number: int
    comment: str
    revision: int
    text: str | None
    at: datetime
    against: str
    granted: bool | None
    decided_by: str | None
    decided_at: datetime | None


def add(db: Connection, key: int, *, text: str, against: str, at: datetime) -> bool:
    """Keep an appeal; `False` if this revision has one already."""
    cursor = db.execute(
        "INSERT INTO appeals (site, comment, revision, text, at, against) "
        "SELECT site, key, revision, ?, ?, ? FROM comments WHERE key = ? "
        "ON CONFLICT (comment, revision) DO NOTHING",
        (text, stamp(at), against, key),
    )
    return cursor.rowcount == 1


def of_comment(db: Connection, key: int) -> Appeal | None:
    """The appeal for a comment's present revision."""
    row = db.execute(
        f"{_SELECT} WHERE a.comment = ? AND a.revision = c.revision", (key,)
    ).fetchone()
    return _appeal(row) if row else None


def waiting(
    db: Connection, site: str, *, after: int = 0, limit: int = 100
) -> Sequence[Appeal]:
    """The appeals of a site that wait, the oldest first."""
    rows = db.execute(
        f"{_SELECT} WHERE a.site = ? AND a.granted IS NULL AND a.number > ? "
        "AND a.revision = c.revision AND c.status != 'approved' "
        "AND c.erased_at IS NULL "
        "ORDER BY a.number LIMIT ?",
        (site, after, limit),
    )
    return [_appeal(row) for row in rows]


def decide(
    db: Connection, number: int, *, granted: bool, by: str, at: datetime
) -> None:
    """Keep what became of an appeal."""
    db.execute(
        "UPDATE appeals SET granted = ?, decided_by = ?, decided_at = ? "
        "WHERE number = ? AND granted IS NULL",
        (int(granted), by, stamp(at), number),
    )


def reopen(db: Connection, key: int) -> None:
    """Let the appeal for a comment's present revision wait again."""
    db.execute(
        "UPDATE appeals SET granted = NULL, decided_by = NULL, decided_at = NULL "
        "WHERE comment = ? "
        "AND revision = (SELECT revision FROM comments WHERE key = ?)",
        (key, key),
    )


def _appeal(row: Row) -> Appeal:
    granted, decided = row["granted"], row["decided_at"]
    return Appeal(
        number=row["number"],
        comment=row["comment_id"],
        revision=row["revision"],
        text=row["text"],
        at=moment(row["at"]),
        against=row["against"],
        granted=None if granted is None else bool(granted),
        decided_by=row["decided_by"],
        decided_at=moment(decided) if decided else None,
    )
