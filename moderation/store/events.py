"""The append-only record of what happened."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.comments import Action, Event, EventKind, Reason
from moderation.store.database import moment, stamp

_SELECT = (
    "SELECT e.*, c.id AS comment_id FROM events e JOIN comments c ON c.key = e.comment"
)


def add(
    db: Connection,
    key: int,
    kind: EventKind,
    *,
    by: str,
    at: datetime,
    action: Action | None = None,
    reason: Reason | None = None,
    note: str | None = None,
    message: str | None = None,
    queue: str | None = None,
) -> int:
    """Write down what happened to the comment as it now is; returns the number."""
    cursor = db.execute(
        "INSERT INTO events "
        "(site, comment, kind, at, by, version, action, reason, note, message, queue) "
        "SELECT site, key, ?, ?, ?, version, ?, ?, ?, ?, ? FROM comments "
        "WHERE key = ?",
        (kind, stamp(at), by, action, reason, note, message, queue, key),
    )
    return int(cursor.lastrowid or 0)


def of_comment(db: Connection, key: int) -> Sequence[Event]:
    """All that happened to one comment, in order."""
    rows = db.execute(f"{_SELECT} WHERE e.comment = ? ORDER BY e.number", (key,))
    return [_event(row) for row in rows]


def latest(db: Connection, key: int, *, limit: int) -> Sequence[Event]:
    """The last things that happened to one comment, in order."""
    rows = db.execute(
        f"{_SELECT} WHERE e.comment = ? ORDER BY e.number DESC LIMIT ?", (key, limit)
    )
    return [_event(row) for row in rows][::-1]


def reason_of(db: Connection, key: int) -> Reason | None:
    """The reason of the last decision about a comment."""
    row = db.execute(
        "SELECT reason FROM events WHERE comment = ? AND kind = 'decided' "
        "ORDER BY number DESC LIMIT 1",
        (key,),
    ).fetchone()
    return Reason(row["reason"]) if row and row["reason"] else None


def decisions_after(
    db: Connection, site: str, number: int, *, limit: int
) -> Sequence[Event]:
    """The site's decisions and undoings after an event's number, in order."""
    rows = db.execute(
        f"{_SELECT} WHERE e.site = ? AND e.kind IN ('decided', 'undone') "
        "AND e.number > ? ORDER BY e.number LIMIT ?",
        (site, number, limit),
    )
    return [_event(row) for row in rows]


def reasons_of(db: Connection, site: str, by: str, *, limit: int) -> Sequence[Reason]:
    """The reasons of a person's last decisions, the latest first."""
    rows = db.execute(
        "SELECT reason FROM events WHERE site = ? AND by = ? "
        "AND kind = 'decided' AND by != 'policy' ORDER BY number DESC LIMIT ?",
        (site, by, limit),
    )
    return [Reason(row["reason"]) for row in rows if row["reason"]]


def decided_by(
    db: Connection,
    site: str,
    *,
    by: str | None,
    since: datetime | None,
    until: datetime | None,
    before: int | None,
    limit: int,
) -> Sequence[Event]:
    """What people of a site decided and took back, the latest first.

    Args:
        by: only this one.
        since: from then on.
        until: before then.
        before: the number of an event; those before it.
    """
    conditions = ["e.by = :by"] if by is not None else []
    conditions += ["e.at >= :since"] if since else []
    conditions += ["e.at < :until"] if until else []
    rows = db.execute(
        f"{_SELECT} WHERE e.site = :site AND e.kind IN ('decided', 'undone') "
        f"AND e.by != 'policy' AND e.number < :before "
        f"{''.join(f'AND {each} ' for each in conditions)}"
        "ORDER BY e.number DESC LIMIT :limit",
        {
            "site": site,
            "by": by,
            "since": since and stamp(since),
            "until": until and stamp(until),
            "before": 2**62 if before is None else before,
            "limit": limit,
        },
    )
    return [_event(row) for row in rows]


def _event(row: Row) -> Event:
    return Event(
        number=row["number"],
        comment=row["comment_id"],
        kind=EventKind(row["kind"]),
        at=moment(row["at"]),
        by=row["by"],
        version=row["version"],
        action=Action(row["action"]) if row["action"] else None,
        reason=Reason(row["reason"]) if row["reason"] else None,
        note=row["note"],
        message=row["message"],
        queue=row["queue"],
    )
