"""The store: all of a thing that happens is kept, or nothing of it."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from moderation.comments import Mode
from moderation.errors import StoreUnavailable
from moderation.service import Service
from moderation.store import Database, people
from moderation.store.database import LOOK_AGAIN, MOST_KNOWN, moment, now, stamp
from tests.moderation.stories import KIND, count, post


def test_an_error_in_a_transaction_takes_all_of_it_back(service: Service) -> None:
    def fail_half_way() -> None:
        with service.db.writing() as db:
            people.add_site(db, "half", now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert count(service, "sites") == 1


def test_events_are_only_ever_added(service: Service) -> None:
    post(service, KIND)
    told = pytest.raises(sqlite3.IntegrityError, match="only ever added")
    with told, service.db.writing() as db:
        db.execute("UPDATE events SET by = 'somebody else'")


def test_tables_refuse_a_value_of_another_type(service: Service) -> None:
    post(service, KIND)
    with pytest.raises(sqlite3.IntegrityError), service.db.writing() as db:
        db.execute("UPDATE comments SET priority = 'high'")


def test_the_same_file_can_be_opened_again_with_all_that_is_in_it(
    service: Service,
) -> None:
    post(service, KIND)
    again = Database(service.db.path)
    with again.reading() as db:
        assert db.execute("SELECT count(*) FROM comments").fetchone()[0] == 1
    again.close()


def test_a_reader_sees_a_steady_view_and_never_waits_for_a_writer(
    service: Service,
) -> None:
    with service.db.reading() as reader:
        before = len(people.sites(reader))
        with service.db.writing() as writer:
            people.add_site(writer, "new", now())
        assert len(people.sites(reader)) == before
    assert count(service, "sites") == before + 1


def test_many_threads_write_and_every_write_is_kept(tmp_path: Path) -> None:
    db = Database(tmp_path / "m.db")

    def write(number: int) -> None:
        for round in range(5):
            with db.writing() as connection:
                people.add_site(connection, f"{number}-{round}", now())

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.reading() as connection:
        assert len(people.sites(connection)) == 41
    db.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="file"):
        Database(tmp_path / "file" / "m.db")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    path.write_text("something precious of another program " * 100)
    before = path.read_bytes()
    with pytest.raises((StoreUnavailable, sqlite3.DatabaseError)):
        Database(path)
    assert path.read_bytes() == before


def test_times_are_kept_to_the_microsecond_and_sort_as_text() -> None:
    first, second = now(), now()
    assert moment(stamp(first)) == first
    assert stamp(first) <= stamp(second)


def test_what_is_remembered_is_read_anew_after_any_commit_of_anybody(
    tmp_path: Path,
) -> None:
    path = tmp_path / "moderation.db"
    db, other = Database(path), Database(path)
    reads = 0

    def mode() -> str:
        def read(connection: sqlite3.Connection) -> str:
            nonlocal reads
            reads += 1
            return people.site(connection, "default").mode

        return db.unchanged("mode", read)

    assert (mode(), mode(), reads) == ("auto", "auto", 1)
    for number, (writer, wanted) in enumerate(((db, Mode.PRE), (other, Mode.POST))):
        with writer.writing() as connection:
            people.change_site(connection, "default", mode=wanted)
        if writer is other:  # another's is seen a moment later
            time.sleep(2 * LOOK_AGAIN)
        assert (mode(), mode(), reads) == (wanted, wanted, number + 2)
    for each in (db, other):
        each.close()
    assert mode() == "post"  # it opens again, as the others do
    db.close()


def test_what_is_remembered_is_not_without_end(tmp_path: Path) -> None:
    db = Database(tmp_path / "moderation.db")
    for number in range(MOST_KNOWN + 10):
        assert db.unchanged(number, lambda _, number=number: number) == number  # type: ignore[misc]
    assert len(db._known) <= MOST_KNOWN
    db.close()


def test_who_opens_a_database_waits_for_nobody_who_writes(service: Service) -> None:
    with service.db.writing():
        began = time.monotonic()
        with Database(service.db.path).reading() as connection:
            assert connection.execute("SELECT count(*) FROM sites").fetchone()[0] == 1
        assert time.monotonic() - began < 1
