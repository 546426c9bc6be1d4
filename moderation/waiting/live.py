"""The columns of each site, kept in step with the database."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from moderation.store import Database, waiting
from moderation.store.database import now
from moderation.waiting.columns import ASKED_FOR, Columns

MOST_CHANGES = 20_000
"""Comments read one by one; after more changes all that waits is read anew, which takes
some 10 microseconds a comment."""


@dataclass
class _Site:
    """A site's columns, and the event up to which they are true."""

    columns: Columns = field(default_factory=Columns)
    event: int = -1  # nothing was read yet
    lock: threading.Lock = field(default_factory=threading.Lock)


class Queues:
    """What waits at each site, in the memory of this process."""

    def __init__(self) -> None:
        self._sites = defaultdict[str, _Site](_Site)
        self._lock = threading.Lock()

    @contextmanager
    def columns(self, db: Database, site: str) -> Iterator[Columns]:
        """A site's columns as of now, for one who reads them and keeps nothing.

        Raises:
            StoreUnavailable: the database cannot be read.
        """
        with self._lock:
            found = self._sites[site]
        with found.lock:
            _catch_up(db, site, found)
            yield found.columns


def _catch_up(db: Database, site: str, known: _Site) -> None:
    """Read what happened since; what is read in one transaction is one moment's."""
    with db.reading() as connection:
        last = waiting.last_event(connection)
        if last == known.event:
            return
        found = None
        if known.event >= 0:
            found = waiting.changed(connection, site, known.event, most=MOST_CHANGES)
        if found is None:
            known.columns = Columns()
            known.columns.put(waiting.all_of(connection, site))
            since = now() - timedelta(seconds=ASKED_FOR)
            known.columns.put(waiting.decided_since(connection, site, since))
        else:
            known.columns.put(found)
    known.event = last
