"""Publishers are told of each decision once, signed, and again until they answer."""

import json
import threading
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from moderation.comments import Action
from moderation.service import Service
from moderation.store import deliveries, endpoints
from moderation.store.database import now
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


def test_what_an_endpoint_in_use_waits_for_is_not_forgotten_however_old(
    service: Service,
) -> None:
    with receiving(service, 500) as publisher:
        post(service, KIND, "1")
        deliver(service)
        with service.db.writing() as db:
            db.execute("UPDATE messages SET created_at = '2020-01-01'")
        deliverer(service).sweep()
        assert count(service, "messages") == 1
        with service.db.writing() as db:
            endpoints.disable(db, publisher.id, now(), "")
        deliverer(service).sweep()
        assert count(service, "messages") == 0


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
