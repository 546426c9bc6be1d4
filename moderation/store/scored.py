"""Scores beside what became of comments: samples of the latest, never all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from moderation.store.columns import decoded
from moderation.store.database import stamp


class Scored(NamedTuple):
    """The scores of a comment, and the section that it is in.

    `rejected` is what a person decided; `None` of one that is not asked for that.
    """

    scores: Mapping[str, float | None]
    section: str | None
    rejected: bool | None = None


def decided(db: Connection, site: str, last: int) -> Sequence[Scored]:
    """What people decided last, the latest first.

    An article that was sent without an id has no section here.
    """
    rows = db.execute(
        "SELECT j.scores, a.section, e.rejected FROM "
        "(SELECT comment, revision, rejected FROM examples WHERE site = ?1 "
        "ORDER BY at DESC LIMIT ?2) e "
        "JOIN judgements j ON j.comment = e.comment AND j.revision = e.revision "
        "JOIN comments c ON c.key = e.comment "
        "LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id",
        (site, last),
    )
    return [Scored(decoded(row[0]), row[1], bool(row[2])) for row in rows]


def came(db: Connection, site: str, last: int) -> Sequence[Scored]:
    """What came last, the latest first, whatever became of it."""
    rows = db.execute(
        "SELECT j.scores, a.section FROM "
        "(SELECT key, site, revision, article_id FROM comments WHERE site = ?1 "
        "ORDER BY key DESC LIMIT ?2) c "
        "JOIN judgements j ON j.comment = c.key AND j.revision = c.revision "
        "LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id",
        (site, last),
    )
    return [Scored(decoded(row[0]), row[1]) for row in rows]


def by_day(
    db: Connection, site: str, since: datetime, until: datetime
) -> Sequence[int]:
    """How many comments came on each day on which any did, from `since` on and before
    the day of `until`.
    """
    rows = db.execute(
        "SELECT comments FROM judged_by_day WHERE site = ? AND day >= ? AND day < ? "
        "ORDER BY day",
        (site, stamp(since)[:10], stamp(until)[:10]),
    )
    return [row["comments"] for row in rows]
