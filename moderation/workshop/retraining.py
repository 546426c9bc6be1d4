"""A site's own judge is learnt from the desk, beside the pages, and its story told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from classifier import ModelError
from classifier.house import Ground
from classifier.registry import Registry
from moderation import audit, guarantees, jobs
from moderation.errors import NothingLearnt
from moderation.jobs import Progress
from moderation.service import Service
from moderation.store import Database, examples
from moderation.store.jobs import Job, State
from moderation.workshop.versions import Ready

RETRAIN = "retrain"


@dataclass(frozen=True)
class Lesson:
    """The last time that it was learnt, or is being learnt.

    Attributes:
        version: of what was learnt; "" where nothing was, or not yet.
        promoted: whether that is in service since.
        why: what was found when both were compared.
    """

    job: Job
    version: str
    promoted: bool
    why: str


def begin(service: Service, site: str, *, by: str) -> int:
    """Begin to learn from a site's decisions; returns the job's number.

    Raises:
        JobUnderWay: it is being learnt.
    """
    live = service.judges.live
    ready = guarantees.readier(service, site, by=by)
    work = _work(service.db, live.registry, live.ground, site, by, ready)
    return jobs.start(service.db, site, RETRAIN, work, by=by)


def run(
    db: Database,
    registry: Registry,
    ground: Ground,
    site: str,
    *,
    by: str,
    ready: Ready = lambda model: None,
) -> Lesson:
    """Learn from a site's decisions as `begin` does, and wait for what comes of it.

    Args:
        ready: what is to be done with a model before it is in service.

    Raises:
        JobUnderWay: it is being learnt.
    """
    work = _work(db, registry, ground, site, by, ready)
    return _lesson(db, jobs.run(db, site, RETRAIN, work, by=by))


def _work(
    db: Database, registry: Registry, ground: Ground, site: str, by: str, ready: Ready
) -> Callable[[Progress], Any]:
    def work(progress: Progress) -> Any:
        # Brings scikit-learn, which serving does not need otherwise.
        from moderation import learning

        try:
            done = learning.retrain(db, registry, ground, site, ready=ready)
        except ModelError as error:
            raise NothingLearnt(str(error)) from error
        with db.writing() as connection:
            details = {"promoted": done.promoted, "beside": done.champion}
            about = f"model {done.version}"
            audit.note(connection, site, by, "model.learnt", about, details)
        return {"version": done.version, "promoted": done.promoted, "why": done.why}

    return work


def last(service: Service, site: str) -> Lesson | None:
    """The last lesson; `None` where there was none."""
    found = jobs.latest(service.db, site, (RETRAIN,), limit=1)
    return _lesson(service.db, found[0]) if found else None


def _lesson(db: Database, job: Job) -> Lesson:
    came = jobs.result(db, job) if job.state is State.DONE else None
    came = came or {"version": "", "promoted": False, "why": ""}
    return Lesson(job, came["version"], came["promoted"], came["why"])


def decisions(service: Service, site: str) -> int:
    """How many decisions of people there are to learn from."""
    with service.db.reading() as connection:
        return examples.count(connection, site)
