"""Authors, as their comments tell of them. Each query looks at a bounded number."""

from collections.abc import Mapping
from sqlite3 import Connection

from moderation.comments import Author, Status
from moderation.store.database import moment
from moderation.store.scopes import INSIDE, UNLIMITED, Scope, named


def latest(db: Connection, site: str, author: str) -> Author | None:
    """The author as their latest comment tells; `None` if there is none."""
    row = db.execute(
        "SELECT author_name, author_registered_at FROM comments "
        "WHERE site = ? AND author_id = ? ORDER BY received_at DESC LIMIT 1",
        (site, author),
    ).fetchone()
    if row is None:
        return None
    registered = row["author_registered_at"]
    return Author(
        id=author,
        name=row["author_name"],
        registered_at=moment(registered) if registered else None,
    )


def counts(
    db: Connection, site: str, author: str, *, most: int, scope: Scope = UNLIMITED
) -> Mapping[Status, int]:
    """How many of an author's latest comments have which status."""
    rows = db.execute(
        "SELECT c.status, count(*) AS n FROM (SELECT key FROM comments "  # noqa: S608
        "WHERE site = :site AND author_id = :author "
        "ORDER BY received_at DESC LIMIT :most) latest "
        f"CROSS JOIN comments c ON c.key = latest.key WHERE {INSIDE} GROUP BY c.status",
        {"site": site, "author": author, "most": most, **named(scope)},
    )
    found = {Status(row["status"]): int(row["n"]) for row in rows}
    return {status: found.get(status, 0) for status in Status}
