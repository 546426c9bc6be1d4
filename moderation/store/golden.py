"""Comments with a known answer, which are slipped in among what is decided blind."""

from datetime import datetime
from sqlite3 import Connection

from moderation.store.blind import Answer
from moderation.store.database import stamp


def know(db: Connection, key: int, its: Answer, at: datetime) -> None:
    """Keep the known answer of a comment as it is now, in place of an earlier one."""
    db.execute(
        "INSERT OR REPLACE INTO golden (comment, revision, site, rejected, reason, by, "
        "at) SELECT key, revision, site, ?, ?, ?, ? FROM comments WHERE key = ?",
        (int(its.rejected), its.reason, its.by, stamp(at), key),
    )


def is_known(db: Connection, key: int) -> bool:
    """Whether a comment has a known answer."""
    found = db.execute("SELECT 1 FROM golden WHERE comment = ?", (key,)).fetchone()
    return found is not None
