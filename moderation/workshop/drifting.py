"""It is looked, beside the pages, whether a site's model still fits what comes."""

from collections.abc import Callable

from moderation import jobs
from moderation.jobs import Progress
from moderation.service import Service
from moderation.store.jobs import Job

DRIFT = "drift"


def begin(
    service: Service, site: str, look: Callable[[Progress], None], *, by: str
) -> int:
    """Begin to look; returns the job's number.

    Args:
        look: does it, and keeps what it finds.

    Raises:
        JobUnderWay: it is being looked.
    """
    return jobs.start(service.db, site, DRIFT, look, by=by)


def last(service: Service, site: str) -> Job | None:
    """The last time that somebody had it looked; `None` where nobody has."""
    found = jobs.latest(service.db, site, (DRIFT,), limit=1)
    return found[0] if found else None
