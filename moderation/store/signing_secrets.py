"""The secrets with which publishers' software signs what it sends."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def add(db: Connection, site: str, face: str, secret: str, at: datetime) -> None:
    """Keep a secret; one that is known already is in use again."""
    db.execute(
        "INSERT INTO signing_secrets (site, face, secret, created_at) "
        "VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = NULL",
        (site, face, secret, stamp(at)),
    )


def retire(db: Connection, site: str, face: str, *, but: str, until: datetime) -> None:
    """Let all other secrets work until then, and no longer."""
    db.execute(
        "UPDATE signing_secrets SET until = min(coalesce(until, ?), ?) "
        "WHERE site = ? AND face = ? AND secret != ?",
        (stamp(until), stamp(until), site, face, but),
    )


def in_use(db: Connection, site: str, face: str, at: datetime) -> Sequence[str]:
    """The secrets that work at that time, the latest first."""
    rows = db.execute(
        "SELECT secret FROM signing_secrets WHERE site = ? AND face = ? "
        "AND (until IS NULL OR until > ?) ORDER BY created_at DESC",
        (site, face, stamp(at)),
    )
    return [row["secret"] for row in rows]
