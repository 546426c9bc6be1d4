"""What takes longer than a page may runs beside it, in a thread of this process.

How far it is stands in the database, so that any process can show it, and anybody may
ask it to end. Where the process that runs it is gone it says so (`State.LOST`); nothing
is begun again by itself.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from classifier.saying import N_
from moderation.errors import JobUnderWay, ModerationError, UnknownJob
from moderation.store import Database
from moderation.store import jobs as store
from moderation.store.jobs import Job, State

SEEN_EACH = 1.0
"""Seconds after which it is written down how far it is."""

log = logging.getLogger(__name__)


class Ended(Exception):
    """Somebody wants it to end.

    Attributes:
        result: what came of it until then, if that shall be kept.
    """

    def __init__(self, result: Any = None) -> None:
        super().__init__()
        self.result = result


class Progress:
    """How far a job is; whoever works tells it, and is told to end by it."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._ends = threading.Event()

    def add(self, done: int) -> None:
        """So many more are done.

        Raises:
            Ended: somebody wants the job to end.
        """
        self.done += done
        if self._ends.is_set():
            raise Ended

    def end(self) -> None:
        """Have it end the next time that it tells."""
        self._ends.set()


Work = Callable[[Progress], Any]
"""Does the work and returns what came of it, as JSON can hold it."""


def start(
    db: Database,
    site: str,
    kind: str,
    work: Work,
    *,
    by: str,
    asked: Mapping[str, Any] | None = None,
) -> int:
    """Begin to work beside; returns the number to ask for it by.

    Args:
        kind: of which one at a time runs on a site.
        asked: what it is for, for people.

    Raises:
        JobUnderWay: one of the kind runs.
    """
    number = _added(db, site, kind, asked or {}, by)
    threading.Thread(
        target=_run, args=(db, number, work), name=f"job {number}", daemon=True
    ).start()
    return number


def run(db: Database, site: str, kind: str, work: Work, *, by: str) -> Job:
    """As `start`, and wait until it has ended: for one who does nothing else.

    Raises:
        JobUnderWay: one of the kind runs.
    """
    number = _added(db, site, kind, {}, by)
    _run(db, number, work)
    return get(db, site, number)


def _added(
    db: Database, site: str, kind: str, asked: Mapping[str, Any], by: str
) -> int:
    with db.writing() as connection:
        for job in store.latest(connection, site, [kind], limit=1):
            if job.state is State.RUNNING:
                raise JobUnderWay(
                    f"{job.by} began one already; it is number {job.number}"
                )
        return store.add(connection, site, kind, asked, by)


def get(db: Database, site: str, number: int, kind: str | None = None) -> Job:
    """One of a site.

    Raises:
        UnknownJob: there is none, or it is of another kind.
    """
    with db.reading() as connection:
        job = store.get(connection, site, number)
    if job is None or kind not in (None, job.kind):
        raise UnknownJob(f"site {site!r} has no {kind or 'job'} {number}")
    return job


def result(db: Database, job: Job) -> Any:
    """What came of one; `None` where nothing did, or not yet."""
    with db.reading() as connection:
        return store.result(connection, job.number)


def latest(
    db: Database, site: str, kinds: Sequence[str], *, limit: int = 20
) -> Sequence[Job]:
    """Those of some kinds, the latest first."""
    with db.reading() as connection:
        return store.latest(connection, site, kinds, limit=limit)


def cancel(db: Database, site: str, number: int, *, by: str) -> bool:
    """Ask one to end; returns whether it still ran.

    Raises:
        UnknownJob: there is none.
    """
    get(db, site, number)
    with db.writing() as connection:
        return store.cancel(connection, number, by)


def _run(db: Database, number: int, work: Work) -> None:
    """Work in one thread, and write down how far it is from this one."""
    progress, outcome = Progress(), _Outcome()
    worker = threading.Thread(
        target=outcome.of,
        args=(work, progress),
        name=f"job {number} works",
        daemon=True,
    )
    worker.start()
    while worker.is_alive():
        worker.join(SEEN_EACH)
        try:
            with db.writing() as connection:
                if store.seen(connection, number, progress.done, progress.total):
                    progress.end()
        except ModerationError as error:  # it is told the next time
            log.warning("job %s: %s", number, type(error).__name__)
    try:
        with db.writing() as connection:
            store.end(
                connection,
                number,
                outcome.state,
                done=progress.done,
                total=progress.total,
                trouble=outcome.trouble,
                result=outcome.result,
            )
    except Exception as error:
        log.error("job %s ended unheard: %s", number, type(error).__name__)


class _Outcome:
    """What became of the work."""

    def __init__(self) -> None:
        self.state, self.trouble, self.result = State.FAILED, "", None

    def of(self, work: Work, progress: Progress) -> None:
        try:
            self.result = work(progress)
            self.state = State.DONE
        except Ended as ended:
            self.state, self.result = State.CANCELLED, ended.result
        except ModerationError as error:
            self.trouble = str(error)
        except Exception as error:
            log.error("a job failed: %s", type(error).__name__)
            self.trouble = N_("an error of ours; it is in the log")
