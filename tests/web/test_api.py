"""The native API: every call, every right, and every kind of answer."""

import dataclasses
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from flask.testing import FlaskClient
from numpy.typing import NDArray

from classifier.scorers.standins import StandIn, StandIns
from moderation import batches, keys
from moderation.comments import Submission
from moderation.intake import Received
from moderation.service import Service
from tests.moderation.stories import RUDE, count

FULL = {
    "id": "41",
    "text": "Anyone who voted for this is a complete moron.",
    "format": "plain",
    "article": {
        "id": "trams",
        "url": "https://news.example/trams",
        "title": "City votes for a tram",
        "text": "The council voted on Tuesday to build a tram.",
        "section": "local",
    },
    "parent": {"id": "40", "text": "Who voted for this?"},
    "author": {
        "id": "u1",
        "name": "Ann",
        "email": "ann@mail.example",
        "ip": "192.0.2.1",
        "registered_at": "2020-05-01T12:00:00Z",
    },
    "created_at": "2026-11-24T10:00:00+01:00",
    "language": "en",
}


def post(client: FlaskClient, key: dict[str, str], **body: Any) -> Any:
    return client.post("/v1/comments", headers=key, json={"id": "1", **body})


def test_a_full_submission_gets_a_full_receipt(
    client: FlaskClient, key: dict[str, str]
) -> None:
    answer = client.post("/v1/comments", headers=key, json=FULL)
    assert answer.status_code == 201
    got = answer.json
    assert got is not None
    assert (got["id"], got["status"], got["action"]) == ("41", "pending", "hold")
    assert (got["revision"], got["version"]) == (1, 1)
    assert got["warnings"] == []
    assert got["model"].startswith("attributes-")
    assert got["rules"].startswith("default-")
    assert datetime.fromisoformat(got["received_at"]).utcoffset() is not None
    for score in got["scores"].values():
        assert score is None or 0 <= score <= 1
    reason = next(each for each in got["reasons"] if each["rule"] == "insult_aimed")
    assert (reason["code"], reason["message"]) == ("insult", "It insults a person.")
    begin, end = reason["spans"][0]["begin"], reason["spans"][0]["end"]
    assert FULL["text"][begin:end] == "complete moron"  # type: ignore[index]


def test_no_network_address_and_no_mail_address_of_an_author_is_kept(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    client.post("/v1/comments", headers=key, json=FULL)
    with service.db.reading() as db:
        dump = "\n".join(
            str(tuple(row)) for row in db.execute("SELECT * FROM comments")
        )
    assert "u1" in dump
    assert "192.0.2.1" not in dump
    assert "ann@mail.example" not in dump


def test_a_null_parent_and_article_are_as_good_as_none(
    client: FlaskClient, key: dict[str, str]
) -> None:
    answer = post(
        client, key, text="Well said!", parent=None, article=None, author=None
    )
    assert (answer.status_code, answer.json["action"]) == (201, "approve")


@pytest.mark.parametrize(
    "id", ["a/b/c", "with space", "ünï-😀", "100%", "a?b#c", "../x"]
)
def test_any_id_of_the_publishers_own_is_found_again(
    client: FlaskClient, key: dict[str, str], id: str
) -> None:
    assert post(client, key, id=id, text="Well said!").status_code == 201
    found = client.get(f"/v1/comments/{quote(id, safe='')}", headers=key)
    assert found.status_code == 200
    assert found.json is not None
    assert found.json["id"] == id
    events = client.get(f"/v1/comments/{quote(id, safe='')}/events", headers=key)
    assert events.status_code == 200


def test_a_comments_state_and_its_trail_are_read_back(
    client: FlaskClient, key: dict[str, str]
) -> None:
    post(client, key, text=RUDE)
    decision = {"action": "reject", "by": "anna", "reason": "insult", "note": "Rude."}
    path = "/v1/comments/1"
    decided = client.post(path + "/decisions", headers=key, json=decision)
    assert decided.json is not None
    assert (decided.json["status"], decided.json["decided_by"]) == ("rejected", "anna")
    shown = client.get(path, headers=key).json
    trail = client.get(path + "/events", headers=key).json
    assert shown is not None
    assert trail is not None
    assert shown["text"] == RUDE
    assert shown["history"] == trail["events"]
    kinds = [(each["kind"], each["by"], each["version"]) for each in trail["events"]]
    assert kinds == [
        ("received", "reader", 1),
        ("judged", "policy", 1),
        ("decided", "anna", 2),
    ]
    last = trail["events"][-1]
    assert (last["reason"], last["note"]) == ("insult", "Rude.")


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        ({"action": "hold", "by": "a"}, "action"),
        ({"action": "burn", "by": "a"}, "action"),
        ({"action": "approve"}, "by"),
        ({"action": "approve", "by": ""}, "by"),
        ({"action": "reject", "by": "a", "reason": "ugly"}, "reason"),
        ({"action": "approve", "by": "a", "version": "1"}, "version"),
    ],
)
def test_a_decision_that_cannot_be_meant_names_the_field(
    client: FlaskClient, key: dict[str, str], decision: dict[str, str], field: str
) -> None:
    post(client, key, text=RUDE)
    answer = client.post("/v1/comments/1/decisions", headers=key, json=decision)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["field"] == field
    shown = client.get("/v1/comments/1", headers=key).json
    assert shown is not None
    assert shown["decided_by"] is None


