"""Webhooks by HTTP: for keys with `admin`, of their own site, secrets shown once."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from standardwebhooks import Webhook

from moderation import keys
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from moderation.webhooks import endpoints
from tests.moderation.receiver import deliver, make_due, receiving
from tests.moderation.stories import KIND, post
from tests.web import told

URL = "https://cms.example/hook"
PATH = "/v1/webhooks"


def call(
    client: FlaskClient, key: dict[str, str], method: str, path: str, body: Any = None
) -> Any:
    answer = client.open(PATH + path, method=method, headers=key, json=body)
    told.check(method, PATH + path.partition("?")[0], answer)
    return answer


def test_one_is_made_shown_changed_and_removed(
    client: FlaskClient, key: dict[str, str]
) -> None:
    body = {"url": URL, "types": ["comment.held"], "colour": "red"}
    made = call(client, key, "POST", "", body)
    assert made.status_code == 201
    assert made.json["secret"].startswith("whsec_")
    assert made.json["warnings"] == ["colour: unknown, not read"]
    id = made.json["id"]
    shown = call(client, key, "GET", f"/{id}").json
    assert (shown["url"], shown["types"], shown["enabled"]) == (
        URL,
        ["comment.held"],
        True,
    )
    assert (shown["waiting"], shown["failed"], shown["failing_since"]) == (0, 0, None)
    assert "secret" not in shown
    assert call(client, key, "GET", "").json == {"webhooks": [shown]}
    changed = call(client, key, "PATCH", f"/{id}", {"types": [], "enabled": False}).json
    assert (changed["url"], changed["types"], changed["enabled"]) == (URL, [], False)
    assert changed["disabled_why"] == "disabled by hand"
    enabled = call(client, key, "PATCH", f"/{id}", {"enabled": True}).json
    assert (enabled["enabled"], enabled["disabled_at"]) == (True, None)
    assert call(client, key, "DELETE", f"/{id}").status_code == 204
    assert call(client, key, "GET", f"/{id}").status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"url": 5}, "url"),
        ({"url": "ftp://x"}, "url"),
        ({"url": "http://169.254.169.254/latest"}, "url"),
        ({"url": "https://anna:pw@cms.example/"}, "url"),
        ({"url": "https://*"}, "url"),
        ({"url": URL, "types": ["likes"]}, "types"),
        ({"url": URL, "types": "comment.held"}, "types"),
    ],
)
def test_what_cannot_be_one_is_refused_by_field(
    client: FlaskClient, key: dict[str, str], body: dict[str, Any], field: str
) -> None:
    answer = call(client, key, "POST", "", body)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == field
    assert call(client, key, "GET", "").json == {"webhooks": []}


def test_a_site_that_has_as_many_as_it_may_gets_no_more(
    client: FlaskClient, key: dict[str, str]
) -> None:
    for _ in range(endpoints.AT_MOST):
        assert call(client, key, "POST", "", {"url": URL}).status_code == 201
    answer = call(client, key, "POST", "", {"url": URL})
    assert (answer.status_code, answer.json["title"]) == (409, "Too many webhooks")
    id = call(client, key, "GET", "").json["webhooks"][0]["id"]
    call(client, key, "DELETE", f"/{id}")
    assert call(client, key, "POST", "", {"url": URL}).status_code == 201


CALLS = [
    ("GET", ""),
    ("POST", ""),
    ("GET", "/{}"),
    ("PATCH", "/{}"),
    ("DELETE", "/{}"),
    ("POST", "/{}/rotate"),
    ("POST", "/{}/test"),
    ("GET", "/{}/deliveries"),
    ("POST", "/{}/replay"),
]


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_every_call_wants_a_key_with_admin(
    client: FlaskClient, service: Service, method: str, path: str
) -> None:
    made = keys.make(service.db, "cms", "default", keys.USUAL_RIGHTS)
    usual = {"Authorization": f"Bearer {made}"}
    assert call(client, usual, method, path.format("ep_1"), {}).status_code == 403
    assert call(client, {}, method, path.format("ep_1"), {}).status_code == 401


@pytest.mark.parametrize(("method", "path"), CALLS[2:])
def test_another_sites_webhook_is_not_found(
    client: FlaskClient, key: dict[str, str], service: Service, method: str, path: str
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    made = keys.make(service.db, "other", "other", keys.RIGHTS)
    theirs = {"Authorization": f"Bearer {made}"}
    id = call(client, key, "POST", "", {"url": URL}).json["id"]
    body = {"since": "2026-01-01"} if path.endswith("replay") else {}
    body = {"since": "2026-01-01T00:00:00Z"} if body else {}
    answer = call(client, theirs, method, path.format(id), body)
    assert (answer.status_code, answer.json["title"]) == (404, "No such webhook")
    assert call(client, theirs, "GET", "").json == {"webhooks": []}


def test_a_rotated_secret_is_shown_once_and_both_sign(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    with receiving(service) as publisher:
        rotated = call(client, key, "POST", f"/{publisher.id}/rotate").json
        post(service, KIND)
        deliver(service)
        ((headers, body),) = publisher.requests
        for secret in (publisher.secret, rotated["secret"]):
            Webhook(secret).verify(body, headers)
        path = f"/{publisher.id}/rotate"
        last = call(client, key, "POST", path, {"overlap_hours": 0}).json["secret"]
        post(service, "Nicely put.", "2")
        deliver(service)
        headers, body = publisher.requests[-1]
        Webhook(last).verify(body, headers)
        assert headers["webhook-signature"].count("v1,") == 1
        wrong = call(client, key, "POST", path, {"overlap_hours": -1})
        assert wrong.status_code == 422


def test_a_test_is_not_waited_for_and_in_the_log_afterwards(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    with receiving(service) as publisher:
        publisher.hangs.clear()
        answer = call(client, key, "POST", f"/{publisher.id}/test")
        assert answer.status_code == 202
        publisher.hangs.set()
        deliver(service)
        path = f"/{publisher.id}/deliveries"
        (logged,) = call(client, key, "GET", path).json["deliveries"]
    assert logged["message"] == answer.json["message"]
    assert (logged["type"], logged["comment"]) == ("webhook.test", None)
    assert (logged["state"], logged["tries"][0]["status"]) == ("delivered", 204)


def test_the_log_has_each_try_in_pages_and_by_state(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    with receiving(service, 503) as publisher:
        for number in range(60):
            post(service, f"Stop {number} is well placed.", str(number))
            if number == 0:
                deliver(service)
        path = f"/{publisher.id}/deliveries"
        first = call(client, key, "GET", path).json
        assert len(first["deliveries"]) == 50
        second = call(client, key, "GET", f"{path}?before={first['next']}").json
        assert (len(second["deliveries"]), second["next"]) == (10, None)
        (failed,) = second["deliveries"][-1]["tries"]
        assert (failed["status"], failed["error"]) == (503, None)
        assert failed["milliseconds"] >= 0
        assert second["deliveries"][-1]["next_try_at"] > failed["at"]
        some = call(client, key, "GET", f"{path}?state=delivered").json
        assert some == {"deliveries": [], "next": None}
        shown = call(client, key, "GET", f"/{publisher.id}").json
        assert shown["waiting"] == 60
        assert shown["failing_since"] is not None
    for query in ("before=x", "before=-1", "state=lost", "sate=failed"):
        assert call(client, key, "GET", f"{path}?{query}").status_code == 422


def test_what_failed_is_replayed_by_message_and_by_time(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    with receiving(service, 503) as publisher:
        post(service, KIND)
        deliver(service)
        path = f"/{publisher.id}/replay"
        since = {"since": "2026-01-01T00:00:00Z"}
        answer = call(client, key, "POST", path, since)
        assert (answer.status_code, answer.json["messages"]) == (202, 1)
        assert deliver(service).sent == 1
        one = {"message": publisher.ids[0]}
        assert call(client, key, "POST", path, one).json["messages"] == 1
        assert deliver(service).sent == 1
        assert len(set(publisher.ids)) == 1
        for wrong in ({}, {**one, **since}, {"since": "0001-01-01T00:00:00+14:00"}):
            assert call(client, key, "POST", path, wrong).status_code == 422
        nothing = call(client, key, "POST", path, {"message": "msg_x"})
        assert (nothing.status_code, nothing.json["title"]) == (404, "No such message")


def test_a_disabled_one_is_told_of_and_refuses_tests_and_replays(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    with receiving(service, 410) as publisher:
        post(service, KIND)
        deliver(service)
        shown = call(client, key, "GET", f"/{publisher.id}").json
        assert (shown["enabled"], shown["waiting"]) == (False, 1)
        assert shown["disabled_why"] == "it answered 410 Gone"
        for path, body in (("test", {}), ("replay", {"since": "2026-01-01T00:00:00Z"})):
            answer = call(client, key, "POST", f"/{publisher.id}/{path}", body)
            assert answer.status_code == 409
            assert answer.json["title"] == "The webhook is disabled"
        call(client, key, "PATCH", f"/{publisher.id}", {"enabled": True})
        make_due(service)
        assert deliver(service).sent == 1
