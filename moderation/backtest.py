"""A candidate for a site's rules, tried on the comments that are stored.

Nothing is written and nothing is scored again. The way: `store.past` reads batches in
one steady view that no writer waits for, `recall` tells what had come before each
comment, `weighing` asks both rulebooks, in all processes, `tally` adds up, and
`backtested` tells what that means.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from moderation import policy
from moderation.backtested import Backtest, reported
from moderation.errors import NothingStored, UnknownSite
from moderation.live_rules import OF_SERVICE
from moderation.recall import Past, Recalled
from moderation.store import Database, articles, levels, past, people, rulebooks
from moderation.store.rulebooks import Kept
from moderation.tally import Tally
from moderation.weighing import Batch, Books, Plan, weigh

BATCH = 500
"""Comments that are read, sent and weighed together."""
ALONE_UNTIL = 4_000
"""Comments that one process has done before others have started."""

Tell = Callable[[int], None]
"""Is told how many more comments are done."""


@dataclass(frozen=True)
class Trial:
    """What is to be tried.

    Attributes:
        candidate: the rules file.
        live: the one of the service, for a site that has saved none; `None` for the
            shipped one.
        since: comments that came since then.
        hold_off_topic_below: as in the site's policy.
    """

    site: str
    candidate: Path
    live: Path | None
    since: datetime
    hold_off_topic_below: float


def count(db: Database, trial: Trial) -> int:
    """How many comments there are to try it on.

    Raises:
        NothingStored: none.
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        return _count(connection, trial)


def run(
    db: Database, trial: Trial, *, tell: Tell, processes: int | None = None
) -> Backtest:
    """Try a candidate.

    Args:
        db: is only read.
        trial: what is to be tried.
        tell: is told of progress.
        processes: that weigh; as many as there are processors if not given.

    Raises:
        NothingStored: there are no comments.
        RulesError: a rules file cannot be used.
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        number, site = _count(connection, trial), _site(connection, trial.site)
        settings = policy.Settings(
            mode=site.mode, hold_off_topic_below=trial.hold_off_topic_below
        )
        plan = Plan(
            trial.candidate,
            trial.live,
            site.language,
            settings,
            levels.all_of(connection, trial.site),
            kept=_in_service(connection, trial.site),
            paused=rulebooks.paused(connection, trial.site),
        )
        books = Books.of(plan)
        batches = _batches(connection, trial)
        alone = number <= ALONE_UNTIL or (processes or _processors()) == 1
        tallies = (
            (weigh(plan, books, batch) for batch in batches)
            if alone
            else _in_processes(plan, batches, processes or _processors())
        )
        total = Tally()
        for tally in tallies:
            total.add(tally)
            tell(tally.comments)
    return reported(trial.site, site.mode, trial.since, books, total)


def _count(connection: Connection, trial: Trial) -> int:
    _site(connection, trial.site)
    number = past.count(connection, trial.site, trial.since)
    if not number:
        raise NothingStored(
            f"site {trial.site!r} has no comments since "
            f"{trial.since:%Y-%m-%d %H:%M} UTC to try rules on"
        )
    return number


def _site(connection: Connection, name: str) -> people.Site:
    site = people.site(connection, name)
    if site is None:
        raise UnknownSite(f"there is no site {name!r}")
    return site


def _in_service(connection: Connection, site: str) -> Kept | None:
    """The version that a site saved and has in service, if it is its own."""
    number = rulebooks.mark(connection, site).number
    kept = None if number is None else rulebooks.get(connection, site, number)
    return None if kept is None or kept.back_to == OF_SERVICE else kept


def _batches(connection: Connection, trial: Trial) -> Iterator[Batch]:
    history = Past(past.decisions(connection, trial.site))
    for arrival in past.arrivals_before(connection, trial.site, trial.since):
        history.add(arrival)
    for stored in past.batches(connection, trial.site, trial.since, size=BATCH):
        recalled = []
        for each in stored:
            recalled.append(Recalled(each, history.before(each.arrival)))
            history.add(each.arrival)
        ids = sorted({each.article_id for each in stored if each.article_id})
        yield Batch(recalled, articles.known(connection, trial.site, ids))


# In several processes

_weighing: tuple[Plan, Books] | None = None  # of a process that does nothing else


def _in_processes(plan: Plan, batches: Iterable[Batch], number: int) -> Iterator[Tally]:
    """The tallies in the order of the batches; few batches are there at a time."""
    # Spawned: a process that was forked would share locks and connections.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, context, _begin, (plan,))
    underway = deque[Future[Tally]]()
    try:
        for batch in batches:
            with _not_broken_off():  # a process is started when it is needed
                future = pool.submit(_weigh, batch)
            underway.append(future)
            if len(underway) > 2 * number:
                yield underway.popleft().result()
        while underway:
            yield underway.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _not_broken_off() -> Iterator[None]:
    """What is started here is not broken off with us: it has no more to do then, and
    would only tell where it was. What is pressed in this moment goes unheard.
    """
    is_main = threading.current_thread() is threading.main_thread()
    usual = signal.getsignal(signal.SIGINT)
    if not is_main or usual is None:  # only the main thread may, and from Python
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _begin(plan: Plan) -> None:
    global _weighing
    _weighing = plan, Books.of(plan)


def _weigh(batch: Batch) -> Tally:
    if _weighing is None:
        raise RuntimeError("a process weighs before it has begun")
    return weigh(*_weighing, batch)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
