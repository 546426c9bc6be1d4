"""What the address of a queue page asks for, and addresses that ask for the like."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from flask import g, request, url_for

from moderation import care
from moderation.queue import filters, orders, pages, saved
from moderation.queue.filters import Filter
from moderation.queue.orders import By, Order
from moderation.queue.pages import Cursor
from web.desk.entering import scope, service, user

MOST_QUERY = 4_000
"""Characters of an address that are read."""


@dataclass(frozen=True)
class Asked:
    """The part of the queue that a page shows."""

    filter: Filter
    order: Order
    cursor: Cursor | None = None


def asked() -> Asked:
    """What this page's address asks for.

    Raises:
        BadSubmission: it cannot be asked for.
    """
    given = request.args.to_dict(flat=False)
    if band := _band_of_form():
        given["scores"] = [*given.get("scores", ()), band]
    order = orders.read(request.args.get("order"))
    return Asked(_filter(given), order, pages.read_cursor(request.args.get("from")))


def eased(wanted: Asked) -> Asked:
    """The same, the easiest first while they should be and no other order is asked for.

    Whoever is on a later page stays in the order of the first.
    """
    is_asked = "order" in request.args or wanted.cursor is not None
    if is_asked or not care.wants_easy(service().db, user().name, g.preferences):
        return wanted
    return replace(wanted, order=Order(By.EASY))


def read(query: str) -> Asked:
    """What the query of an address asks for, as a form brings it back.

    Raises:
        BadSubmission: it cannot be asked for.
    """
    given = parse_qs(query[:MOST_QUERY])
    order = orders.read(given.get("order", [""])[-1])
    return Asked(_filter(given), order)


def _filter(given: Mapping[str, list[str]]) -> Filter:
    """What is asked for, within what whoever asks is limited to."""
    return replace(filters.read(given), scope=scope())


def again(query: str) -> str:
    """A query of an address that asks for the same, from what a form brings back."""
    return urlencode(parse_qs(query[:MOST_QUERY]), doseq=True)


def address(
    wanted: Filter,
    order: Order,
    cursor: Cursor | None = None,
    *,
    page: str = "desk.waiting",
) -> str:
    """Where a part of the queue is shown."""
    query = saved.query(wanted, order)
    if cursor is not None:
        query = "&".join(part for part in (query, urlencode({"from": cursor})) if part)
    return f"{url_for(page)}?{query}" if query else url_for(page)


def _band_of_form() -> str:
    """A band of scores as the three fields of the form tell it; "" for none."""
    attribute = request.args.get("band", "")
    low = request.args.get("band_low") or "0"
    high = request.args.get("band_high") or "1"
    return f"{attribute}:{low}-{high}" if attribute else ""
