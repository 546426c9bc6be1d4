"""What came before a moment and since, whatever became of it."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection, Row
from typing import NamedTuple

from moderation.store.columns import decoded
from moderation.store.database import stamp


class Arrival(NamedTuple):
    """A comment as it stands now, and the scores that it has.

    Attributes:
        language: as the publisher named it.
        rejects: P(reject), by the last of the models that `model` names; `None` where
            there was no opinion.
    """

    id: str
    text: str
    format: str
    author: str | None
    section: str | None
    language: str | None
    rejects: float | None
    model: str


def before(db: Connection, site: str, at: datetime, most: int) -> Sequence[Arrival]:
    """The latest that came until then, the oldest of them first."""
    return _some(db, "received_at <= ?2", site, at, most)


def since(db: Connection, site: str, at: datetime, most: int) -> Sequence[Arrival]:
    """The latest that came after then, the oldest of them first."""
    return _some(db, "received_at > ?2", site, at, most)


def first_scored(
    db: Connection, site: str, at: datetime, version: str, most: int
) -> Sequence[Arrival]:
    """Of what came after then the first that a version of the site's model has scored,
    the oldest first.
    """
    rows = db.execute(
        f"{_SELECT} WHERE c.site = ?1 AND c.erased_at IS NULL AND c.received_at > ?2 "
        "AND j.model LIKE '%' || ?3 ORDER BY c.received_at, c.key LIMIT ?4",
        (site, stamp(at), version, most),
    )
    return [_arrival(row) for row in rows]


_SELECT = (
    "SELECT c.id, c.text, c.format, c.author_id, a.section, c.language, j.scores, "
    "j.model FROM comments c "
    "JOIN judgements j ON j.comment = c.key AND j.revision = c.revision "
    "LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id"
)


def _some(
    db: Connection, when: str, site: str, at: datetime, most: int
) -> Sequence[Arrival]:
    rows = db.execute(
        f"{_SELECT} WHERE c.site = ?1 AND c.erased_at IS NULL AND c.{when} "
        "ORDER BY c.received_at DESC, c.key DESC LIMIT ?3",
        (site, stamp(at), most),
    )
    return [_arrival(row) for row in rows][::-1]


def _arrival(row: Row) -> Arrival:
    scores = decoded(row["scores"])
    return Arrival(
        id=row["id"],
        text=row["text"],
        format=row["format"],
        author=row["author_id"],
        section=row["section"],
        language=row["language"],
        rejects=scores.get("reject"),
        model=row["model"],
    )
