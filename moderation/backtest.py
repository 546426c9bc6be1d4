"""A candidate for a site's rules, tried on the comments that are stored.

Nothing is written and nothing is scored again. The way: `store.past` reads batches in
one steady view that no writer waits for, `recall` tells what had come before each
comment, `weighing` asks both rulebooks, in all processes, and `tally` adds up.
"""

import multiprocessing
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from moderation import policy
from moderation.comments import Action, Mode, Status
from moderation.errors import NothingStored, UnknownSite
from moderation.live_rules import OF_SERVICE
from moderation.recall import Past, Recalled
from moderation.store import Database, levels, past, people, rulebooks
from moderation.store.rulebooks import Kept
from moderation.tally import (
    CANDIDATE,
    LIVE,
    STRICTNESS,
    Example,
    Hits,
    Key,
    Move,
    Tally,
    stricter,
)
from moderation.weighing import Batch, Books, Plan, weigh
from rules import Rule, RuleMode

BATCH = 500
"""Comments that are read, sent and weighed together."""
ALONE_UNTIL = 4_000
"""Comments that one process has done before others have started."""
OVERLAPS = 3
"""Other rules that are named with a rule, those with which it fires most often."""

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


class Overlap(NamedTuple):
    """On how many comments another rule fires too."""

    key: Key
    hits: int


@dataclass(frozen=True)
class RuleReport:
    """How a rule did.

    Attributes:
        share: of all comments.
        precision: of its hits that people decided, the share that they rejected;
            `None` where they decided none.
        caught: of all that people rejected, the share that it hits.
        together: the rules with which it fires most often.
    """

    key: Key
    rule: Rule
    hits: Hits
    share: float
    precision: float | None
    caught: float | None
    together: Sequence[Overlap]


class Outcomes(NamedTuple):
    """Comments with the same two outcomes, and what people made of them."""

    comments: int
    approved: int
    rejected: int
    stricter: bool


@dataclass(frozen=True)
class Backtest:
    """How a candidate did, beside the rules in service.

    Attributes:
        candidate, live: versions of the rulebooks.
        decided, rejected: comments that people decided, and rejected.
        outcomes: how many comments have which outcome by the live rules and by the
            candidate, the mild ones first.
        failed: comments on which each rulebook broke.
    """

    site: str
    mode: Mode
    since: datetime
    candidate: str
    live: str
    comments: int
    decided: int
    rejected: int
    rules: Sequence[RuleReport]
    outcomes: Mapping[tuple[Action, Action], Outcomes]
    milder: Sequence[Example]
    stricter: Sequence[Example]
    failed: Mapping[str, int]

    def changed(self, *, to_stricter: bool) -> int:
        """How many comments become stricter, or milder."""
        return sum(
            its.comments
            for (before, after), its in self.outcomes.items()
            if before is not after and its.stricter is to_stricter
        )


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
    return _reported(trial, site.mode, books, total)


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
        yield Batch(recalled, past.articles(connection, trial.site, ids))


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
            underway.append(pool.submit(_weigh, batch))
            if len(underway) > 2 * number:
                yield underway.popleft().result()
        while underway:
            yield underway.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


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


# What is told


def _reported(trial: Trial, mode: Mode, books: Books, total: Tally) -> Backtest:
    together = _overlaps(total)
    return Backtest(
        site=trial.site,
        mode=mode,
        since=trial.since,
        candidate=books.candidate.version,
        live=books.live.version,
        comments=total.comments,
        decided=sum(total.people.values()),
        rejected=total.people[Status.REJECTED],
        rules=[
            _rule(key, rule, total, together.get(key, ()))
            for key, rule in _reportable(books)
        ],
        outcomes=_outcomes(total),
        milder=total.milder,
        stricter=total.stricter,
        failed={name: total.failed[name] for name in (CANDIDATE, LIVE)},
    )


def _reportable(books: Books) -> Iterator[tuple[Key, Rule]]:
    """Each rule of the candidate that runs, and what the live file only tries."""
    for rule in books.candidate.rules:
        if rule.mode is not RuleMode.DRAFT:
            yield Key(CANDIDATE, rule.id), rule
    for rule in books.live.rules:
        if rule.mode is RuleMode.SHADOW:
            yield Key(LIVE, rule.id), rule


def _rule(
    key: Key, rule: Rule, total: Tally, together: Sequence[Overlap]
) -> RuleReport:
    hits, rejected = total.hits.get(key, Hits()), total.people[Status.REJECTED]
    return RuleReport(
        key=key,
        rule=rule,
        hits=hits,
        share=hits.all / total.comments,
        precision=hits.rejected / hits.decided if hits.decided else None,
        caught=hits.rejected / rejected if rejected else None,
        together=together,
    )


def _outcomes(total: Tally) -> dict[tuple[Action, Action], Outcomes]:
    return {
        (before, after): Outcomes(
            comments=sum(counts.values()),
            approved=counts[Status.APPROVED],
            rejected=counts[Status.REJECTED],
            stricter=stricter(Move(before, after, None)),
        )
        for before, after in product(STRICTNESS, STRICTNESS)
        if (counts := _by_people(total, before, after))
    }


def _by_people(total: Tally, before: Action, after: Action) -> Counter[Status | None]:
    return Counter(
        {
            move.decided: number
            for move, number in total.moves.items()
            if (move.before, move.after) == (before, after)
        }
    )


def _overlaps(total: Tally) -> dict[Key, list[Overlap]]:
    """The rules with which each fires most often, the most often first."""
    result = dict[Key, list[Overlap]]()
    for (one, other), hits in total.together.items():
        result.setdefault(one, []).append(Overlap(other, hits))
        result.setdefault(other, []).append(Overlap(one, hits))
    for overlaps in result.values():
        overlaps.sort(key=lambda each: (-each.hits, each.key))
        del overlaps[OVERLAPS:]
    return result
