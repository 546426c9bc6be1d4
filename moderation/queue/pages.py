"""The queue, page by page: what waits, by a filter, in an order.

A page is as of a moment: what comes later is counted, and told as new, but moves
nothing. The next page begins after the last comment of the one before.
"""

import math
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from moderation import searching
from moderation.comments import Comment
from moderation.errors import BadSubmission, FieldProblem
from moderation.queue import matching, orders
from moderation.queue.filters import MAIN, Filter
from moderation.queue.matching import Offered
from moderation.queue.orders import MOST_URGENT, Order
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import comments
from moderation.waiting.codes import Bools, Numbers
from moderation.waiting.columns import Columns

PAGE = 20
"""Comments on one page."""

MOST_FOUND = 10_000
"""Comments that a search for words looks through, the newest: more have words that are
too frequent to search for. Some 10 ms."""

SAMPLE = 2_000
"""Rows by which it is guessed from which value on a page's rows are: to look at all of
them in order would take ten times as long."""

_CURSOR = re.compile(
    r"([0-9]{1,12}\.[0-9]{1,6})(?:_(-?[0-9.e+-]{1,32})_([0-9]{1,18}))?"
)


@dataclass(frozen=True)
class Cursor:
    """From where a page goes on: the moment, and the last comment before."""

    at: float
    value: float = float("inf")
    key: int = -1

    @classmethod
    def of_now(cls) -> "Cursor":
        """The beginning, as of now; to the microsecond, as an address tells it."""
        return cls(round(time.time(), 6))

    def __str__(self) -> str:
        if self.key < 0:
            return f"{self.at:.6f}"
        return f"{self.at:.6f}_{self.value!r}_{self.key}"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the queue.

    Attributes:
        matching: how many comments the filter asks for.
        waiting: how many wait at all, of what whoever asks is limited to.
        first: this page's own beginning; `next` the following one's, if there is one.
        after: where a page begins that goes on after one of the comments, by its key.
        offered: what may be asked for besides, where that was wanted.
        cut: whether the words searched for are too frequent to find all.
    """

    comments: Sequence[Comment]
    filter: Filter
    order: Order
    matching: int
    waiting: int
    first: Cursor
    after: Mapping[int, Cursor]
    next: Cursor | None = None
    offered: Offered | None = None
    cut: bool = False


def page(
    service: Service,
    site: str,
    wanted: Filter = MAIN,
    order: Order = MOST_URGENT,
    cursor: Cursor | None = None,
    *,
    size: int = PAGE,
    choices: bool = False,
) -> Page:
    """A page of what waits.

    Args:
        choices: whether it is counted as well what may be asked for besides.

    Raises:
        StoreUnavailable: the database cannot be read.
    """
    cursor = cursor or Cursor.of_now()
    searched = found(service, site, wanted)
    with service.queues.columns(service.db, site) as columns:
        among = matching.with_keys(columns, searched)
        fits = matching.fitting(columns, wanted, cursor.at, among)
        fits &= columns["at"] <= cursor.at
        rows = fits & columns["alive"]
        after, is_last = shown(columns, fits, order, cursor, size)
        offered = (
            matching.choices(columns, wanted, cursor.at, among) if choices else None
        )
        count = int(np.count_nonzero(rows))
        waiting = matching.waiting(columns, wanted.scope)
    its = of_keys(service, site, list(after), wanted.scope)
    return Page(
        # What was decided since it was looked for is not offered to be decided again.
        comments=[comment for comment in its if comment.waiting],
        filter=wanted,
        order=order,
        matching=count,
        waiting=waiting,
        first=cursor,
        after=after,
        next=None if is_last else list(after.values())[-1],
        offered=offered,
        cut=searched is not None and len(searched) == MOST_FOUND,
    )


@dataclass(frozen=True)
class News:
    """What changed while a page was open: `new` are those that it would show."""

    waiting: int
    new: int


def news(service: Service, site: str, wanted: Filter, since: float) -> News:
    """How many wait, and how many that a filter asks for came after a moment."""
    searched = found(service, site, wanted)
    with service.queues.columns(service.db, site) as columns:
        among = matching.with_keys(columns, searched)
        rows = matching.rows(columns, wanted, time.time(), among)
        new = int(np.count_nonzero(rows & (columns["at"] > since)))
        return News(matching.waiting(columns, wanted.scope), new)


def keys(service: Service, site: str, wanted: Filter, at: float) -> Sequence[int]:
    """All comments that a filter asks for and that were so at a moment, in order.

    What was edited since is another text than the one that somebody saw.
    """
    searched = found(service, site, wanted)
    with service.queues.columns(service.db, site) as columns:
        among = matching.with_keys(columns, searched)
        rows = matching.rows(columns, wanted, at, among)
        rows &= (columns["at"] <= at) & (columns["judged"] <= at)
        return [int(key) for key in np.sort(columns["key"][rows])]


def outside(
    service: Service, site: str, keys: Sequence[int], scope: Scope
) -> Sequence[int]:
    """Those of some comments that wait, but not for who is limited to this."""
    if scope == UNLIMITED:
        return []
    with service.queues.columns(service.db, site) as columns:
        rows = columns.are(keys) & columns["alive"]
        rows &= ~matching.inside(columns, scope)
        return [int(key) for key in columns["key"][rows]]


def read_cursor(told: str | None) -> Cursor | None:
    """The cursor that an address tells; `None` where it tells none.

    Raises:
        BadSubmission: it is none of ours.
    """
    if not told:
        return None
    found = _CURSOR.fullmatch(told)
    try:
        if found and found[3]:
            return Cursor(float(found[1]), float(found[2]), int(found[3]))
        if found:
            return Cursor(float(found[1]))
    except ValueError:
        pass
    problem = FieldProblem("from", "a page that another page links to", repr(told[:50]))
    raise BadSubmission(problem)


def found(service: Service, site: str, wanted: Filter) -> Sequence[int] | None:
    """The keys of comments with the words that a filter searches for, if it does."""
    if not wanted.text:
        return None
    return with_words(service, site, wanted.text)


def with_words(service: Service, site: str, text: str) -> Sequence[int]:
    """The keys of a site's comments with some words, `MOST_FOUND` of the newest."""
    return searching.keys(service.db, site, text, most=MOST_FOUND)


