"""Messages to publishers: written with what they tell, sent later to each endpoint."""

from collections.abc import Callable
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp

AT_ONCE = 500
"""Old messages that are forgotten in one transaction, so that none is a long one."""

_TAKERS = (
    "FROM endpoints WHERE site = ? AND (types = '[]' "
    "OR EXISTS (SELECT 1 FROM json_each(types) WHERE value = ?))"
)


def add(
    db: Connection,
    id: str,
    *,
    site: str,
    comment: int,
    type: str,
    body: str,
    at: datetime,
) -> None:
    """Keep a message, due at once at each endpoint that wants its type.

    Where none does, nothing is kept. One that is disabled gets it when it is enabled.
    """
    if not is_taken(db, comment, type):
        return
    number = _keep(db, id, site, comment, type, body, at)
    db.execute(
        "INSERT INTO deliveries (endpoint, message, comment, next_try_at) "
        f"SELECT id, ?, ?, ? {_TAKERS}",
        (number, comment, stamp(at), site, type),
    )


def is_taken(db: Connection, comment: int, type: str) -> bool:
    """Whether any endpoint of a comment's site wants messages of a type."""
    site = "(SELECT site FROM comments WHERE key = ?)"
    takers = _TAKERS.replace("site = ?", f"site = {site}")
    return (
        db.execute(f"SELECT 1 {takers} LIMIT 1", (comment, type)).fetchone() is not None
    )


def add_test(
    db: Connection,
    id: str,
    *,
    site: str,
    endpoint: str,
    type: str,
    body: str,
    at: datetime,
) -> None:
    """Keep a message about no comment, due at one endpoint whatever it wants."""
    _keep(db, id, site, None, type, body, at)
    put(db, id, endpoint, at)


def put(db: Connection, id: str, endpoint: str, at: datetime) -> bool:
    """Let a message go to an endpoint of its site, again or for the first time.

    Returns:
        `False` when there is no such message of that site.
    """
    cursor = db.execute(
        "INSERT INTO deliveries (endpoint, message, comment, next_try_at) "
        "SELECT e.id, m.number, m.comment, ? FROM messages m JOIN endpoints e "
        "ON e.site = m.site WHERE m.id = ? AND e.id = ? "
        "ON CONFLICT DO UPDATE SET next_try_at = excluded.next_try_at, tries = 0, "
        "delivered_at = NULL",
        (stamp(at), id, endpoint),
    )
    return cursor.rowcount == 1


def number(db: Connection, id: str) -> int:
    """The number of a message, which must exist."""
    row = db.execute("SELECT number FROM messages WHERE id = ?", (id,)).fetchone()
    return int(row["number"])


def erase(db: Connection, comment: int, without: Callable[[str, str], str]) -> None:
    """Take what was said of a comment out of its messages.

    What was delivered everywhere is forgotten, log and all; what is yet to be sent, or
    was given up, gets another body under the same id.

    Args:
        without: makes a body that says nothing, of the message's type and its time.
    """
    db.execute(
        "DELETE FROM deliveries WHERE delivered_at IS NOT NULL "
        "AND message IN (SELECT number FROM messages WHERE comment = ?)",
        (comment,),
    )
    db.execute(
        "DELETE FROM messages WHERE comment = ? AND NOT EXISTS "
        "(SELECT 1 FROM deliveries d WHERE d.message = messages.number)",
        (comment,),
    )
    left = db.execute(
        "SELECT number, type, created_at FROM messages WHERE comment = ?", (comment,)
    ).fetchall()
    db.executemany(
        "UPDATE messages SET body = ? WHERE number = ?",
        [(without(row["type"], row["created_at"]), row["number"]) for row in left],
    )


def forget(db: Connection, before: datetime) -> int:
    """Forget some messages from before then, with the log of their tries.

    One that an endpoint in use waits for is kept; a disabled one waits for nothing.

    Returns:
        How many; fewer than `AT_ONCE` is all.
    """
    cursor = db.execute(
        "DELETE FROM messages WHERE number IN (SELECT number FROM messages m "
        "WHERE m.created_at < ? AND NOT EXISTS (SELECT 1 FROM deliveries d "
        "JOIN endpoints e ON e.id = d.endpoint WHERE d.message = m.number "
        "AND d.next_try_at IS NOT NULL AND e.disabled_at IS NULL) LIMIT ?)",
        (stamp(before), AT_ONCE),
    )
    return cursor.rowcount


def _keep(
    db: Connection,
    id: str,
    site: str,
    comment: int | None,
    type: str,
    body: str,
    at: datetime,
) -> int:
    cursor = db.execute(
        "INSERT INTO messages (id, site, comment, type, body, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (id, site, comment, type, body, stamp(at)),
    )
    return int(cursor.lastrowid or 0)
