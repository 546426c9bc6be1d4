"""Every error that Perspective's clients know, word for word."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from classifier.scorers.standins import StandIn, StandIns
from moderation import keys
from moderation.service import Service
from tests.web.perspective.calling import FINNISH, KIND, Caller
from tests.web.test_api import Broken

OURS = "type.googleapis.com/google.commentanalyzer.v1alpha1.Error"


def body(text: str = KIND, *names: str, **more: Any) -> dict[str, Any]:
    wanted = {name: {} for name in names or ("TOXICITY",)}
    return {"comment": {"text": text}, "requestedAttributes": wanted, **more}


def error(message: str, kind: str) -> dict[str, Any]:
    details = [{"@type": OURS, "errorType": kind}]
    told = {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}
    return {**told, "details": details}


BOTH = {"entries": [{"text": "a"}], "articleAndParentComment": {"article": {}}}
ONE = {"article": {"text": "a"}}

TABLE = [
    (body(""), "Comment must be non-empty.", "COMMENT_EMPTY"),
    (body(" \n\t"), "Comment must be non-empty.", "COMMENT_EMPTY"),
    (
        {"requestedAttributes": {"SPAM": {}}},
        "Comment must be non-empty.",
        "COMMENT_EMPTY",
    ),
    (body("a" * 20_481), "Comment text too long.", "COMMENT_TOO_LONG"),
    (body("é" * 10_241), "Comment text too long.", "COMMENT_TOO_LONG"),
    (body("🤬 !!! 123"), "Unable to detect language", "LANGUAGE_DETECTION_FAILED"),
    (
        {"comment": {"text": KIND}},
        "Missing requested_attributes",
        "NO_REQUESTED_ATTRIBUTES",
    ),
    (
        {"comment": {"text": KIND}, "requestedAttributes": {}},
        "Missing requested_attributes",
        "NO_REQUESTED_ATTRIBUTES",
    ),
    (body(KIND, "NICE"), "Unknown requested attribute: NICE", "INVALID_REQUEST"),
    (
        body(KIND, "FLIRTATION", "TOXICITY"),
        "Unknown requested attribute: FLIRTATION",
        "INVALID_REQUEST",
    ),
    *(
        (
            {**body(), "requestedAttributes": {"INSULT": {"scoreType": kind}}},
            f"Requested score type {kind} is not supported by attribute INSULT",
            "INVALID_REQUEST",
        )
        for kind in ("STD_DEV_SCORE", "PERCENTILE", "RAW")
    ),
    (
        {**body(), "comment": {"text": KIND, "type": "MARKDOWN"}},
        "Currently, only 'PLAIN_TEXT' comments are supported",
        "INVALID_REQUEST",
    ),
    (
        body(context={**BOTH, "articleAndParentComment": ONE}),
        "Context can have either entries or article_and_parent_comment, but both "
        "fields were populated.",
        "INVALID_REQUEST",
    ),
]


@pytest.mark.parametrize(("sent", "message", "kind"), TABLE)
def test_what_is_wrong_is_told_as_google_told_it(
    caller: Caller, sent: Any, message: str, kind: str
) -> None:
    status, told = caller.refused(sent)
    assert (status, told) == (400, error(message, kind))


@pytest.mark.parametrize("named", [["om"], ["en", "om"], ["hi-Latn"]])
def test_a_language_that_is_asked_for_and_not_served_is_told_of_each_attribute(
    caller: Caller, named: list[str]
) -> None:
    status, told = caller.refused(body(KIND, "TOXICITY", "THREAT", languages=named))
    lacking = named[-1].partition("-")[0]
    message = f"Attribute TOXICITY does not support request languages: {lacking}"
    assert (status, told["message"]) == (400, message)
    assert told["details"] == [
        {
            "@type": OURS,
            "errorType": "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            "languageNotSupportedByAttributeError": {
                "requestedLanguages": named,
                "attribute": name,
            },
        }
        for name in ("TOXICITY", "THREAT")
    ]


def test_a_language_that_is_found_and_not_served_is_told(caller: Caller) -> None:
    status, told = caller.refused(body(FINNISH, "INSULT"))
    assert status == 400
    assert told["message"] == "Attribute INSULT does not support request languages: fi"
    (its,) = told["details"]
    assert its["languageNotSupportedByAttributeError"] == {
        "detectedLanguages": ["fi"],
        "attribute": "INSULT",
    }


def test_the_first_of_many_errors_is_the_one_told_and_all_have_details(
    caller: Caller,
) -> None:
    sent = body(KIND, "INSULT", "NICE", "THREAT", languages=["de"])
    sent["requestedAttributes"]["SPAM"] = {"scoreType": "RAW"}
    _, told = caller.refused(sent)
    assert told["message"] == "Unknown requested attribute: NICE"
    kinds = [each["errorType"] for each in told["details"]]
    assert kinds == [
        "INVALID_REQUEST",
        "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
        "INVALID_REQUEST",
    ]


def test_what_is_not_supported_is_dropped_where_that_is_wished(caller: Caller) -> None:
    wishes = {"dropUnsupportedAttributes": True, "languages": ["de"]}
    told = caller.analyze(KIND, "NICE", "TOXICITY", "THREAT", **wishes)
    assert list(told["attributeScores"]) == ["TOXICITY"]
    none = caller.analyze(KIND, "NICE", dropUnsupportedAttributes=True)
    assert none == {"languages": ["en"], "detectedLanguages": ["en"]}


def test_no_key_and_a_bad_key_are_told_apart(client: FlaskClient) -> None:
    none = client.post("/v1alpha1/comments:analyze", json=body())
    assert none.json == {
        "error": {
            "code": 403,
            "message": "Method doesn't allow unregistered callers (callers without "
            "established identity). Please use API Key or other form of API consumer "
            "identity to call this API.",
            "status": "PERMISSION_DENIED",
        }
    }
    bad = client.post("/v1alpha1/comments:analyze?key=no", json=body())
    assert (none.status_code, bad.status_code) == (403, 400)
    assert bad.json == {
        "error": {
            "code": 400,
            "message": "API key not valid. Please pass a valid API key.",
            "status": "INVALID_ARGUMENT",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "API_KEY_INVALID",
                    "domain": "googleapis.com",
                    "metadata": {"service": "commentanalyzer.googleapis.com"},
                }
            ],
        }
    }


def test_a_key_without_the_right_is_refused(
    client: FlaskClient, service: Service
) -> None:
    made = keys.make(service.db, "less", "default", frozenset({"submit"}))
    refused = Caller(client, made).suggest(KIND, 1)
    assert refused.status_code == 403
    assert refused.json is not None
    assert refused.json["error"]["status"] == "PERMISSION_DENIED"
    assert "no right to decide" in refused.json["error"]["message"]


def test_a_key_beyond_its_limit_is_told_the_quota_and_when_to_come_again(
    client: FlaskClient, service: Service
) -> None:
    made = keys.make(service.db, "slow", "default", keys.RIGHTS, per_minute=1)
    caller = Caller(client, made)
    assert caller.post(body()).status_code == 200
    answer = caller.post(body())
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.json is not None
    told = answer.json["error"]
    assert told["status"] == "RESOURCE_EXHAUSTED"
    assert told["message"].startswith(
        "Quota exceeded for quota metric 'Analysis requests (AnalyzeComment)' and "
        "limit 'Analysis requests (AnalyzeComment) per minute'"
    )
    info, help = told["details"]
    assert info["reason"] == "RATE_LIMIT_EXCEEDED"
    assert info["metadata"].keys() == {
        *("quota_limit", "quota_limit_value", "quota_metric"),
        *("consumer", "service", "quota_location"),
    }
    assert info["metadata"]["quota_limit_value"] == "1"
    assert help["@type"] == "type.googleapis.com/google.rpc.Help"


def test_a_judge_that_fails_is_an_error_and_never_a_low_score(
    caller: Caller, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(service.judges.model), "score", None)
    answer = caller.post(body())
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["error"]["status"] == "UNAVAILABLE"
    assert int(answer.headers["Retry-After"]) > 0
    assert KIND not in answer.text


@pytest.mark.parametrize("names", [["OFF_TOPIC"], ["LIKELY_TO_REJECT"]])
def test_so_is_the_topic_judge_and_the_rules(
    caller: Caller,
    service: Service,
    names: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(type(service.judges.topic), "score", None)
    assert caller.post(body(KIND, *names)).status_code == 503
    assert caller.post(body(KIND, "TOXICITY")).status_code == 200  # it was not asked


def test_a_stand_in_that_fails_is_told_only_where_it_is_asked(
    caller: Caller, service: Service
) -> None:
    broken = StandIns([StandIn("remote", Broken(), ("insult",))], timeout=0.3)
    object.__setattr__(service.judges, "stand_ins", broken)
    assert caller.post(body(KIND, "INSULT")).status_code == 503
    assert caller.post(body(KIND, "TOXICITY")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1alpha1/comments:analyze"),
        ("POST", "/v1alpha1/comments:guess"),
        ("DELETE", "/v1alpha1/comments"),
        ("GET", "/$discovery/rest?version=v9"),
    ],
)
def test_what_is_not_there_is_told_in_the_same_shape(
    caller: Caller, method: str, path: str
) -> None:
    answer = caller.client.open(path, method=method)
    assert answer.status_code == 404
    assert answer.json == {
        "error": {"code": 404, "message": "Method not found.", "status": "NOT_FOUND"}
    }
