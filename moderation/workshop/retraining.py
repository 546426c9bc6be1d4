"""A site's own judge is learnt from the desk, beside the pages, and its story told."""

from dataclasses import dataclass
from typing import Any

from classifier import ModelError
from moderation import audit, jobs
from moderation.errors import NothingLearnt
from moderation.jobs import Progress
from moderation.service import Service
from moderation.store import examples
from moderation.store.jobs import Job, State

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

    def work(progress: Progress) -> Any:
        # Brings scikit-learn, which serving does not need otherwise.
        from moderation import learning

        live = service.judges.live
        try:
            done = learning.retrain(service.db, live.registry, live.ground, site)
        except ModelError as error:
            raise NothingLearnt(str(error)) from error
        with service.db.writing() as connection:
            details = {"promoted": done.promoted, "beside": done.champion}
            about = f"model {done.version}"
            audit.note(connection, site, by, "model.learnt", about, details)
        return {"version": done.version, "promoted": done.promoted, "why": done.why}

    return jobs.start(service.db, site, RETRAIN, work, by=by)


def last(service: Service, site: str) -> Lesson | None:
    """The last lesson; `None` where there was none."""
    found = jobs.latest(service.db, site, (RETRAIN,), limit=1)
    if not found:
        return None
    job = found[0]
    came = jobs.result(service.db, job) if job.state is State.DONE else None
    came = came or {"version": "", "promoted": False, "why": ""}
    return Lesson(job, came["version"], came["promoted"], came["why"])


def decisions(service: Service, site: str) -> int:
    """How many decisions of people there are to learn from."""
    with service.db.reading() as connection:
        return examples.count(connection, site)
