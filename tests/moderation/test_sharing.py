"""Writers who come at the same time share a transaction, and nothing else."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from moderation.errors import StoreUnavailable, UnknownSite
from moderation.store.sharing import SharedWrites
from moderation.store.turns import Turns


class Store:
    """A table of numbers, whose transactions are counted and may be made to wait."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False
        )
        self.connection.execute("CREATE TABLE numbers (n INTEGER)")
        self.transactions = 0
        self.may_end = threading.Event()
        self.may_end.set()
        self.begun = threading.Event()
        self.broken = False
        self.shared = SharedWrites(self.writing, Turns())

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        if self.broken:
            raise StoreUnavailable("it is gone")
        self.connection.execute("BEGIN IMMEDIATE")
        self.transactions += 1
        try:
            yield self.connection
            self.begun.set()
            assert self.may_end.wait(10)
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise

    def add(self, number: int) -> int:
        def work(connection: sqlite3.Connection) -> int:
            connection.execute("INSERT INTO numbers VALUES (?)", (number,))
            if number < 0:
                raise UnknownSite(str(number))
            if number == 666:
                connection.execute("SELECT * FROM nowhere")
            return number

        return self.shared.write(work)

    def numbers(self) -> list[int]:
        return [row[0] for row in self.connection.execute("SELECT n FROM numbers")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "numbers.db")


def together(store: Store, first: int, *others: int) -> dict[int, object]:
    """What each is told, where the others come while the first waits for the disk."""
    told: dict[int, object] = {}

    def add(number: int) -> None:
        try:
            told[number] = store.add(number)
        except Exception as error:
            told[number] = error

    store.may_end.clear()
    threads = [threading.Thread(target=add, args=(first,))]
    threads[0].start()
    assert store.begun.wait(10)
    threads += [threading.Thread(target=add, args=(number,)) for number in others]
    for thread in threads[1:]:
        thread.start()
    while len(store.shared._waiting) < len(others):
        pass
    store.may_end.set()
    for thread in threads:
        thread.join(10)
    return told


def test_one_alone_has_a_transaction_of_its_own(store: Store) -> None:
    assert [store.add(1), store.add(2)] == [1, 2]
    assert (store.numbers(), store.transactions) == ([1, 2], 2)


def test_those_who_come_while_one_waits_for_the_disk_share_the_next(
    store: Store,
) -> None:
    told = together(store, 1, 2, 3, 4, 5)
    assert told == {number: number for number in range(1, 6)}
    assert (sorted(store.numbers()), store.transactions) == ([1, 2, 3, 4, 5], 2)


def test_what_goes_wrong_in_one_is_undone_alone_and_told_to_it_alone(
    store: Store,
) -> None:
    told = together(store, 1, 2, -3, 4)
    assert isinstance(told.pop(-3), UnknownSite)
    assert told == {1: 1, 2: 2, 4: 4}
    assert sorted(store.numbers()) == [1, 2, 4]


def test_trouble_with_the_database_undoes_all_who_share_and_is_told_to_all(
    store: Store,
) -> None:
    told = together(store, 1, 2, 666)
    assert told[1] == 1
    assert all(isinstance(told[number], sqlite3.Error) for number in (2, 666))
    assert store.numbers() == [1]


def test_a_database_that_is_gone_is_told_to_all_and_comes_back(store: Store) -> None:
    store.broken = True
    with pytest.raises(StoreUnavailable, match="it is gone"):
        store.add(1)
    store.broken = False
    assert store.add(2) == 2


def test_a_hundred_writers_at_once_are_each_kept_once(store: Store) -> None:
    threads = [threading.Thread(target=store.add, args=(n,)) for n in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(store.numbers()) == list(range(100))


def test_who_comes_while_the_first_writes_comes_along(store: Store) -> None:
    def work(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO numbers VALUES (1)")
        other.start()
        while not store.shared._waiting:
            pass

    other = threading.Thread(target=store.add, args=(2,))
    store.shared.write(work)
    other.join(10)
    assert store.numbers() == [1, 2]
    assert store.transactions == 1
