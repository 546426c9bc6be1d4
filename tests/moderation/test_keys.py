"""API keys: what is kept of them, what they may do, how much, and for how long."""

import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pytest

from moderation import keys, usage
from moderation.errors import (
    BadCredentials,
    BadSubmission,
    NotAllowed,
    TooManyComments,
    UnknownKey,
    UnknownSite,
)
from moderation.service import Service
from moderation.store.database import now
from moderation.store.keys import Key
from moderation.store.usage import PATIENCE, RESTS

ALL = keys.RIGHTS
AT = datetime(2026, 5, 4, 12, 30, 15, tzinfo=UTC)


def make(service: Service, **more: object) -> str:
    return keys.make(service.db, "cms", "default", ALL, **more)  # type: ignore[arg-type]


def known(service: Service, secret: str) -> Key:
    return keys.authorise(service.db, secret, "submit")


def test_a_key_is_known_by_its_digest_alone(service: Service) -> None:
    key = make(service)
    assert known(service, key).name == "cms"
    with service.db.reading() as db:
        for table in ("keys", "key_secrets"):
            rows = db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            kept = repr([tuple(row) for row in rows])
            assert key not in kept
            assert key.removeprefix(keys.PREFIX) not in kept


def test_a_key_is_a_label_of_a_host_name_and_a_short_one_has_twelve_letters(
    service: Service,
) -> None:
    long = make(service)
    short = keys.make(service.db, "blog", "default", ALL, short=True)
    for key in (long, short):
        assert key == key.lower()
        assert key.replace("_", "").isalnum()
        assert len(key) <= 63
    assert len(short) == 12
    assert known(service, short).name == "blog"


def test_a_key_may_do_what_it_has_the_right_to_and_nothing_else(
    service: Service,
) -> None:
    key = keys.make(service.db, "cms", "default", frozenset({"submit"}))
    assert known(service, key)
    with pytest.raises(NotAllowed, match="'cms' has no right to decide"):
        keys.authorise(service.db, key, "decide")


def test_an_unknown_and_a_revoked_key_are_nobodys(service: Service) -> None:
    key = make(service)
    keys.revoke(service.db, "cms")
    for given in (key, "cm_guess", "", "\ud800"):
        with pytest.raises(BadCredentials, match="unknown or revoked"):
            known(service, given)


def test_what_is_no_key_in_use_cannot_be_changed(service: Service) -> None:
    make(service)
    keys.revoke(service.db, "cms")
    for name in ("cms", "other"):
        with pytest.raises(UnknownKey, match=repr(name)):
            keys.revoke(service.db, name)
        with pytest.raises(UnknownKey, match=repr(name)):
            keys.rotate(service.db, name)
        with pytest.raises(UnknownKey, match=repr(name)):
            keys.limit(service.db, name, 5)


@pytest.mark.parametrize("rights", [set(), {"submit", "fly"}])
def test_rights_that_do_not_exist_are_refused_with_those_that_do(
    service: Service, rights: set[str]
) -> None:
    with pytest.raises(BadSubmission, match="admin, decide, read, submit"):
        keys.make(service.db, "cms", "default", frozenset(rights))


def test_a_key_needs_a_new_name_a_site_and_a_limit_that_lets_something_through(
    service: Service,
) -> None:
    make(service)
    with pytest.raises(BadSubmission, match="taken"):
        make(service)
    with pytest.raises(BadSubmission, match="name: wanted a name"):
        keys.make(service.db, " ", "default", ALL)
    with pytest.raises(UnknownSite, match="nowhere"):
        keys.make(service.db, "other", "nowhere", ALL)
    with pytest.raises(BadSubmission, match="per_minute"):
        keys.make(service.db, "other", "default", ALL, per_minute=0)


def test_a_rotated_key_works_beside_the_new_one_until_its_time_is_over(
    service: Service,
) -> None:
    old = make(service)
    new = keys.rotate(service.db, "cms")
    assert known(service, old).name == known(service, new).name == "cms"
    newest = keys.rotate(service.db, "cms", overlap=timedelta(0))
    assert known(service, newest)
    for gone in (old, new):
        with pytest.raises(BadCredentials, match="'cms' was rotated"):
            known(service, gone)


def test_rotating_again_never_lets_an_old_key_live_longer(service: Service) -> None:
    old = make(service)
    keys.rotate(service.db, "cms", overlap=timedelta(0))
    keys.rotate(service.db, "cms", overlap=timedelta(days=9))
    with pytest.raises(BadCredentials, match="rotated"):
        known(service, old)


def test_a_key_sends_what_its_limit_lets_through_and_is_told_how_long_to_wait(
    service: Service,
) -> None:
    key = known(service, make(service, per_minute=2))
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
    here, there = service.usage, type(service.usage)(service.usage._path)
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
    here, there = service.usage, type(service.usage)(service.usage._path)
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
    path = service.usage._path
    path.mkdir()
    key = known(service, make(service))
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
    limited = known(service, make(service, per_minute=9))
    usage.count(service.usage, limited, 1)
    other = sqlite3.connect(service.usage._path)
    other.execute("BEGIN IMMEDIATE")
    begin = time.monotonic()
    left = [usage.count(service.usage, limited, 1) for _ in range(8)]
    assert time.monotonic() - begin < 4 * PATIENCE
    assert left == [None] * 8
    other.close()
    time.sleep(RESTS)
    assert usage.count(service.usage, limited, 1) is not None


def test_counts_that_cannot_be_kept_stop_nobody(service: Service) -> None:
    service.usage._path.mkdir()  # a folder where the file would be
    key = known(service, make(service, per_minute=1))
    assert usage.count(service.usage, key, 1) is None
