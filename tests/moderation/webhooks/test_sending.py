"""Publishers are told of each decision once, signed, and again until they answer."""

import json
import sqlite3
import threading
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from moderation.comments import Action
from moderation.service import Service
from moderation.store import deliveries, endpoints
from moderation.store.database import moment, now
from moderation.webhooks import schedule
from moderation.webhooks.sending import LEASE_SECONDS, TIMEOUT_SECONDS, Delivered
from tests.moderation.receiver import (
    Receiver,
    deliver,
    deliverer,
    join,
    make_due,
    receiving,
    serving,
)
from tests.moderation.stories import KIND, RUDE, count, decide, post

NOTHING = Delivered(0, 0)


def next_tries(service: Service) -> list[float]:
    """Seconds from now until each message that waits is tried."""
    with service.db.reading() as db:
        rows = db.execute(
            "SELECT next_try_at FROM deliveries WHERE next_try_at IS NOT NULL"
        ).fetchall()
    return [(moment(row[0]) - now()).total_seconds() for row in rows]


def test_each_final_decision_is_told_once_and_signed(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND, "1")
        post(service, RUDE, "2")
        decide(service, "2", Action.REJECT)
        assert deliver(service) == Delivered(sent=2)
        assert deliver(service) == NOTHING
    assert sorted(publisher.told) == [
        ("comment.approved", "1"),
        ("comment.rejected", "2"),
    ]
    for headers, body in publisher.requests:
        Webhook(publisher.secret).verify(body, headers)


@pytest.mark.parametrize("failure", [500, 404, 302, 503])
def test_a_failed_message_is_tried_again_later_under_the_same_id(
    service: Service, failure: int
) -> None:
    with receiving(service, failure, failure) as publisher:
        post(service, KIND)
        for expected in (0, 0, 1):
            assert deliver(service).sent == expected
            assert deliver(service) == NOTHING
            make_due(service)
        assert deliver(service) == NOTHING
    assert len(publisher.ids) == 3  # a redirect is not followed
    assert len(set(publisher.ids)) == 1


def test_the_waits_between_tries_are_those_of_the_schedule_and_end(
    service: Service,
) -> None:
    with receiving(service) as other, receiving(service) as publisher:
        publisher.answers = [500] * 99
        post(service, KIND)
        for wanted in schedule.BACK_OFF:
            assert deliver(service).failed == 1
            (wait,) = next_tries(service)
            seconds = wanted.total_seconds()
            assert seconds - 1 <= wait <= seconds * (1 + schedule.JITTER)
            make_due(service)
        deliver(service)
        make_due(service)
        assert deliver(service) == NOTHING
    assert len(publisher.requests) == len(schedule.BACK_OFF) + 1
    assert other.requests == []


def test_a_receiver_that_is_down_loses_nothing(service: Service) -> None:
    with receiving(service):
        pass
    post(service, KIND)
    assert deliver(service).failed == 1
    with receiving(service) as publisher:
        make_due(service)
        assert deliver(service).sent == 1
    assert len(publisher.requests) == 1