def shown(
    columns: Columns, fits: Bools, order: Order, cursor: Cursor, size: int
) -> tuple[Mapping[int, Cursor], bool]:
    """The keys of a page, each with where it goes on after that one, and whether
    nothing comes after all of them.

    Args:
        fits: the rows that would be asked for if they were waiting.
    """
    chosen = np.flatnonzero(fits & columns["alive"])
    # What has no score at all, or no report, is in no order by it.
    values = orders.values(columns, order, cursor.at, fits, chosen)
    keys = columns["key"][chosen]
    if cursor.key >= 0:
        later = (values < cursor.value) | (
            (values == cursor.value) & (keys > cursor.key)
        )
        later &= keys != cursor.key  # however its value is rounded
        values, keys = values[later], keys[later]
    near = _near(values, keys, size + 1)
    values, keys = values[near], keys[near]
    sorted_ = np.lexsort((keys, -values))
    shown = [
        Cursor(cursor.at, float(values[place]), int(keys[place]))
        for place in sorted_[:size]
    ]
    return {its.key: its for its in shown}, len(sorted_) <= size


def _near(values: Numbers, keys: Numbers, count: int) -> Bools:
    """Which are the first `count` in order, or not far behind; shape (rows,).

    Of very many with the same value, as of what no reader reported, the first keys.
    """
    least = _least(values, count)
    same = np.flatnonzero(values == least)
    if len(same) <= count:
        return np.asarray(values >= least)
    near = values > least
    backward = -keys[same]
    near[same[backward >= _least(backward, count)]] = True
    return np.asarray(near)


def _least(values: Numbers, count: int) -> float:
    """A value that at least so many are not below, and not many more; NaN-free."""
    if len(values) <= count:
        return -math.inf
    some = values[:: max(1, len(values) // SAMPLE)]
    place = min(len(some), 4 + 4 * count * len(some) // len(values))
    guess = float(np.partition(some, len(some) - place)[len(some) - place])
    if np.count_nonzero(values >= guess) >= count:
        return guess
    return float(np.partition(values, len(values) - count)[len(values) - count])


def of_keys(
    service: Service, site: str, keys: Sequence[int], scope: Scope = UNLIMITED
) -> Sequence[Comment]:
    """The comments of some keys, in their order; those of other sites are left out, and
    what is outside of the scope.
    """
    with service.db.reading() as connection:
        found = comments.by_keys(connection, keys, scope=scope)
    known = {its.key: its for its in found}
    shown = [known[key] for key in keys if key in known]
    return [comment for comment in shown if comment.site == site]
