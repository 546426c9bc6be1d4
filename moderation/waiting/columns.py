"""What waits at a site, as columns of numbers in memory.

A queue of 200,000 comments is filtered by anything, put in any order and counted in a
few milliseconds, with exact counts and without an index for each combination. The
database stays the truth: `moderation.waiting.live` keeps the columns in step with it.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from moderation.comments import Status
from moderation.store.waiting import Waiting
from moderation.waiting.codes import NONE, UNKNOWN, Bools, Codes, Numbers, Sets

T = TypeVar("T")

BEGIN_WITH = 256
"""Rows that there is room for at first; the room doubles as often as is needed."""

ASKED_FOR = 48 * 3600.0
"""Seconds for which it is remembered that people were asked about a comment: twice as
long as it counts (`moderation.queue.teaching`), so that a page that was opened a day
ago still goes on as it began."""

_FIELDS = {
    "key": np.int64,
    "at": np.float64,
    "judged": np.float64,
    "priority": np.float32,
    "risk": np.float32,
    "uncertainty": np.float32,
    "reports": np.int32,
    "status": np.int8,
    "escalated": np.bool_,
    "queue": np.int32,
    "section": np.int32,
    "article": np.int32,
    "author": np.int32,
    "language": np.int32,
    "reasons": np.int32,
    "rules": np.int32,
    "subject": np.int16,
    "alive": np.bool_,
    "asked": np.float64,
}
_AS_THEY_ARE = ("key", "at", "judged", "priority", "risk", "reports", "escalated")
_CODED = ("queue", "section", "article", "author", "language")
_STATUS = {status: code for code, status in enumerate(Status)}


class Columns:
    """The comments that wait, one row each; rows that wait no longer are not `alive`.

    What people decided stays for a while as it waited: `asked` tells when they did, 0
    for all else. Every array has the length of all rows, living or not.
    """

    def __init__(self) -> None:
        self._room = BEGIN_WITH
        self._arrays: dict[str, Numbers] = {
            name: np.zeros(self._room, kind) for name, kind in _FIELDS.items()
        }
        self._scores: dict[str, Numbers] = {}
        self._rows: dict[int, int] = {}
        self._asked = OrderedDict[int, int]()  # rows too, the first asked first
        self._sections: dict[str, int] = {}  # of articles, as they were seen last
        self._used = 0
        self._worked_out: dict[type, Any] = {}
        self.codes = {name: Codes() for name in _CODED}
        self.sets = {"reasons": Sets(), "rules": Sets()}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, name: str) -> Numbers:
        """A column by its name."""
        return self._arrays[name][: self._used]

    @property
    def attributes(self) -> Sequence[str]:
        """What has scores."""
        return sorted(self._scores)

    def score(self, attribute: str) -> Numbers:
        """An attribute's scores, NaN where there is none."""
        if attribute not in self._scores:
            return np.full(self._used, np.nan, np.float32)
        return self._scores[attribute][: self._used]

    def having(self, column: str, name: str) -> Bools:
        """The rows in which a name is among the `reasons`, or among the `rules`."""
        return self.sets[column].having(name, self[column])

    def is_status(self, status: Status) -> Bools:
        """The rows of a status."""
        found: Bools = self["status"] == _STATUS[status]
        return found

    def statuses(self, rows: Numbers) -> Iterator[tuple[Status, int]]:
        """Each status, and how many of some rows have it."""
        codes = self["status"].take(rows)
        for status, code in _STATUS.items():
            yield status, int(np.count_nonzero(codes == code))

    def row_of(self, key: int) -> int | None:
        """The row of a comment that waits."""
        return self._rows.get(key)

    def are(self, keys: Iterable[int]) -> Bools:
        """The rows of comments with these keys that wait, or waited lately."""
        found = np.zeros(self._used, np.bool_)
        wanted = list(keys)
        for rows in (self._rows, self._asked):
            known = map(rows.get, wanted if rows else ())
            found[[row for row in known if row is not None]] = True
        return found

    def worked_out(self, kind: type[T], work: Callable[["Columns"], T]) -> T:
        """What follows from columns in which a row never changes, such as its scores:
        one of a kind is kept until a row comes in.
        """
        found: T | None = self._worked_out.get(kind)
        if found is None:
            found = self._worked_out[kind] = work(self)
        return found

    def put(self, comments: Iterable[Waiting]) -> None:
        """Take comments in as they are now; those that wait no longer go."""
        come: list[Waiting] = []
        for comment in comments:
            row = self._let_go(comment.key)
            if comment.article is not None and comment.section is not None:
                self._move(comment.article, comment.section)
            if comment.waits or (row is None and comment.decided is not None):
                come.append(comment)
            elif row is not None and comment.decided is not None:
                self._keep_asked(comment.key, row, comment.decided)
        self._add(come)
        self._forget_asked(time.time() - ASKED_FOR)
        if self._used > 2 * (len(self._rows) + len(self._asked)) + BEGIN_WITH:
            self._press()

    def _let_go(self, key: int) -> int | None:
        """The row of a comment, which is neither alive nor asked about any longer."""
        row = self._rows.pop(key, None)
        if row is None:
            row = self._asked.pop(key, None)
        if row is not None:
            self._arrays["alive"][row] = False
            self._arrays["asked"][row] = 0.0
        return row

    def _keep_asked(self, key: int, row: int, at: float) -> None:
        self._asked[key] = row
        self._arrays["asked"][row] = at

    def _forget_asked(self, before: float) -> None:
        asked = self._arrays["asked"]
        while self._asked and asked[next(iter(self._asked.values()))] < before:
            asked[self._asked.popitem(last=False)[1]] = 0.0

    def _add(self, comments: Sequence[Waiting]) -> None:
        if comments:
            self._worked_out.clear()
        begin, end = self._used, self._used + len(comments)
        self._make_room(end)
        self._used = end
        for row, comment in enumerate(comments, begin):
            if comment.waits:
                self._rows[comment.key] = row
            else:
                self._keep_asked(comment.key, row, comment.decided or 0.0)
        for name in _AS_THEY_ARE:
            values = [getattr(comment, name) for comment in comments]
            self._arrays[name][begin:end] = values
        for name, codes in self.codes.items():
            values = [codes.of(getattr(comment, name)) for comment in comments]
            self._arrays[name][begin:end] = values
        self._arrays["status"][begin:end] = [
            _STATUS[its.status if its.waits else Status.PENDING] for its in comments
        ]
        for column, sign in (("reasons", "code"), ("rules", "rule")):
            sets = self.sets[column]
            self._arrays[column][begin:end] = [
                sets.of([getattr(each, sign) for each in comment.signs])
                for comment in comments
            ]
        unsure = [uncertainty(comment.scores) for comment in comments]
        self._arrays["uncertainty"][begin:end] = unsure
        self._arrays["subject"][begin:end] = [
            NONE if its.subject is None else its.subject for its in comments
        ]
        self._arrays["alive"][begin:end] = [its.waits for its in comments]
        for attribute in {name for comment in comments for name in comment.scores}:
            scores = [comment.scores.get(attribute) for comment in comments]
            self._of(attribute)[begin:end] = np.array(scores, np.float32)

    def _of(self, attribute: str) -> Numbers:
        if attribute not in self._scores:
            self._scores[attribute] = np.full(self._room, np.nan, np.float32)
        return self._scores[attribute]

    def _move(self, article: str, section: str) -> None:
        """Let all comments of an article be in its section, as it is known now."""
        wanted = self.codes["section"].of(section)
        if self._sections.get(article) not in (None, wanted):
            code = self.codes["article"].known(article)
            self["section"][self["article"] == code] = wanted
        self._sections[article] = wanted

    def _make_room(self, rows: int) -> None:
        if rows <= self._room:
            return
        added = max(rows, 2 * self._room) - self._room
        self._room += added
        for name, column in self._arrays.items():
            self._arrays[name] = np.concatenate([column, np.zeros(added, column.dtype)])
        for name, column in self._scores.items():
            more = np.full(added, np.nan, np.float32)
            self._scores[name] = np.concatenate([column, more])

    def _press(self) -> None:
        """Let go what neither waits nor was asked about, when it is more than half."""
        kept = np.flatnonzero(self["alive"] | (self["asked"] > 0))
        for columns in (self._arrays, self._scores):
            for column in columns.values():
                column[: len(kept)] = column[kept]
        for column in self._scores.values():
            column[len(kept) :] = np.nan  # a row taken next may lack a score
        self._arrays["asked"][len(kept) :] = 0.0
        places = dict(zip(kept.tolist(), range(len(kept)), strict=True))
        for rows in (self._rows, self._asked):
            rows.update((key, places[row]) for key, row in list(rows.items()))
        self._used = len(kept)
        self._worked_out.clear()
        self._forget()

    def _forget(self) -> None:
        """Let names go that no row has any longer: authors and articles have no end."""
        sections = self.codes["section"].names
        known = {article: sections[code] for article, code in self._sections.items()}
        every: dict[str, Codes | Sets] = {**self.codes, **self.sets}
        for name, codes in every.items():
            self[name][:] = codes.keep(self[name])
        self._sections = {
            article: self.codes["section"].of(section)
            for article, section in known.items()
            if self.codes["article"].known(article) != UNKNOWN
        }


def uncertainty(scores: Mapping[str, float | None]) -> float:
    """How little the machine knows what people would do with a comment, in [0, 1].

    1 where it is at 0.5: by the site's own model, which says what its moderators would
    reject, else by the highest of all other scores. NaN where nothing scored it. To ask
    people about what a classifier is least sure of is uncertainty sampling (D. Lewis
    and W. Gale, "A sequential algorithm for training text classifiers", SIGIR 1994).

    >>> uncertainty({"insult": 0.9, "reject": 0.5}), uncertainty({"insult": 0.75})
    (1.0, 0.5)
    """
    known = scores.get("reject")
    if known is None:
        others = (
            its
            for name, its in scores.items()
            if name not in ("on_topic", "reject") and its is not None
        )
        known = max(others, default=np.nan)
    return 1 - 2 * abs(known - 0.5)
