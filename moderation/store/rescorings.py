"""How far old comments are judged anew: who was stopped goes on there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp

_CHOSEN = (
    "FROM comments WHERE site = :site AND key > :through AND key <= :upto "
    "AND received_at >= :since AND erased_at IS NULL "
    "AND (:pending_only = 0 OR (status = 'pending' AND waiting = 1))"
)


@dataclass(frozen=True, kw_only=True)
class Rescoring:
    """What is judged anew, and how far that is.

    Attributes:
        model: the version of the site's own that does it; "" for the shipped alone.
        since: only what came from then on, as it is stored; "" for all.
        upto: the last key that there was when it began.
        through: the last key that is done.
    """

    number: int
    site: str
    model: str
    pending_only: bool
    since: str
    upto: int
    through: int
    done: int
    changed: int


def begin(
    db: Connection,
    site: str,
    model: str,
    *,
    pending_only: bool,
    since: datetime | None,
    by: str,
    at: datetime,
) -> Rescoring:
    """One that is not yet done and covers what is asked for, or else a new one."""
    asked = {
        "site": site,
        "model": model,
        "pending_only": int(pending_only),
        "since": stamp(since) if since else "",
    }
    row = db.execute(
        "SELECT * FROM rescorings WHERE site = :site AND model = :model "
        "AND pending_only = :pending_only AND since <= :since AND ended_at IS NULL "
        "ORDER BY number DESC LIMIT 1",
        asked,
    ).fetchone()
    if row is None:
        cursor = db.execute(
            "INSERT INTO rescorings "
            "(site, model, pending_only, since, upto, through, by, at) "
            "SELECT :site, :model, :pending_only, :since, coalesce(max(key), 0), 0, "
            ":by, :at FROM comments",
            {**asked, "by": by, "at": stamp(at)},
        )
        query = "SELECT * FROM rescorings WHERE number = ?"
        row = db.execute(query, (cursor.lastrowid,)).fetchone()
    fields = Rescoring.__dataclass_fields__
    return Rescoring(
        **{name: row[name] for name in fields if name != "pending_only"},
        pending_only=bool(row["pending_only"]),
    )


def left(db: Connection, its: Rescoring) -> int:
    """How many comments are yet to be judged anew."""
    row = db.execute(f"SELECT count(*) AS found {_CHOSEN}", vars(its)).fetchone()
    return int(row["found"])


def some(db: Connection, its: Rescoring, *, most: int) -> Sequence[int]:
    """The keys of those that come next."""
    rows = db.execute(
        f"SELECT key {_CHOSEN} ORDER BY key LIMIT :most",
        {**vars(its), "most": most},
    )
    return [row["key"] for row in rows]


def advance(db: Connection, was: Rescoring, its: Rescoring) -> bool:
    """Write down how far it is now; false if another process has gone on with it."""
    cursor = db.execute(
        "UPDATE rescorings SET through = ?, done = ?, changed = ? "
        "WHERE number = ? AND through = ?",
        (its.through, its.done, its.changed, its.number, was.through),
    )
    return cursor.rowcount == 1


def end(db: Connection, number: int, *, at: datetime) -> None:
    """Write down that it is done."""
    db.execute(
        "UPDATE rescorings SET ended_at = ? WHERE number = ?", (stamp(at), number)
    )
