"""What waits to be decided blind by somebody: counted and shown by one condition."""

import json
from collections.abc import Collection
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.blind_looks import Look, look
from moderation.store.database import stamp
from moderation.store.scopes import INSIDE, Scope, named

LOOKED_THROUGH = 2_000
"""Of what waits at a site, for a number that stands on every page: some 5 ms at most,
where all of it is outside of somebody's limits."""

_THEIRS = """
b.site = :site AND c.erased_at IS NULL
AND coalesce(b.first_by, '') != :name AND (b.kind != 'golden' OR b.by = :name)
AND NOT EXISTS (SELECT 1 FROM events e
    WHERE e.comment = b.comment AND e.by = :name AND e.kind = 'decided')
AND NOT EXISTS (SELECT 1 FROM blind_reviews o
    WHERE o.comment = b.comment AND o.by = :name AND o.decided_at IS NOT NULL)
"""
"""Of `blind_reviews b` and `comments c`: whether it is for a person who has not decided
the comment themselves."""

_OPEN_TO_THEM = (  # words of ours
    "JOIN comments c ON c.key = b.comment AND c.revision = b.revision "  # noqa: S608
    f"WHERE b.decided_at IS NULL AND {_THEIRS} AND {INSIDE} "
    "AND b.number NOT IN (SELECT value FROM json_each(:skipped))"
)
_WAITING = f"FROM blind_reviews b {_OPEN_TO_THEM}"
"""What waits for a person within their limits, neither edited nor erased since."""

_NEWEST = (
    "(SELECT * FROM blind_reviews WHERE site = :site AND decided_at IS NULL "
    "ORDER BY number DESC LIMIT :among)"
)


def count(
    db: Connection, site: str, name: str, scope: Scope, skipped: Collection[int]
) -> int:
    """How many wait for somebody: those that `following` shows one after another."""
    row = db.execute(
        f"SELECT count(*) AS number {_WAITING}",
        _asked(site, name, scope, skipped),
    ).fetchone()
    return int(row["number"])


def about(
    db: Connection,
    site: str,
    name: str,
    scope: Scope,
    skipped: Collection[int],
    *,
    most: int,
) -> int:
    """As `count`, but at most so many, and of the newest `LOOKED_THROUGH` of the site
    alone, so that it takes no time on any page: where more wait it may be too few.
    """
    row = db.execute(
        "SELECT count(*) AS number FROM "  # noqa: S608 - words of ours
        f"(SELECT 1 FROM {_NEWEST} b {_OPEN_TO_THEM} LIMIT :most)",
        {
            **_asked(site, name, scope, skipped),
            "among": LOOKED_THROUGH,
            "most": most,
        },
    ).fetchone()
    return int(row["number"])


def following(
    db: Connection,
    site: str,
    name: str,
    scope: Scope,
    skipped: Collection[int],
    turn: int,
) -> Look | None:
    """What comes next for somebody: one with a known answer, as it was slipped in for
    now; else by an order of their own, so that two who look at once seldom look at the
    same.

    Args:
        turn: which order.
    """
    row: Row | None = db.execute(
        f"SELECT b.* {_WAITING} ORDER BY b.kind != 'golden', "
        "(b.number * 7919 + :turn) % 10007, b.number LIMIT 1",
        {**_asked(site, name, scope, skipped), "turn": turn},
    ).fetchone()
    return look(row) if row else None


def is_theirs(db: Connection, site: str, name: str, number: int) -> bool:
    """Whether one of those waits for somebody, or waited until another was quicker or
    its author edited it.
    """
    row = db.execute(
        "SELECT 1 FROM blind_reviews b "  # noqa: S608 - words of ours
        f"JOIN comments c ON c.key = b.comment WHERE {_THEIRS} AND b.number = :number",
        {"site": site, "name": name, "number": number},
    ).fetchone()
    return row is not None


def slip_in(db: Connection, site: str, name: str, scope: Scope, at: datetime) -> None:
    """Have somebody decide one more comment with a known answer, unless one waits for
    them, or they have decided, or known, all there are within their limits.
    """
    db.execute(
        "INSERT INTO blind_reviews (site, comment, revision, kind, drawn_at, first_by, "  # noqa: S608
        "first_rejected, first_reason, by) "
        "SELECT g.site, g.comment, g.revision, 'golden', :at, g.by, g.rejected, "
        "g.reason, :name FROM golden g "
        "JOIN comments c ON c.key = g.comment AND c.revision = g.revision "
        "WHERE g.site = :site AND g.by != :name AND c.erased_at IS NULL "
        f"AND {INSIDE} "
        "AND NOT EXISTS (SELECT 1 FROM blind_reviews b WHERE b.comment = g.comment "
        "AND b.by = :name) "
        "AND NOT EXISTS (SELECT 1 FROM events e WHERE e.comment = g.comment "
        "AND e.by = :name AND e.kind = 'decided') "
        f"AND NOT EXISTS (SELECT 1 {_WAITING} AND b.kind = 'golden') "
        "ORDER BY g.at LIMIT 1",
        {**_asked(site, name, scope, ()), "at": stamp(at)},
    )


def _asked(
    site: str, name: str, scope: Scope, skipped: Collection[int]
) -> dict[str, str | int | None]:
    return {
        "site": site,
        "name": name,
        "skipped": json.dumps(list(skipped)),
        **named(scope),
    }
