"""What is answered before Flask is the same as what Flask would answer."""

import json
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from moderation import keys
from moderation.errors import StoreUnavailable
from moderation.service import Service
from tests.moderation.stories import count
from tests.web.perspective.calling import KIND
from web.compat.perspective.straight import ADDRESS
from web.straight import Straight

GOOD = {"comment": {"text": KIND}, "requestedAttributes": {"TOXICITY": {}}}
BEARER = {"Authorization": "Bearer KEY"}
SCORE, COMMENTS = "/v1/score", "/v1/comments"


@pytest.mark.parametrize(
    ("body", "address", "headers"),
    [
        (GOOD, f"{ADDRESS}?key=KEY&alt=json", {}),
        (GOOD, f"{ADDRESS}?prettyPrint=true&key=KEY", {}),
        (GOOD, f"{ADDRESS}?x=%C3%A4+b&key=KEY&key=no", {}),
        (GOOD, ADDRESS, {"X-Goog-Api-Key": "KEY"}),
        (GOOD, ADDRESS, BEARER),
        (GOOD, ADDRESS, {}),
        (GOOD, f"{ADDRESS}?key=", {"Authorization": "Basic KEY"}),
        (GOOD, f"{ADDRESS}?key=no", {}),
        ({}, f"{ADDRESS}?key=KEY", {}),
        ("", f"{ADDRESS}?key=KEY", {}),
        ("{", f"{ADDRESS}?key=KEY", {}),
        ("x" * 700_000, f"{ADDRESS}?key=KEY", {}),
        (GOOD, f"{ADDRESS}?key=&key=KEY", {}),
        ({"text": KIND}, SCORE, BEARER),
        ({"text": "You moron.", "advise": True, "odd": 1}, SCORE, BEARER),
        ({"text": KIND}, f"{SCORE}?after=1", BEARER),
        ({"text": KIND}, SCORE, {}),
        ({"text": KIND}, SCORE, {"Authorization": "Basic KEY"}),
        ({"text": KIND}, SCORE, {"Authorization": "Bearer no"}),
        ({}, SCORE, BEARER),
        ("", SCORE, BEARER),
        ("[1", SCORE, BEARER),
        ({"text": "x" * 70_000}, SCORE, BEARER),
        ("x" * 700_000, SCORE, BEARER),
        ({"id": "1"}, COMMENTS, BEARER),
        ({"id": "1", "text": KIND}, COMMENTS, {}),
        ({"id": "erased", "text": KIND}, COMMENTS, BEARER),
    ],
)
def test_both_ways_answer_the_same_to_the_header(
    app: Flask, service: Service, body: Any, address: str, headers: dict[str, str]
) -> None:
    key = keys.make(service.db, "test", "default", keys.RIGHTS, per_minute=9)
    client = app.test_client()
    allowed = {"Authorization": f"Bearer {key}"}
    client.post(COMMENTS, headers=allowed, json={"id": "erased", "text": "Gone."})
    client.delete(f"{COMMENTS}/erased", headers=allowed)
    told = []
    for way in ways(app):
        answer = asked(way, address, body, headers, key)
        shown = dict(answer.headers)
        shown.pop("RateLimit-Reset", None)  # a second may have passed
        left = int(shown.pop("RateLimit-Remaining", 0))
        told.append((answer.status_code, shown, read(answer), left))
    (*first, left), (*second, less) = told
    assert first == second
    assert left - less in (0, 1)


def test_a_comment_is_kept_the_same_both_ways(app: Flask, service: Service) -> None:
    key = keys.make(service.db, "test", "default", keys.RIGHTS)
    straight, behind = ways(app)
    body = {"id": "41", "text": "You moron.", "author": {"id": "a"}, "odd": 1}
    first, again = (
        asked(way, COMMENTS, body, BEARER, key) for way in (straight, behind)
    )
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert dict(first.headers) == dict(again.headers)
    other, known = (
        asked(way, COMMENTS, {**body, "id": "42"}, BEARER, key)
        for way in (behind, straight)
    )
    assert (other.status_code, known.status_code) == (201, 200)
    assert other.json == known.json


