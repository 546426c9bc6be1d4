"""What came before a comment: the same text, and others of its author."""

from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def decided(
    db: Connection, site: str, author_id: str, *, but: str, until: datetime
) -> tuple[int, int]:
    """How many of the author's other comments until then are approved, and rejected."""
    row = db.execute(
        "SELECT coalesce(sum(status = 'approved'), 0) AS approved, "
        "coalesce(sum(status = 'rejected'), 0) AS rejected "
        "FROM comments WHERE site = ? AND author_id = ? AND id != ? "
        "AND received_at <= ?",
        (site, author_id, but, stamp(until)),
    ).fetchone()
    return int(row["approved"]), int(row["rejected"])


def repeats(
    db: Connection,
    site: str,
    digest: str,
    author_id: str | None,
    *,
    but: str,
    since: datetime,
    until: datetime,
) -> tuple[int, int]:
    """How often the same text came in that time: from this author, from others."""
    row = db.execute(
        "SELECT coalesce(sum(author_id IS ? AND author_id IS NOT NULL), 0) AS own, "
        "count(*) AS n FROM comments "
        "WHERE site = ? AND digest = ? AND received_at BETWEEN ? AND ? AND id != ?",
        (author_id, site, digest, stamp(since), stamp(until), but),
    ).fetchone()
    return int(row["own"]), int(row["n"]) - int(row["own"])


def recent(
    db: Connection,
    site: str,
    author_id: str,
    *,
    but: str,
    since: datetime,
    until: datetime,
) -> int:
    """How many comments the author sent in that time."""
    row = db.execute(
        "SELECT count(*) AS n FROM comments WHERE site = ? AND author_id = ? "
        "AND received_at BETWEEN ? AND ? AND id != ?",
        (site, author_id, stamp(since), stamp(until), but),
    ).fetchone()
    return int(row["n"])
