"""Forms that came after their session had ended."""

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.columns import decoded, encoded
from moderation.store.database import stamp


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A form: where it was sent to, its fields in order, and whose session it was."""

    address: str
    fields: tuple[tuple[str, str], ...]
    by: str | None


def keep(db: Connection, token: str, kept: Kept, *, sender: str, at: datetime) -> None:
    """Keep one."""
    db.execute(
        "INSERT INTO kept_forms (token, address, fields, by, sender, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (token, kept.address, encoded(kept.fields), kept.by, sender, stamp(at)),
    )


def find(db: Connection, token: str, *, since: datetime) -> Kept | None:
    """One that came after that time."""
    row = db.execute(
        "SELECT * FROM kept_forms WHERE token = ? AND at > ?", (token, stamp(since))
    ).fetchone()
    if row is None:
        return None
    fields = tuple((name, value) for name, value in decoded(row["fields"]))
    return Kept(address=row["address"], fields=fields, by=row["by"])


def drop(db: Connection, token: str) -> None:
    """Forget one."""
    db.execute("DELETE FROM kept_forms WHERE token = ?", (token,))


def forget(db: Connection, before: datetime) -> None:
    """Forget those that are older."""
    db.execute("DELETE FROM kept_forms WHERE at <= ?", (stamp(before),))


def forget_oldest(db: Connection, sender: str, *, but: int) -> None:
    """Forget a sender's forms, but for the latest."""
    db.execute(
        "DELETE FROM kept_forms WHERE token IN (SELECT token FROM kept_forms "
        "WHERE sender = ? ORDER BY at DESC LIMIT -1 OFFSET ?)",
        (sender, but),
    )


def count(db: Connection) -> int:
    """How many there are."""
    return int(db.execute("SELECT count(*) FROM kept_forms").fetchone()[0])
