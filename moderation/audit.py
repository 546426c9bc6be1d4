"""Who did what, and when, besides deciding comments: people, sites, keys, and so on.

What was decided about comments is in their events. Each entry is written in the
transaction of what it tells, so there is none without the other; the database refuses
to change or delete one. Whom an entry is about is a word and a name, as "user ann" or
"author 7": what is about a reader is forgotten with the reader.
"""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any

from moderation.store import Database
from moderation.store import audit as store
from moderation.store.audit import Entry, Wanted
from moderation.store.database import now

SERVICE = "service"
"""Who did it, where nobody was asked: what the service makes when it starts first."""

PAGE = 50
"""Entries on one page."""

_SECRET = frozenset({"password", "secret", "token", "code", "codes", "session", "link"})
"""What no detail may be called: whoever reads the audit shall learn none."""


def note(
    connection: Connection,
    site: str | None,
    by: str,
    kind: str,
    about: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write down what somebody does, in the transaction that does it.

    Args:
        site: `None` where it is of no one site.
        by: who, by their name at the desk.
        kind: what was done, as "user.added": the thing, a dot and a past participle.
        about: to what, as "user ann"; of a reader "author ID", always.
        details: what else to know, as JSON can hold it; never a secret, and nothing
            that a reader wrote.

    Raises:
        ValueError: a detail is called as secrets are.
    """
    details = details or {}
    if secret := _SECRET & details.keys():
        raise ValueError(f"wanted details without secrets, got {', '.join(secret)}")
    store.add(
        connection, site=site, by=by, at=now(), kind=kind, about=about, details=details
    )


def search(
    db: Database, wanted: Wanted, *, before: int | None = None, limit: int = PAGE
) -> Sequence[Entry]:
    """What people did, the latest first; `before` is the number of an entry."""
    with db.reading() as connection:
        return store.search(connection, wanted, limit=limit, before=before)


def kinds(db: Database) -> Sequence[str]:
    """All kinds of entries that there are."""
    with db.reading() as connection:
        return store.kinds(connection)
