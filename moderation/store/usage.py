"""How much each key sends: by the minute, for its limit, and by the day, to be seen.

It has a file of its own that is not forced to the disk: a count that a power cut takes
is no loss, and no comment waits for one. All processes of a machine share it.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from moderation.store.database import moment, stamp

KEPT_DAYS = 400
"""Days that are kept: a year can be set beside the one before."""

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

WRITTEN_WITHIN = 1.0
"""Seconds within which calls of keys without a limit are written down: to do so for
each takes as long as to score a comment. So much is lost when the power fails."""

PATIENCE, RESTS = 0.1, 1.0
"""Seconds that a count waits for another process, and for how long it then is not tried
again: no comment waits longer, and the limits hold again after that."""

BLOGS = 500
"""That are told apart for one key in a month; a caller may invent any number."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """What one key did on one day; `last_at` is its last call."""

    key: str
    day: date
    calls: int
    comments: int
    refused: int
    last_at: datetime


@dataclass(frozen=True, kw_only=True)
class Blog:
    """What one blog asked by a key in a month, and what people told of the answers."""

    name: str
    spam: int
    ham: int
    missed_spam: int
    false_positives: int

    @property
    def calls(self) -> int:
        """How often it called."""
        return self.spam + self.ham + self.missed_spam + self.false_positives


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


KINDS = ("spam", "ham", "missed_spam", "false_positives")
"""What is counted of a blog."""


class Usage:
    """The counts, safe in many threads and processes.

    Args:
        path: the file; it is made when missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._swept = 0
        self._waiting: dict[tuple[str, str], _Sent] = {}  # by key and day
        self._waiting_lock = threading.Lock()
        self._rests_until = 0.0

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
        with self._lock, self._in_time() as db:
            self._sweep(db, minute)
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
        with self._waiting_lock:
            waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            with self._lock, self._transaction() as db:
                self._sweep(db, int(time.time()) // 60)
                for (key, day), sent in waiting.items():
                    _add(db, key, day, sent)
        except (OSError, sqlite3.Error):
            with self._waiting_lock:
                for named, sent in waiting.items():
                    self._waiting.setdefault(named, _Sent()).add(sent)
            raise

    def days(self, key: str, since: date) -> Sequence[Day]:
        """What a key did, by days, the latest first."""
        self.write()
        with self._lock, self._transaction() as db:
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

    def note(self, key: str, blog: str, kind: str, at: datetime) -> None:
        """Count a call of a blog; those beyond `BLOGS` count as one without a name.

        Args:
            kind: one of `KINDS`.
        """
        if kind not in KINDS:
            raise ValueError(f"wanted one of {', '.join(KINDS)}, got {kind!r}")
        month, blog = at.astimezone(UTC).strftime("%Y-%m"), blog[:200]
        with self._lock, self._transaction() as db:
            known = db.execute(
                "SELECT count(*), coalesce(max(blog = ?), 0) FROM blogs "
                "WHERE key = ? AND month = ?",
                (blog, key, month),
            ).fetchone()
            name = blog if known[1] or known[0] < BLOGS else ""
            db.execute(
                f"INSERT INTO blogs (key, month, blog, {kind}) "  # noqa: S608 - ours
                f"VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET {kind} = {kind} + 1",
                (key, month, name),
            )

    def blogs(self, key: str, month: str) -> Sequence[Blog]:
        """The blogs of a key in a month, as 2026-11, those with most calls first."""
        with self._lock, self._transaction() as db:
            rows = db.execute(
                "SELECT * FROM blogs WHERE key = ? AND month = ? ORDER BY "
                "spam + ham + missed_spam + false_positives DESC, blog",
                (key, month),
            ).fetchall()
        return [
            Blog(name=row["blog"], **{kind: row[kind] for kind in KINDS})
            for row in rows
        ]

    def last_used(self) -> dict[str, datetime]:
        """When each key was last used; one that is not here was not."""
        self.write()
        with self._lock, self._transaction() as db:
            rows = db.execute("SELECT key, max(last_at) FROM days GROUP BY key")
            return {key: moment(at) for key, at in rows.fetchall()}

    def close(self) -> None:
        """Write down what was counted, as far as that can be, and close the file."""
        with suppress(OSError, sqlite3.Error):
            self.write()
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _in_time(self) -> Iterator[sqlite3.Connection]:
        """A transaction of which nobody waits for the turn one after the other: once
        it was not to be had, it is not asked for again for `RESTS`.
        """
        if time.monotonic() < self._rests_until:
            raise sqlite3.OperationalError("the counts were locked a moment ago")
        try:
            with self._transaction() as db:
                yield db
        except sqlite3.OperationalError:
            self._rests_until = time.monotonic() + RESTS
            raise

    def _transaction(self) -> "_Transaction":
        if self._connection is None:
            self._connection = self._opened()
        return _Transaction(self._connection)

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        return connection

    def _sweep(self, db: sqlite3.Connection, minute: int) -> None:
        """Forget what is past, once an hour."""
        if minute - self._swept < 60:
            return
        self._swept = minute
        oldest = datetime.fromtimestamp(minute * 60, UTC) - timedelta(days=KEPT_DAYS)
        db.execute("DELETE FROM minutes WHERE minute < ?", (minute - 60,))
        db.execute("DELETE FROM days WHERE day < ?", (oldest.date().isoformat(),))
        db.execute("DELETE FROM blogs WHERE month < ?", (oldest.strftime("%Y-%m"),))


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
