"""How old what waits is, now and as it was."""

from datetime import UTC, datetime, timedelta

import numpy as np

from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from moderation.store.statistics import bins, queue_ages
from moderation.store.statistics.queue_ages import Ages
from moderation.waiting.columns import Columns

LOOKED_AFTER = timedelta(minutes=10)
"""How old the last look of an hour may be, as far as somebody looks."""


def look(service: Service, site: str) -> Ages:
    """How old what waits at a site is now.

    Raises:
        StoreUnavailable: the database cannot be read.
    """
    with service.queues.columns(service.db, site) as columns:
        return ages(columns, now())


def ages(columns: Columns, at: datetime) -> Ages:
    """The same of what waits, at that time."""
    came = np.sort(columns["at"][columns["alive"]])
    waiting = len(came)
    age = at.timestamp() - came
    counts = np.bincount(
        np.searchsorted(bins.TIMES, age, side="right"), minlength=len(bins.TIMES) + 1
    )
    oldest = tenth = middle = None
    if waiting:
        oldest, tenth, middle = (
            datetime.fromtimestamp(float(came[place]), UTC)
            for place in (0, waiting // 10, (waiting - 1) // 2)
        )
    return Ages(
        at=at,
        waiting=waiting,
        ages=[int(count) for count in counts],
        oldest=oldest,
        tenth=tenth,
        middle=middle,
    )


def keep_looks(service: Service) -> None:
    """Keep how old what waits is, at each site where the last look is old.

    Raises:
        StoreUnavailable: it could not be kept.
    """
    at = now()
    with service.db.reading() as connection:
        due = [
            site.name
            for site in people.sites(connection)
            if (known := queue_ages.last(connection, site.name)) is None
            or at - known.at >= LOOKED_AFTER
        ]
    found = {name: look(service, name) for name in due}
    if found:
        with service.db.writing() as connection:
            for name, its in found.items():
                queue_ages.keep(connection, name, its)
