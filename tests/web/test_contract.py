"""The contract is what is done: made of the same structs, and tried by machine."""

import subprocess
import sys
from http import HTTPStatus
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from moderation.service import Service
from moderation.store import endpoints
from moderation.store import messages as store
from moderation.store.database import now
from moderation.webhooks import messages
from tests import needs
from tests.serving import serving
from tests.web import told
from web import errors
from web.api import contract, examples, webhook_examples
from web.api.calls import CALLS

Key = dict[str, str]

PHASES = "examples,coverage,fuzzing"
"""Its stateful phase puts ids into addresses as they are: one with a percent sign in it
is another there."""


def test_every_route_of_the_api_is_in_the_contract(app: Flask) -> None:
    in_contract = {(call.method, call.path) for call in CALLS}
    in_contract.add(("GET", "/v1/openapi.json"))
    served = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/v1/") or rule.endpoint.startswith("api.")
        if not rule.endpoint.startswith("openai.")  # told by its own
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == in_contract


def test_every_call_has_an_example_of_what_it_takes_and_gives() -> None:
    for call in CALLS:
        if call.takes is not None:
            assert examples.TAKEN[call.name]
        for status, kind in call.gives.items():
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                example = examples.GIVEN[call.name, status]
                msgspec.convert(example, kind)


@pytest.mark.parametrize(
    ("name", "example"),
    [
        (name, example)
        for name, named in examples.TAKEN.items()
        for example in named.values()
    ],
)
def test_an_example_is_taken_as_it_stands_and_answered_as_it_is_told(
    client: FlaskClient, key: Key, service: Service, name: str, example: Any
) -> None:
    posted = {"id": "41", "text": "Anyone who voted for this is a complete moron."}
    client.post("/v1/comments", headers=key, json=posted)
    if name == "appeal":
        rejected = {"action": "reject", "by": "anna", "reason": "insult"}
        client.post("/v1/comments/41/decisions", headers=key, json=rejected)
    webhook = add_webhook(service)
    (call,) = [each for each in CALLS if each.name == name]
    path = call.path.replace("<comment:id>", "41").replace("<webhook>", webhook)
    answer = client.open(path, method=call.method, headers=key, json=example)
    assert answer.status_code in call.gives, answer.text
    told.check(call.method, path, answer)


def add_webhook(service: Service) -> str:
    """The webhook of the examples, with their message; returns its id."""
    id, at = webhook_examples.ID, now()
    with service.db.writing() as db:
        endpoints.add(db, id, "default", webhook_examples.URL, [], "whsec_YQ==", at)
        store.add_test(
            db,
            webhook_examples.MESSAGE,
            site="default",
            endpoint=id,
            type=messages.TEST,
            body="{}",
            at=at,
        )
    return id


def test_every_error_of_a_call_is_told_with_an_example() -> None:
    titles = {title for _, title in errors.STATUS.values()}
    titles |= {status.phrase for status in HTTPStatus}
    for path, methods in contract.document()["paths"].items():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    (content,) = response["content"].values()
                    assert content["example"]["status"] == int(status), path
                    assert content["example"]["title"] in titles, path


def test_the_document_names_the_address_that_it_was_asked_at(
    client: FlaskClient,
) -> None:
    answer = client.get("/v1/openapi.json", base_url="https://moderation.example")
    assert answer.json is not None
    assert answer.json["openapi"] == "3.1.0"
    assert answer.json["servers"] == [{"url": "https://moderation.example"}]


def test_the_pages_tell_every_call_and_load_nothing_from_elsewhere(
    client: FlaskClient,
) -> None:
    page = client.get("/docs").text
    for call in CALLS:
        assert f'id="{call.name}"' in page
    assert "<script" not in page
    assert 'src="http' not in page
    with client.get("/docs.css") as style:
        assert style.status_code == 200


def test_a_misspelt_cursor_is_refused_and_does_not_begin_anew(
    client: FlaskClient, key: Key
) -> None:
    answer = client.get("/v1/decisions?afer=3", headers=key)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["detail"] == "?afer: wanted one of after, got an unknown one"


def test_each_call_does_what_its_contract_says(app: Flask, key: Key) -> None:
    with serving(app) as address:
        done = subprocess.run(  # noqa: S603 - our own words
            [
                *(sys.executable, "-m", "schemathesis.cli", "run"),
                *(f"{address}/v1/openapi.json", "--checks", "all"),
                *("--header", f"Authorization: {key['Authorization']}"),
                *("--max-examples", "15" if needs.everything() else "2"),
                *("--phases", PHASES if needs.everything() else "examples,fuzzing"),
                *("--generation-deterministic", "--no-color"),
            ],
            capture_output=True,
            text=True,
            cwd=app.extensions["moderation"].db.path.parent,
        )
    assert done.returncode == 0, done.stdout[-4_000:]
    assert f"{len(CALLS)} selected / {len(CALLS)} total" in done.stdout
