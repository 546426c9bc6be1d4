"""Who did what, and when, besides deciding comments: people, sites, keys, and so on.

What was decided about comments is in their events. Each entry is written in the
transaction of what it tells, so there is none without the other; the database refuses
to change or delete one. Whom an entry is about is a word and a name, as "user ann" or
"author 7": what is about a reader is forgotten with the reader.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Any, TypeVar

from moderation.comments import Event
from moderation.store import Database, events
from moderation.store import audit as store
from moderation.store.audit import Entry, Wanted
from moderation.store.database import now, stamp

SERVICE = "service"
"""Who did it, where nobody was asked: what the service makes when it starts first."""

PAGE = 50
"""Entries on one page."""

COLUMNS = ("number", "site", "by", "at", "kind", "about", "details")
DECISION_COLUMNS = (
    *("number", "comment", "kind", "at", "by", "version", "action", "reason", "note"),
)
"""Of what is exported."""

Found = TypeVar("Found", Entry, Event)

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


def decisions(
    db: Database, wanted: Wanted, *, before: int | None = None, limit: int = PAGE
) -> Sequence[Event]:
    """What people decided and took back, the latest first.

    Args:
        wanted: of these `site`, `by`, `since` and `until` count.
        before: the number of an event; those before it.
    """
    with db.reading() as connection:
        return events.decided_by(
            connection,
            wanted.site,
            by=wanted.by or None,
            since=wanted.since,
            until=wanted.until,
            before=before,
            limit=limit,
        )


def all_of(db: Database, wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    """All that `search` finds, as records, page by page."""
    for each in _all(lambda before: search(db, wanted, before=before, limit=500)):
        yield _record(each, COLUMNS)


def all_decisions(db: Database, wanted: Wanted) -> Iterator[Mapping[str, Any]]:
    """All that `decisions` finds, as records, page by page."""
    for each in _all(lambda before: decisions(db, wanted, before=before, limit=500)):
        yield _record(each, DECISION_COLUMNS)


def _all(read: Callable[[int | None], Sequence[Found]]) -> Iterator[Found]:
    before = None
    while page := read(before):
        yield from page
        before = page[-1].number


def _record(found: Entry | Event, columns: Sequence[str]) -> Mapping[str, Any]:
    values = {name: getattr(found, name) for name in columns}
    return {
        name: stamp(value) if isinstance(value, datetime) else value
        for name, value in values.items()
    }
