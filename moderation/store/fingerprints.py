"""Fingerprints of texts (`rules.repetition`), to find what is nearly the same."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def keep(db: Connection, site: str, key: int, found: int | None, at: datetime) -> None:
    """Keep that of a comment's text; `None` of one that has none."""
    if found is None:
        return
    db.execute(
        "INSERT INTO fingerprints (site, comment, whole, at) VALUES (?, ?, ?, ?)",
        (site, key, found, stamp(at)),
    )


def drop(db: Connection, key: int) -> None:
    """Take away that of a comment's text, which is another now."""
    db.execute("DELETE FROM fingerprints WHERE comment = ?", (key,))


def forget(db: Connection, before: datetime) -> None:
    """Forget those that nothing is compared with any more."""
    db.execute("DELETE FROM fingerprints WHERE at < ?", (stamp(before),))


def has_old(db: Connection, before: datetime) -> bool:
    """Whether there are any to forget."""
    old = "SELECT 1 FROM fingerprints WHERE at < ? LIMIT 1"
    return db.execute(old, (stamp(before),)).fetchone() is not None


def first(db: Connection) -> int:
    """The number of the oldest that there is; 0 where there is none."""
    found = db.execute("SELECT min(number) FROM fingerprints").fetchone()
    return found[0] or 0


def after(db: Connection, number: int) -> list[tuple[int, str, int]]:
    """The number, the site and the fingerprint of all after a number, in order."""
    return db.execute(
        "SELECT number, site, whole FROM fingerprints WHERE number > ? ORDER BY number",
        (number,),
    ).fetchall()


def of_comment(db: Connection, key: int) -> int | None:
    """That of a comment's text; `None` where none is kept."""
    found = db.execute("SELECT whole FROM fingerprints WHERE comment = ?", (key,))
    row = found.fetchone()
    return row and int(row[0])


def comments(db: Connection, numbers: Sequence[int]) -> list[int]:
    """The keys of those comments that fingerprints are of, the latest first."""
    rows = db.execute(
        "SELECT comment FROM fingerprints "
        "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY comment DESC",
        (json.dumps(numbers),),
    )
    return [row[0] for row in rows]


def counted(
    db: Connection,
    numbers: Sequence[int],
    digest: str,
    author_id: str | None,
    *,
    but: str,
    since: datetime,
    until: datetime,
) -> tuple[int, int]:
    """How many of some came in that time: from this author, from others.

    Those whose text is quite the same (`digest`) are not counted.
    """
    own, number = db.execute(
        "SELECT coalesce(sum(c.author_id = ?), 0), count(*) "
        "FROM fingerprints f JOIN comments c ON c.key = f.comment "
        "WHERE f.number IN (SELECT value FROM json_each(?)) "
        "AND f.at >= ? AND f.at <= ? AND c.id != ? AND c.digest != ?",
        (author_id, json.dumps(numbers), stamp(since), stamp(until), but, digest),
    ).fetchone()
    return int(own), int(number) - int(own)
