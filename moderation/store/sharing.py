"""Writers who come at the same time share one transaction, and one wait for the disk.

To make sure that what was kept survives a power cut takes longer than all else that
keeping a comment does. Whoever comes while others wait for the disk waits for the next
transaction, which takes all who come until it is written. The first of them leads it.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar, cast

from moderation.errors import StoreUnavailable
from moderation.store.turns import Turns

T = TypeVar("T")
Writing = Callable[[], AbstractContextManager[sqlite3.Connection]]

MOST = 64
"""Writers in one transaction, so that nobody waits for very many."""


class SharedWrites:
    """A queue of writers of one process.

    Args:
        writing: begins a transaction, and commits it at its end.
    """

    def __init__(self, writing: Writing, turns: Turns) -> None:
        self._writing = writing
        self._turns = turns
        self._lock = threading.Lock()
        self._waiting = deque[_Turn[Any]]()
        self._led = False

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do work in a transaction, and return what it does once that is committed.

        Raises:
            StoreUnavailable: nothing of it was kept.
        """
        turn = _Turn(work)
        with self._lock:
            self._waiting.append(turn)
            leads, self._led = not self._led, True
        if not leads:
            with self._turns.left():
                turn.called.wait()
        if leads or turn.leads:
            self._lead()
        return turn.outcome()

    def _lead(self) -> None:
        turns = list[_Turn[Any]]()
        try:
            with self._writing() as connection:
                # All come along who came while another process was waited for, or
                # while the first of them wrote.
                while more := self._next(MOST - len(turns)):
                    turns += more
                    for turn in more:
                        turn.take(connection)
        except BaseException as error:
            turns = turns or self._next(MOST)
            for turn in turns:
                turn.fail(error)
            if not isinstance(error, Exception):
                raise
        finally:
            self._hand_over(turns)

    def _next(self, most: int) -> "list[_Turn[Any]]":
        with self._lock:
            number = min(len(self._waiting), most)
            return [self._waiting.popleft() for _ in range(number)]

    def _hand_over(self, turns: "list[_Turn[Any]]") -> None:
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._led = following is not None
        for turn in turns:
            turn.called.set()
        if following is not None:
            following.leads = True
            following.called.set()


class _Turn(Generic[T]):
    """One writer's work, and what came of it."""

    def __init__(self, work: Callable[[sqlite3.Connection], T]) -> None:
        self._work = work
        self._result: T | None = None
        self._error: BaseException | None = None
        self.called = threading.Event()
        self.leads = False

    def take(self, connection: sqlite3.Connection) -> None:
        """Do it; what goes wrong in it alone is undone alone."""
        connection.execute("SAVEPOINT turn")
        try:
            self._result = self._work(connection)
        except sqlite3.Error:
            raise  # the database is in trouble, and so are all others
        except Exception as error:
            connection.execute("ROLLBACK TO turn")
            self._error = error
        connection.execute("RELEASE turn")

    def fail(self, error: BaseException) -> None:
        """Say why nothing was kept; what went wrong in it alone stays told."""
        if self._error is None:
            told = isinstance(error, StoreUnavailable)
            self._error = StoreUnavailable(str(error)) if told else error

    def outcome(self) -> T:
        """What the work returned.

        Raises:
            Exception: what it raised, or why it was not kept.
        """
        if self._error is not None:
            raise self._error
        return cast(T, self._result)
