"""Where a comment stands, by the policy or a person, and where it waits."""

from datetime import datetime
from sqlite3 import Connection

from moderation.comments import Outcome, Status
from moderation.store.database import stamp


def set_outcome(db: Connection, key: int, outcome: Outcome, status: Status) -> None:
    """Set where the policy puts a comment that was just received or edited."""
    db.execute(
        "UPDATE comments SET status = ?, action = ?, priority = ?, waiting = ?, "
        "decided_at = NULL, decided_by = NULL WHERE key = ?",
        (status, outcome.action, outcome.priority, int(outcome.review), key),
    )


def queue(db: Connection, key: int, *, priority: float) -> None:
    """Let a comment wait for a person, at least as urgent as this, in [0, 1]."""
    db.execute(
        "UPDATE comments SET waiting = 1, priority = max(priority, ?) WHERE key = ?",
        (priority, key),
    )


def prioritise(db: Connection, key: int, priority: float) -> None:
    """Set how urgent a comment is that waits, in [0, 1]."""
    db.execute("UPDATE comments SET priority = ? WHERE key = ?", (priority, key))


def advance(db: Connection, key: int, *, version: int) -> bool:
    """Count a change, if the comment is still at `version`; whether it was."""
    cursor = db.execute(
        "UPDATE comments SET version = version + 1 WHERE key = ? AND version = ?",
        (key, version),
    )
    return cursor.rowcount == 1


def decide(
    db: Connection,
    key: int,
    status: Status,
    *,
    waiting: bool,
    by: str | None,
    at: datetime | None,
    version: int,
) -> bool:
    """Set a decision, if the comment is still at `version`.

    What no longer waits is not before leads either.

    Returns:
        Whether it was; `False` means somebody came first and nothing changed.
    """
    cursor = db.execute(
        "UPDATE comments SET status = ?, waiting = ?, decided_by = ?, "
        "decided_at = ?, escalated = escalated * ?, version = version + 1 "
        "WHERE key = ? AND version = ?",
        (status, int(waiting), by, at and stamp(at), int(waiting), key, version),
    )
    return cursor.rowcount == 1


def put(db: Connection, key: int, *, queue: str, escalated: bool, version: int) -> bool:
    """Set where a comment waits, if it waits and is still at `version`; whether so."""
    cursor = db.execute(
        "UPDATE comments SET queue = ?, escalated = ?, version = version + 1 "
        "WHERE key = ? AND version = ? AND waiting = 1",
        (queue, int(escalated), key, version),
    )
    return cursor.rowcount == 1


def escalate_again(db: Connection, key: int) -> None:
    """Set before leads what was before them until a decision that is taken back."""
    db.execute("UPDATE comments SET escalated = 1 WHERE key = ?", (key,))
