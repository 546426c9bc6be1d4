"""Endpoints: where a site's messages go, and how each of them is doing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A receiver of a publisher's.

    Attributes:
        types: of messages that it wants; none is all.
        failures: failed tries in a row.
        failing_since: the first of them.
        paused_until: nothing is sent to it before.
        disabled_why: nothing is sent to it at all, and why.
    """

    id: str
    site: str
    url: str
    types: tuple[str, ...]
    failures: int
    failing_since: datetime | None
    paused_until: datetime | None
    disabled_at: datetime | None
    disabled_why: str | None
    created_at: datetime


def add(
    db: Connection,
    id: str,
    site: str,
    url: str,
    types: Sequence[str],
    secret: str,
    at: datetime,
) -> None:
    """Keep a new endpoint with its secret."""
    db.execute(
        "INSERT INTO endpoints (id, site, url, types, created_at) "
        "VALUES (?, ?, ?, ?, ?)",
        (id, site, url, json.dumps(list(types)), stamp(at)),
    )
    _add_secret(db, id, secret, at)


def find(db: Connection, id: str, site: str | None = None) -> Endpoint | None:
    """The endpoint of this id, if it is of that site, or of any."""
    row = db.execute(
        "SELECT * FROM endpoints WHERE id = ? AND site = coalesce(?, site)", (id, site)
    ).fetchone()
    return _endpoint(row) if row else None


def all_of(db: Connection, site: str | None = None) -> Sequence[Endpoint]:
    """The endpoints of a site, or of all, by age."""
    rows = db.execute(
        "SELECT * FROM endpoints WHERE site = coalesce(?, site) "
        "ORDER BY site, created_at, rowid",
        (site,),
    )
    return [_endpoint(row) for row in rows]


def change(db: Connection, id: str, *, url: str, types: Sequence[str]) -> None:
    """Set where messages go and which; what waits goes there too."""
    db.execute(
        "UPDATE endpoints SET url = ?, types = ? WHERE id = ?",
        (url, json.dumps(list(types)), id),
    )


def remove(db: Connection, id: str) -> None:
    """Forget an endpoint, what waits for it, and its log."""
    db.execute("DELETE FROM endpoints WHERE id = ?", (id,))


def secrets(db: Connection, id: str, at: datetime) -> Sequence[str]:
    """The secrets that sign for an endpoint now, the newest first."""
    rows = db.execute(
        "SELECT secret FROM endpoint_secrets WHERE endpoint = ? "
        "AND (until IS NULL OR until > ?) "
        "ORDER BY until IS NOT NULL, created_at DESC",
        (id, stamp(at)),
    )
    return [row["secret"] for row in rows]


def rotate(
    db: Connection, id: str, secret: str, *, at: datetime, until: datetime
) -> None:
    """Give an endpoint a new secret; those before sign beside it until then."""
    db.execute(
        "UPDATE endpoint_secrets SET until = min(coalesce(until, ?), ?) "
        "WHERE endpoint = ?",
        (stamp(until), stamp(until), id),
    )
    forget_secrets(db, at)
    _add_secret(db, id, secret, at)


def forget_secrets(db: Connection, at: datetime) -> None:
    """Forget secrets whose time is over."""
    db.execute("DELETE FROM endpoint_secrets WHERE until <= ?", (stamp(at),))


def answered(db: Connection, id: str) -> None:
    """It took a message: whatever failed before is over."""
    db.execute(
        "UPDATE endpoints SET failures = 0, failing_since = NULL, paused_until = NULL "
        "WHERE id = ? AND (failures > 0 OR paused_until IS NOT NULL)",
        (id,),
    )


def failed(db: Connection, id: str, at: datetime) -> Endpoint | None:
    """Count a failed try; the endpoint as it then is, if it is still there."""
    db.execute(
        "UPDATE endpoints SET failures = failures + 1, "
        "failing_since = coalesce(failing_since, ?) WHERE id = ?",
        (stamp(at), id),
    )
    return find(db, id)


def pause(db: Connection, id: str, until: datetime) -> None:
    """Send it nothing before then."""
    db.execute(
        "UPDATE endpoints SET paused_until = max(coalesce(paused_until, ''), ?) "
        "WHERE id = ?",
        (stamp(until), id),
    )


def unpause(db: Connection, id: str) -> None:
    """Send to it at once what is due."""
    db.execute("UPDATE endpoints SET paused_until = NULL WHERE id = ?", (id,))


def disable(db: Connection, id: str, at: datetime, why: str) -> bool:
    """Send it nothing until it is enabled; `False` if it was disabled before."""
    cursor = db.execute(
        "UPDATE endpoints SET disabled_at = ?, disabled_why = ? "
        "WHERE id = ? AND disabled_at IS NULL",
        (stamp(at), why, id),
    )
    return cursor.rowcount == 1


def enable(db: Connection, id: str) -> None:
    """Send to it again, as if it had never failed."""
    db.execute(
        "UPDATE endpoints SET disabled_at = NULL, disabled_why = NULL, failures = 0, "
        "failing_since = NULL, paused_until = NULL WHERE id = ?",
        (id,),
    )


def _add_secret(db: Connection, id: str, secret: str, at: datetime) -> None:
    db.execute(
        "INSERT INTO endpoint_secrets (endpoint, secret, created_at) VALUES (?, ?, ?)",
        (id, secret, stamp(at)),
    )


def _endpoint(row: Row) -> Endpoint:
    times = {
        name: moment(row[name]) if row[name] else None
        for name in ("failing_since", "paused_until", "disabled_at")
    }
    return Endpoint(
        id=row["id"],
        site=row["site"],
        url=row["url"],
        types=tuple(json.loads(row["types"])),
        failures=row["failures"],
        disabled_why=row["disabled_why"],
        created_at=moment(row["created_at"]),
        **times,
    )
