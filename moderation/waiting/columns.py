"""What waits at a site, as columns of numbers in memory.

A queue of 200,000 comments is filtered by anything, put in any order and counted in a
few milliseconds, with exact counts and without an index for each combination. The
database stays the truth: `moderation.waiting.live` keeps the columns in step with it.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from moderation.comments import Reason, Status
from moderation.store.waiting import Waiting

Bools: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[Any]

NONE = -1
"""The code of what a comment has not."""

BEGIN_WITH = 256
"""Rows that there is room for at first; the room doubles as often as is needed."""

REASONS = {code: 1 << place for place, code in enumerate(Reason)}
"""Each reason's bit: a comment has several."""

_FIELDS = {
    "key": np.int64,
    "at": np.float64,
    "priority": np.float32,
    "risk": np.float32,
    "reports": np.int32,
    "status": np.int8,
    "escalated": np.bool_,
    "queue": np.int32,
    "section": np.int32,
    "article": np.int32,
    "author": np.int32,
    "language": np.int32,
    "reasons": np.int64,
    "alive": np.bool_,
}
_CODED = ("queue", "section", "article", "author", "language")
_STATUS = {status: code for code, status in enumerate(Status)}


class Codes:
    """Names, each as a small number."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {}

    def of(self, name: str | None) -> int:
        """The code of a name, a new one if need be; `NONE` of none."""
        if name is None:
            return NONE
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = len(self.names)
            self.names.append(name)
        return code

    def known(self, name: str) -> int:
        """The code of a name that was seen; one that nothing has, of any other."""
        return self._codes.get(name, NONE - 1)


class Columns:
    """The comments that wait, one row each; rows that wait no longer are not `alive`.

    Every array has the length of all rows, living or not.
    """

    def __init__(self) -> None:
        self._room = BEGIN_WITH
        self._arrays: dict[str, Numbers] = {
            name: np.zeros(self._room, kind) for name, kind in _FIELDS.items()
        }
        self._scores: dict[str, Numbers] = {}
        self._rows: dict[int, int] = {}
        self._used = 0
        self.codes = {name: Codes() for name in _CODED}
        self.rules = Codes()
        self._ruled: list[array[int]] = []  # by rule: rows, also of the dead

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

    def has_rule(self, rule: str) -> Bools:
        """The rows in which a rule speaks."""
        found = np.zeros(self._used, np.bool_)
        code = self.rules.known(rule)
        if code >= 0:
            found[np.frombuffer(self._ruled[code], np.int64)] = True
        return found

    def count_of_rules(self, rows: Bools) -> Iterator[tuple[str, int]]:
        """Each rule, and in how many of these rows it speaks."""
        for name, its in zip(self.rules.names, self._ruled, strict=True):
            yield name, int(np.count_nonzero(rows[np.frombuffer(its, np.int64)]))

    def is_status(self, status: Status) -> Bools:
        """The rows of a status."""
        found: Bools = self["status"] == _STATUS[status]
        return found

    def row_of(self, key: int) -> int | None:
        """The row of a comment that waits."""
        return self._rows.get(key)

    def put(self, comments: Iterable[Waiting]) -> None:
        """Take comments in as they are now; those that wait no longer go."""
        for comment in comments:
            row = self._rows.pop(comment.key, None)
            if row is not None:
                self._arrays["alive"][row] = False
            if comment.article is not None and comment.section is not None:
                self._move(comment.article, comment.section)
            if comment.waits:
                self._add(comment)
        if self._used > 2 * len(self._rows) + BEGIN_WITH:
            self._press()

    def _add(self, comment: Waiting) -> None:
        if self._used == self._room:
            self._grow()
        row = self._used
        self._used += 1
        self._rows[comment.key] = row
        values: dict[str, Any] = {
            "key": comment.key,
            "at": comment.at,
            "priority": comment.priority,
            "risk": comment.risk,
            "reports": comment.reports,
            "status": _STATUS[comment.status],
            "escalated": comment.escalated,
            "reasons": _bits(sign.code for sign in comment.signs),
            "alive": True,
        }
        for name in _CODED:
            values[name] = self.codes[name].of(getattr(comment, name))
        for name, value in values.items():
            self._arrays[name][row] = value
        for attribute, score in comment.scores.items():
            self._of(attribute)[row] = np.nan if score is None else score
        for rule in {sign.rule for sign in comment.signs}:
            self._rows_of(rule).append(row)

    def _of(self, attribute: str) -> Numbers:
        if attribute not in self._scores:
            self._scores[attribute] = np.full(self._room, np.nan, np.float32)
        return self._scores[attribute]

    def _rows_of(self, rule: str) -> "array[int]":
        code = self.rules.of(rule)
        if code == len(self._ruled):
            self._ruled.append(array("q"))
        return self._ruled[code]

    def _move(self, article: str, section: str) -> None:
        """Let all comments of an article be in its section, as it is known now."""
        code = self.codes["article"].known(article)
        wanted = self.codes["section"].of(section)
        if code >= 0:
            self["section"][self["article"] == code] = wanted

    def _grow(self) -> None:
        added = self._room
        self._room += added
        for name, column in self._arrays.items():
            self._arrays[name] = np.concatenate([column, np.zeros(added, column.dtype)])
        for name, column in self._scores.items():
            more = np.full(added, np.nan, np.float32)
            self._scores[name] = np.concatenate([column, more])

    def _press(self) -> None:
        """Let the dead go, when they are more than half."""
        kept = np.flatnonzero(self["alive"])
        place = np.full(self._used, NONE, np.int64)
        place[kept] = np.arange(len(kept))
        for columns in (self._arrays, self._scores):
            for column in columns.values():
                column[: len(kept)] = column[kept]
        for column in self._scores.values():
            column[len(kept) :] = np.nan  # a row taken next may lack a score
        for code, rows in enumerate(self._ruled):
            moved = place[np.frombuffer(rows, np.int64)]
            self._ruled[code] = array("q", moved[moved != NONE].tobytes())
        self._rows = {int(key): row for row, key in enumerate(self["key"][: len(kept)])}
        self._used = len(kept)


def _bits(codes: Iterable[str]) -> int:
    found = 0
    for code in codes:
        found |= REASONS.get(Reason(code), 0)
    return found
