"""The figures of a site over some time: what came, who decided what, and how well it
went together.

A decision counts where it was made, and as long as it stands: what was undone, or
decided otherwise later, is told apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection

from moderation.comments import Action, EventKind
from moderation.service import Service
from moderation.statistics import drift, queue_ages
from moderation.statistics.drift import Drift
from moderation.statistics.figures import OPINIONS, Figures, agreed, interval, share
from moderation.statistics.times import Times
from moderation.store.database import now, stamp
from moderation.store.statistics import counting, reading
from moderation.store.statistics import queue_ages as kept_ages
from moderation.store.statistics.queue_ages import Ages
from moderation.store.statistics.reading import Decided, Ruled


@dataclass(frozen=True)
class Rule:
    """A rule's hits, and what people decided on them: `precision` is the share that
    they rejected, between `low` and `high` in 95 of 100 such samples.
    """

    its: Ruled

    @property
    def precision(self) -> float | None:
        """In [0, 1]; `None` where nothing was decided."""
        return share(self.its.rejected, self.its.decided)

    @property
    def interval(self) -> tuple[float, float] | None:
        """`low` and `high`."""
        return interval(self.its.rejected, self.its.decided)


@dataclass(frozen=True)
class Rejected:
    """How often something was rejected for a reason."""

    reason: str
    by_policy: int
    by_people: int


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All figures of a site.

    Attributes:
        periods: one for each of `times.begins`.
        reasons: of rejections that stand, the commonest first.
        opinions: by what the machine thought, how often people approved and rejected.
        looks: at the queue, the last of each period.
        models: that gave scores in the time that `drift` is about.
        left: events that are not counted yet.
    """

    times: Times
    periods: Sequence[Figures]
    total: Figures
    reasons: Sequence[Rejected]
    opinions: Mapping[str, tuple[int, int]]
    rules: Sequence[Rule]
    drift: Sequence[Drift]
    models: Sequence[str]
    queue: Ages
    looks: Sequence[Ages | None]
    left: int


def overview(service: Service, site: str, times: Times) -> Overview:
    """The figures of a site, as far as events are counted.

    Raises:
        StoreUnavailable: the database cannot be read.
    """
    queue = queue_ages.look(service, site)
    with service.db.reading() as connection:
        decided = reading.decisions(connection, site, times.span)
        periods = _periods(connection, site, times, decided)
        spread, models = _drift(connection, site, now())
        looks = kept_ages.between(connection, site, *times.hours)
        rules = reading.rules(connection, site, times.span)
        left = counting.behind(connection)
    total = Figures()
    for each in periods:
        total.add(each)
    return Overview(
        times=times,
        periods=periods,
        total=total,
        reasons=rejected(decided),
        opinions=opinions(decided),
        rules=[Rule(its) for its in rules],
        drift=spread,
        models=models,
        queue=queue,
        looks=_last_of_each(times, looks),
        left=left,
    )


def rejected(decided: Iterable[Decided]) -> Sequence[Rejected]:
    """For what was rejected, the commonest first."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for its in decided:
        if its.action == Action.REJECT:
            counts[its.is_policy][its.reason] += its.stands
    both = counts[True] + counts[False]
    return [
        Rejected(reason, counts[True][reason], counts[False][reason])
        for reason, _ in sorted(both.items(), key=lambda each: (-each[1], each[0]))
    ]


def opinions(decided: Iterable[Decided]) -> Mapping[str, tuple[int, int]]:
    """By what the machine thought, how often people approved and rejected."""
    counts = Counter[tuple[str, bool]]()
    for its in decided:
        counts[its.opinion, its.action == Action.APPROVE] += its.stands
    return {name: (counts[name, True], counts[name, False]) for name in OPINIONS}


def _periods(
    connection: Connection, site: str, times: Times, decided: Iterable[Decided]
) -> Sequence[Figures]:
    found = {times.key(begin): Figures() for begin in times.begins}
    for happened in reading.events(connection, site, times.span):
        name = _NAMES.get((happened.kind, happened.action))
        if name is not None:
            its = found[happened.period]
            setattr(its, name, getattr(its, name) + happened.times)
    for decision in decided:
        _decide(found[decision.period], decision)
    for period, counts in reading.waits(connection, site, times.span).items():
        for place, count in counts.items():
            found[period].waits[place] += count
    return list(found.values())


_NAMES: Mapping[tuple[str, str], str] = {
    (EventKind.RECEIVED, ""): "arrived",
    (EventKind.EDITED, ""): "edited",
    (EventKind.REPORTED, ""): "reported",
    (EventKind.APPEALED, ""): "appealed",
    (EventKind.JUDGED, Action.HOLD): "held",
}


def _decide(figures: Figures, decided: Decided) -> None:
    who = "policy" if decided.is_policy else "people"
    what = "approved" if decided.action == Action.APPROVE else "rejected"
    name = f"{who}_{what}"
    setattr(figures, name, getattr(figures, name) + decided.stands)
    figures.undone += decided.undone
    is_agreed = agreed(decided.action, decided.opinion)
    if is_agreed is not None:
        figures.compared += decided.stands
        figures.agreed += decided.stands if is_agreed else 0


def _drift(
    connection: Connection, site: str, at: datetime
) -> tuple[Sequence[Drift], Sequence[str]]:
    begin = at - timedelta(days=drift.WEEK_DAYS - 1)
    before = begin - timedelta(days=drift.REFERENCE_DAYS)
    first, middle, last = (stamp(each)[:10] for each in (before, begin, at))
    eve = stamp(begin - timedelta(days=1))[:10]
    new = reading.scores(connection, site, middle, last)
    old = reading.scores(connection, site, first, eve)
    models = reading.models(connection, site, first, last)
    found = [
        drift.drift(name, new.get(name, {}), old.get(name, {}))
        for name in sorted({*new, *old})
    ]
    return found, list(models)


def _last_of_each(times: Times, looks: Iterable[Ages]) -> Sequence[Ages | None]:
    last = {times.key(look.at): look for look in looks}
    return [last.get(times.key(begin)) for begin in times.begins]
