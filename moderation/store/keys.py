"""API keys of publishing systems: whose they are and what they may, never the keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.database import moment, stamp

_SELECT = "SELECT k.*, s.until FROM keys k JOIN key_secrets s ON s.key = k.name"


@dataclass(frozen=True, kw_only=True)
class Key:
    """What is known of an API key.

    Attributes:
        per_minute: comments that it may send in a minute; `None` is without limit.
        short: whether its newest secret is a short one; `None` where nobody knows, as
            it was made before that was kept.
        until: when this secret of it stops working, after a rotation.
    """

    name: str
    site: str
    rights: frozenset[str]
    per_minute: int | None
    short: bool | None
    created_at: datetime
    revoked_at: datetime | None
    until: datetime | None = None


def add(
    db: Connection,
    digest: str,
    name: str,
    site: str,
    rights: frozenset[str],
    *,
    per_minute: int | None,
    short: bool,
    at: datetime,
) -> bool:
    """Keep a key's digest; `False` when the name is taken."""
    cursor = db.execute(
        "INSERT INTO keys (name, site, rights, per_minute, short, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
        (name, site, ",".join(sorted(rights)), per_minute, int(short), stamp(at)),
    )
    if cursor.rowcount != 1:
        return False
    _add_secret(db, digest, name, at)
    return True


def by_digest(db: Connection, digest: str) -> Key | None:
    """The key with this digest, revoked or not."""
    row = db.execute(f"{_SELECT} WHERE s.digest = ?", (digest,)).fetchone()
    return _key(row) if row else None


def named(db: Connection, name: str) -> Key | None:
    """The key of this name, revoked or not."""
    row = db.execute("SELECT *, NULL AS until FROM keys WHERE name = ?", (name,))
    found = row.fetchone()
    return _key(found) if found else None


def all_of(db: Connection, site: str | None = None) -> Sequence[Key]:
    """The keys of a site, or of all, by age."""
    rows = db.execute(
        "SELECT *, NULL AS until FROM keys WHERE site = coalesce(?, site) "
        "ORDER BY created_at",
        (site,),
    )
    return [_key(row) for row in rows]


def any_made(db: Connection) -> bool:
    """Whether any key was ever made."""
    return db.execute("SELECT 1 FROM keys LIMIT 1").fetchone() is not None


def rotate(
    db: Connection,
    digest: str,
    name: str,
    *,
    short: bool,
    at: datetime,
    until: datetime,
) -> bool:
    """Give a key a new secret; those before work until then.

    Returns:
        `False` when there is no such key in use.
    """
    key = named(db, name)
    if key is None or key.revoked_at is not None:
        return False
    db.execute(
        "UPDATE key_secrets SET until = min(coalesce(until, ?), ?) WHERE key = ?",
        (stamp(until), stamp(until), name),
    )
    db.execute("UPDATE keys SET short = ? WHERE name = ?", (int(short), name))
    _add_secret(db, digest, name, at)
    return True


def limit(db: Connection, name: str, per_minute: int | None) -> bool:
    """Set how many comments a key may send; `False` when there is none in use."""
    cursor = db.execute(
        "UPDATE keys SET per_minute = ? WHERE name = ? AND revoked_at IS NULL",
        (per_minute, name),
    )
    return cursor.rowcount == 1


def revoke(db: Connection, name: str, at: datetime) -> bool:
    """Make a key useless; `False` when there is no such key in use."""
    cursor = db.execute(
        "UPDATE keys SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL",
        (stamp(at), name),
    )
    return cursor.rowcount == 1


def _add_secret(db: Connection, digest: str, name: str, at: datetime) -> None:
    db.execute(
        "INSERT INTO key_secrets (digest, key, created_at) VALUES (?, ?, ?)",
        (digest, name, stamp(at)),
    )


def _key(row: Row) -> Key:
    revoked, until, short = row["revoked_at"], row["until"], row["short"]
    return Key(
        name=row["name"],
        site=row["site"],
        rights=frozenset(row["rights"].split(",")),
        per_minute=row["per_minute"],
        short=None if short is None else bool(short),
        created_at=moment(row["created_at"]),
        revoked_at=moment(revoked) if revoked else None,
        until=moment(until) if until else None,
    )
