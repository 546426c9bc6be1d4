"""A receiver that fails is asked later and later, and then no more."""

from datetime import timedelta

import pytest

from moderation.service import Service
from moderation.store import deliveries, endpoints
from moderation.store.database import moment, now
from moderation.webhooks import schedule
from moderation.webhooks.sending import Delivered
from tests.moderation.receiver import (
    deliver,
    make_due,
    receiving,
)
from tests.moderation.stories import KIND, post

NOTHING = Delivered(0, 0)


def next_tries(service: Service) -> list[float]:
    """Seconds from now until each message that waits is tried."""
    with service.db.reading() as db:
        rows = db.execute(
            "SELECT next_try_at FROM deliveries WHERE next_try_at IS NOT NULL"
        ).fetchall()
    return [(moment(row[0]) - now()).total_seconds() for row in rows]


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
        assert seconds - 2 <= wait <= (seconds + 1) * (1 + schedule.JITTER)
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
    assert sorted(id for _, id in publisher.told) == ["1", "1", "2"]


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
        assert deliveries.waiting(db, known.id) == 3  # nothing is lost
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
