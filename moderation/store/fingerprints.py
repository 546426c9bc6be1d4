"""Fingerprints of texts (`rules.repetition`), to find what is nearly the same."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp
from rules import repetition

MOST = 2_000
"""Comments that are looked at; of a wave of more the number does not matter."""

MOST_NEAR = 500
"""Comments of each band that are looked at for a person: the latest."""


def keep(db: Connection, site: str, key: int, found: int | None, at: datetime) -> None:
    """Keep that of a comment's text; `None` of one that has none."""
    if found is None:
        return
    db.executemany(
        "INSERT INTO fingerprints (site, band, comment, whole, at) "
        "VALUES (?, ?, ?, ?, ?)",
        [(site, band, key, found, stamp(at)) for band in repetition.bands(found)],
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


def near(db: Connection, key: int, *, limit: int) -> Sequence[int]:
    """The keys of the latest comments whose texts are nearly the same as that of one.

    In each of its bands the latest `MOST_NEAR` are looked at.
    """
    bands = db.execute(
        "SELECT site, band, whole FROM fingerprints WHERE comment = ?", (key,)
    ).fetchall()
    found = set[int]()
    for site, band, whole in bands:
        alike = db.execute(
            "SELECT comment, whole FROM fingerprints WHERE site = ? AND band = ? "
            "ORDER BY comment DESC LIMIT ?",
            (site, band, MOST_NEAR),
        )
        found.update(its for its, other in alike if repetition.are_near(other, whole))
    return sorted(found - {key}, reverse=True)[:limit]


def similar(
    db: Connection,
    site: str,
    found: int,
    digest: str,
    author_id: str | None,
    *,
    but: str,
    since: datetime,
    until: datetime,
) -> tuple[int, int]:
    """How many nearly equal texts came in that time: from this author, from others.

    Those that are quite the same (`digest`) are not counted.
    """
    bands = list(repetition.bands(found))
    alike = db.execute(
        "SELECT comment, whole FROM fingerprints WHERE site = ? "
        "AND band IN (SELECT value FROM json_each(?)) AND at >= ? AND at <= ? LIMIT ?",
        (site, json.dumps(bands), stamp(since), stamp(until), MOST * repetition.BANDS),
    )
    near = {comment for comment, whole in alike if repetition.are_near(whole, found)}
    if not near:  # as of most comments, of which some hundred others are alike
        return 0, 0
    rows = db.execute(
        "SELECT author_id FROM comments WHERE key IN (SELECT value FROM json_each(?)) "
        "AND id != ? AND digest != ?",
        (json.dumps(list(near)), but, digest),
    ).fetchall()
    own = sum(author_id is not None and by == author_id for (by,) in rows)
    return own, len(rows) - own
