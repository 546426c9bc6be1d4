"""Comments, their judgements, and the articles they are about."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection, Row
from typing import Any

from moderation.comments import (
    STATUS_AFTER,
    Action,
    Article,
    Author,
    Comment,
    Outcome,
    Parent,
    Status,
    Submission,
)
from moderation.errors import Erased, UnknownComment
from moderation.store import articles, judgements, searching
from moderation.store.columns import decoded
from moderation.store.database import moment, stamp
from moderation.store.scopes import INSIDE, UNLIMITED, Scope, named

_SELECT = """
SELECT c.*, j.scores, j.reasons, j.model, j.rules, j.risk, j.levels,
       a.url AS a_url, a.title AS a_title, a.text AS a_text, a.section AS a_section,
       a.published_at AS a_published_at, a.closed AS a_closed
FROM comments c
JOIN judgements j ON j.comment = c.key AND j.revision = c.revision
LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id
"""

UNDECIDED = Outcome(action=Action.HOLD, reasons=(), priority=0.0, review=True)
"""Of what the policy was not asked about yet."""


MOST_DECIDED = 20_000
"""Decisions, the latest, among which it is looked for those inside of a scope."""


def find(db: Connection, site: str, id: str) -> Comment | None:
    """The comment that this site knows by this id."""
    row = db.execute(f"{_SELECT} WHERE c.site = ? AND c.id = ?", (site, id)).fetchone()
    return _comment(row) if row else None


def existing(db: Connection, site: str, id: str, *, erased: bool = False) -> Comment:
    """The comment that this site knows by this id.

    Args:
        erased: also one of which nothing is left but that there was one.

    Raises:
        Erased: it was erased.
        UnknownComment: there is none.
    """
    comment = find(db, site, id)
    if comment is None:
        raise UnknownComment(f"site {site!r} has no comment {id!r}")
    if comment.erased_at is not None and not erased:
        raise Erased(f"{id}: it was erased at {stamp(comment.erased_at)}")
    return comment


def before(db: Connection, site: str, id: str) -> Comment | None:
    """What this site knows by an id that is sent again; `None` if it is new.

    Raises:
        Erased: it was erased, and does not come back.
    """
    comment = find(db, site, id)
    if comment is not None and comment.erased_at is not None:
        raise Erased(f"{id}: it was erased at {stamp(comment.erased_at)}")
    return comment


def get(db: Connection, key: int) -> Comment:
    """A comment by our own key, which must exist."""
    return _comment(db.execute(f"{_SELECT} WHERE c.key = ?", (key,)).fetchone())


def insert(
    db: Connection,
    site: str,
    submission: Submission,
    *,
    digest: str,
    at: datetime,
    outcome: Outcome = UNDECIDED,
) -> int:
    """Keep a new submission where the policy puts it, and return its key."""
    values = _columns(submission)
    columns = {
        "site": site,
        "id": submission.id,
        **values,
        "digest": digest,
        "status": STATUS_AFTER[outcome.action],
        "action": outcome.action,
        "priority": outcome.priority,
        "waiting": int(outcome.review),
        "revision": 1,
        "version": 1,
        "received_at": stamp(at),
    }
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    cursor = db.execute(
        f"INSERT INTO comments ({names}) VALUES ({marks})",  # noqa: S608 - our names
        tuple(columns.values()),
    )
    return int(cursor.lastrowid or 0)


def revise(db: Connection, key: int, submission: Submission, *, digest: str) -> None:
    """Keep an edit: new text, next revision and version."""
    columns = {**_columns(submission), "digest": digest}
    changes = ", ".join(f"{name} = ?" for name in columns)
    searching.let_go(db, key)
    db.execute(
        f"UPDATE comments SET {changes}, revision = revision + 1, "  # noqa: S608
        "version = version + 1 WHERE key = ?",
        (*columns.values(), key),
    )
    searching.take_again(db, key)


def decided(
    db: Connection, site: str, *, limit: int, scope: Scope = UNLIMITED
) -> Sequence[Comment]:
    """What people decided, the latest first, of the last `MOST_DECIDED`."""
    since = (
        "SELECT decided_at FROM comments WHERE site = :site "
        "AND decided_by IS NOT NULL ORDER BY decided_at DESC LIMIT 1 OFFSET :most"
    )
    rows = db.execute(
        f"{_SELECT} WHERE c.site = :site AND c.decided_by IS NOT NULL "
        f"AND c.decided_at >= coalesce(({since}), '') AND {INSIDE} "
        "ORDER BY c.decided_at DESC LIMIT :limit",
        {"site": site, "most": MOST_DECIDED, "limit": limit, **named(scope)},
    )
    return [_comment(row) for row in rows]


def pending(db: Connection, site: str) -> Sequence[int]:
    """The keys of all comments that are held, the oldest first."""
    rows = db.execute(
        "SELECT key FROM comments WHERE site = ? AND waiting = 1 "
        "AND status = 'pending' ORDER BY key",
        (site,),
    )
    return [row["key"] for row in rows]


def under(
    db: Connection, site: str, article_id: str, status: Status
) -> Sequence[Comment]:
    """The comments of one status under an article, the oldest first."""
    rows = db.execute(
        f"{_SELECT} WHERE c.site = ? AND c.article_id = ? AND c.status = ? "
        "ORDER BY c.key",
        (site, article_id, status),
    )
    return [_comment(row) for row in rows]


def by(
    db: Connection,
    site: str,
    author: str,
    *,
    limit: int,
    after: int | None = None,
    scope: Scope = UNLIMITED,
) -> Sequence[Comment]:
    """The comments of an author, the latest first; erased ones are nobody's.

    Args:
        after: the key of the one to go on after.
    """
    older = (
        "AND (c.received_at, c.key) < "
        "(SELECT received_at, key FROM comments WHERE key = :after AND site = :site) "
    )
    rows = db.execute(
        f"{_SELECT} WHERE c.site = :site AND c.author_id = :author AND {INSIDE} "
        f"{'' if after is None else older}"
        "ORDER BY c.received_at DESC, c.key DESC LIMIT :limit",
        {
            "site": site,
            "author": author,
            "after": after,
            "limit": limit,
            **named(scope),
        },
    )
    return [_comment(row) for row in rows]


def replies(
    db: Connection, site: str, id: str, *, limit: int, scope: Scope = UNLIMITED
) -> Sequence[Comment]:
    """The comments that answer one, the oldest first; erased ones not."""
    rows = db.execute(
        f"{_SELECT} WHERE c.site = :site AND c.parent_id = :id "
        f"AND c.erased_at IS NULL AND {INSIDE} ORDER BY c.key LIMIT :limit",
        {"site": site, "id": id, "limit": limit, **named(scope)},
    )
    return [_comment(row) for row in rows]


def by_keys(
    db: Connection, keys: Sequence[int], *, scope: Scope = UNLIMITED
) -> Sequence[Comment]:
    """Some comments by our own keys, the latest first; erased ones not."""
    rows = db.execute(
        f"{_SELECT} WHERE c.key IN (SELECT value FROM json_each(:keys)) "  # noqa: S608
        f"AND c.erased_at IS NULL AND {INSIDE} ORDER BY c.key DESC",
        {"keys": json.dumps(list(keys)), **named(scope)},
    )
    return [_comment(row) for row in rows]


def of_same_text(db: Connection, key: int, *, limit: int) -> Sequence[int]:
    """The keys of the latest other comments that read the same as one."""
    rows = db.execute(
        "SELECT o.key FROM comments c JOIN comments o "
        "ON o.site = c.site AND o.digest = c.digest AND o.key != c.key "
        "WHERE c.key = ? AND c.digest != '' ORDER BY o.received_at DESC LIMIT ?",
        (key, limit),
    )
    return [row["key"] for row in rows]


def same_text(
    db: Connection, site: str, digest: str, author_id: str | None, *, limit: int
) -> Sequence[Comment]:
    """Comments whose folded text has this digest, the latest first; erased ones not.

    Args:
        author_id: only those of this author; `None` is of anybody.
    """
    rows = db.execute(
        f"{_SELECT} WHERE c.site = ? AND c.digest = ? AND c.erased_at IS NULL "
        "AND c.author_id IS coalesce(?, c.author_id) ORDER BY c.key DESC LIMIT ?",
        (site, digest, author_id, limit),
    )
    return [_comment(row) for row in rows]


def count(db: Connection, site: str) -> dict[Status, int]:
    """How many comments of each status the site has."""
    rows = db.execute(
        "SELECT status, count(*) AS n FROM comments WHERE site = ? GROUP BY status",
        (site,),
    )
    found = {Status(row["status"]): int(row["n"]) for row in rows}
    return {status: found.get(status, 0) for status in Status}


def _columns(submission: Submission) -> dict[str, Any]:
    article, parent, author = submission.article, submission.parent, submission.author
    nameless = article is not None and article.id is None
    return {
        "text": submission.text,
        "format": submission.format,
        "article_id": article and article.id,
        "article": articles.as_json(article) if article and nameless else None,
        "parent_id": parent and parent.id,
        "parent_text": parent and parent.text,
        "author_id": author.id,
        "author_name": author.name,
        "language": submission.language,
        "written_at": submission.created_at and stamp(submission.created_at),
        "author_registered_at": author.registered_at and stamp(author.registered_at),
    }


def _comment(row: Row) -> Comment:
    decided_at, registered = row["decided_at"], row["author_registered_at"]
    written, erased = row["written_at"], row["erased_at"]
    parent = row["parent_id"] is not None or row["parent_text"] is not None
    return Comment(
        key=row["key"],
        site=row["site"],
        id=row["id"],
        text=row["text"],
        format=row["format"],
        article=_article(row),
        parent=Parent(id=row["parent_id"], text=row["parent_text"]) if parent else None,
        author=Author(
            id=row["author_id"],
            name=row["author_name"],
            registered_at=moment(registered) if registered else None,
        ),
        status=Status(row["status"]),
        action=Action(row["action"]),
        reasons=judgements.reasons(row["reasons"]),
        scores=decoded(row["scores"]),
        priority=row["priority"],
        waiting=bool(row["waiting"]),
        revision=row["revision"],
        version=row["version"],
        model=row["model"],
        rules=row["rules"],
        risk=row["risk"],
        levels=decoded(row["levels"]),
        language=row["language"],
        written_at=moment(written) if written else None,
        erased_at=moment(erased) if erased else None,
        received_at=moment(row["received_at"]),
        decided_at=moment(decided_at) if decided_at else None,
        decided_by=row["decided_by"],
        queue=row["queue"],
        escalated=bool(row["escalated"]),
    )


def _article(row: Row) -> Article | None:
    if row["article_id"] is not None:
        return articles.of_row(row["article_id"], row, "a_")
    return articles.from_json(row["article"]) if row["article"] else None
