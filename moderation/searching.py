"""Comments are found by their words, also those that came just now."""

from collections.abc import Callable, Sequence

from moderation.store import Database, searching

AT_ONCE = 5
"""Parts of the work that are done for who waits: a search takes in what is new, erasing
puts the index in order. The background does what is left."""


def keys(db: Database, site: str, asked: str, *, most: int) -> Sequence[int]:
    """The keys of a site's comments with all these words, the newest first."""
    for _ in range(AT_ONCE):
        if not _take_in(db):
            break
    with db.reading() as connection:
        return searching.keys(connection, site, asked, most=most)


def keep_up(db: Database, may_go_on: Callable[[], bool] = lambda: True) -> None:
    """Take in all that is new, and let go what was erased; part by part, as long as one
    may.
    """
    while may_go_on() and _take_in(db):
        pass
    while may_go_on() and _tidy(db):
        pass


def tidy_up(db: Database) -> None:
    """Let go what was erased, as far as it is soon done; `keep_up` does the rest."""
    for _ in range(AT_ONCE):
        if not _tidy(db):
            break


def _take_in(db: Database) -> bool:
    with db.reading() as connection:
        has_new = searching.has_new(connection)
    if not has_new:
        return False
    with db.writing() as connection:
        return searching.take_in(connection)


def _tidy(db: Database) -> bool:
    with db.reading() as connection:
        is_untidy = searching.is_untidy(connection)
    if not is_untidy:
        return False
    with db.writing() as connection:
        return searching.tidy(connection)
