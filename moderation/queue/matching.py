"""Which rows of the columns a filter asks for, and how many of each kind there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from moderation.queue.filters import EVERY, Filter, age
from moderation.scopes import UNLIMITED, Scope
from moderation.waiting.codes import Bools, Numbers
from moderation.waiting.columns import Columns

MOST_CHOICES = 50
"""Of each kind that are offered, the most frequent."""


def rows(
    columns: Columns, wanted: Filter, at: float, among: Bools | None = None
) -> Bools:
    """Which rows a filter asks for, of what waits; as `fitting`."""
    found: Bools = columns["alive"] & fitting(columns, wanted, at, among)
    return found


def fitting(
    columns: Columns, wanted: Filter, at: float, among: Bools | None = None
) -> Bools:
    """Which rows a filter would ask for if all were waiting; shape (rows,).

    Args:
        at: as of when; in seconds since 1970.
        among: the rows that have the words it searches for; `None` where it searches
            for none.
    """
    found = inside(columns, wanted.scope)
    if wanted.escalated:
        found &= columns["escalated"]
    elif wanted.queue != EVERY:
        found &= columns["queue"] == columns.codes["queue"].known(wanted.queue)
        found &= ~columns["escalated"]
    for name in ("section", "article", "author", "language"):
        value = getattr(wanted, name)
        if value is not None:
            found &= columns[name] == columns.codes[name].known(value)
    if wanted.reason is not None:
        found &= columns.having("reasons", wanted.reason)
    if wanted.rule is not None:
        found &= columns.having("rules", wanted.rule)
    if wanted.status is not None:
        found &= columns.is_status(wanted.status)
    for band in wanted.scores:
        scores = columns.score(band.attribute)
        found &= (scores >= np.float32(band.low)) & (scores <= np.float32(band.high))
    if wanted.older is not None:
        found &= columns["at"] <= at - age(wanted.older).total_seconds()
    if wanted.newer is not None:
        found &= columns["at"] > at - age(wanted.newer).total_seconds()
    if among is not None:
        found &= among
    return found


def with_keys(columns: Columns, keys: Sequence[int] | None) -> Bools | None:
    """The rows of the comments that a search found; `None` where none was made.

    It takes some 50 nanoseconds a key, so it is done once for all that is asked.
    """
    return None if keys is None else columns.are(keys)


def inside(columns: Columns, scope: Scope) -> Bools:
    """Which rows are inside of what somebody is limited to; shape (rows,)."""
    found = np.ones(len(columns["key"]), np.bool_)
    for name, names in (("section", scope.sections), ("queue", scope.queues)):
        if names:
            codes = [columns.codes[name].known(each) for each in names]
            found &= np.isin(columns[name], codes)
    return found


def waiting(columns: Columns, scope: Scope) -> int:
    """How many wait, of what somebody is limited to."""
    if scope == UNLIMITED:
        return len(columns)
    return int(np.count_nonzero(columns["alive"] & inside(columns, scope)))


@dataclass(frozen=True)
class Choice:
    """One thing that may be asked for, and how many comments there are of it."""

    name: str
    comments: int


@dataclass(frozen=True)
class Offered:
    """What may be asked for besides what is.

    Attributes:
        choices: by the name of what a filter has.
        queues: how many wait in each queue, by its name; "" is the main one.
        escalated: how many were handed to leads.
    """

    choices: Mapping[str, Sequence[Choice]]
    queues: Mapping[str, int]
    escalated: int


def choices(
    columns: Columns, wanted: Filter, at: float, among: Bools | None = None
) -> Offered:
    """What may be asked for besides; the arguments are those of `rows`.

    Of each kind it is counted as if nothing of that kind was asked for, so that one can
    change over; the most frequent first.
    """
    found: dict[str, Sequence[Choice]] = {}
    everything = np.flatnonzero(rows(columns, wanted, at, among))

    def free(name: str) -> Numbers:
        if getattr(wanted, name) is None:
            return everything
        return np.flatnonzero(rows(columns, wanted.without(name), at, among))

    for name in ("section", "language"):
        counts = columns.codes[name].counts(columns[name].take(free(name)))
        found[name] = _most(counts)
    for name, column in (("reason", "reasons"), ("rule", "rules")):
        counts = columns.sets[column].counts(columns[column].take(free(name)))
        found[name] = _most(counts)
    found["status"] = _most(columns.statuses(free("status")))
    return Offered(found, *_queues(columns, wanted.scope))


def _queues(columns: Columns, scope: Scope) -> tuple[Mapping[str, int], int]:
    alive, escalated = columns["alive"] & inside(columns, scope), columns["escalated"]
    counts = columns.codes["queue"].counts(columns["queue"][alive & ~escalated])
    found = {"": 0, **{name: n for name, n in counts if n or not name}}
    return found, int(np.count_nonzero(alive & escalated))


def _most(counted: Iterable[tuple[str, int]]) -> Sequence[Choice]:
    found = [Choice(str(name), count) for name, count in counted if count]
    return sorted(found, key=lambda its: (-its.comments, its.name))[:MOST_CHOICES]
