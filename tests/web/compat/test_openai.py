"""`POST /v1/moderations` answers as OpenAI's clients expect."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from moderation import judging, keys
from moderation.levels import Level, Override
from moderation.service import Service
from moderation.store import levels
from moderation.store.database import now
from tests import needs
from tests.moderation.stories import count
from web.compat.openai import categories

THIRTEEN = {
    *("hate", "hate/threatening", "harassment", "harassment/threatening"),
    *("illicit", "illicit/violent", "self-harm", "self-harm/intent"),
    *("self-harm/instructions", "sexual", "sexual/minors"),
    *("violence", "violence/graphic"),
}
UNBACKED = {
    *("illicit", "illicit/violent", "self-harm/intent", "self-harm/instructions"),
    *("sexual/minors", "violence/graphic"),
}
ERROR_KEYS = {"message", "type", "param", "code"}


def ask(client: FlaskClient, key: dict[str, str], input: Any, **more: Any) -> Any:
    answer = client.post("/v1/moderations", json={"input": input, **more}, headers=key)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def flags(client: FlaskClient, key: dict[str, str], text: str) -> set[str]:
    (result,) = ask(client, key, text)["results"]
    assert result["flagged"] == any(result["categories"].values())
    return {name for name, flagged in result["categories"].items() if flagged}


def test_each_text_gets_one_result_with_all_thirteen_categories(
    client: FlaskClient, key: dict[str, str]
) -> None:
    answer = ask(client, key, ["Well said!", "You are an idiot."])
    assert answer["id"].startswith("modr-")
    assert [each["flagged"] for each in answer["results"]] == [False, True]
    for result in answer["results"]:
        for part in ("categories", "category_scores", "category_applied_input_types"):
            assert set(result[part]) == THIRTEEN
        assert all(0 <= its <= 1 for its in result["category_scores"].values())


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("You are a complete moron.", "harassment"),
        ("I will find you and you will pay.", "harassment/threatening"),
        ("I will find you and you will pay.", "violence"),
        ("Refugees are vermin.", "hate"),
        ("Send me a photo of your tits.", "sexual"),
        ("Go drown yourself.", "self-harm"),
    ],
)
def test_what_a_category_names_is_flagged_as_it(
    client: FlaskClient, key: dict[str, str], text: str, category: str
) -> None:
    assert category in flags(client, key, text)


def test_only_what_is_both_hate_and_threat_is_threatening_hate(
    client: FlaskClient, key: dict[str, str]
) -> None:
    assert "hate/threatening" not in flags(client, key, "Refugees are vermin.")
    both = flags(client, key, "Refugees are vermin, and I will kill them all.")
    assert {"hate", "violence", "hate/threatening"} <= both


def test_what_nothing_backs_is_never_flagged_and_says_so(
    client: FlaskClient, key: dict[str, str]
) -> None:
    (result,) = ask(client, key, "Kill them, sell drugs, show it all.")["results"]
    unbacked = {name for name in THIRTEEN if not categories.backed(name)}
    assert unbacked == UNBACKED
    for name in unbacked:
        assert result["category_scores"][name] == 0
        assert result["category_applied_input_types"][name] == []


def test_the_sites_own_thresholds_flag(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    text = "That is a really dumb thing to say."
    (result,) = ask(client, key, text)["results"]
    score = result["category_scores"]["harassment"]
    for threshold in (0.99, score / 2):
        holds = dict.fromkeys(("toxicity", "severe_toxicity", "insult"), threshold)
        with service.db.writing() as db:
            its = Override(level=Level.SITE, name="", holds=holds)
            levels.keep(db, "default", its, now())
        (result,) = ask(client, key, text)["results"]
        assert result["categories"]["harassment"] is (threshold < score)


def test_content_parts_are_one_text(client: FlaskClient, key: dict[str, str]) -> None:
    parts = [{"type": "text", "text": each} for each in ("You are", "an idiot.")]
    (result,) = ask(client, key, parts)["results"]
    assert result["categories"]["harassment"]


def test_an_image_is_refused(client: FlaskClient, key: dict[str, str]) -> None:
    image = {"type": "image_url", "image_url": {"url": "https://a.example/1.png"}}
    part = {"type": "text", "text": "See"}
    answer = client.post("/v1/moderations", json={"input": [part, image]}, headers=key)
    assert answer.status_code == 400
    error = answer.get_json()["error"]
    assert (error["type"], error["param"]) == ("invalid_request_error", "input[1]")
    assert "image" in error["message"]


@pytest.mark.parametrize(
    "model",
    [
        "omni-moderation-latest",
        "omni-moderation-2024-09-26",
        "text-moderation-latest",
        "text-moderation-stable",
        None,
    ],
)
def test_models_that_clients_ask_for_are_echoed(
    client: FlaskClient, key: dict[str, str], model: str | None
) -> None:
    answer = ask(client, key, "x", model=model)
    assert answer["model"] == (model or "omni-moderation-latest")


def test_nothing_is_stored(
    client: FlaskClient, key: dict[str, str], service: Service
) -> None:
    ask(client, key, ["You are an idiot.", "Well said!"])
    for table in ("comments", "events", "judgements", "suggestions"):
        assert count(service, table) == 0


def test_a_judge_that_fails_says_nothing_instead_of_unflagged(
    client: FlaskClient, key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(judging._Hearing, "_checked", broken)
    answer = client.post("/v1/moderations", json={"input": "Hi"}, headers=key)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.get_json()["error"]["code"] == "judge_failed"


def test_a_text_that_nobody_reads_is_flagged_without_a_category(
    client: FlaskClient, key: dict[str, str]
) -> None:
    text = "Сегодня мэр открыл новую трамвайную линию, и жители очень рады этому."
    (result,) = ask(client, key, text)["results"]
    assert result["flagged"]
    assert not any(result["categories"].values())


def test_blanks_flag_nothing(client: FlaskClient, key: dict[str, str]) -> None:
    results = ask(client, key, ["", " \n", "\0"])["results"]
    assert [each["flagged"] for each in results] == [False] * 3


@pytest.mark.parametrize(
    ("body", "param"),
    [
        (b"{", None),
        (b"[]", None),
        (b"\xff", None),
        (b"[" * 5000, None),
        (b"{}", "input"),
        (b'{"input": []}', "input"),
        (b'{"input": 7}', "input"),
        (b'{"input": [7]}', "input[0]"),
        (b'{"input": ["a", {"type": "text", "text": "b"}]}', "input[0]"),
        (b'{"input": [{"type": "text"}]}', "input[0]"),
        (b'{"input": "a", "model": "gpt-4"}', "model"),
        (b'{"input": "a", "model": 4}', "model"),
        (json.dumps({"input": "a" * 20_481}).encode(), "input"),
        (json.dumps({"input": ["b", "a" * 20_481]}).encode(), "input[1]"),
        (json.dumps({"input": ["b"] * 1_001}).encode(), "input"),
    ],
)
def test_what_cannot_be_read_is_told_in_their_shape(
    client: FlaskClient, key: dict[str, str], body: bytes, param: str | None
) -> None:
    answer = client.post("/v1/moderations", data=body, headers=key)
    assert answer.status_code == 400
    error = answer.get_json()["error"]
    assert set(error) == ERROR_KEYS
    assert error["type"] == "invalid_request_error"
    assert error["param"] == param


def test_a_wrong_key_is_told_in_their_shape(
    client: FlaskClient, service: Service
) -> None:
    reader = keys.make(service.db, "reader", "default", frozenset({"read"}))
    for headers, status, code in (
        ({}, 401, "invalid_api_key"),
        ({"Authorization": "Bearer sk-1"}, 401, "invalid_api_key"),
        ({"Authorization": f"Bearer {reader}"}, 403, None),
    ):
        answer = client.post("/v1/moderations", json={"input": "x"}, headers=headers)
        error = answer.get_json()["error"]
        assert (answer.status_code, error["code"]) == (status, code)
        assert set(error) == ERROR_KEYS
        assert "sk-1" not in answer.text


def test_over_the_limit_the_client_is_told_when_to_come_back(
    client: FlaskClient, service: Service
) -> None:
    its = keys.make(service.db, "few", "default", frozenset({"submit"}), per_minute=2)
    headers = {"Authorization": f"Bearer {its}"}
    ask(client, headers, ["a", "b"])
    answer = client.post("/v1/moderations", json={"input": "c"}, headers=headers)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert answer.get_json()["error"]["code"] == "rate_limit_exceeded"
    assert set(answer.get_json()["error"]) == ERROR_KEYS


def test_other_errors_have_their_shape_too(
    client: FlaskClient, key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(client.get("/v1/moderations").get_json()["error"]) == ERROR_KEYS
    large = client.post("/v1/moderations", data=b" " * 700_000, headers=key)
    assert (large.status_code, set(large.get_json()["error"])) == (413, ERROR_KEYS)

    def broken(*_: object) -> None:
        raise RuntimeError("a comment")

    monkeypatch.setattr("web.compat.openai.routes.intake.assess", broken)
    ours = client.post("/v1/moderations", json={"input": "x"}, headers=key)
    assert (ours.status_code, set(ours.get_json()["error"])) == (500, ERROR_KEYS)


@settings(
    max_examples=needs.examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    body=some.one_of(
        some.binary(max_size=80),
        some.recursive(
            some.none() | some.booleans() | some.floats() | some.text(max_size=40),
            lambda some_of: (
                some.lists(some_of, max_size=3)
                | some.dictionaries(
                    some.sampled_from(["input", "model", "type", "text"]), some_of
                )
            ),
            max_leaves=8,
        ).map(lambda its: json.dumps(its).encode()),
    )
)
def test_whatever_comes_is_answered_or_refused(
    client: FlaskClient, key: dict[str, str], body: bytes
) -> None:
    answer = client.post("/v1/moderations", data=body, headers=key)
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert set(answer.get_json()["error"]) == ERROR_KEYS
