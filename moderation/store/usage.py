"""How much each key sends: by the minute, for its limit, and by the day, to be seen."""

import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from moderation.store.database import moment, stamp
from moderation.store.usage_file import UsageFile

WRITTEN_WITHIN = 1.0
"""Seconds within which calls of keys without a limit are written down: to do so for
each takes as long as to score a comment. So much is lost when the power fails."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """What one key did on one day; `last_at` is its last call."""

    key: str
    day: date
    calls: int
    comments: int
    refused: int
    last_at: datetime


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass
class _Sent:
    """What a key did in some time."""

    calls: int = 0
    comments: int = 0
    refused: int = 0
    last_at: datetime = _LONG_AGO

    def add(self, other: "_Sent") -> None:
        self.calls += other.calls
        self.comments += other.comments
        self.refused += other.refused
        self.last_at = max(self.last_at, other.last_at)


def _add(db: sqlite3.Connection, key: str, day: str, sent: _Sent) -> None:
    db.execute(
        "INSERT INTO days (key, day, calls, comments, refused, last_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "calls = calls + excluded.calls, comments = comments + excluded.comments, "
        "refused = refused + excluded.refused, "
        "last_at = max(last_at, excluded.last_at)",
        (key, day, sent.calls, sent.comments, sent.refused, stamp(sent.last_at)),
    )


def _day(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()


class Usage:
    """The counts, safe in many threads and processes.

    Args:
        path: the file; it is made when missing.
    """

    def __init__(self, path: Path) -> None:
        self.file = UsageFile(path)
        self._waiting: dict[tuple[str, str], _Sent] = {}  # by key and day
        self._waiting_lock = threading.Lock()
        self._writing_lock = threading.Lock()

    def take(self, key: str, comments: int, limit: int | None, at: datetime) -> int:
        """Count a call, unless its key has sent as many comments as it may.

        A call that begins below the limit is taken whole, however many comments it has.

        Args:
            comments: that the call brings; 0 if it is about none.
            limit: comments in a minute; `None` is without.

        Returns:
            How many the key may still send in this minute; -1 if the call is refused.
        """
        if limit is None:
            self._count(key, comments, at)
            return 0
        minute = int(at.timestamp()) // 60
        with self.file.writing_in_time() as db:
            self.file.sweep(db, minute)
            row = db.execute(
                "SELECT comments FROM minutes WHERE key = ? AND minute = ?",
                (key, minute),
            ).fetchone()
            sent = row[0] if row else 0
            refused = comments > 0 and sent >= limit
            if comments and not refused:
                db.execute(
                    "INSERT INTO minutes (key, minute, comments) VALUES (?, ?, ?) "
                    "ON CONFLICT DO UPDATE SET comments = comments + excluded.comments",
                    (key, minute, comments),
                )
            counted = _Sent(1, 0 if refused else comments, int(refused), at)
            _add(db, key, _day(at), counted)
        return -1 if refused else max(0, limit - sent - comments)

    def _count(self, key: str, comments: int, at: datetime) -> None:
        """Count a call of a key without a limit, for `write` to write down."""
        with self._waiting_lock:
            sent = self._waiting.setdefault((key, _day(at)), _Sent())
            sent.add(_Sent(1, comments, 0, at))

    def write(self) -> None:
        """Write down what was counted since.

        Raises:
            OSError: the file cannot be opened; what was counted waits on.
            sqlite3.Error: the same.
        """
        # One after the other: what another thread has taken and may have to put back is
        # not written yet, which who writes for the last time has to know.
        with self._writing_lock:
            with self._waiting_lock:
                waiting, self._waiting = self._waiting, {}
            try:
                self._write_down(waiting)
            except (OSError, sqlite3.Error):
                with self._waiting_lock:
                    for named, sent in waiting.items():
                        self._waiting.setdefault(named, _Sent()).add(sent)
                raise

    def _write_down(self, waiting: Mapping[tuple[str, str], _Sent]) -> None:
        if not waiting:
            return
        with self.file.writing() as db:
            self.file.sweep(db, int(time.time()) // 60)
            for (key, day), sent in waiting.items():
                _add(db, key, day, sent)

    def days(self, key: str, since: date) -> Sequence[Day]:
        """What a key did, by days, the latest first."""
        self.write()
        with self.file.writing() as db:
            rows = db.execute(
                "SELECT * FROM days WHERE key = ? AND day >= ? ORDER BY day DESC",
                (key, since.isoformat()),
            ).fetchall()
        return [
            Day(
                key=row["key"],
                day=date.fromisoformat(row["day"]),
                calls=row["calls"],
                comments=row["comments"],
                refused=row["refused"],
                last_at=moment(row["last_at"]),
            )
            for row in rows
        ]

    def last_used(self) -> dict[str, datetime]:
        """When each key was last used; one that is not here was not."""
        self.write()
        with self.file.writing() as db:
            rows = db.execute("SELECT key, max(last_at) FROM days GROUP BY key")
            return {key: moment(at) for key, at in rows.fetchall()}

    def close(self) -> None:
        """Write down what was counted, as far as that can be, and close the file."""
        with suppress(OSError, sqlite3.Error):
            self.write()
        self.file.close()
