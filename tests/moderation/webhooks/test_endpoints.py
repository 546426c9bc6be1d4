"""Endpoints are made, changed, rotated, tested, disabled and enabled; and replayed."""

from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from moderation.errors import (
    BadSubmission,
    TooManyWebhooks,
    UnknownMessage,
    UnknownSite,
    UnknownWebhook,
    WebhookDisabled,
)
from moderation.service import Service
from moderation.store import deliveries, tries
from moderation.store import endpoints as store
from moderation.store.database import now
from moderation.store.tries import Logged, State
from moderation.webhooks import endpoints, resending
from tests.moderation.receiver import (
    LOOPBACK,
    Receiver,
    deliver,
    deliverer,
    join,
    make_due,
    receiving,
    serving,
)
from tests.moderation.stories import KIND, count, post

URL = "https://cms.example/hook"


def logged(service: Service, id: str, state: State | None = None) -> list[Logged]:
    with service.db.reading() as db:
        return list(tries.log(db, id, limit=50, state=state))


def secrets_of(service: Service, id: str, later: float = 0) -> list[str]:
    with service.db.reading() as db:
        return list(store.secrets(db, id, now() + timedelta(seconds=later)))


def test_an_endpoint_is_made_with_a_secret_of_its_own(service: Service) -> None:
    made = [endpoints.make(service.db, "default", URL) for _ in "ab"]
    assert made[0].secret != made[1].secret
    assert [each.endpoint for each in made] == endpoints.listed(service.db, "default")
    assert endpoints.listed(service.db, "other") == []


@pytest.mark.parametrize(
    ("url", "types", "told"),
    [
        ("ftp://x", (), "url: wanted an http(s) address that messages can go to"),
        ("http://10.0.0.1/", (), "MODERATION_WEBHOOK_PRIVATE can allow it"),
        (URL, ("comment.liked",), "types: wanted of comment.approved, comment."),
        (URL, ("webhook.test",), "got 'webhook.test'"),
    ],
)
def test_what_cannot_be_an_endpoint_is_refused_with_what_was_wanted(
    service: Service, url: str, types: tuple[str, ...], told: str
) -> None:
    with pytest.raises(BadSubmission) as refused:
        endpoints.make(service.db, "default", url, types)
    assert told in str(refused.value)
    assert endpoints.listed(service.db) == []


def test_a_refusal_tells_no_password_and_no_token(service: Service) -> None:
    for url in ("https://anna:s3cret@cms.example/?token=s3cret", "x://y?s3cret"):
        with pytest.raises(BadSubmission) as refused:
            endpoints.make(service.db, "default", url)
        assert "s3cret" not in str(refused.value)


def test_a_site_has_sixteen_at_most_and_must_exist(service: Service) -> None:
    for _ in range(endpoints.AT_MOST):
        endpoints.make(service.db, "default", URL)
    with pytest.raises(TooManyWebhooks, match="has 16 webhooks"):
        endpoints.make(service.db, "default", URL)
    with pytest.raises(UnknownSite):
        endpoints.make(service.db, "nowhere", URL)


def test_an_endpoint_of_another_site_is_not_found(service: Service) -> None:
    id = endpoints.make(service.db, "default", URL).endpoint.id
    for act in (
        endpoints.find,
        endpoints.change,
        endpoints.rotate,
        endpoints.remove,
        resending.enable,
        resending.disable,
        resending.ping,
    ):
        with pytest.raises(UnknownWebhook):
            act(service.db, id, site="other")
    with pytest.raises(UnknownWebhook):
        resending.replay(service.db, id, site="other", since=now())
    assert endpoints.find(service.db, id, "default").url == URL


