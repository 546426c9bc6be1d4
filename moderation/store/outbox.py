"""Messages to publishers that are written with the decision and sent later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection

from moderation.store.database import stamp

_DUE = (
    "JOIN sites s ON s.name = o.site "
    "WHERE o.next_try_at <= ? AND s.webhook_url IS NOT NULL "
    "AND (o.leased_until IS NULL OR o.leased_until <= ?)"
)


@dataclass(frozen=True)
class Message:
    """One message due: where to, what, and how often it was tried before."""

    id: str
    url: str
    secret: str
    body: str
    tries: int


def add(db: Connection, id: str, site: str, key: int, body: str, at: datetime) -> None:
    """Keep a message, due at once; none for a site that has no webhook."""
    db.execute(
        "INSERT INTO outbox (id, site, comment, body, next_try_at, created_at) "
        "SELECT ?, name, ?, ?, ?, ? FROM sites "
        "WHERE name = ? AND webhook_url IS NOT NULL",
        (id, key, body, stamp(at), stamp(at), site),
    )


def forget(db: Connection, key: int) -> None:
    """Take away the messages about a comment, sent or not."""
    db.execute("DELETE FROM outbox WHERE comment = ?", (key,))


def any_due(db: Connection, at: datetime) -> bool:
    """Whether a message waits to be sent now."""
    row = db.execute(
        f"SELECT 1 FROM outbox o {_DUE} LIMIT 1",  # noqa: S608 - constants alone
        (stamp(at), stamp(at)),
    ).fetchone()
    return row is not None


def lease(
    db: Connection, at: datetime, *, seconds: float, limit: int
) -> Sequence[Message]:
    """Take messages that are due; nobody else gets them until the lease is over.

    A deliverer that dies leaves its lease to run out, so nothing is lost.
    """
    rows = db.execute(
        "SELECT o.id, o.body, o.tries, s.webhook_url, s.webhook_secret "  # noqa: S608
        f"FROM outbox o {_DUE} ORDER BY o.next_try_at LIMIT ?",
        (stamp(at), stamp(at), limit),
    ).fetchall()
    until = stamp(at + timedelta(seconds=seconds))
    db.executemany(
        "UPDATE outbox SET leased_until = ?, tries = tries + 1 WHERE id = ?",
        [(until, row["id"]) for row in rows],
    )
    return [
        Message(
            id=row["id"],
            url=row["webhook_url"],
            secret=row["webhook_secret"],
            body=row["body"],
            tries=row["tries"],
        )
        for row in rows
    ]


def delivered(db: Connection, id: str, at: datetime) -> None:
    """Never send this again."""
    db.execute(
        "UPDATE outbox SET delivered_at = ?, next_try_at = NULL, leased_until = NULL, "
        "last_error = NULL WHERE id = ?",
        (stamp(at), id),
    )


def failed(db: Connection, id: str, error: str, next_try: datetime | None) -> None:
    """Try again at `next_try`; `None` gives up."""
    db.execute(
        "UPDATE outbox SET next_try_at = ?, leased_until = NULL, last_error = ? "
        "WHERE id = ?",
        (next_try and stamp(next_try), error, id),
    )


def waiting(db: Connection) -> int:
    """How many messages are yet to be delivered."""
    row = db.execute(
        "SELECT count(*) AS n FROM outbox WHERE next_try_at IS NOT NULL"
    ).fetchone()
    return int(row["n"])
