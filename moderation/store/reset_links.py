"""Links by which somebody sets a new password: digests of their tokens."""

from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def add(db: Connection, user: str, digest: str, until: datetime) -> None:
    """Keep a link, which makes those before it useless."""
    forget(db, user)
    db.execute(
        "INSERT INTO reset_links (digest, user, until) VALUES (?, ?, ?)",
        (digest, user, stamp(until)),
    )


def user_of(db: Connection, digest: str, at: datetime) -> str | None:
    """Whose link it is, if it is good."""
    row = db.execute(
        "SELECT user FROM reset_links WHERE digest = ? AND until > ?",
        (digest, stamp(at)),
    ).fetchone()
    return row["user"] if row else None


def forget(db: Connection, user: str) -> None:
    """Make all links of somebody useless."""
    db.execute("DELETE FROM reset_links WHERE user = ?", (user,))