def test_what_is_changed_is_in_force_for_what_waits_too(service: Service) -> None:
    with receiving(service) as first, serving(Receiver()) as second:
        post(service, KIND)
        changed = endpoints.change(
            service.db,
            first.id,
            url=second.url,
            types=["comment.rejected"],
            allowed=LOOPBACK,
        )
        assert changed.types == ("comment.rejected",)
        post(service, "Nicely put.", "2")
        assert deliver(service).sent == 1
    assert (first.told, second.told) == ([], [("comment.approved", "1")])
    with pytest.raises(BadSubmission):
        endpoints.change(service.db, first.id, url="http://127.0.0.1/")


def test_a_new_address_gets_at_once_what_failed_at_the_old_one(
    service: Service,
) -> None:
    with receiving(service, 503) as first, serving(Receiver()) as second:
        first.headers["Retry-After"] = "3600"
        post(service, KIND)
        assert deliver(service).failed == 1
        assert deliver(service).sent == 0
        endpoints.change(service.db, first.id, url=second.url, allowed=LOOPBACK)
        assert deliver(service).sent == 1
    assert second.ids == first.ids


def test_an_old_secret_signs_until_its_time_is_over_however_often_it_is_rotated(
    service: Service,
) -> None:
    made = endpoints.make(service.db, "default", URL)
    id, hour = made.endpoint.id, timedelta(hours=1)
    second = endpoints.rotate(service.db, id, overlap=2 * hour)
    third = endpoints.rotate(service.db, id, overlap=hour)
    assert set(secrets_of(service, id)) == {third, second, made.secret}
    assert secrets_of(service, id)[0] == third
    assert secrets_of(service, id, later=3_601) == [third]
    fourth = endpoints.rotate(service.db, id, overlap=timedelta())
    assert secrets_of(service, id) == [fourth]  # one that leaked stops at once
    assert count(service, "endpoint_secrets") == 1


