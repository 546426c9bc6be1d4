"""The log of what was sent to endpoints: each message with each of its tries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection, Row

from moderation.store.database import moment


class State(StrEnum):
    """How far a message has come on its way to an endpoint."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"  # given up; a replay sends it again


@dataclass(frozen=True, kw_only=True)
class Try:
    """One request: what the receiver answered, or why it did not."""

    at: datetime
    status: int | None
    error: str | None
    milliseconds: int


@dataclass(frozen=True, kw_only=True)
class Logged:
    """A message and its tries at an endpoint, the first one first.

    Attributes:
        number: grows with the age of messages.
        comment: as the publisher names it; `None` for a test.
        next_try_at: for one that waits.
    """

    number: int
    id: str
    type: str
    comment: str | None
    created_at: datetime
    state: State
    next_try_at: datetime | None
    tries: tuple[Try, ...]


_STATE = (
    "CASE WHEN d.next_try_at IS NOT NULL THEN 'waiting' "
    "WHEN d.delivered_at IS NOT NULL THEN 'delivered' ELSE 'failed' END"
)


def log(
    db: Connection,
    endpoint: str,
    *,
    limit: int,
    before: int | None = None,
    state: State | None = None,
) -> Sequence[Logged]:
    """What went to an endpoint or shall go there, the latest message first.

    Args:
        before: the `number` of a message; those before it.
        state: only what stands so.
    """
    rows = db.execute(
        f"SELECT m.*, c.id AS comment_id, d.next_try_at, {_STATE} AS state "  # noqa: S608
        "FROM deliveries d JOIN messages m ON m.number = d.message "
        "LEFT JOIN comments c ON c.key = m.comment "
        f"WHERE d.endpoint = ? AND d.message < ? AND (? IS NULL OR {_STATE} = ?) "
        "ORDER BY d.message DESC LIMIT ?",
        (endpoint, 2**62 if before is None else before, state, state, limit),
    )
    return [_logged(db, endpoint, row) for row in rows.fetchall()]


def _logged(db: Connection, endpoint: str, row: Row) -> Logged:
    tries = db.execute(
        "SELECT * FROM tries WHERE endpoint = ? AND message = ? ORDER BY number",
        (endpoint, row["number"]),
    )
    next_try_at = row["next_try_at"]
    return Logged(
        number=row["number"],
        id=row["id"],
        type=row["type"],
        comment=row["comment_id"],
        created_at=moment(row["created_at"]),
        state=State(row["state"]),
        next_try_at=moment(next_try_at) if next_try_at else None,
        tries=tuple(_try(each) for each in tries),
    )


def _try(row: Row) -> Try:
    return Try(
        at=moment(row["at"]),
        status=row["status"],
        error=row["error"],
        milliseconds=row["milliseconds"],
    )
