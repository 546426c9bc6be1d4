"""The saved versions of a site's rules, and which is in service."""

from sqlite3 import Connection

from moderation.errors import UnknownRules
from moderation.live_rules import OF_SERVICE
from moderation.store import Database, people
from moderation.store import rulebooks as store
from moderation.store.rulebooks import Kept


def in_service(db: Database, site: str) -> Kept | None:
    """The saved version in service; `None` if there are those of the service.

    Raises:
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        kept = current(connection, site)
    return None if kept is None or kept.back_to == OF_SERVICE else kept


def current(connection: Connection, site: str) -> Kept | None:
    """The entry of the history in service; `None` if nothing was ever saved.

    Raises:
        UnknownSite: there is no such site.
    """
    people.site(connection, site)  # raises if there is none
    number = store.mark(connection, site).number
    return None if number is None else store.get(connection, site, number)


def version(connection: Connection, site: str, number: int) -> Kept | None:
    """A saved version; `None` for the rules of the service.

    Raises:
        UnknownRules: there is no such version.
    """
    if number == OF_SERVICE:
        return None
    kept = store.get(connection, site, number)
    if kept is None:
        raise UnknownRules(
            f"site {site!r} has no rules {number}; `moderate rules history` lists them"
        )
    return None if kept.back_to == OF_SERVICE else kept


def before(connection: Connection, current: Kept) -> Kept | None:
    """The version that was saved before one; `None` for the rules of the service."""
    found = store.before(connection, current.site, current.origin, limit=1)
    return None if not found or found[0].back_to == OF_SERVICE else found[0]
