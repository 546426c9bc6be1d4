"""What keys send is counted, by minutes and days, and their limits hold."""

import sqlite3
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from moderation import keys, usage
from moderation.errors import TooManyComments
from moderation.service import Service
from moderation.store.database import now
from moderation.store.keys import Key
from moderation.store.usage_file import PATIENCE, RESTS

AT = datetime(2026, 5, 4, 12, 30, 15, tzinfo=UTC)


def made(service: Service, per_minute: int | None = None) -> Key:
    """A new key."""
    secret = keys.make(service.db, "cms", "default", keys.RIGHTS, per_minute=per_minute)
    return keys.authorise(service.db, secret, "submit")


def test_a_key_sends_what_its_limit_lets_through_and_is_told_how_long_to_wait(
    service: Service,
) -> None:
    key = made(service, per_minute=2)
    for left in (1, 0):
        allowance = usage.count(service.usage, key, 1)
        assert allowance is not None
        assert allowance.left == left
    with pytest.raises(TooManyComments, match="may send 2 comments") as told:
        usage.count(service.usage, key, 1)
    assert 1 <= told.value.wait <= 60
    assert usage.count(service.usage, key, 0) is not None  # what brings none goes on


def test_a_limit_holds_in_all_processes_and_begins_anew_each_minute(
    service: Service,
) -> None:
    here, there = service.usage, type(service.usage)(service.usage.file.path)
    assert here.take("cms", 3, 3, AT) == 0
    assert there.take("cms", 1, 3, AT) == -1
    assert there.take("other", 1, 3, AT) == 2
    assert there.take("cms", 1, 3, AT + timedelta(minutes=1)) == 2


def test_a_batch_that_begins_below_the_limit_is_taken_whole(service: Service) -> None:
    assert service.usage.take("cms", 100, 3, AT) == 0
    assert service.usage.take("cms", 1, 3, AT) == -1


def test_what_a_key_did_is_told_by_days(service: Service) -> None:
    for comments in (1, 5, 1):
        service.usage.take("cms", comments, 6, AT)
    (day,) = service.usage.days("cms", AT.date())
    assert (day.calls, day.comments, day.refused) == (3, 6, 1)
    assert service.usage.last_used() == {"cms": AT}


def test_calls_of_a_key_without_a_limit_are_written_down_together(
    service: Service,
) -> None:
    here, there = service.usage, type(service.usage)(service.usage.file.path)
    for _ in range(9):
        here.take("cms", 1, None, AT)
    here.take("cms", 2, None, AT + timedelta(days=1))
    assert sum(day.calls for day in there.days("cms", AT.date())) < 10
    here.write()
    assert [(day.calls, day.comments) for day in there.days("cms", AT.date())] == [
        (1, 2),
        (9, 9),
    ]
    assert there.last_used() == {"cms": AT + timedelta(days=1)}


def test_counts_that_cannot_be_written_wait(service: Service) -> None:
    path = service.usage.file.path
    path.mkdir()
    key = made(service)
    usage.count(service.usage, key, 1)
    usage.count(service.usage, key, 1)
    usage.write(service.usage)
    path.rmdir()
    usage.write(service.usage)
    (day,) = service.usage.days(key.name, now().date())
    assert (day.calls, day.comments) == (2, 2)


def test_counts_that_another_process_locks_hold_up_one_call_a_second_at_most(
    service: Service,
) -> None:
    limited = made(service, per_minute=9)
    usage.count(service.usage, limited, 1)
    other = sqlite3.connect(service.usage.file.path)
    other.execute("BEGIN IMMEDIATE")
    begin = time.monotonic()
    left = [usage.count(service.usage, limited, 1) for _ in range(8)]
    assert time.monotonic() - begin < 4 * PATIENCE
    assert left == [None] * 8
    other.close()
    time.sleep(RESTS)
    assert usage.count(service.usage, limited, 1) is not None


def test_counts_that_cannot_be_kept_stop_nobody(service: Service) -> None:
    service.usage.file.path.mkdir()  # a folder where the file would be
    key = made(service, per_minute=1)
    assert usage.count(service.usage, key, 1) is None


def test_who_ends_waits_for_another_to_write_down_what_was_counted(
    service: Service,
) -> None:
    key = made(service)
    usage.count(service.usage, key, 1)
    other = sqlite3.connect(service.usage.file.path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ends = threading.Timer(5 * PATIENCE, other.rollback)
    ends.start()
    usage.write_last(service.usage)
    ends.join()
    other.close()
    kept = sqlite3.connect(service.usage.file.path)
    assert kept.execute("SELECT calls FROM days").fetchall() == [(1,)]
    kept.close()


def test_who_writes_last_waits_for_what_another_thread_is_writing(
    service: Service,
) -> None:
    service.usage.days("cms", now().date())  # the file is there
    service.usage.take("cms", 1, None, now())
    other = sqlite3.connect(service.usage.file.path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    writer = threading.Thread(target=usage.write, args=(service.usage,))
    writer.start()
    time.sleep(PATIENCE / 2)  # until it has taken what it will have to put back
    ends = threading.Timer(5 * PATIENCE, other.rollback)
    ends.start()
    usage.write_last(service.usage)
    assert other.execute("SELECT calls FROM days").fetchall() == [(1,)]
    writer.join()
    ends.join()
    other.close()
