"""What came in some time, whatever became of it: a sample, spread over all of it."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection, Row
from typing import NamedTuple

from moderation.store.columns import decoded
from moderation.store.database import moment, stamp


class Arrival(NamedTuple):
    """A comment as it stands now, and the scores that it has.

    Attributes:
        article: its id, as `author` of who wrote it; `None` where that was not told.
        language: as the publisher named it.
        rejects: P(reject), by the last of the models that `model` names; `None` where
            there was no opinion.
    """

    id: str
    text: str
    format: str
    article: str | None
    author: str | None
    section: str | None
    language: str | None
    rejects: float | None
    model: str

    @property
    def unit(self) -> str:
        """What it came with: comments of one article, or author, are alike."""
        if self.article is not None:
            return f"article {self.article}"
        return f"comment {self.id}" if self.author is None else f"author {self.author}"


def last(db: Connection, site: str, until: datetime) -> datetime | None:
    """When the latest comment came until then."""
    row = db.execute(
        "SELECT max(received_at) AS at FROM comments "
        "WHERE site = ? AND erased_at IS NULL AND received_at <= ?",
        (site, stamp(until)),
    ).fetchone()
    return None if row["at"] is None else moment(row["at"])


def between(
    db: Connection, site: str, after: datetime, until: datetime, most: int
) -> Sequence[Arrival]:
    """What came after one time and until another, the oldest first: all, or every
    second, third and so on, so that it is `most` or fewer.
    """
    found = (site, stamp(after), stamp(until))
    number = db.execute(f"SELECT count(*) AS n {_IN_TIME}", found).fetchone()["n"]
    each = max(1, -(-number // most))
    rows = db.execute(
        "SELECT c.id, c.text, c.format, c.article_id, c.author_id, a.section, "
        f"c.language, j.scores, j.model {_IN_TIME.replace('comments c', _JOINED)} "
        "AND c.key % ?4 = 0 ORDER BY c.received_at, c.key",
        (*found, each),
    )
    return [_arrival(row) for row in rows]


_IN_TIME = (
    "FROM comments c WHERE c.site = ?1 AND c.erased_at IS NULL "
    "AND c.received_at > ?2 AND c.received_at <= ?3"
)
_JOINED = (
    "comments c "
    "JOIN judgements j ON j.comment = c.key AND j.revision = c.revision "
    "LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id"
)


def _arrival(row: Row) -> Arrival:
    return Arrival(
        id=row["id"],
        text=row["text"],
        format=row["format"],
        article=row["article_id"],
        author=row["author_id"],
        section=row["section"],
        language=row["language"],
        rejects=decoded(row["scores"]).get("reject"),
        model=row["model"],
    )
