"""People keep filters that they use again, for themselves or for all of the site."""

from collections.abc import Sequence
from urllib.parse import urlencode

from moderation.errors import BadSubmission, FieldProblem
from moderation.queue.filters import Filter
from moderation.queue.orders import Order
from moderation.store import Database, saved_filters
from moderation.store.database import now
from moderation.store.saved_filters import Saved

MOST_NAME = 60
"""Characters of a filter's name."""

MOST = 50
"""Filters that one person keeps at a site: half of those that a page lists."""


def query(wanted: Filter, order: Order) -> str:
    """A filter and an order as the address of the queue tells them."""
    asked = list(wanted.asked())
    if order != Order():
        asked.append(("order", str(order)))
    return urlencode(asked)


def save(
    db: Database,
    site: str,
    name: str,
    wanted: Filter,
    order: Order,
    *,
    by: str,
    shared: bool,
) -> None:
    """Keep a filter by a name; one of the same name is replaced.

    Raises:
        BadSubmission: it has no name, or too long a one; or `by` keeps `MOST` others.
    """
    name = name.strip()
    if not 1 <= len(name) <= MOST_NAME:
        wanted_name = f"1 to {MOST_NAME} characters"
        raise BadSubmission(FieldProblem("name", wanted_name, f"{len(name)}"))
    with db.writing() as connection:
        kept = saved_filters.others(connection, site, by, name)
        if kept >= MOST:
            wanted_count = f"{MOST} filters of one person at most; delete one first"
            raise BadSubmission(FieldProblem("name", wanted_count, f"{kept + 1}"))
        saved_filters.keep(
            connection,
            site,
            name=name,
            query=query(wanted, order),
            by=by,
            shared=shared,
            at=now(),
        )


def drop(db: Database, site: str, number: int, *, by: str | None) -> None:
    """Let one go that is `by`'s own, or anybody's for `None`; if it is still there."""
    with db.writing() as connection:
        saved_filters.drop(connection, site, number, by=by)


def seen_by(db: Database, site: str, person: str) -> Sequence[Saved]:
    """A person's own filters, then those that are shared, each by name."""
    with db.reading() as connection:
        return saved_filters.seen_by(connection, site, person)
