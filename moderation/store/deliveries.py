"""Deliveries: which message is due at which endpoint, and who is sending it.

A deliverer leases a delivery before it sends, so each is sent by one at a time. The
number of its tries tells whose lease it is: one that ran out changes nothing any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, zip_longest
from sqlite3 import Connection

from moderation.store import endpoints
from moderation.store.database import stamp

AT_ONCE = 4
"""Messages that are on their way to one endpoint at a time, so that a slow one takes
few threads; of an endpoint whose last try failed it is one."""

# What is due at an endpoint. A message of a comment waits for those before it. The
# indexes are named, as SQLite would rather read all that an endpoint was ever sent.
_DUE = """
FROM deliveries d
WHERE d.endpoint = :endpoint AND d.next_try_at <= :at
    AND (d.leased_until IS NULL OR d.leased_until <= :at)
    AND NOT EXISTS (
        SELECT 1 FROM deliveries b INDEXED BY deliveries_of_comment
        WHERE b.comment = d.comment AND b.endpoint = d.endpoint
            AND b.message < d.message AND b.next_try_at IS NOT NULL)
ORDER BY d.next_try_at, d.message LIMIT :most
"""


@dataclass(frozen=True)
class Due:
    """A message's number, where it shall go, and whether the last try there failed."""

    endpoint: str
    message: int
    failing: bool


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A message on its way.

    Attributes:
        number: the message's.
        secrets: that sign for its endpoint.
        tries: with this one.
        failing: whether the last try there failed.
    """

    endpoint: str
    number: int
    id: str
    type: str
    url: str
    secrets: Sequence[str]
    body: str
    tries: int
    failing: bool


def due(
    db: Connection, at: datetime, *, most: int, endpoint: str | None = None
) -> Sequence[Due]:
    """What may be sent now.

    One of each endpoint comes first, then a second of each, those that fail at the end:
    whoever has many waiting takes no place of another.

    Args:
        most: how many at most.
        endpoint: only what is due there.
    """
    open_ones = db.execute(
        """
        SELECT e.id, e.failing_since IS NOT NULL AS failing,
            (SELECT count(*) FROM deliveries f INDEXED BY deliveries_leased
             WHERE f.endpoint = e.id AND f.leased_until > :at) AS flying
        FROM endpoints e
        WHERE e.id = coalesce(:endpoint, e.id) AND e.disabled_at IS NULL
            AND (e.paused_until IS NULL OR e.paused_until <= :at)
            AND EXISTS (SELECT 1 FROM deliveries d
                        WHERE d.endpoint = e.id AND d.next_try_at <= :at)
        ORDER BY failing, e.id
        """,
        {"at": stamp(at), "endpoint": endpoint},
    ).fetchall()
    waiting = []
    for row in open_ones:
        room = (1 if row["failing"] else AT_ONCE) - row["flying"]
        found = _due_at(db, row["id"], at, min(room, most)) if room > 0 else []
        failing = bool(row["failing"])
        waiting.append([Due(row["id"], number, failing) for number in found])
    in_turn = chain.from_iterable(zip_longest(*waiting))
    return [each for each in in_turn if each is not None][:most]


def lease(
    db: Connection, endpoint: str, number: int, at: datetime, *, seconds: float
) -> Delivery:
    """Take a delivery; nobody else gets it until the lease is over.

    A deliverer that dies leaves its lease to run out, so nothing is lost.
    """
    db.execute(
        "UPDATE deliveries SET leased_until = ?, tries = tries + 1 "
        "WHERE endpoint = ? AND message = ?",
        (stamp(at + timedelta(seconds=seconds)), endpoint, number),
    )
    row = db.execute(
        "SELECT m.id, m.type, m.body, d.tries, e.url, "
        "e.failing_since IS NOT NULL AS failing FROM deliveries d "
        "JOIN messages m ON m.number = d.message JOIN endpoints e ON e.id = d.endpoint "
        "WHERE d.endpoint = ? AND d.message = ?",
        (endpoint, number),
    ).fetchone()
    return Delivery(
        endpoint=endpoint,
        number=number,
        id=row["id"],
        type=row["type"],
        url=row["url"],
        secrets=endpoints.secrets(db, endpoint, at),
        body=row["body"],
        tries=row["tries"],
        failing=bool(row["failing"]),
    )


def delivered(db: Connection, delivery: Delivery, at: datetime) -> None:
    """Never send this again."""
    db.execute(
        "UPDATE deliveries SET delivered_at = ?, next_try_at = NULL, "
        "leased_until = NULL WHERE endpoint = ? AND message = ?",
        (stamp(at), delivery.endpoint, delivery.number),
    )


def failed(db: Connection, delivery: Delivery, next_try: datetime | None) -> None:
    """Try again at `next_try`; `None` gives up. Not if somebody has it by now."""
    db.execute(
        "UPDATE deliveries SET next_try_at = ?, leased_until = NULL "
        "WHERE endpoint = ? AND message = ? AND tries = ? AND delivered_at IS NULL",
        (
            next_try and stamp(next_try),
            delivery.endpoint,
            delivery.number,
            delivery.tries,
        ),
    )


def note(
    db: Connection,
    delivery: Delivery,
    at: datetime,
    *,
    status: int | None,
    error: str | None,
    milliseconds: int,
) -> None:
    """Write a try into the log, unless its message is forgotten by now."""
    db.execute(
        "INSERT INTO tries (endpoint, message, at, status, error, milliseconds) "
        "SELECT endpoint, message, ?, ?, ?, ? FROM deliveries "
        "WHERE endpoint = ? AND message = ?",
        (
            stamp(at),
            status,
            error,
            milliseconds,
            delivery.endpoint,
            delivery.number,
        ),
    )


def again(db: Connection, endpoint: str, at: datetime, since: datetime | None) -> int:
    """Make due now what an endpoint has not taken, and count its tries anew.

    Args:
        since: of messages from then on, also those that were given up; `None` is
            whatever waits.

    Returns:
        How many messages that is.
    """
    cursor = db.execute(
        "UPDATE deliveries SET next_try_at = ?, tries = 0 WHERE endpoint = ? "
        "AND delivered_at IS NULL AND CASE WHEN ? IS NULL "
        "THEN next_try_at IS NOT NULL ELSE message IN "
        "(SELECT number FROM messages WHERE created_at >= ?) END",
        (stamp(at), endpoint, since and stamp(since), since and stamp(since)),
    )
    return cursor.rowcount


def waiting(db: Connection, endpoint: str) -> int:
    """How many messages are yet to be delivered to an endpoint."""
    row = db.execute(
        "SELECT count(*) AS n FROM deliveries "
        "WHERE endpoint = ? AND next_try_at IS NOT NULL",
        (endpoint,),
    ).fetchone()
    return int(row["n"])


def given_up(db: Connection, endpoint: str) -> int:
    """How many messages an endpoint never took."""
    row = db.execute(
        "SELECT count(*) AS n FROM deliveries WHERE endpoint = ? "
        "AND next_try_at IS NULL AND delivered_at IS NULL",
        (endpoint,),
    ).fetchone()
    return int(row["n"])


def _due_at(db: Connection, endpoint: str, at: datetime, most: int) -> list[int]:
    found = db.execute(
        f"SELECT d.message {_DUE}",
        {"endpoint": endpoint, "at": stamp(at), "most": most},
    )
    return [row["message"] for row in found]
