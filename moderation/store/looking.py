"""Comments of every fate, looked for by what is known of them; the newest first."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from moderation.comments import Status

AT_MOST = 20_000
"""Comments that one look goes through for what no index tells; some 30 ms."""


def keys(
    db: Connection,
    site: str,
    *,
    within: Sequence[int] | None,
    author: str | None,
    article: str | None,
    status: Status | None,
    by: str | None,
    before: int,
    limit: int,
) -> Sequence[int]:
    """The keys of comments of which all this is true, not erased; the newest first.

    Args:
        within: only of these; `None` is of all.
        by: whose decision stands; `None` is anybody's, and nobody's.
        before: only such with a smaller key.
    """
    wanted = {
        "author_id = :author": author,
        "article_id = :article": article,
        "status = :status": status,
        "decided_by = :by": by,
    }
    asked = "".join(
        f" AND {condition}" for condition, value in wanted.items() if value is not None
    )
    rows = db.execute(
        f"SELECT key FROM {_source(within, author, article)} "  # noqa: S608 - our words
        f"WHERE site = :site AND key < :before AND erased_at IS NULL{asked} "
        "ORDER BY key DESC LIMIT :limit",
        {
            "site": site,
            "before": before,
            "limit": limit,
            "within": None if within is None else json.dumps(list(within)),
            "author": author,
            "article": article,
            "status": status,
            "by": by,
            "most": AT_MOST,
        },
    )
    return [row["key"] for row in rows]


def last_looked_at(db: Connection, before: int) -> int:
    """The key of the oldest comment that a look without an index goes through."""
    row = db.execute(
        "SELECT min(key) AS key FROM "
        "(SELECT key FROM comments WHERE key < ? ORDER BY key DESC LIMIT ?)",
        (before, AT_MOST),
    ).fetchone()
    return int(row["key"] or 0)


def _source(
    within: Sequence[int] | None, author: str | None, article: str | None
) -> str:
    """Where it is looked: by an index where there is one, else among the newest."""
    if within is not None:
        return (
            "(SELECT c.* FROM json_each(:within) w JOIN comments c ON c.key = w.value)"
        )
    if author is not None or article is not None:
        return "comments"
    return "(SELECT * FROM comments WHERE key < :before ORDER BY key DESC LIMIT :most)"
