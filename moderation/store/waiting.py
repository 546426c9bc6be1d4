"""What the queue has to know of each comment that waits."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from sqlite3 import Connection, Row

import msgspec

from moderation.comments import Status
from moderation.store.database import moment, stamp


class Sign(msgspec.Struct, frozen=True):
    """What speaks for or against a comment, as far as it is filtered by."""

    code: str
    rule: str
    queue: str = ""


class Waiting(msgspec.Struct, frozen=True):
    """A comment, as the queue orders and filters it.

    Attributes:
        waits: whether it is in the queue at all.
        at: when it came, in seconds since 1970.
        judged: when its present text was.
        queue: the named one that it waits in; "" is the main queue.
        reports: of its present text.
        subject: what its present text is about, as far as that is known.
        decided: when a person decided it last, in seconds since 1970; not told of
            what was erased.
    """

    key: int
    waits: bool
    at: float
    judged: float
    priority: float
    risk: float
    status: Status
    escalated: bool
    queue: str
    section: str | None
    article: str | None
    author: str | None
    language: str | None
    scores: dict[str, float | None]
    signs: tuple[Sign, ...]
    reports: int
    subject: int | None = None
    decided: float | None = None


_SELECT = """
SELECT c.key, c.waiting, c.received_at, c.priority, c.status, c.escalated, c.queue,
       c.article_id, c.author_id, c.language, c.decided_at,
       c.erased_at, j.at AS judged_at, j.scores, j.reasons, j.risk, j.subject,
       coalesce(a.section, json_extract(c.article, '$.section')) AS section,
       (SELECT count(*) FROM reports r
        WHERE r.comment = c.key AND r.revision = c.revision) AS reports
FROM comments c
JOIN judgements j ON j.comment = c.key AND j.revision = c.revision
LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id
"""

_scores = msgspec.json.Decoder(dict[str, float | None])
_signs = msgspec.json.Decoder(tuple[Sign, ...])


def all_of(db: Connection, site: str) -> Iterator[Waiting]:
    """All that waits at a site, the first that came first."""
    query = f"{_SELECT} WHERE c.site = ? AND c.waiting = 1 ORDER BY c.key"
    return map(_waiting, db.execute(query, (site,)))


def decided_since(db: Connection, site: str, since: datetime) -> Iterator[Waiting]:
    """What people decided from then on, and what waits no more, in that order."""
    query = (
        f"{_SELECT} WHERE c.site = ? AND c.decided_by IS NOT NULL "
        "AND c.decided_at >= ? AND c.waiting = 0 AND c.erased_at IS NULL "
        "ORDER BY c.decided_at"
    )
    return map(_waiting, db.execute(query, (site, stamp(since))))


def changed(
    db: Connection, site: str, after: int, *, most: int
) -> Sequence[Waiting] | None:
    """The comments to which something happened after an event; `None` if too many.

    Whatever changes where a comment waits, writes an event in the same transaction.
    """
    keys = db.execute(
        "SELECT DISTINCT comment FROM events WHERE number > ? AND site = ? LIMIT ?",
        (after, site, most + 1),
    ).fetchall()
    if len(keys) > most:
        return None
    query = f"{_SELECT} WHERE c.key = ?"
    return [_waiting(db.execute(query, (row["comment"],)).fetchone()) for row in keys]


def last_event(db: Connection) -> int:
    """The number of the newest event of all sites; 0 before the first."""
    row = db.execute("SELECT max(number) AS number FROM events").fetchone()
    return int(row["number"] or 0)


def _waiting(row: Row) -> Waiting:
    signs = _signs.decode(row["reasons"])
    decided = None if row["erased_at"] else row["decided_at"]
    return Waiting(
        key=row["key"],
        waits=bool(row["waiting"]),
        at=moment(row["received_at"]).timestamp(),
        judged=moment(row["judged_at"]).timestamp(),
        priority=row["priority"],
        risk=row["risk"],
        status=Status(row["status"]),
        escalated=bool(row["escalated"]),
        queue=row["queue"] or next((its.queue for its in signs if its.queue), ""),
        section=row["section"],
        article=row["article_id"],
        author=row["author_id"],
        language=row["language"],
        scores=_scores.decode(row["scores"]),
        signs=signs,
        reports=row["reports"],
        subject=row["subject"],
        decided=moment(decided).timestamp() if decided else None,
    )
