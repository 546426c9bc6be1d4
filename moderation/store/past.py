"""What is stored, read in the order in which it came: to try rules on the past."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from sqlite3 import Connection, Row
from typing import NamedTuple

from moderation.comments import Action, Status
from moderation.store.database import moment, stamp


class Arrival(NamedTuple):
    """That a comment came: from whom, and what the policy did with it."""

    at: datetime
    author: str | None
    digest: str
    action: Action


class Written(NamedTuple):
    """A comment that came, and its text."""

    arrival: Arrival
    text: str
    format: str


class Decision(NamedTuple):
    """That a person decided a comment of an author, which the policy had put before."""

    at: datetime
    author: str
    before: Action
    status: Status


class Answered(NamedTuple):
    """The comment that another one answers; what the store does not have is `None`."""

    text: str | None = None
    author: str | None = None
    action: Action | None = None
    status: Status | None = None
    decided_at: datetime | None = None


class Stored(NamedTuple):
    """A comment with its latest judgement, as far as rules look at it.

    `scores` and `reasons` are JSON as it is stored: who needs them reads them. An
    article with an id is asked for apart (`articles`), as many comments are about one.
    `decided` is what a person made of it, if one did.
    """

    key: int
    id: str
    text: str
    format: str
    arrival: Arrival
    registered_at: datetime | None
    article_id: str | None
    article: str | None
    answers: Answered | None
    scores: str
    reasons: str
    model: str
    decided: Status | None


_ARRIVAL = "c.received_at, c.author_id, c.digest, c.action"
_SELECT = f"""
SELECT c.key, c.id, c.text, c.format, {_ARRIVAL}, c.status, c.decided_by,
       c.author_registered_at, c.article_id, c.article, c.parent_id, c.parent_text,
       p.text AS p_text, p.author_id AS p_author, p.action AS p_action,
       p.status AS p_status, p.decided_at AS p_decided_at,
       j.scores, j.reasons, j.model
FROM comments c
JOIN judgements j ON j.comment = c.key AND j.revision = c.revision
LEFT JOIN comments p ON p.site = c.site AND p.id = c.parent_id
WHERE c.site = ? AND c.key > ? AND c.received_at >= ? AND c.erased_at IS NULL
ORDER BY c.key LIMIT ?
"""  # noqa: S608 - our own words


def count(db: Connection, site: str, since: datetime) -> int:
    """How many comments came since then."""
    row = db.execute(
        "SELECT count(*) AS n FROM comments WHERE site = ? AND received_at >= ? "
        "AND erased_at IS NULL",
        (site, stamp(since)),
    ).fetchone()
    return int(row["n"])


def batches(
    db: Connection, site: str, since: datetime, *, size: int
) -> Iterator[Sequence[Stored]]:
    """The comments that came since then in their order, so many at a time."""
    last = 0
    while rows := db.execute(_SELECT, (site, last, stamp(since), size)).fetchall():
        yield [_stored(row) for row in rows]
        last = rows[-1]["key"]


def arrivals_before(db: Connection, site: str, until: datetime) -> Iterator[Arrival]:
    """What came before then, in its order."""
    rows = db.execute(
        f"SELECT {_ARRIVAL} FROM comments c "  # noqa: S608 - our own words
        "WHERE c.site = ? AND c.received_at < ? AND c.erased_at IS NULL "
        "ORDER BY c.key",
        (site, stamp(until)),
    )
    return map(_arrival, rows)


def written(
    db: Connection, site: str, since: datetime, until: datetime, *, size: int
) -> Iterator[Sequence[Written]]:
    """The texts that came in that time, in their order, so many at a time."""
    rows = db.execute(
        f"SELECT c.text, c.format, {_ARRIVAL} FROM comments c "  # noqa: S608
        "WHERE c.site = ? AND c.received_at >= ? AND c.received_at < ? "
        "AND c.erased_at IS NULL ORDER BY c.key",
        (site, stamp(since), stamp(until)),
    )
    while some := rows.fetchmany(size):
        yield [Written(_arrival(row), row["text"], row["format"]) for row in some]


def decisions(db: Connection, site: str) -> Iterator[Decision]:
    """What people decided of comments by known authors, in the order of time."""
    rows = db.execute(
        "SELECT decided_at, author_id, action, status FROM comments WHERE site = ? "
        "AND decided_by IS NOT NULL AND author_id IS NOT NULL ORDER BY decided_at",
        (site,),
    )
    for row in rows:
        yield Decision(
            moment(row["decided_at"]),
            row["author_id"],
            Action(row["action"]),
            Status(row["status"]),
        )


def _arrival(row: Row) -> Arrival:
    return Arrival(
        moment(row["received_at"]),
        row["author_id"],
        row["digest"],
        Action(row["action"]),
    )


def _stored(row: Row) -> Stored:
    registered = row["author_registered_at"]
    return Stored(
        key=row["key"],
        id=row["id"],
        text=row["text"],
        format=row["format"],
        arrival=_arrival(row),
        registered_at=moment(registered) if registered else None,
        article_id=row["article_id"],
        article=row["article"],
        answers=_answered(row),
        scores=row["scores"],
        reasons=row["reasons"],
        model=row["model"],
        decided=Status(row["status"]) if row["decided_by"] is not None else None,
    )


def _answered(row: Row) -> Answered | None:
    if row["parent_id"] is None and row["parent_text"] is None:
        return None
    decided, action = row["p_decided_at"], row["p_action"]
    return Answered(
        text=row["p_text"] if row["parent_text"] is None else row["parent_text"],
        author=row["p_author"],
        action=Action(action) if action else None,
        status=Status(row["p_status"]) if action else None,
        decided_at=moment(decided) if decided else None,
    )
