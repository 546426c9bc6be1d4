"""Filters of the queue that people keep by a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A filter with its order; `query` is as the address of the queue has it."""

    number: int
    name: str
    query: str
    by: str
    shared: bool


def keep(
    db: Connection,
    site: str,
    *,
    name: str,
    query: str,
    by: str,
    shared: bool,
    at: datetime,
) -> None:
    """Keep a filter, instead of the one of the same name and person if there is one."""
    db.execute(
        "INSERT INTO saved_filters (site, name, query, by, shared, at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (site, by, name) DO UPDATE SET "
        "query = excluded.query, shared = excluded.shared, at = excluded.at",
        (site, name, query, by, int(shared), stamp(at)),
    )


def others(db: Connection, site: str, person: str, name: str) -> int:
    """How many filters of other names a person keeps."""
    row = db.execute(
        "SELECT count(*) AS n FROM saved_filters "
        "WHERE site = ? AND by = ? AND name != ?",
        (site, person, name),
    ).fetchone()
    return int(row["n"])


def drop(db: Connection, site: str, number: int, *, by: str | None) -> bool:
    """Let a filter go; whether there was one.

    Args:
        by: only if it is this person's; `None` is anybody's.
    """
    cursor = db.execute(
        "DELETE FROM saved_filters WHERE site = ? AND number = ? "
        "AND by = coalesce(?, by)",
        (site, number, by),
    )
    return cursor.rowcount == 1


def seen_by(db: Connection, site: str, person: str) -> Sequence[Saved]:
    """A person's own filters, then those that are shared, each by name; 100 at most."""
    rows = db.execute(
        "SELECT number, name, query, by, shared FROM saved_filters "
        "WHERE site = ? AND (by = ? OR shared = 1) "
        "ORDER BY by = ? DESC, name, number LIMIT 100",
        (site, person, person),
    )
    return [Saved(**{**dict(row), "shared": bool(row["shared"])}) for row in rows]