def test_many_deliverers_at_once_send_each_message_once(service: Service) -> None:
    service.db._busy_timeout_ms = 5_000
    with receiving(service) as publisher:
        for number in range(20):
            post(service, f"Stop number {number} is well placed.", str(number))
        threads = [threading.Thread(target=deliver, args=(service,)) for _ in "1234"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        deliver(service)
    assert len(publisher.ids) == len(set(publisher.ids)) == 20


def test_a_deliverer_that_died_leaves_its_messages_to_others(service: Service) -> None:
    assert LEASE_SECONDS > 2 * TIMEOUT_SECONDS
    with receiving(service) as publisher:
        post(service, KIND)
        with service.db.writing() as db:
            (due,) = deliveries.due(db, now(), most=9)
            deliveries.lease(db, due.endpoint, due.message, now(), seconds=100)
        assert deliver(service) == NOTHING
        make_due(service)
        assert deliver(service).sent == 1
    assert len(publisher.requests) == 1


def test_a_lease_that_ran_out_changes_nothing_any_more(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        with service.db.writing() as db:
            (due,) = deliveries.due(db, now(), most=9)
            late = deliveries.lease(db, due.endpoint, due.message, now(), seconds=0)
        assert deliver(service).sent == 1
        with service.db.writing() as db:
            deliveries.failed(db, late, now())
        assert deliver(service) == NOTHING
    assert len(publisher.requests) == 1


def test_what_came_before_there_was_a_webhook_is_not_told(service: Service) -> None:
    post(service, KIND)
    with receiving(service) as publisher:
        assert deliver(service) == NOTHING
    assert publisher.requests == []


def test_no_message_goes_out_after_the_webhook_was_taken_away(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        with service.db.writing() as db:
            endpoints.remove(db, publisher.id)
        assert deliver(service) == NOTHING
    assert publisher.requests == []


def test_each_endpoint_gets_the_types_that_it_wants_and_has_its_own_tries(
    service: Service,
) -> None:
    with (
        receiving(service, 500) as everything,
        serving(Receiver()) as rejected,
        serving(Receiver()) as other_site,
    ):
        with service.db.writing() as db:
            db.execute("INSERT INTO sites (name, created_at) VALUES ('b', '2026')")
        join(service, rejected, types=["comment.rejected"])
        join(service, other_site, site="b")
        post(service, KIND, "1")
        post(service, RUDE, "2")
        decide(service, "2", Action.REJECT)
        deliver(service)
        make_due(service)
        deliver(service)
        assert sorted(set(everything.told)) == [
            ("comment.approved", "1"),
            ("comment.rejected", "2"),
        ]
        assert len(everything.requests) == 3
        assert rejected.told == [("comment.rejected", "2")]
        assert other_site.requests == []


def test_messages_of_one_comment_arrive_in_order_however_often_the_first_fails(
    service: Service,
) -> None:
    with receiving(service, 500, 500) as publisher:
        post(service, RUDE, "1")
        decide(service, "1", Action.REJECT)
        decide(service, "1", Action.APPROVE)
        decide(service, "1", Action.REJECT)
        for _ in range(5):
            deliver(service)
            make_due(service)
    versions = [each["data"]["version"] for each in publisher.bodies]
    assert versions == [2, 2, 2, 3, 4]
    assert [kind for kind, _ in publisher.told][2:] == [
        "comment.rejected",
        "comment.approved",
        "comment.rejected",
    ]


def test_a_message_that_is_never_taken_holds_up_no_other_comment(
    service: Service,
) -> None:
    with receiving(service, 500) as publisher:
        post(service, KIND, "1")
        deliver(service)
        post(service, "Nicely put.", "2")
        assert deliver(service).sent == 1
    assert [id for _, id in publisher.told] == ["1", "2"]


def test_an_endpoint_that_fails_gets_one_message_at_a_time_after_a_pause(
    service: Service,
) -> None:
    with receiving(service, *[503] * 9) as publisher:
        for number in range(9):
            post(service, f"Stop number {number} is well placed.", str(number))
        assert deliver(service).failed <= deliveries.AT_ONCE
        with service.db.writing() as db:
            db.execute("UPDATE endpoints SET paused_until = NULL")
            before = len(publisher.requests)
        assert deliver(service).failed == 1
        assert len(publisher.requests) == before + 1
        publisher.answers = []
        with service.db.writing() as db:
            db.execute("UPDATE endpoints SET paused_until = NULL")
        deliver(service)
        make_due(service)
        deliver(service)
    assert len(set(publisher.ids)) == 9


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("1000", 1000), ("date", 1000), ("99999999", 86_400), ("soon", 5), ("-5", 5)],
)
def test_a_receiver_that_asks_for_time_is_given_it_up_to_a_day(
    service: Service, asked: str, seconds: int
) -> None:
    if asked == "date":
        until = now() + timedelta(seconds=1001)
        asked = until.strftime("%a, %d %b %Y %H:%M:%S GMT")
    with receiving(service, 429) as publisher:
        publisher.headers["Retry-After"] = asked
        post(service, KIND, "1")
        assert deliver(service).failed == 1
        (wait,) = next_tries(service)
        assert seconds - 2 <= wait <= seconds * (1 + schedule.JITTER) + 1
        post(service, "Nicely put.", "2")
        assert deliver(service) == NOTHING  # the whole endpoint is left alone
        (known,) = service_endpoints(service)
        assert known.paused_until is not None
        assert (known.paused_until - now()).total_seconds() > seconds - 2
    assert len(publisher.requests) == 1


def service_endpoints(service: Service) -> list[endpoints.Endpoint]:
    with service.db.reading() as db:
        return list(endpoints.all_of(db))


def test_gone_disables_at_once_and_what_waits_goes_out_when_enabled(
    service: Service,
) -> None:
    with receiving(service, 410) as publisher:
        post(service, KIND, "1")
        deliver(service)
        post(service, "Nicely put.", "2")
        make_due(service)
        assert deliver(service) == NOTHING
        (known,) = service_endpoints(service)
        assert known.disabled_why == "it answered 410 Gone"
        with service.db.writing() as db:
            endpoints.enable(db, known.id)
            deliveries.again(db, known.id, now(), None)
        assert deliver(service).sent == 2
    assert [id for _, id in publisher.told] == ["1", "1", "2"]


def test_a_dead_endpoint_is_disabled_when_the_whole_schedule_failed_for_days(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    with receiving(service, *[500] * 99):
        for number in range(3):
            post(service, f"Stop number {number} is well placed.", str(number))
        for _ in range(schedule.DEAD_AFTER_FAILURES - 2):
            make_due(service)
            deliver(service)
        (known,) = service_endpoints(service)
        assert known.failures >= schedule.DEAD_AFTER_FAILURES
        assert known.disabled_at is None  # it is not for days yet
        began = now() - schedule.SPAN
        with service.db.writing() as db:
            db.execute("UPDATE endpoints SET failing_since = ?", (began.isoformat(),))
        make_due(service)
        deliver(service)
        (known,) = service_endpoints(service)
        assert "tries in a row failed since" in (known.disabled_why or "")
        assert f"moderate webhooks enable {known.id}" in caplog.text
        make_due(service)
        assert deliver(service) == NOTHING
    with service.db.reading() as db:
        assert deliveries.waiting(db) == 3  # nothing is lost
    with receiving(service) as publisher:
        with service.db.writing() as db:
            endpoints.enable(db, publisher.id)
            deliveries.again(db, publisher.id, now(), None)
        assert deliver(service).sent == 3


def test_a_single_bad_message_does_not_disable_an_endpoint(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND, "1")
        for number in range(schedule.DEAD_AFTER_FAILURES):
            publisher.answers = [500]
            make_due(service)
            deliver(service)
            post(service, f"Stop number {number} is well placed.", f"n{number}")
            deliver(service)
        make_due(service)
        assert deliver(service) == NOTHING  # it is given up
        (known,) = service_endpoints(service)
        assert (known.disabled_at, known.failing_since) == (None, None)
        with service.db.reading() as db:
            assert deliveries.given_up(db, known.id) == 1


def test_no_transaction_is_open_while_a_receiver_is_waited_for(
    service: Service,
) -> None:
    with receiving(service) as publisher:
        publisher.hangs.clear()
        post(service, KIND, "1")
        sender = deliverer(service)
        assert sender.begin() == 1
        assert publisher.asked.acquire(timeout=10)
        post(service, "Nicely put.", "2")  # writes, with 0.1 s to wait for the lock
        other = sqlite3.connect(service.db.path, timeout=0)
        other.execute("BEGIN EXCLUSIVE")
        other.rollback()
        other.close()
        publisher.hangs.set()
        assert sender.send_due().failed == 0


def test_a_receiver_that_hangs_delays_nobody_else(service: Service) -> None:
    with receiving(service) as hanging, serving(Receiver()) as well:
        hanging.hangs.clear()
        join(service, well)
        for number in range(30):
            post(service, f"Stop number {number} is well placed.", str(number))
        sender = deliverer(service)
        sender.begin()
        for _ in range(30):  # all arrive while the other has answered nothing
            assert well.asked.acquire(timeout=10)
        assert 1 <= len(hanging.requests) <= deliveries.AT_ONCE
        assert not hanging.hangs.is_set()
        hanging.hangs.set()
        sender.send_due()
        assert len(set(hanging.ids)) == 30


def test_many_that_hang_leave_threads_to_those_that_answer(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.webhooks.sending.THREADS", 8)
    hanging = [Receiver() for _ in range(10)]
    with receiving(service) as well:
        runs = [serving(each) for each in hanging]
        for each, run in zip(hanging, runs, strict=True):
            run.__enter__()
            each.hangs.clear()
            join(service, each)
        with service.db.writing() as db:  # it is known that they failed before
            for each in hanging:
                endpoints.failed(db, each.id, now())
        post(service, KIND, "1")
        sender = deliverer(service)
        sender.begin()
        assert well.asked.acquire(timeout=10)
        for each in hanging[:4]:
            assert len(each.requests) <= 1
        post(service, "Nicely put.", "2")
        sender.begin()
        assert well.asked.acquire(timeout=10)
        assert sum(len(each.requests) for each in hanging) <= 4
        for each, run in zip(hanging, runs, strict=True):
            each.hangs.set()
            run.__exit__(None, None, None)
        sender.send_due()


def test_a_receiver_that_hangs_is_left_when_its_time_is_over(service: Service) -> None:
    with receiving(service) as publisher:
        publisher.hangs.clear()
        post(service, KIND)
        assert deliverer(service, seconds=0.2).send_due().failed == 1
        with service.db.reading() as db:
            row = db.execute("SELECT status, error, milliseconds FROM tries").fetchone()
    assert tuple(row)[:2] == (None, "no answer in 0.2 seconds")
    assert row["milliseconds"] >= 200


def test_each_try_is_in_the_log_with_its_answer_and_its_time(service: Service) -> None:
    with receiving(service, 500, 302) as publisher:
        post(service, KIND)
        for _ in range(3):
            deliver(service)
            make_due(service)
    with service.db.reading() as db:
        rows = db.execute("SELECT * FROM tries ORDER BY number").fetchall()
    assert [row["status"] for row in rows] == [500, 302, 204]
    assert all(row["endpoint"] == publisher.id for row in rows)
    assert all(0 <= row["milliseconds"] < 15_000 for row in rows)


def test_a_message_is_signed_by_both_secrets_while_one_is_rotated(
    service: Service,
) -> None:
    with receiving(service) as publisher:
        new, at = "whsec_" + "bmV3" * 8, now()
        with service.db.writing() as db:
            until = at + timedelta(hours=1)
            endpoints.rotate(db, publisher.id, new, at=at, until=until)
        post(service, KIND)
        deliver(service)
        ((headers, body),) = publisher.requests
        for secret in (new, publisher.secret):
            Webhook(secret).verify(body, headers)
        assert headers["webhook-signature"].count("v1,") == 2
        with service.db.writing() as db:
            db.execute("UPDATE endpoint_secrets SET until = '2020' WHERE until > ''")
        post(service, "Nicely put.", "2")
        deliver(service)
        headers, body = publisher.requests[1]
        Webhook(new).verify(body, headers)
        assert headers["webhook-signature"].count("v1,") == 1


def test_what_is_old_is_forgotten_with_its_log(service: Service) -> None:
    with receiving(service):
        post(service, KIND, "1")
        deliver(service)
        with service.db.writing() as db:
            db.execute("UPDATE messages SET created_at = '2020-01-01'")
        post(service, "Nicely put.", "2")
        deliver(service)
        deliverer(service).sweep()
    for table in ("messages", "deliveries", "tries"):
        assert count(service, table) == 1


def test_a_locked_database_stops_no_deliverer(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        lock = sqlite3.connect(service.db.path)
        lock.execute("BEGIN IMMEDIATE")
        stop, sender = threading.Event(), deliverer(service)
        thread = threading.Thread(target=sender.run, args=(stop,))
        thread.start()
        assert not publisher.asked.acquire(timeout=0.3)
        lock.rollback()
        lock.close()
        assert publisher.asked.acquire(timeout=10)
        stop.set()
        thread.join()
        sender.send_due()


def test_no_text_and_no_secret_is_in_the_log_of_the_service(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    with receiving(service, 500) as publisher:
        with service.db.writing() as db:
            url = publisher.url + "?token=s3cret"
            endpoints.change(db, publisher.id, url=url, types=())
        post(service, "A purple remark.")
        deliver(service)
        assert "answered 500; next try" in caplog.text
        for hidden in ("s3cret", "purple", publisher.secret, publisher.url):
            assert hidden not in caplog.text
        assert "purple" not in json.dumps(publisher.bodies)
