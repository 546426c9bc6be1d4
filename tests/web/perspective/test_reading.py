"""Bodies as clients send them, and as nobody should: read, or refused, never a 500."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import needs
from tests.web.perspective.calling import KIND, RUDE, Caller
from web.compat.perspective import lenient

PLAIN = {"comment": {"text": RUDE}, "requestedAttributes": {"TOXICITY": {}}}


def value(caller: Caller, body: Any) -> float:
    answer = caller.post(body)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    (its,) = answer.json["attributeScores"].values()
    return float(its["summaryScore"]["value"])


@pytest.mark.parametrize(
    "raw",
    [
        b'{comment: {text: "You are an idiot."}, languages: ["en"], '
        b"requestedAttributes: {TOXICITY:{}}}",
        b"{'comment': {'text': 'You are an idiot.'}, "
        b"'requestedAttributes': {'TOXICITY': {},},}",
        b'\xef\xbb\xbf{"comment":{"text":"You are an idiot."},'
        b'"requestedAttributes":{"TOXICITY":{}}}',
        b'{"comment":{"text":"You are an idiot."},'
        b'"requested_attributes":{"TOXICITY":{"score_type":"PROBABILITY"}},'
        b'"span_annotations":false,"do_not_store":true,"client_token":"x"}',
        b'{"comment":{"text":"You are an idiot.","type":"PLAIN_TEXT"},"session_id":"s",'
        b'"requestedAttributes":{"TOXICITY":null},"languages":null,"context":null,'
        b'"communityId":"c","unheardOf":{"x":1}}',
        b'{"comment":{"text":"You are an idiot.","type":"TEXT_TYPE_UNSPECIFIED"},'
        b'"requestedAttributes":{"TOXICITY":{"scoreThreshold":{"value":0.5}}}}',
        b'{"comment":{"text":"You are an idiot."},"languages":"en-GB",'
        b'"requestedAttributes":{"TOXICITY":{"scoreThreshold":"0.5"}}}',
    ],
)
def test_what_clients_send_is_read_whatever_its_spelling(
    caller: Caller, raw: bytes
) -> None:
    assert value(caller, raw) == value(caller, PLAIN)


def test_unknown_and_common_query_parameters_change_nothing(caller: Caller) -> None:
    query = "&alt=json&fields=languages&$.xgafv=2&quotaUser=u&x=y"
    assert caller.post(PLAIN, query=query).json == caller.post(PLAIN).json
    pretty = caller.post(PLAIN, query="&prettyPrint=true")
    assert pretty.text.startswith('{\n  "attributeScores"')
    assert pretty.json == caller.post(PLAIN).json


def test_the_key_is_taken_from_either_header_too(caller: Caller) -> None:
    for headers in (
        {"X-Goog-Api-Key": caller.key},
        {"Authorization": f"Bearer {caller.key}"},
    ):
        answer = caller.client.post(
            "/v1alpha1/comments:analyze", json=PLAIN, headers=headers
        )
        assert answer.status_code == 200


def test_html_is_read_as_a_reader_would_with_spans_of_the_source(
    caller: Caller,
) -> None:
    html = "<p>You are an <b>id</b>iot.</p><p>Well said!</p>"
    body = {"comment": {"text": html, "type": "HTML"}, "spanAnnotations": True}
    answer = caller.post({**body, "requestedAttributes": {"TOXICITY": {}}})
    assert answer.json is not None
    its = answer.json["attributeScores"]["TOXICITY"]
    cut = [html[each["begin"] : each["end"]] for each in its["spanScores"]]
    assert cut == ["You are an <b>id</b>iot.", "Well said!"]
    assert its["summaryScore"]["value"] > 0.5
    empty = {"comment": {"text": "<br><p></p>", "type": "HTML"}}
    status, error = caller.refused({**empty, "requestedAttributes": {"TOXICITY": {}}})
    assert (status, error["details"][0]["errorType"]) == (400, "COMMENT_EMPTY")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"x", "Unexpected token at character 0."),
        (b"{comment: {text: 'x}", "Unexpected token at character 17."),
        (b"\xff{}", "Unexpected token at character 0."),
        (b"{} x", "Unexpected token at character 3."),
        (b"[" * 100_000, "Unexpected token at character 51."),
    ],
)
def test_what_is_no_json_is_told_with_its_place(
    caller: Caller, raw: bytes, message: str
) -> None:
    status, error = caller.refused(raw)
    told = f"Invalid JSON payload received. {message}"
    assert (status, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"] == told
    assert error["details"][0]["fieldViolations"] == [{"description": told}]


@pytest.mark.parametrize("raw", [b"", b" \n"])
def test_no_body_is_read_as_an_empty_one(caller: Caller, raw: bytes) -> None:
    assert caller.refused(raw) == caller.refused({})


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"comment": "x"}, "comment"),
        ({"comment": {"text": 5}}, "comment.text"),
        ({"requestedAttributes": ["TOXICITY"]}, "requested_attributes"),
        ({"requestedAttributes": {"SPAM": 1}}, "requested_attributes[SPAM]"),
        (
            {"requestedAttributes": {"SPAM": {"scoreThreshold": "high"}}},
            "requested_attributes[SPAM].score_threshold",
        ),
        ({"languages": [5]}, "languages"),
        ({"doNotStore": "maybe"}, "do_not_store"),
        ({"spanAnnotations": []}, "span_annotations"),
        ({"clientToken": {}}, "client_token"),
        ({"context": {"entries": "x"}}, "context.entries"),
        ({"context": {"entries": [1]}}, "context.entries"),
        (
            {"requestedAttributes": dict.fromkeys(map(str, range(101)))},
            "requested_attr",
        ),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(
    caller: Caller, changed: dict[str, Any], path: str
) -> None:
    status, error = caller.refused({**PLAIN, **changed})
    assert (status, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"].startswith(f"Invalid value at '{path}")
    assert error["details"][0]["fieldViolations"][0]["field"].startswith(path)


def test_half_a_character_and_nul_are_taken_and_places_stay(caller: Caller) -> None:
    raw = json.dumps(PLAIN).replace(RUDE, "Good\\u0000day.\\ud83d\\ude00 \\ud83d You.")
    raw = raw.replace('"TOXICITY": {}}', '"TOXICITY": {}}, "spanAnnotations": true')
    answer = caller.post(raw.encode())
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    spans = answer.json["attributeScores"]["TOXICITY"]["spanScores"]
    assert spans[-1]["end"] == 18


def test_lenient_reading_is_that_of_json_where_it_is_json() -> None:
    for each in (PLAIN, [1, -2.5e3, True, None, "\u00e9\u2028\\/\"'\n", {"": []}]):
        assert lenient.read(json.dumps(each)) == each
        assert lenient.read(json.dumps(each, ensure_ascii=False, indent=1)) == each


_any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner)
    ),
    max_leaves=8,
)
_names = st.sampled_from(
    ["TOXICITY", "INSULT@2", "SPAM_EXPERIMENTAL", "OFF_TOPIC", "X", "", "@", "LIKELY_"]
)
_odd = st.fixed_dictionaries(
    {},
    optional={
        "comment": _any_json
        | st.fixed_dictionaries(
            {"text": st.text() | _any_json}, optional={"type": _any_json}
        ),
        "requestedAttributes": _any_json | st.dictionaries(_names, _any_json),
        "requested_attributes": st.dictionaries(_names, _any_json),
        "attributeScores": _any_json
        | st.dictionaries(
            _names,
            _any_json
            | st.fixed_dictionaries(
                {"summaryScore": st.fixed_dictionaries({"value": _any_json})}
            ),
        ),
        "languages": _any_json | st.lists(st.sampled_from(["en", "de", "", "x-"])),
        "context": _any_json
        | st.fixed_dictionaries({}, optional={"entries": st.lists(_any_json)}),
        "spanAnnotations": _any_json,
        "doNotStore": _any_json,
        "clientToken": _any_json | st.text().map("comment:{}".format),
        "dropUnsupportedAttributes": _any_json,
    },
)


@settings(
    max_examples=needs.examples(300),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(odd=_odd, method=st.sampled_from(["analyze", "suggestscore"]))
def test_whatever_comes_as_json_is_answered_or_refused(
    caller: Caller, odd: dict[str, Any], method: str
) -> None:
    answer = caller.post(odd, method)
    assert answer.status_code in (200, 400), answer.text
    assert answer.json is not None
    if answer.status_code == 400:
        assert answer.json["error"]["message"]


@settings(
    max_examples=needs.examples(200),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(raw=st.binary() | st.text(alphabet="{}[]:,'\"\\ab0.-e \n").map(str.encode))
def test_whatever_comes_as_bytes_is_refused(caller: Caller, raw: bytes) -> None:
    assert caller.post(raw).status_code == 400


def test_a_kind_text_is_not_rude(caller: Caller) -> None:
    assert value(caller, {**PLAIN, "comment": {"text": KIND}}) < 0.1
