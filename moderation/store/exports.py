"""All that is kept of comments, read in the order in which they came, some at a time.

What is stored as JSON is given as it is stored.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.comments import Status
from moderation.store.database import stamp

_EVENTS = """
SELECT comment, kind, at, by, version, action, reason, note, message, queue
FROM events
WHERE comment IN (SELECT value FROM json_each(?)) ORDER BY number
"""
_JUDGEMENTS = """
SELECT comment, revision, text, scores, reasons, signals, model, rules, risk, levels, at
FROM judgements WHERE comment IN (SELECT value FROM json_each(?))
ORDER BY comment, revision
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which comments of a site; `None` is no limit. Erased ones are never told.

    `since` and `until` are about when they came, the second not included.
    """

    site: str
    since: datetime | None = None
    until: datetime | None = None
    status: Status | None = None


@dataclass(frozen=True)
class Kept:
    """A comment, its judgements, the present one last, and all that happened to it."""

    comment: Row
    judgements: Sequence[Row]
    events: Sequence[Row]


def after(db: Connection, wanted: Wanted, key: int, *, limit: int) -> Sequence[Kept]:
    """The comments after one, by our own keys."""
    where, values = _where(wanted)
    rows = db.execute(
        "SELECT c.*, a.url AS a_url, a.title AS a_title, a.section AS a_section, "  # noqa: S608 - our own words
        "a.published_at AS a_published_at, a.closed AS a_closed "
        "FROM comments c LEFT JOIN articles a ON a.site = c.site "
        f"AND a.id = c.article_id WHERE {where} AND c.key > ? ORDER BY c.key LIMIT ?",
        (*values, key, limit),
    ).fetchall()
    keys = json.dumps([row["key"] for row in rows])
    judged, happened = (
        _by_comment(db, _JUDGEMENTS, keys),
        _by_comment(db, _EVENTS, keys),
    )
    return [
        Kept(row, judged.get(row["key"], []), happened.get(row["key"], []))
        for row in rows
    ]


def count(db: Connection, wanted: Wanted) -> int:
    """How many comments these are."""
    where, values = _where(wanted)
    row = db.execute(
        f"SELECT count(*) AS n FROM comments c WHERE {where}",  # noqa: S608 - our own
        values,
    ).fetchone()
    return int(row["n"])


def _where(wanted: Wanted) -> tuple[str, list[str]]:
    limits = {
        "c.site = ?": wanted.site,
        "c.received_at >= ?": wanted.since and stamp(wanted.since),
        "c.received_at < ?": wanted.until and stamp(wanted.until),
        "c.status = ?": wanted.status,
    }
    given = {words: str(value) for words, value in limits.items() if value is not None}
    return " AND ".join(["c.erased_at IS NULL", *given]), list(given.values())


def _by_comment(db: Connection, select: str, keys: str) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in db.execute(select, (keys,)):
        found.setdefault(row["comment"], []).append(row)
    return found
