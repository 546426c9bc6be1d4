"""Whatever comes in: a clear answer, nothing lost, nothing half-written."""

import json
import logging
import sqlite3
from typing import Any

import pytest
from flask.testing import FlaskClient

from moderation import keys
from moderation.errors import StoreUnavailable
from moderation.service import Service
from moderation.store import keys as stored_keys
from moderation.store import people
from moderation.store.database import now


def post(client: FlaskClient, key: dict[str, str], **body: Any) -> Any:
    return client.post("/v1/comments", headers=key, json={"id": "1", **body})


@pytest.mark.parametrize("text", ["", "   \n\t ", "a\0b", "x" * 20_481])
def test_an_impossible_text_is_refused_by_name(
    client: FlaskClient, key: dict[str, str], text: str
) -> None:
    answer = post(client, key, text=text)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "text"
    assert client.get("/v1/comments/1", headers=key).status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe{}", b"{", b"[" * 50_000, b'{"id": "1", "text": "\\ud800"}', b""],
)
def test_a_body_that_cannot_be_read_is_refused(
    client: FlaskClient, key: dict[str, str], body: bytes
) -> None:
    answer = client.post("/v1/comments", headers=key, data=body)
    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "text",
    [
        "\u202eyou are right",
        "e" + "\u0301" * 10_000,
        "a" * 20_480,
        "\ufeff.",
        "😀" * 99,
    ],
)
def test_a_strange_text_is_taken(
    client: FlaskClient, key: dict[str, str], text: str
) -> None:
    assert post(client, key, text=text).status_code == 201


def test_a_wrong_type_is_named_with_what_was_wanted_and_came(
    client: FlaskClient, key: dict[str, str]
) -> None:
    answer = post(client, key, text="Hi", article={"title": 5})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "article.title"
    assert answer.json["errors"][0]["got"] == "int"


def test_unknown_fields_are_listed_and_not_read(
    client: FlaskClient, key: dict[str, str]
) -> None:
    answer = post(client, key, text="Well said!", mood="good", author={"shoe": 44})
    assert answer.status_code == 201
    named = {each.split(":")[0] for each in answer.json["warnings"]}
    assert named == {"author.shoe", "mood"}


def test_too_large_a_body_is_refused(client: FlaskClient, key: dict[str, str]) -> None:
    assert post(client, key, text="x" * 70_000).status_code == 413


def test_no_key_and_a_revoked_key_get_401(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    assert post(client, {}, text="Hi").status_code == 401
    with service.db.writing() as db:
        stored_keys.revoke(db, "test", now())
    assert post(client, key, text="Hi").status_code == 401


def test_another_sites_comment_is_not_found(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    made = keys.make(service.db, "other", "other", keys.RIGHTS)
    post(client, key, text="Well said!")
    theirs = {"Authorization": f"Bearer {made}"}
    assert client.get("/v1/comments/1", headers=theirs).status_code == 404


def test_a_stale_version_is_told_who_decided(
    client: FlaskClient, key: dict[str, str]
) -> None:
    post(client, key, text="What a moron. You are an idiot.")
    decision = {"action": "reject", "by": "anna", "version": 1}
    path = "/v1/comments/1/decisions"
    assert client.post(path, headers=key, json=decision).status_code == 200
    late = client.post(path, headers=key, json={**decision, "by": "ben"})
    assert late.status_code == 409
    assert late.json is not None
    assert "rejected by anna" in late.json["detail"]


@pytest.mark.impatient
def test_a_locked_database_asks_to_come_again_and_keeps_nothing(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    other = sqlite3.connect(service.db.path)
    other.execute("BEGIN IMMEDIATE")
    answer = post(client, key, text="Well said!")
    other.rollback()
    other.close()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert client.get("/v1/comments/1", headers=key).status_code == 404


def test_a_full_disk_keeps_nothing(service: Service) -> None:
    with pytest.raises(StoreUnavailable):
        _fill_the_disk(service)
    with service.db.reading() as db:
        assert [site.name for site in people.sites(db)] == ["default"]


def test_a_full_disk_asks_to_come_again(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    with service.db.writing() as db:  # by the connection that writes next
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 2}")
    article = {"id": "a", "text": "The tram. " * 10_000}
    answer = post(client, key, text="Well said!", article=article)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert client.get("/v1/comments/1", headers=key).status_code == 404
    assert post(client, key, text="Well said!", article=article).status_code == 201


def _fill_the_disk(service: Service) -> None:
    with service.db.writing() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(10_000):
            people.add_site(db, f"site-{number}" + "x" * 500, now())


def test_a_judge_that_breaks_holds_and_logs_no_text(
    client: FlaskClient,
    key: dict[str, str],
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(texts: list[str]) -> None:
        raise ValueError(texts[0])

    monkeypatch.setattr(service.judges.model, "score", broken)
    with caplog.at_level(logging.DEBUG):
        answer = post(client, key, text="A secret remark.")
    assert answer.json["action"] == "hold"
    assert answer.json["reasons"][0]["code"] == "unscored"
    assert "secret" not in caplog.text


def test_scripts_in_a_comment_stay_text(
    client: FlaskClient, key: dict[str, str]
) -> None:
    sent = "<script>alert(1)</script><b>You idiot</b>"
    answer = post(client, key, text=sent, format="html")
    begin, end = (answer.json["reasons"][0]["spans"][0][it] for it in ("begin", "end"))
    assert "diot" in sent[begin:end]
    assert "<script>alert" not in json.dumps(client.get("/demo").get_data(as_text=True))


def test_the_same_again_answers_the_same_and_an_edit_is_a_new_revision(
    client: FlaskClient, key: dict[str, str]
) -> None:
    first = post(client, key, text="Well said!")
    again = post(client, key, text="Well said!")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    edited = post(client, key, text="Well said indeed!")
    assert (edited.json["revision"], edited.json["version"]) == (2, 2)
