"""What is answered before Flask is the same as what Flask would answer."""

import json
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client

from moderation import keys
from moderation.service import Service
from tests.web.perspective.calling import KIND
from web.compat.perspective.straight import ADDRESS, Straight

GOOD = {"comment": {"text": KIND}, "requestedAttributes": {"TOXICITY": {}}}


@pytest.mark.parametrize(
    ("body", "query", "headers"),
    [
        (GOOD, "key=KEY&alt=json", {}),
        (GOOD, "prettyPrint=true&key=KEY", {}),
        (GOOD, "x=%C3%A4+b&key=KEY&key=no", {}),
        (GOOD, "", {"X-Goog-Api-Key": "KEY"}),
        (GOOD, "", {"Authorization": "Bearer KEY"}),
        (GOOD, "", {}),
        (GOOD, "key=", {"Authorization": "Basic KEY"}),
        (GOOD, "key=no", {}),
        ({}, "key=KEY", {}),
        ("", "key=KEY", {}),
        ("{", "key=KEY", {}),
        ("x" * 700_000, "key=KEY", {}),
    ],
)
def test_both_ways_answer_the_same_to_the_header(
    app: Flask, service: Service, body: Any, query: str, headers: dict[str, str]
) -> None:
    made = keys.make(service.db, "test", "default", keys.RIGHTS, per_minute=9)
    raw = body if isinstance(body, str) else json.dumps(body)
    headers = {name: value.replace("KEY", made) for name, value in headers.items()}
    straight = app.wsgi_app
    assert isinstance(straight, Straight)
    told = []
    for way in (straight, straight._behind):
        address = f"{ADDRESS}?{query.replace('KEY', made)}"
        answer = Client(way).post(address, data=raw, headers=headers)
        shown = dict(answer.headers)
        shown.pop("RateLimit-Reset", None)  # a second may have passed
        left = int(shown.pop("RateLimit-Remaining", 0))
        told.append((answer.status_code, shown, answer.text, left))
    (*first, left), (*second, less) = told
    assert first == second
    assert left - less in (0, 1)


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
