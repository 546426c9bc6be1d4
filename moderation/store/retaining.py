"""Which comments are older than they may be kept, and whose authors are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.comments import Status
from moderation.store.database import stamp

# Old is what came and was decided last before a time. What waits for a person is not:
# it could not be decided any more. The first condition is the one that has an index.
_OLD = (
    "received_at < :before AND coalesce(decided_at, received_at) < :before "
    "AND waiting = 0"
)
_WITH_TEXT = (
    "FROM comments INDEXED BY comments_with_text WHERE site = :site "
    f"AND status = :status AND erased_at IS NULL AND {_OLD}"
)
_WITH_AUTHOR = (
    "FROM comments INDEXED BY comments_with_author WHERE site = :site "
    f"AND (author_id IS NOT NULL OR author_name IS NOT NULL) AND {_OLD}"
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Before which times comments are too old; `None` is never.

    Attributes:
        rejected: for those that were rejected.
        texts: for all.
        authors: for what is known of whoever wrote them.
    """

    rejected: datetime | None = None
    texts: datetime | None = None
    authors: datetime | None = None


def too_old(db: Connection, site: str, limits: Limits, *, most: int) -> Sequence[int]:
    """The keys of some comments whose texts are too old."""
    found: list[int] = []
    for status, before in _times(limits):
        rows = db.execute(
            f"SELECT key {_WITH_TEXT} ORDER BY received_at LIMIT :most",
            {
                "site": site,
                "status": status,
                "before": stamp(before),
                "most": most - len(found),
            },
        )
        found += [row["key"] for row in rows]
    return found


def too_old_authors(
    db: Connection, site: str, limits: Limits, *, most: int
) -> Sequence[int]:
    """The keys of some comments of which it is known too long who wrote them."""
    if limits.authors is None:
        return []
    rows = db.execute(
        f"SELECT key {_WITH_AUTHOR} ORDER BY received_at LIMIT :most",
        {"site": site, "before": stamp(limits.authors), "most": most},
    )
    return [row["key"] for row in rows]


def counts(db: Connection, site: str, limits: Limits) -> tuple[int, int]:
    """How many comments have too old a text, and how many too old an author."""
    texts = sum(
        _count(db, _WITH_TEXT, site, before, status)
        for status, before in _times(limits)
    )
    before = limits.authors
    return texts, _count(db, _WITH_AUTHOR, site, before) if before else 0


def _count(
    db: Connection, which: str, site: str, before: datetime, status: str = ""
) -> int:
    row = db.execute(
        f"SELECT count(*) AS n {which}",
        {"site": site, "before": stamp(before), "status": status},
    ).fetchone()
    return int(row["n"])


def _times(limits: Limits) -> Sequence[tuple[Status, datetime]]:
    """Before when the texts of each status are too old, where they ever are."""
    return [
        (status, max(times))
        for status in Status
        if (
            times := [
                each
                for each in (
                    limits.texts,
                    limits.rejected if status is Status.REJECTED else None,
                )
                if each is not None
            ]
        )
    ]
