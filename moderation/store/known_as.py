"""Comments that came without an id, and the ids that were told of them later."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import moment, stamp


def new_id(face: str) -> str:
    """An id for a comment that came by this face without one."""
    return _prefix(face) + secrets.token_hex(16)


@dataclass(frozen=True, kw_only=True)
class Nameless:
    """A comment that came without an id; `id` is ours, `theirs` told since."""

    key: int
    id: str
    text: str
    status: str
    author: str | None
    parent: str | None
    received_at: datetime
    theirs: str | None


def recent(
    db: Connection,
    site: str,
    face: str,
    article: str,
    *,
    since: datetime,
    until: datetime,
) -> Sequence[Nameless]:
    """What came by this face under an article in that time, the latest first."""
    rows = db.execute(
        "SELECT c.key, c.id, c.text, c.status, c.author_id, c.parent_id, "
        "c.received_at, k.id AS theirs FROM comments c "
        "LEFT JOIN known_as k ON k.comment = c.key AND k.face = ?1 "
        "WHERE c.site = ?2 AND c.article_id = ?3 AND c.received_at BETWEEN ?4 AND ?5 "
        "AND c.id GLOB 'nameless:*' AND c.id LIKE ?6 AND c.erased_at IS NULL "
        "ORDER BY c.key DESC",
        (face, site, article, stamp(since), stamp(until), _prefix(face) + "%"),
    )
    return [
        Nameless(
            key=row["key"],
            id=row["id"],
            text=row["text"],
            status=row["status"],
            author=row["author_id"],
            parent=row["parent_id"],
            received_at=moment(row["received_at"]),
            theirs=row["theirs"],
        )
        for row in rows
    ]


def ours(db: Connection, site: str, face: str, theirs: str) -> str | None:
    """Our id of a comment by theirs, if it was told."""
    row = db.execute(
        "SELECT c.id FROM known_as k JOIN comments c ON c.key = k.comment "
        "WHERE k.site = ? AND k.face = ? AND k.id = ?",
        (site, face, theirs),
    ).fetchone()
    return str(row["id"]) if row else None


def join(
    db: Connection, site: str, face: str, theirs: str, key: int, at: datetime
) -> None:
    """Remember under which id a comment is known; the first word stays."""
    db.execute(
        "INSERT INTO known_as (site, face, id, comment, at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (site, face, theirs, key, stamp(at)),
    )


def _prefix(face: str) -> str:
    return f"nameless:{face}:"
