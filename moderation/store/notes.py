"""What moderators note about authors, for each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Note:
    """One note; `by` is who wrote it."""

    number: int
    author: str
    text: str
    by: str
    at: datetime


def add(
    db: Connection, site: str, author: str, *, text: str, by: str, at: datetime
) -> int:
    """Keep a note and return its number."""
    cursor = db.execute(
        "INSERT INTO notes (site, author, text, by, at) VALUES (?, ?, ?, ?, ?)",
        (site, author, text, by, stamp(at)),
    )
    return int(cursor.lastrowid or 0)


def find(db: Connection, site: str, number: int) -> Note | None:
    """A note by its number."""
    row = db.execute(
        "SELECT * FROM notes WHERE site = ? AND number = ?", (site, number)
    ).fetchone()
    return _note(row) if row else None


def delete(db: Connection, number: int) -> None:
    """Take a note away."""
    db.execute("DELETE FROM notes WHERE number = ?", (number,))


def of_author(db: Connection, site: str, author: str, *, limit: int) -> Sequence[Note]:
    """The notes about an author, the latest first."""
    rows = db.execute(
        "SELECT * FROM notes WHERE site = ? AND author = ? "
        "ORDER BY number DESC LIMIT ?",
        (site, author, limit),
    )
    return [_note(row) for row in rows]


def _note(row: Row) -> Note:
    return Note(
        number=row["number"],
        author=row["author"],
        text=row["text"],
        by=row["by"],
        at=moment(row["at"]),
    )
