"""A site's own judge is learnt anew by itself: when, and why not yet.

It is off until somebody sets how many new decisions there must be, and how many hours
must have passed since the last time.
"""

from dataclasses import dataclass
from datetime import timedelta

from classifier.registry import Registry
from moderation import jobs
from moderation.store import Database, examples
from moderation.store.database import now
from moderation.store.people import Site
from moderation.workshop.retraining import RETRAIN

BY = "schedule"
"""Who has it learnt, as the history names it."""

HOURS = 24
"""That must have passed, where only a number of decisions is set."""


@dataclass(frozen=True)
class Due:
    """Whether it is time.

    Attributes:
        new: decisions since the last time.
        why: it is not; "" if it is.
    """

    new: int
    why: str = ""

    @property
    def is_due(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.why


def due(db: Database, registry: Registry, site: Site) -> Due:
    """Whether a site's judge is to be learnt anew now."""
    its = registry.versions(site.name)
    with db.reading() as connection:
        new = examples.since(connection, site.name, its[-1].through if its else 0)
    wanted = site.retrain_after_decisions
    if wanted is None:
        return Due(new, "no number of new decisions is set after which it would be")
    if new < wanted:
        return Due(new, f"wanted {wanted} new decisions or more, found {new}")
    hours = site.retrain_after_hours or HOURS
    passed = _passed(db, registry, site.name)
    if passed is not None and passed < timedelta(hours=hours):
        so_far = passed / timedelta(hours=1)
        return Due(new, f"wanted {hours} hours since the last time, found {so_far:.1f}")
    return Due(new)


def _passed(db: Database, registry: Registry, site: str) -> timedelta | None:
    """How long ago it was tried last; `None` if never, as far as the clock is right: a
    time that lies ahead is from before it was put back.
    """
    times = [each.made for each in registry.versions(site)]
    times += [job.at for job in jobs.latest(db, site, (RETRAIN,), limit=1)]
    passed = [now() - time for time in times]
    return min((each for each in passed if each >= timedelta()), default=None)
