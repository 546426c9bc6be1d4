"""A site's own judge is learnt from the desk, beside the pages, and its story told."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from classifier import ModelError
from classifier.house import Ground
from classifier.registry import Registry
from moderation import audit, jobs
from moderation.errors import NothingLearnt
from moderation.jobs import Progress
from moderation.service import Service
from moderation.store import Database, examples
from moderation.store.jobs import Job, State
from moderation.workshop.versions import Ready

RETRAIN = "retrain"


@dataclass(frozen=True)
class Learnt:
    """What came of it, as a line of JSON can hold it.

    Attributes:
        champion: what it was compared with.
        why: what was found when both were compared.
    """

    version: str
    promoted: bool
    champion: str
    why: str


Learn = Callable[[Progress], Learnt]


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


def begin(service: Service, site: str, learn: Learn, *, by: str) -> int:
    """Begin to learn from a site's decisions; returns the job's number.

    Args:
        learn: does it.

    Raises:
        JobUnderWay: it is being learnt.
    """
    work = _work(learn)
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
    work = _work(lambda _: learn(db, registry, ground, site, by=by, ready=ready))
    return _lesson(db, jobs.run(db, site, RETRAIN, work, by=by))


def learn(
    db: Database,
    registry: Registry,
    ground: Ground,
    site: str,
    *,
    by: str,
    quick: bool = False,
    ready: Ready,
) -> Learnt:
    """Learn in this process, which brings what serving does without.

    Args:
        by: who has it learnt, for the audit.
        quick: as of `learning.retrain`.
        ready: as of `run`.

    Raises:
        NothingLearnt: nothing can be, or the disk is full; it says why.
    """
    from moderation import learning

    try:
        done = learning.retrain(db, registry, ground, site, quick=quick, ready=ready)
    except ModelError as error:
        raise NothingLearnt(str(error)) from error
    with db.writing() as connection:
        details = {"promoted": done.promoted, "beside": done.champion}
        about = f"model {done.version}"
        audit.note(connection, site, by, "model.learnt", about, details)
    return Learnt(done.version, done.promoted, done.champion, done.why)


def _work(learn: Learn) -> Callable[[Progress], dict[str, Any]]:
    return lambda progress: asdict(learn(progress))


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
