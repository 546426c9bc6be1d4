"""What takes long is done before the database is written to, while nobody waits."""

from collections.abc import Callable
from sqlite3 import Connection
from typing import TypeVar

from moderation.store import Database
from moderation.store import rulebooks as store

P = TypeVar("P")
R = TypeVar("R")


def prepared(
    db: Database,
    site: str,
    prepare: Callable[[Connection], P],
    write: Callable[[Connection, P], R],
) -> R:
    """Write what was prepared, if a site's rules are still those it was prepared for.

    Where somebody else was quicker it is prepared once more, so that all is as if one
    had come after the other.

    Args:
        prepare: reads, and compiles; nobody waits for it.
        write: has the database for itself, and should be short.
    """
    while True:
        with db.reading() as connection:
            mark = store.mark(connection, site)
            ready = prepare(connection)
        with db.writing() as connection:
            if store.mark(connection, site) == mark:
                return write(connection, ready)
