"""The file in which is counted what keys and their blogs send.

It stands beside the database and is not forced to the disk: a count that a power cut
takes is no loss, and no comment waits for one. All processes of a machine share it.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

KEPT_DAYS = 400
"""Days that are kept: a year can be set beside the one before."""

PATIENCE, RESTS = 0.1, 1.0
"""Seconds that a count waits for another process, and for how long it then is not tried
again: no comment waits longer, and the limits hold again after that."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS minutes (
    key TEXT NOT NULL,
    minute INTEGER NOT NULL,  -- since 1970
    comments INTEGER NOT NULL,
    PRIMARY KEY (key, minute)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS days (
    key TEXT NOT NULL,
    day TEXT NOT NULL,        -- in UTC
    calls INTEGER NOT NULL,
    comments INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (key, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blogs (
    key TEXT NOT NULL,
    month TEXT NOT NULL,      -- as 2026-11, in UTC
    blog TEXT NOT NULL,       -- as a client of Akismet's calls it
    spam INTEGER NOT NULL DEFAULT 0,
    ham INTEGER NOT NULL DEFAULT 0,
    missed_spam INTEGER NOT NULL DEFAULT 0,
    false_positives INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key, month, blog)
) STRICT, WITHOUT ROWID;
"""


class UsageFile:
    """Transactions, one after the other, safe in many threads and processes.

    Args:
        path: the file; it is made when missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._swept = 0
        self._rests_until = 0.0

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, as soon as nobody else has one.

        Raises:
            OSError: the file cannot be opened.
            sqlite3.Error: the same, or it was locked for `PATIENCE`.
        """
        with self._lock, self._transaction() as db:
            yield db

    @contextmanager
    def writing_in_time(self) -> Iterator[sqlite3.Connection]:
        """A transaction of which nobody waits for the turn one after the other: once
        it was not to be had, it is not asked for again for `RESTS`.

        Raises:
            OSError: as `writing`.
            sqlite3.Error: as `writing`, or it was so a moment ago.
        """
        with self._lock:
            if time.monotonic() < self._rests_until:
                raise sqlite3.OperationalError("the counts were locked a moment ago")
            try:
                with self._transaction() as db:
                    yield db
            except sqlite3.OperationalError:
                self._rests_until = time.monotonic() + RESTS
                raise

    def sweep(self, db: sqlite3.Connection, minute: int) -> None:
        """Forget what is past, once an hour.

        Args:
            minute: the one that it is, since 1970.
        """
        if minute - self._swept < 60:
            return
        self._swept = minute
        oldest = datetime.fromtimestamp(minute * 60, UTC) - timedelta(days=KEPT_DAYS)
        db.execute("DELETE FROM minutes WHERE minute < ?", (minute - 60,))
        db.execute("DELETE FROM days WHERE day < ?", (oldest.date().isoformat(),))
        db.execute("DELETE FROM blogs WHERE month < ?", (oldest.strftime("%Y-%m"),))

    def close(self) -> None:
        """Close the file; whoever writes next opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _transaction(self) -> "_Transaction":
        if self._connection is None:
            self._connection = self._opened()
        return _Transaction(self._connection)

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        return connection


class _Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> sqlite3.Connection:
        self._connection.execute("BEGIN IMMEDIATE")
        return self._connection

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._connection.commit()
        else:
            self._connection.rollback()
