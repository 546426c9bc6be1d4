"""Work on stored comments, by one process or by several that have read the rules."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from moderation.backtests.weighing import Books, Plan

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Plan, Books, T], R]
"""What is done with a thing by the rulebooks of a plan; a function of a module."""


class Hands(Protocol):
    """Those who do the work."""

    def do(self, work: Work[T, R], things: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Things with what became of them, in their order; few are there at a time."""


class Alone:
    """This process alone."""

    def __init__(self, plan: Plan, books: Books) -> None:
        self._plan, self._books = plan, books

    def do(self, work: Work[T, R], things: Iterable[T]) -> Iterator[tuple[T, R]]:
        """One after the other."""
        for thing in things:
            yield thing, work(self._plan, self._books, thing)


class _Several:
    """Several processes; the things of one kind of work may come from another."""

    def __init__(self, pool: ProcessPoolExecutor, number: int) -> None:
        self._pool, self._number = pool, number

    def do(self, work: Work[T, R], things: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Some at once."""
        underway = deque[tuple[T, Future[R]]]()
        for thing in things:
            with _not_broken_off():  # a process is started when it is needed
                future = self._pool.submit(_do, work, thing)
            underway.append((thing, future))
            if len(underway) > 2 * self._number:
                done, future = underway.popleft()
                yield done, future.result()
        for done, future in underway:
            yield done, future.result()


@contextmanager
def several(plan: Plan, number: int) -> Iterator[Hands]:
    """So many processes, as long as they are needed."""
    # Spawned: a process that was forked would share locks and connections.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, context, _begin, (plan,))
    try:
        yield _Several(pool, number)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _not_broken_off() -> Iterator[None]:
    """What is started here is not broken off with us: it has no more to do then, and
    would only tell where it was. What is pressed in this moment goes unheard.
    """
    is_main = threading.current_thread() is threading.main_thread()
    usual = signal.getsignal(signal.SIGINT)
    if not is_main or usual is None:  # only the main thread may, and from Python
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


_ready: tuple[Plan, Books] | None = None  # of a process that does nothing else


def _begin(plan: Plan) -> None:
    global _ready
    _ready = plan, Books.of(plan)


def _do(work: Work[Any, R], thing: Any) -> R:
    if _ready is None:
        raise RuntimeError("a process works before it has begun")
    return work(*_ready, thing)


def processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
