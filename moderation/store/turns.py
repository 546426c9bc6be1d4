"""Threads of a process take turns, instead of all at once wanting the interpreter.

Of several threads that work in Python one runs at a time anyway. Each call of the
database lets another one run, and then has to wait until that lets go: some hundreds of
changes for every comment, a tenth of its time. Who has the turn goes on until it waits
for the disk, for another process, or is done.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mine = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn, and have it."""
        with self._lock:
            self._mine.is_taken = True
            try:
                yield
            finally:
                self._mine.is_taken = False

    @contextmanager
    def left(self) -> Iterator[None]:
        """Let others have the turn meanwhile, if this thread has it."""
        if not getattr(self._mine, "is_taken", False):
            yield
            return
        self._lock.release()
        try:
            yield
        finally:
            self._lock.acquire()