def test_beyond_its_limit_a_key_is_told_the_same_both_ways(
    app: Flask, service: Service
) -> None:
    key = keys.make(service.db, "test", "default", keys.RIGHTS, per_minute=1)
    straight, behind = ways(app)
    asked(straight, SCORE, {"text": KIND}, BEARER, key)
    answers = [
        asked(way, SCORE, {"text": KIND}, BEARER, key) for way in (straight, behind)
    ]
    waits = {"RateLimit-Reset", "Retry-After"}
    first, second = (
        {name: value for name, value in each.headers if name not in waits}
        for each in answers
    )
    assert [each.status_code for each in answers] == [429, 429]
    assert first == second
    assert first["RateLimit-Remaining"] == "0"
    assert all(waits <= set(each.headers.keys()) for each in answers)


def test_what_nobody_foresaw_is_told_the_same_both_ways(
    app: Flask, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keys.make(service.db, "test", "default", keys.RIGHTS)
    for error in (RuntimeError("You moron."), StoreUnavailable("a path of ours")):

        def broken(*_: Any, error: Exception = error) -> Any:
            raise error

        monkeypatch.setattr("moderation.intake.assess", broken)
        first, second = (
            asked(way, SCORE, {"text": KIND}, BEARER, key) for way in ways(app)
        )
        assert first.status_code == second.status_code >= 500
        assert (read(first), dict(first.headers)) == (
            read(second),
            dict(second.headers),
        )
        assert "moron" not in first.text
        assert "path of ours" not in first.text


@pytest.mark.parametrize("address", [SCORE, COMMENTS, f"{ADDRESS}?key=KEY"])
def test_a_body_that_was_cut_off_is_not_taken(
    app: Flask, service: Service, address: str
) -> None:
    key = keys.make(service.db, "test", "default", keys.RIGHTS)
    body = {"id": "41", "text": KIND, **GOOD}
    for way in ways(app):
        answer = Client(way).post(
            address.replace("KEY", key),
            data=json.dumps(body),
            headers={"Authorization": f"Bearer {key}"},
            environ_overrides={"CONTENT_LENGTH": "1000"},
        )
        assert answer.status_code == 400
    assert count(service, "comments") == 0


@pytest.mark.parametrize(
    ("host", "kind"),
    [("EXAMPLE.com", 2), ("xn--bcher-kva.example", 2), ('a"><b', 4), ("", 4)],
)
def test_the_host_is_told_the_same_both_ways(
    app: Flask, service: Service, host: str, kind: int
) -> None:
    key = keys.make(service.db, "test", "default", keys.RIGHTS)
    told = []
    for way in ways(app):
        answer = asked(way, COMMENTS, {"id": "41", "text": KIND}, BEARER, key, host)
        told.append((answer.status_code // 100, (answer.json or {}).get("status_url")))
    assert told[0] == told[1]
    assert told[0][0] == kind


def test_a_body_of_unknown_length_goes_through_flask(
    app: Flask, service: Service
) -> None:
    made = keys.make(service.db, "test", "default", keys.RIGHTS)
    answer = Client(app).post(
        f"{ADDRESS}?key={made}",
        data=json.dumps(GOOD),
        environ_overrides={"CONTENT_LENGTH": "", "wsgi.input_terminated": True},
    )
    assert answer.status_code == 200
    assert answer.json is not None
    assert "attributeScores" in answer.json


def ways(app: Flask) -> tuple[Any, Any]:
    """The straight way, and that through Flask."""
    straight = app.wsgi_app
    assert isinstance(straight, Straight)
    return straight, straight._behind


def asked(
    way: Any,
    address: str,
    body: Any,
    headers: dict[str, str],
    key: str,
    host: str | None = None,
) -> TestResponse:
    raw = body if isinstance(body, str) else json.dumps(body)
    headers = {name: value.replace("KEY", key) for name, value in headers.items()}
    headers |= {} if host is None else {"Host": host}
    return Client(way).post(address.replace("KEY", key), data=raw, headers=headers)


def read(answer: TestResponse) -> Any:
    """Its JSON: how that is spaced is nobody's business."""
    return json.loads(answer.text) if answer.text.startswith("{") else answer.text
