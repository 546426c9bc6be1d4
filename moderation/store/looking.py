"""Comments of every fate, looked for by what is known of them; the newest first."""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from moderation.comments import Status
from moderation.store.scopes import INSIDE, Scope, named

AT_MOST = 20_000
"""Comments that one look goes through: of an author, an article, or the site's newest;
some 30 ms."""


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
    scope: Scope,
) -> Sequence[int]:
    """The keys of comments of which all this is true, not erased; the newest first.

    Args:
        within: only of these; `None` is of all.
        by: whose decision stands; `None` is anybody's, and nobody's.
        before: only such with a smaller key.
    """
    wanted = {
        "c.author_id = :author": author,
        "c.article_id = :article": article,
        "c.status = :status": status,
        "c.decided_by = :by": by,
    }
    asked = "".join(
        f" AND {condition}" for condition, value in wanted.items() if value is not None
    )
    rows = db.execute(
        f"SELECT c.key FROM ({_source(within, author, article)}) looked "  # noqa: S608
        "CROSS JOIN comments c ON c.key = looked.key "  # in this order
        f"WHERE c.site = :site AND c.erased_at IS NULL{asked} AND {INSIDE} "
        "ORDER BY c.key DESC LIMIT :limit",
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
            **named(scope),
        },
    )
    return [row["key"] for row in rows]


def last_looked_at(
    db: Connection, site: str, *, author: str | None, article: str | None, before: int
) -> int:
    """The key of the oldest comment that a look goes through; 0 if through all."""
    source = _source(None, author, article)
    row = db.execute(
        f"SELECT min(key) AS key, count(*) AS n FROM ({source})",  # noqa: S608
        {
            "site": site,
            "before": before,
            "author": author,
            "article": article,
            "most": AT_MOST,
        },
    ).fetchone()
    return int(row["key"]) if row["n"] == AT_MOST else 0


def _source(
    within: Sequence[int] | None, author: str | None, article: str | None
) -> str:
    """The keys among which it is looked: the newest, by an index that has them all."""
    if within is not None:
        return "SELECT value AS key FROM json_each(:within) WHERE value < :before"
    index, condition = "comments_in_order", ""
    if author is not None:
        index, condition = "comments_by_author", "AND author_id = :author "
    elif article is not None:
        index, condition = "comments_by_article", "AND article_id = :article "
    return (
        f"SELECT key FROM comments INDEXED BY {index} "  # noqa: S608 - our words
        f"WHERE site = :site {condition}AND key < :before "
        "ORDER BY key DESC LIMIT :most"
    )
