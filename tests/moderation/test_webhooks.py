"""Publishers are told of each decision once, signed, and again until they answer."""

import threading
from collections.abc import Iterator

import pytest
import urllib3
from standardwebhooks import Webhook

from moderation import webhooks
from moderation.comments import Action
from moderation.service import Service
from moderation.store import outbox, people
from moderation.store.database import moment, now
from tests.moderation.receiver import receiving
from tests.moderation.stories import KIND, RUDE, decide, post


@pytest.fixture
def http() -> Iterator[urllib3.PoolManager]:
    manager = webhooks.client()
    yield manager
    manager.clear()


def make_due(service: Service) -> None:
    """As if the time until the next try were over."""
    with service.db.writing() as db:
        db.execute(
            "UPDATE outbox SET next_try_at = created_at, leased_until = NULL "
            "WHERE next_try_at IS NOT NULL"
        )


def test_each_final_decision_is_told_once_and_signed(
    service: Service, http: urllib3.PoolManager
) -> None:
    with receiving(service) as publisher:
        post(service, KIND, "1")
        post(service, RUDE, "2")
        decide(service, "2", Action.REJECT)
        while webhooks.deliver_due(service.db, http).sent:
            pass
    told = [(each["type"], each["data"]["id"]) for each in publisher.bodies]
    assert told == [("comment.approved", "1"), ("comment.rejected", "2")]
    for headers, body in publisher.requests:
        Webhook(publisher.secret).verify(body, headers)


@pytest.mark.parametrize("failure", [500, 404, 302])
def test_a_failed_message_is_tried_again_later_under_the_same_id(
    service: Service, http: urllib3.PoolManager, failure: int
) -> None:
    with receiving(service, failure, failure) as publisher:
        post(service, KIND)
        for expected in (0, 0, 1):
            assert webhooks.deliver_due(service.db, http).sent == expected
            assert webhooks.deliver_due(service.db, http) == webhooks.Delivered(0, 0)
            make_due(service)
        assert webhooks.deliver_due(service.db, http) == webhooks.Delivered(0, 0)
    assert len(publisher.ids) == 3  # a redirect is not followed
    assert len(set(publisher.ids)) == 1


def test_the_waits_between_tries_grow_and_end(
    service: Service, http: urllib3.PoolManager
) -> None:
    with receiving(service, *[500] * 99) as publisher:
        post(service, KIND)
        waits = []
        for _ in range(len(webhooks.BACK_OFF_SECONDS)):
            began = now()
            assert webhooks.deliver_due(service.db, http).failed == 1
            with service.db.reading() as db:
                row = db.execute("SELECT next_try_at FROM outbox").fetchone()
            waits.append((moment(row[0]) - began).total_seconds())
            make_due(service)
        webhooks.deliver_due(service.db, http)
        make_due(service)
        assert webhooks.deliver_due(service.db, http) == webhooks.Delivered(0, 0)
    for wait, wanted in zip(waits, webhooks.BACK_OFF_SECONDS, strict=True):
        assert wait == pytest.approx(wanted, abs=1)
    assert len(publisher.requests) == len(webhooks.BACK_OFF_SECONDS) + 1


def test_a_receiver_that_is_down_loses_nothing(
    service: Service, http: urllib3.PoolManager
) -> None:
    with receiving(service) as publisher:
        port = publisher.server_port
    post(service, KIND)
    assert webhooks.deliver_due(service.db, http).failed == 1
    assert port
    with receiving(service) as publisher:
        make_due(service)
        assert webhooks.deliver_due(service.db, http).sent == 1
    assert len(publisher.requests) == 1


def test_many_deliverers_at_once_send_each_message_once(service: Service) -> None:
    with receiving(service) as publisher:
        for number in range(20):
            post(service, f"Stop number {number} is well placed.", str(number))
        threads = [
            threading.Thread(target=_deliver_all, args=(service,)) for _ in "1234"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(publisher.ids) == len(set(publisher.ids)) == 20


def test_a_deliverer_that_died_leaves_its_messages_to_others(
    service: Service, http: urllib3.PoolManager
) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        with service.db.writing() as db:
            outbox.lease(db, now(), seconds=100, limit=1)
        assert webhooks.deliver_due(service.db, http).sent == 0
        make_due(service)
        assert webhooks.deliver_due(service.db, http).sent == 1
    assert len(publisher.requests) == 1


def test_what_came_before_there_was_a_webhook_is_not_told(
    service: Service, http: urllib3.PoolManager
) -> None:
    post(service, KIND)
    with receiving(service) as publisher:
        assert webhooks.deliver_due(service.db, http).sent == 0
    assert publisher.requests == []


def test_no_message_goes_out_after_the_webhook_was_taken_away(
    service: Service, http: urllib3.PoolManager
) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        with service.db.writing() as db:
            people.set_webhook(db, "default", None, None)
        assert webhooks.deliver_due(service.db, http) == webhooks.Delivered(0, 0)
    assert publisher.requests == []


def _deliver_all(service: Service) -> None:
    http = webhooks.client()
    while webhooks.deliver_due(service.db, http).sent:
        pass
    http.clear()
