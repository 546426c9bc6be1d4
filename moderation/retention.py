"""What is kept for so long and no longer: texts and authors go by themselves.

By a site's settings, which are off until somebody sets them, comments are erased
(`moderation.erasure`) a number of days after they came and were decided last, and what
is known of their authors may go sooner. What waits for a person stays until it is
decided. Events are never taken away: what they say of readers is.

Publishers are not told, unlike when somebody asks that a comment be erased: what is
old here may stay published there.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderation import audit, erasure
from moderation.store import Database, erasing, people, retaining
from moderation.store.database import now
from moderation.store.people import Site
from moderation.store.retaining import Limits

BY = "retention"
"""Who erases, as the history of a comment names it."""

AT_ONCE = 50
"""Comments in one transaction: others who write wait some 30 ms for it."""

REST_SECONDS = 0.05
"""Between two transactions, for those others."""


@dataclass(frozen=True)
class Gone:
    """How many comments lose, or lost, their texts, and how many only authors."""

    texts: int = 0
    authors: int = 0


def limits_of(site: Site, at: datetime) -> Limits:
    """Before which times a site's comments are too old."""
    return limits(
        at,
        rejected=site.erase_rejected_after,
        texts=site.erase_texts_after,
        authors=site.erase_authors_after,
    )


def limits(
    at: datetime, *, rejected: int | None, texts: int | None, authors: int | None
) -> Limits:
    """As `limits_of`, by numbers of days; `None` is never."""

    def before(days: int | None) -> datetime | None:
        return None if days is None else at - timedelta(days=days)

    return Limits(
        rejected=before(rejected), texts=before(texts), authors=before(authors)
    )


def due(db: Database, site: str, limits: Limits) -> Gone:
    """What would be erased now."""
    with db.reading() as connection:
        return Gone(*retaining.counts(connection, site, limits))


def erase_due(
    db: Database, *, may_go_on: Callable[[], bool] = lambda: True
) -> Mapping[str, Gone]:
    """Erase on all sites what is due, little by little.

    Args:
        may_go_on: asked between two transactions.

    Returns:
        What is gone, by site; sites of which nothing is are not there.
    """
    with db.reading() as connection:
        sites = people.sites(connection)
    done = dict[str, Gone]()
    for site in sites:
        gone = _erase_of(db, site, may_go_on)
        if gone != Gone():
            done[site.name] = gone
    if done:
        erasure.shred(db)
    return done


def _erase_of(db: Database, site: Site, may_go_on: Callable[[], bool]) -> Gone:
    found = limits_of(site, now())
    if found == Limits():
        return Gone()
    gone = Gone()
    while may_go_on():
        some = _some(db, site.name, found)
        if some == Gone():
            break
        gone = Gone(gone.texts + some.texts, gone.authors + some.authors)
        time.sleep(REST_SECONDS)
    if gone != Gone():
        with db.writing() as connection:
            about, details = f"site {site.name}", vars(gone)
            audit.note(
                connection, site.name, audit.SERVICE, "retention.erased", about, details
            )
    return gone


def _some(db: Database, site: str, limits: Limits) -> Gone:
    """Erase a few; first looked for without the lock, as mostly nothing is due."""
    with db.reading() as connection:
        texts = retaining.too_old(connection, site, limits, most=1)
        authors = retaining.too_old_authors(connection, site, limits, most=1)
    if not texts and not authors:
        return Gone()
    with db.writing() as connection:
        texts = retaining.too_old(connection, site, limits, most=AT_ONCE)
        for key in texts:
            erasure.erase_old(connection, key, by=BY)
        authors = retaining.too_old_authors(connection, site, limits, most=AT_ONCE)
        for key in authors:
            erasing.forget_author_of(connection, key)
    return Gone(len(texts), len(authors))