def test_every_decision_is_read_once_and_in_order_by_cursor(
    client: FlaskClient, key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.api.comments.DECISIONS_AT_ONCE", 3)
    for number in range(7):
        post(client, key, id=str(number), text="Well said!")
    post(client, key, id="held", text=RUDE)
    seen, after = [], "0"
    while True:
        page = client.get(f"/v1/decisions?after={after}", headers=key).json
        assert page is not None
        if not page["decisions"]:
            break
        assert len(page["decisions"]) <= 3
        seen += [each["comment"] for each in page["decisions"]]
        after = page["next"]
    assert seen == [str(number) for number in range(7)]


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "9" * 30, "²"])
def test_a_cursor_that_was_never_given_is_refused(
    client: FlaskClient, key: dict[str, str], cursor: str
) -> None:
    answer = client.get("/v1/decisions", query_string={"after": cursor}, headers=key)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["field"] == "after"


def test_scoring_keeps_nothing(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    scored = client.post("/v1/score", headers=key, json={"text": "You idiot!"}).json
    assert scored is not None
    assert scored["action"] in ("hold", "reject")
    assert scored["scores"]["insult"] > 0.5
    assert count(service, "comments") == count(service, "events") == 0


@pytest.mark.parametrize(
    ("method", "path", "right"),
    [
        ("POST", "/v1/comments", "submit"),
        ("POST", "/v1/score", "submit"),
        ("GET", "/v1/comments/1", "read"),
        ("GET", "/v1/comments/1/events", "read"),
        ("GET", "/v1/decisions", "read"),
        ("POST", "/v1/comments/1/decisions", "decide"),
    ],
)
def test_each_call_needs_its_right(
    client: FlaskClient, service: Service, method: str, path: str, right: str
) -> None:
    rights = keys.RIGHTS - {right}
    made = keys.make(service.db, "less", "default", rights)
    headers = {"Authorization": f"Bearer {made}"}
    answer = client.open(path, method=method, headers=headers, json={})
    assert answer.status_code == 403
    assert answer.json is not None
    assert answer.json["detail"] == f"the key 'less' has no right to {right}"


def test_a_key_beyond_its_limit_gets_429_and_when_to_come_again(
    client: FlaskClient, service: Service
) -> None:
    made = keys.make(service.db, "slow", "default", keys.RIGHTS, per_minute=1)
    headers = {"Authorization": f"Bearer {made}"}
    first = client.post("/v1/score", headers=headers, json={"text": "Well said!"})
    assert (first.status_code, first.headers["RateLimit-Remaining"]) == (200, "0")
    second = client.post("/v1/comments", headers=headers, json={"id": "1", "text": "x"})
    assert second.status_code == 429
    assert 1 <= int(second.headers["Retry-After"]) <= 60
    assert second.headers["RateLimit-Remaining"] == "0"
    assert second.json is not None
    assert "may send 1 comments a minute" in second.json["detail"]
    assert client.get("/v1/decisions", headers=headers).status_code == 200


@pytest.mark.parametrize("given", [None, "Bearer", "Bearer ", "Basic abc", "Bearer no"])
def test_a_header_without_a_good_key_gets_401(
    client: FlaskClient, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given}
    answer = client.get("/v1/decisions", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("DELETE", "/v1/score", 405),
        ("GET", "/v1/comments/none", 404),
        ("POST", "/v1/comments/none/decisions", 404),
    ],
)
def test_errors_are_problem_details(
    client: FlaskClient, key: dict[str, str], method: str, path: str, status: int
) -> None:
    decision = {"action": "approve", "by": "a"}
    answer = client.open(path, method=method, headers=key, json=decision)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == status
    assert {"type", "title", "detail"} <= set(answer.json)


