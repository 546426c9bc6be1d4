"""Forms that came too late, for their sender's session had ended: kept for an hour.

So that nobody fills the database with them, a sender has few, and there are not many.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from moderation.store import Database
from moderation.store import kept_forms as store
from moderation.store.database import now
from moderation.store.kept_forms import Kept

LASTS = timedelta(hours=1)

MOST_CHARACTERS = 300_000
"""Of all fields of a form: a rules file, and more than any message."""

MOST_OF_SENDER, MOST = 20, 400
"""Forms from one network address, which a newsroom may share, and of all."""


def keep(
    db: Database,
    address: str,
    fields: Sequence[tuple[str, str]],
    *,
    by: str,
    sender: str,
) -> str | None:
    """Keep a form.

    Args:
        address: where it was sent to, a path of ours.
        by: whose session it was; nobody else has it back.
        sender: the network address that it came from.

    Returns:
        A name by which the sender has it back; `None` if it is too large, or there are
        too many.
    """
    if sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return None
    name, at = secrets.token_urlsafe(24), now()
    digest = _digest(sender)[:16]
    with db.writing() as connection:
        store.forget(connection, at - LASTS)
        store.forget_oldest(connection, digest, but=MOST_OF_SENDER - 1)
        if store.count(connection) >= MOST:
            return None
        kept = Kept(address=address, fields=tuple(fields), by=by)
        store.keep(connection, _digest(name), kept, sender=digest, at=at)
    return name


def find(db: Database, name: str, *, by: str) -> Kept | None:
    """The form of this name, unless it is somebody else's or too old."""
    with db.reading() as connection:
        found = store.find(connection, _digest(name), since=now() - LASTS)
    return found if found is not None and found.by == by else None


def drop(db: Database, name: str) -> None:
    """Forget a form."""
    with db.writing() as connection:
        store.drop(connection, _digest(name))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