def test_what_is_removed_takes_its_secrets_and_its_log_along(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        deliver(service)
        endpoints.remove(service.db, publisher.id)
    for table in ("endpoints", "endpoint_secrets", "deliveries", "tries"):
        assert count(service, table) == 0


def test_a_test_is_sent_once_whatever_the_endpoint_wants(service: Service) -> None:
    with receiving(service, 500, types=["comment.rejected"]) as publisher:
        resending.ping(service.db, publisher.id)
        assert deliver(service).failed == 1
        make_due(service)
        assert deliver(service).failed == 0  # it is not tried again
        (known,) = endpoints.listed(service.db)
        assert known.failing_since is None  # and tells nothing of the rest
        id = resending.ping(service.db, publisher.id)
        assert deliver(service).sent == 1
        assert publisher.ids[-1] == id
    headers, body = publisher.requests[-1]
    told = Webhook(publisher.secret).verify(body, headers)
    assert told["type"] == "webhook.test"
    assert told["data"] == {"site": "default", "endpoint": publisher.id}
    assert [each.comment for each in logged(service, publisher.id)] == [None, None]


def test_a_test_goes_to_one_endpoint_alone(service: Service) -> None:
    with receiving(service) as one, serving(Receiver()) as other:
        join(service, other)
        resending.ping(service.db, one.id)
        deliver(service)
    assert (len(one.requests), len(other.requests)) == (1, 0)


def test_a_disabled_endpoint_is_sent_nothing_until_it_is_enabled(
    service: Service,
) -> None:
    with receiving(service) as publisher:
        resending.disable(service.db, publisher.id)
        post(service, KIND, "1")
        assert deliver(service).sent == 0
        for act in (
            lambda: resending.ping(service.db, publisher.id),
            lambda: resending.replay(service.db, publisher.id, since=now()),
        ):
            with pytest.raises(WebhookDisabled, match="disabled by hand"):
                act()
        test = resending.ping(service.db, publisher.id, even_disabled=True)
        assert deliverer(service).send_one(publisher.id, test).taken
        assert resending.enable(service.db, publisher.id) == 1
        assert deliver(service).sent == 1
    assert publisher.told == [("webhook.test", "-"), ("comment.approved", "1")]


def test_what_was_given_up_since_a_time_is_sent_again_with_all_its_tries(
    service: Service,
) -> None:
    with receiving(service) as publisher:
        for id in "123":
            post(service, f"Stop {id} is well placed.", id)
        deliver(service)
        with service.db.writing() as db:  # as if two had been given up
            db.execute("UPDATE deliveries SET delivered_at = NULL, tries = 11")
            db.execute("UPDATE deliveries SET delivered_at = '2026' WHERE message = 3")
            db.execute("UPDATE messages SET created_at = '2026-01-01' WHERE number = 1")
        assert len(logged(service, publisher.id, State.FAILED)) == 2
        since = now() - timedelta(hours=1)
        assert resending.replay(service.db, publisher.id, since=since) == 1
        publisher.answers = [500]
        assert deliver(service).failed == 1
        make_due(service)
        assert deliver(service).sent == 1  # the first failure was not the last
    assert [id for _, id in publisher.told][3:] == ["2", "2"]
    assert len(set(publisher.ids)) == 3


def test_one_message_is_sent_again_under_its_id_also_to_an_endpoint_made_since(
    service: Service,
) -> None:
    with receiving(service) as publisher, serving(Receiver()) as later:
        post(service, KIND)
        deliver(service)
        join(service, later)
        (id,) = publisher.ids
        for receiver in (publisher, later):
            assert resending.replay(service.db, receiver.id, message=id) == 1
        assert deliver(service).sent == 2
    assert (publisher.ids, later.ids) == ([id, id], [id])


def test_a_message_that_is_none_and_half_a_replay_are_refused(
    service: Service,
) -> None:
    id = endpoints.make(service.db, "default", URL).endpoint.id
    with pytest.raises(UnknownMessage, match="there is no message 'msg_x'"):
        resending.replay(service.db, id, message="msg_x")
    with pytest.raises(BadSubmission, match="got neither"):
        resending.replay(service.db, id)
    with pytest.raises(BadSubmission, match="got both"):
        resending.replay(service.db, id, message="msg_x", since=now())


def test_a_message_of_another_site_is_not_replayed_here(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        deliver(service)
        with service.db.writing() as db:
            db.execute("INSERT INTO sites (name, created_at) VALUES ('b', '2026')")
        other = endpoints.make(service.db, "b", URL).endpoint.id
        with pytest.raises(UnknownMessage):
            resending.replay(service.db, other, message=publisher.ids[0])


def test_the_log_has_the_latest_first_with_every_try(service: Service) -> None:
    with receiving(service, 500) as publisher:
        post(service, KIND, "1")
        deliver(service)
        make_due(service)
        deliver(service)
        post(service, "Nicely put.", "2")
        second, first = logged(service, publisher.id)
    assert (second.comment, second.state, second.tries) == ("2", State.WAITING, ())
    assert (first.comment, first.state) == ("1", State.DELIVERED)
    assert [each.status for each in first.tries] == [500, 204]
    with service.db.reading() as db:
        older = tries.log(db, publisher.id, limit=9, before=second.number)
        assert [each.id for each in older] == [first.id]


def test_the_one_webhook_of_a_site_is_set_moved_and_taken_away(
    service: Service,
) -> None:
    first = endpoints.set_only(service.db, "default", URL)
    (known,) = endpoints.listed(service.db)
    post(service, KIND)
    second = endpoints.set_only(service.db, "default", URL + "2")
    (moved,) = endpoints.listed(service.db)
    assert (moved.id, moved.url) == (known.id, URL + "2")
    assert secrets_of(service, known.id) == [second] != [first]
    with service.db.reading() as db:
        assert deliveries.waiting(db, known.id) == 1  # what waited goes to the new one
    assert endpoints.set_only(service.db, "default", "") is None
    assert endpoints.listed(service.db) == []
    for _ in "ab":
        endpoints.make(service.db, "default", URL)
    with pytest.raises(BadSubmission, match="`moderate webhooks` sets several"):
        endpoints.set_only(service.db, "default", URL)
