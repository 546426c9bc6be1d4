"""Who looks at which comment just now, until when."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def take(db: Connection, key: int, by: str, *, at: datetime, until: datetime) -> bool:
    """Claim a comment, or renew a claim; `False` while somebody else has it."""
    cursor = db.execute(
        "INSERT INTO claims (comment, by, until) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (comment) DO UPDATE SET by = excluded.by, until = excluded.until "
        "WHERE claims.by = ?2 OR claims.until <= ?4",
        (key, by, stamp(until), stamp(at)),
    )
    return cursor.rowcount == 1


def leave(db: Connection, key: int, by: str) -> None:
    """Give up a claim, if it is theirs."""
    db.execute("DELETE FROM claims WHERE comment = ? AND by = ?", (key, by))


def drop(db: Connection, key: int) -> None:
    """End the claim on a comment, whosesoever it is."""
    db.execute("DELETE FROM claims WHERE comment = ?", (key,))


def holders(db: Connection, keys: Sequence[int], at: datetime) -> Mapping[int, str]:
    """Who has which of some comments, by our own keys."""
    rows = db.execute(
        "SELECT comment, by FROM claims WHERE until > ? "
        "AND comment IN (SELECT value FROM json_each(?))",
        (stamp(at), json.dumps(list(keys))),
    )
    return {row["comment"]: row["by"] for row in rows}