def test_alive_and_ready_need_no_key(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "alive"}
    ready = client.get("/readyz").json
    assert ready is not None
    assert ready["status"] == "ready"


def test_a_monitor_reads_how_often_rules_hit(
    client: FlaskClient, key: dict[str, str]
) -> None:
    post(client, key, text="You are an idiot.")
    told = client.get("/metrics", headers=key)
    assert told.content_type.startswith("text/plain; version=0.0.4")
    lines = told.text.splitlines()
    hits = [
        line
        for line in lines
        if line.startswith('moderation_rule_hits_today{site="default"')
    ]
    assert hits
    assert all(line.endswith(" 1") for line in hits)
    refused = client.get("/metrics")
    assert refused.status_code == 401
    assert refused.content_type == "application/problem+json"


def test_a_broken_judge_is_not_ready(
    client: FlaskClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.judges.rulebook, "check", None)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


class Broken:
    attributes, version = ("insult",), "broken-1"

    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise OSError("gone")


class Hanging(Broken):
    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(2)
        return super().score(texts)


@pytest.mark.parametrize("scorer", [Broken(), Hanging()])
def test_a_stand_in_that_fails_holds_comments_and_takes_no_server_out(
    client: FlaskClient, key: dict[str, str], service: Service, scorer: Broken
) -> None:
    broken = StandIns([StandIn("remote", scorer, ("insult",))], timeout=0.3)
    judges = dataclasses.replace(service.judges, stand_ins=broken)
    client.application.extensions["moderation"] = dataclasses.replace(
        service, judges=judges
    )

    begin = time.monotonic()
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert "broken" not in ready.json["model"]
    assert time.monotonic() - begin < 0.3  # or it would have waited for the scorer
    posted = client.post("/v1/comments", json={"id": "1", "text": "Good."}, headers=key)
    assert posted.json["action"] == "hold"
    assert posted.json["reasons"][0]["code"] == "unscored"


def test_a_batch_waits_for_a_stand_in_without_holding_up_who_writes(
    service: Service,
) -> None:
    written = list[str]()

    class Slow(Broken):
        def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
            with service.db.writing():  # would wait for the batch, and then give up
                written.extend(texts)
            return np.full((len(texts), 1), 0.1, np.float32)

    slow = StandIns([StandIn("remote", Slow(), ("insult",))], timeout=5)
    judges = dataclasses.replace(service.judges, stand_ins=slow)
    other = dataclasses.replace(service, judges=judges)
    items = [Submission(id=str(n), text=f"Tram {n} is fine.") for n in range(2)]
    found = list(batches.receive(other, "default", items))
    assert all(isinstance(its, Received) for its in found)
    assert len(written) == 2


def test_an_article_of_200_kilobytes_is_taken_in_any_writing(
    client: FlaskClient, key: dict[str, str]
) -> None:
    for text in ("word " * 40_960, "é" * 102_400):
        article = {"title": "Long", "text": text}
        assert post(client, key, text="Well said!", article=article).status_code < 300
    too_long = {"title": "Long", "text": "word " * 40_961}
    answer = post(client, key, text="Well said!", article=too_long)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "article.text"


def test_a_body_over_64_kilobytes_beside_the_article_is_refused(
    client: FlaskClient, key: dict[str, str]
) -> None:
    article = {"text": "word " * 40_000}
    answer = post(client, key, text="Hi.", article=article, other="x" * 65_536)
    assert answer.status_code == 413
    smaller = post(client, key, text="Hi.", article=article, other="x" * 60_000)
    assert smaller.status_code == 201
