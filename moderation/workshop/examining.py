"""Figures are found out once, beside the pages, and kept until there is more to tell.

What is learnt again to see what more decisions bring about takes a while: with a
hundred thousand decisions a minute.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from moderation import guarantees, jobs
from moderation.errors import JobUnderWay, StoreUnavailable
from moderation.examined import Figures
from moderation.jobs import Progress
from moderation.service import Service
from moderation.store import examined as store
from moderation.store.database import now
from moderation.store.jobs import Job, State

EXAMINE = "examine"

FRESH = timedelta(minutes=10)
"""For so long figures stand although more was decided; and for so long nothing is tried
again that failed."""

Find = Callable[[Progress], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    """What is known of a version.

    Attributes:
        figures: `None` where they were never found out.
        at: when they were.
        is_old: whether something was decided, undone or erased since, or other
            thresholds are in force.
        job: what finds them out anew just now, or tried last and failed.
    """

    figures: Figures | None
    at: datetime | None
    is_old: bool
    job: Job | None


def known(service: Service, site: str, version: str, find: Find, *, by: str) -> Known:
    """What is known of a version that there is; where that is nothing or old, it
    begins to be found out.

    Args:
        find: finds it out, and keeps it.
    """
    with service.db.reading() as connection:
        kept = store.get(connection, site, version)
    state = _state(service, site, version)
    figures = _decoded(kept.figures) if kept else None
    is_old = kept is None or kept.state != state
    job = _last(service, site)
    if _is_wanted(figures, kept, job, version, is_old=is_old):
        _begin(service, site, version, find, by=by)
        job = _last(service, site)
    told = job if job and _is_about(job, version) else None
    return Known(figures, kept.at if kept and figures else None, is_old, told)


def renew(service: Service, site: str, version: str) -> Figures:
    """Find out the figures of a version, and keep them.

    Raises:
        ModelError: there is none of this name, or it cannot be used.
        UnknownSite: there is no such site.
    """
    # Brings scikit-learn, which serving does not need otherwise.
    from moderation.learning.examining import examine

    state = _state(service, site, version)
    found = examine(service, site, version)
    its = store.Kept(now(), state, msgspec.json.encode(found))
    kept = {each.version for each in service.judges.live.registry.versions(site)}
    with service.db.writing() as connection:
        store.keep(connection, site, version, its)
        store.forget_all_but(connection, site, kept)
    return found


def _state(service: Service, site: str, version: str) -> str:
    """What figures are made of: once it is another, they are old."""
    threshold = guarantees.in_force(service, site, version)
    with service.db.reading() as connection:
        made_of = store.state(connection, site)
    return f"{made_of} {threshold.hold:g} {threshold.reject}"


def _is_wanted(
    figures: Figures | None,
    kept: store.Kept | None,
    job: Job | None,
    version: str,
    *,
    is_old: bool,
) -> bool:
    if job and job.state is State.RUNNING:
        return False  # of this version, or of another, whose turn it is
    since = now() - FRESH
    if job and job.asked.get("version") == version and job.state is State.FAILED:
        return job.at < since
    return figures is None or kept is None or (is_old and kept.at < since)


def _begin(service: Service, site: str, version: str, find: Find, *, by: str) -> None:
    asked = {"version": version}
    try:
        jobs.start(service.db, site, EXAMINE, find, by=by, asked=asked)
    except JobUnderWay:
        return  # somebody else's page has begun it
    except StoreUnavailable as error:  # what is known is shown all the same
        log.warning("figures of %s are not found out: %s", version, error)


def _last(service: Service, site: str) -> Job | None:
    found = jobs.latest(service.db, site, (EXAMINE,), limit=1)
    return found[0] if found else None


def _is_about(job: Job, version: str) -> bool:
    """Whether a version's page shall tell of a job: it runs, or has failed for it."""
    if job.state is State.RUNNING:
        return True
    return job.state is State.FAILED and job.asked.get("version") == version


def _decoded(kept: bytes) -> Figures | None:
    """`None` where another release kept them, which had others."""
    try:
        return msgspec.json.decode(kept, type=Figures)
    except msgspec.DecodeError:
        return None
