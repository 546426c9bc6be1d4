"""Connections and transactions.

SQLite in write-ahead mode: readers never wait, one writer at a time. A writer takes
its lock at the start (`BEGIN IMMEDIATE`), so a transaction never fails half-way
because another came first. Connections are kept and lent, last one back first out:
opening one costs more than the reads of a whole request.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlite_utils

from moderation.errors import StoreUnavailable
from moderation.store.sharing import SharedWrites
from moderation.store.tables import migrations
from moderation.store.turns import Turns

T = TypeVar("T")

MOST_KNOWN = 1_000
"""Things that are remembered as long as nothing changes: keys and sites."""

LOOK_AGAIN, MOST_BEHIND = 0.002, 0.02
"""Seconds after which it is looked again whether another process has changed some, and
after which that is waited for: a key that was revoked there is good for so long. What
this one commits is seen at once."""

BETWEEN_LOOKS = 0.0005
"""Seconds after which it is looked again whether another process still writes."""

BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for another before giving up with a 503."""

_CHANGES = "SELECT number FROM settings_changed"

_BUSY = {
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
}
_DISK = {"SQLITE_IOERR", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_FULL"}


class Database:
    """The file with everything in it, safe to use from many threads.

    Args:
        path: the SQLite file; it and its folder are made when missing.
        busy_timeout_ms: how long to wait for another writer.

    Raises:
        StoreUnavailable: the file cannot be opened, made or written.
    """

    def __init__(self, path: Path, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.path = path
        self._busy_timeout_ms = busy_timeout_ms
        self._idle: dict[bool, list[sqlite3.Connection]] = {False: [], True: []}
        self._lock = threading.Lock()
        self._watching: sqlite3.Connection | None = None
        self._watch_lock = threading.Lock()
        self._watched = (-1, -1, 0.0)  # how many own commits, which version, when
        self._commits = 0
        self._known: dict[Hashable, tuple[int, Any]] = {}
        self.turns = Turns()
        self._shared = SharedWrites(self.writing, self.turns)
        with self._telling_troubles():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._migrate()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection with one steady view of the data."""
        with self._telling_troubles(), self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one transaction: all of it is kept, or nothing.

        Raises:
            StoreUnavailable: the disk is full, or the lock was not to be had.
        """
        with self._telling_troubles(), self._lent(writes=True) as connection:
            self._begin(connection)
            try:
                yield connection
                with self.turns.left():
                    connection.commit()
                self._commits += 1
            except BaseException:
                connection.rollback()
                raise

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do work in a transaction that others may share who come at the same time.

        What the work raises undoes it alone; what is wrong with the database undoes
        all, and is told to all.

        Raises:
            StoreUnavailable: the disk is full, or the lock was not to be had.
        """
        return self._shared.write(work)

    def shred(self) -> None:
        """Let what was erased not stay in the write-ahead log either.

        As far as nobody reads meanwhile; the next one who calls does the rest.
        """
        with self._telling_troubles(), self._lent() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def unchanged(self, name: Hashable, read: Callable[[sqlite3.Connection], T]) -> T:
        """What is read by each request and hardly ever changes, such as its key.

        It is of a table that counts its changes in `settings_changed`, and is read anew
        as soon as one was committed since, by whomever (within `LOOK_AGAIN`).

        Args:
            name: of what is read, the same for the same.
            read: reads it; whoever gets it must not change it.
        """
        version = self._version()  # first: what is read may be newer, never older
        known = self._known.get(name)
        if known is not None and known[0] == version:
            return cast(T, known[1])
        with self.reading() as connection:
            found = read(connection)
        if len(self._known) >= MOST_KNOWN:
            self._known = {}
        self._known[name] = version, found
        return found

    def close(self) -> None:
        """Close what is idle; connections that are lent close when they come back."""
        with self._watch_lock:
            watching, self._watching = self._watching, None
        if watching is not None:
            watching.close()
        with self._lock:
            idle, self._idle = self._idle, {False: [], True: []}
        for connection in (*idle[False], *idle[True]):
            connection.close()

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Begin to write as soon as nobody else does.

        SQLite itself looks again after ever longer times, up to a tenth of a second, so
        that of two processes which write all the time one may wait long.
        """
        until = time.monotonic() + self._busy_timeout_ms / 1000
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                name = getattr(error, "sqlite_errorname", "")
                if not name.startswith("SQLITE_BUSY") or time.monotonic() > until:
                    raise
            with self.turns.left():
                time.sleep(BETWEEN_LOOKS)

    def _version(self) -> int:
        """Another number whenever any process has changed what may be remembered."""
        commits, version, at = self._watched
        knows_own = commits == self._commits
        if knows_own and time.monotonic() - at < LOOK_AGAIN:
            return version  # to ask SQLite takes a hundred times as long
        # Who looks already looks for all, but for what this process has just committed.
        is_old = time.monotonic() - at > MOST_BEHIND
        if not self._watch_lock.acquire(blocking=is_old or not knows_own):
            return version
        try:
            return self._looked()
        finally:
            self._watch_lock.release()

    def _looked(self) -> int:
        with self._telling_troubles():
            if self._watching is None:
                self._watching = self._open()
            commits = self._commits  # first: what is committed meanwhile is looked for
            row = self._watching.execute(_CHANGES).fetchone()
            self._watched = commits, int(row[0]), time.monotonic()
        return int(row[0])

    def _migrate(self) -> None:
        connection = self._open()
        try:
            db = sqlite_utils.Database(connection)
            if not migrations.pending(db):
                return  # who only opens it waits for nobody who writes
            self._begin(connection)
            migrations.apply(db)
            if connection.in_transaction:
                connection.commit()
        finally:
            connection.close()

    def _open(self, *, writes: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path,
            timeout=self._busy_timeout_ms / 1000,
            isolation_level=None,  # transactions begin where this module says
            check_same_thread=False,  # one thread at a time, not always the same
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: an answer that was given survives a power cut, not only a crash.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        if writes:
            # What of a transaction may be undone alone is else kept in a file, which
            # takes twice as long as to write it.
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA busy_timeout = 0")  # `_begin` waits itself
        return connection

    @contextmanager
    def _lent(self, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
        with self._lock:
            idle = self._idle[writes]
            connection = idle.pop() if idle else None
        connection = connection or self._open(writes=writes)
        try:
            yield connection
        except sqlite3.Error:
            connection.close()  # whatever state it is in, nobody inherits it
            raise
        except BaseException:
            self._take_back(connection, writes)  # the caller's own error: ours is fine
            raise
        self._take_back(connection, writes)

    def _take_back(self, connection: sqlite3.Connection, writes: bool) -> None:
        with self._lock:
            self._idle[writes].append(connection)

    @contextmanager
    def _telling_troubles(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(f"{self.path}: {error.strerror}") from error
        except sqlite3.OperationalError as error:
            name = getattr(error, "sqlite_errorname", "")
            if any(name.startswith(busy) for busy in _BUSY):
                more = "; see whether the disk is full" if name in _DISK else ""
                raise StoreUnavailable(f"{self.path}: {error}{more}") from error
            raise


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@lru_cache(1_000)  # one time is kept in many columns
def stamp(moment: datetime) -> str:
    """A time as it is stored: ISO 8601 in UTC with microseconds, so it sorts."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stamp: str) -> datetime:
    """A stored time read back."""
    return datetime.fromisoformat(stamp)
