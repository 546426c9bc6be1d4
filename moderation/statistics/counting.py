"""Counts are kept up to date with what happens, apart from the way of a comment.

Each event is counted once, whichever process does it: some are read and counted, and
then kept in one short transaction, which moves the place up to which all is counted;
who finds it moved meanwhile drops what it has. A decision counts where it was made; if
it is undone or replaced later, that is added to the same place.
"""

import threading
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from moderation.comments import POLICY, Action
from moderation.store import Database
from moderation.store.database import moment
from moderation.store.statistics import bins, counting
from moderation.store.statistics.counting import Act, Counts, Facts, Seen, Step

AT_ONCE = 5_000
"""Events that are counted in one transaction: some 60 ms to read and 10 ms to write."""

AT_A_LOOK = 1_000
"""The same for who looks at a page, who waits for it."""

SLOT_MINUTES = 5
"""Somebody who decides is active for that part of the hour."""

_WIDTHS = {"hour": 13, "day": 10}


def bring_up_to_date(db: Database, *, most: int = AT_A_LOOK) -> int:
    """Count what is not counted yet, so many events at most.

    Returns:
        How many are left.

    Raises:
        StoreUnavailable: it could not be kept; nothing is.
    """
    with db.reading() as connection:
        left = counting.behind(connection)
    done = 0
    while left and done < most:
        counted = _count(db, min(AT_ONCE, most - done))
        if counted == 0:  # others have done it, or are doing it
            break
        done += counted
        left -= counted
    return max(0, left)


def count_all(db: Database, stop: threading.Event | None = None) -> None:
    """Count all that is not counted yet, unless told to stop.

    Raises:
        StoreUnavailable: it could not be kept.
    """
    while bring_up_to_date(db, most=AT_ONCE):
        if stop is not None and stop.wait(0.05):  # others want to write too
            return


def recount(db: Database, tell: Callable[[int], None] = lambda left: None) -> None:
    """Count all anew from the first event on.

    Args:
        tell: is told of how many events are left.

    Raises:
        StoreUnavailable: it could not be kept; what is counted so far is.
    """
    with db.writing() as connection:
        counting.clear(connection)
    while left := bring_up_to_date(db, most=AT_ONCE):
        tell(left)


def _count(db: Database, limit: int) -> int:
    with db.reading() as connection:
        after = counting.position(connection)
        facts = counting.facts(connection, after, limit=limit)
    if facts.until == after:
        return 0
    counts = counted(facts)
    with db.writing() as connection:
        kept = counting.keep(connection, after, facts.until, counts)
    return facts.until - after if kept else 0


def counted(facts: Facts) -> dict[str, Counts]:
    """What the rows of each table grow by."""
    hits = facts.counts.pop("hits", {})
    counts: dict[str, Counts] = {table: {} for table in counting.TABLES}
    counts.update(facts.counts)
    for key, (times,) in hits.items():
        _grow(counts["counted_rules"], key, (times, 0, 0))
    for step in facts.steps:
        _count_step(step, facts.seen, counts)
    return counts


def _count_step(step: Step, seen: Seen, counts: dict[str, Counts]) -> None:
    made, before = step.made, step.before
    if made is not None:
        how = _How(made=1)
        _count_act(step.site, made, how, seen, counts)
        if made.by != POLICY:
            _count_presence(step.site, made, counts)
        if step.arrived is not None:
            _count_wait(step.site, made, step.arrived, counts)
    if before is not None:
        is_undone = made is None
        how = _How(
            undone=int(is_undone),
            undone_by_others=int(is_undone and step.by != before.by),
            replaced=int(not is_undone),
        )
        _count_act(step.site, before, how, seen, counts)


class _How(NamedTuple):
    """What counts of a decision grow by."""

    made: int = 0
    undone: int = 0
    undone_by_others: int = 0
    replaced: int = 0

    @property
    def stands(self) -> int:
        """What the number of decisions that stand grows by."""
        return self.made - self.undone - self.replaced


def _count_act(
    site: str, act: Act, how: _How, seen: Seen, counts: dict[str, Counts]
) -> None:
    """Count a decision where it was made."""
    is_policy = act.by == POLICY
    told = (act.action, act.reason, act.opinion)
    hits = () if is_policy else seen.get((act.comment, act.revision), ())
    rejected = how.stands if act.action == Action.REJECT else 0
    for step, width in _WIDTHS.items():
        place = (site, step, act.at[:width])
        grown = (how.made, how.undone, how.replaced)
        _grow(counts["counted_decisions"], (*place, int(is_policy), *told), grown)
        if not is_policy:
            _grow(counts["counted_people"], (*place, act.by, *told), how)
        for rule in hits:
            ruled = (0, how.stands, rejected)
            _grow(counts["counted_rules"], (*place, *rule), ruled)


def _count_presence(site: str, act: Act, counts: dict[str, Counts]) -> None:
    slot = 1 << moment(act.at).minute // SLOT_MINUTES
    slots = counts["active_people"].setdefault((site, act.at[:13], act.by), [0])
    slots[0] |= slot


def _count_wait(site: str, act: Act, arrived: str, counts: dict[str, Counts]) -> None:
    waited = (moment(act.at) - moment(arrived)).total_seconds()
    for step, width in _WIDTHS.items():
        place = (site, step, act.at[:width])
        _grow(counts["counted_waits"], (*place, bisect_right(bins.TIMES, waited)), (1,))


def _grow(counts: Counts, key: tuple[str | int, ...], by: tuple[int, ...]) -> None:
    kept = counts.setdefault(key, [0] * len(by))
    for place, more in enumerate(by):
        kept[place] += more
