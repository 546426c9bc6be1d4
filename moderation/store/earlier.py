"""What came before a comment: the same text, and others of its author."""

from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def by_author(
    db: Connection,
    site: str,
    author_id: str,
    *,
    but: str,
    since: datetime,
    until: datetime,
) -> tuple[int, int, int]:
    """How many of the author's other comments until then are approved, and rejected,
    and how many came in that time.
    """
    approved, rejected, recent = db.execute(
        "SELECT coalesce(sum(status = 'approved'), 0), "
        "coalesce(sum(status = 'rejected'), 0), coalesce(sum(received_at >= ?), 0) "
        "FROM comments WHERE site = ? AND author_id = ? AND id != ? "
        "AND received_at <= ?",
        (stamp(since), site, author_id, but, stamp(until)),
    ).fetchone()
    return int(approved), int(rejected), int(recent)


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
