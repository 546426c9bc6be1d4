"""Readers report, authors appeal, publishers erase: by the native API."""

from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient

from moderation import keys, reports
from moderation.comments import Action, Reason
from moderation.service import Service
from tests.moderation.stories import KIND, RUDE, decide
from web.api import answers

Key = dict[str, str]


@pytest.fixture
def posted(client: FlaskClient, key: Key) -> FlaskClient:
    for id, text in (("1", RUDE), ("2", KIND)):
        client.post("/v1/comments", headers=key, json={"id": id, "text": text})
    return client


def read(answer: Any, kind: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return msgspec.json.decode(answer.data, type=kind)


def test_a_report_is_taken_once_from_each_reader(posted: FlaskClient, key: Key) -> None:
    body = {"reporter": "rita", "reason": "insult", "note": "Look."}
    first = posted.post("/v1/comments/2/reports", headers=key, json=body)
    assert read(first, answers.Receipt, 201).status == "approved"
    again = posted.post("/v1/comments/2/reports", headers=key, json=body)
    assert read(again, answers.Receipt).id == "2"
    shown = read(posted.get("/v1/comments/2", headers=key), answers.Shown)
    (report,) = shown.reports
    assert (report.reporter, report.note, report.weight) == ("rita", "Look.", 0.5)


def test_a_reader_who_reports_too_much_is_told_when_to_go_on(
    client: FlaskClient, key: Key
) -> None:
    statuses = []
    for number in range(reports.MOST + 1):
        path = f"/v1/comments/{number}"
        body = {"id": str(number), "text": f"{KIND} {number}"}
        client.post("/v1/comments", headers=key, json=body)
        answer = client.post(f"{path}/reports", headers=key, json={"reporter": "r"})
        statuses.append(answer.status_code)
    assert statuses == [201] * reports.MOST + [429]
    assert read(answer, answers.Problem, 429).title == "Too many reports"
    assert 3_000 < int(answer.headers["Retry-After"]) <= 3_600
    other = client.post(f"{path}/reports", headers=key, json={"reporter": "s"})
    assert other.status_code == 201


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "reporter"),
        ({"reporter": ""}, "reporter"),
        ({"reporter": "r", "reason": "ugly"}, "reason"),
        ({"reporter": "r", "note": 5}, "note"),
    ],
)
def test_a_report_that_cannot_be_meant_names_the_field(
    posted: FlaskClient, key: Key, body: dict[str, Any], field: str
) -> None:
    answer = posted.post("/v1/comments/2/reports", headers=key, json=body)
    problem = read(answer, answers.Problem, 422)
    assert [each.field for each in problem.errors] == [field]


def test_an_appeal_waits_until_another_person_decides(
    posted: FlaskClient, key: Key, service: Service
) -> None:
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, by="anna")
    body = {"text": "It was praise.", "colour": "red"}
    made = posted.post("/v1/comments/1/appeals", headers=key, json=body)
    assert read(made, answers.NewAppeal, 201).against == "anna"
    again = posted.post("/v1/comments/1/appeals", headers=key, json=body)
    assert read(again, answers.Problem, 409).title == "Nothing to appeal against"
    waiting = read(posted.get("/v1/appeals", headers=key), answers.Appeals)
    assert [each.comment for each in waiting.appeals] == ["1"]
    later = f"/v1/appeals?after={waiting.next}"
    assert read(posted.get(later, headers=key), answers.Appeals).appeals == []
    own = {"action": "approve", "by": "anna"}
    refused = posted.post("/v1/comments/1/decisions", headers=key, json=own)
    assert "somebody else" in read(refused, answers.Problem, 403).detail
    others = {"action": "approve", "by": "ben"}
    done = posted.post("/v1/comments/1/decisions", headers=key, json=others)
    assert read(done, answers.Receipt).status == "approved"
    shown = read(posted.get("/v1/comments/1", headers=key), answers.Shown)
    assert shown.appeal.granted is True


def test_statements_of_reasons_are_read_in_order(
    posted: FlaskClient, key: Key, service: Service
) -> None:
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    found = read(posted.get("/v1/statements", headers=key), answers.Statements)
    (statement,) = found.statements
    assert statement["comment"] == "1"
    later = f"/v1/statements?after={found.next}"
    assert read(posted.get(later, headers=key), answers.Statements).statements == []


def test_an_erased_comment_is_gone_and_its_trail_says_so(
    posted: FlaskClient, key: Key
) -> None:
    answer = posted.delete("/v1/comments/1", headers=key)
    assert (answer.status_code, answer.data) == (204, b"")
    for path in ("/v1/comments/1", "/v1/comments/1/reports"):
        assert posted.delete("/v1/comments/1", headers=key).status_code == 404
        given = (
            posted.get(path, headers=key)
            if path.endswith("1")
            else posted.post(path, headers=key, json={"reporter": "r"})
        )
        assert read(given, answers.Problem, 404).title == "The comment was erased"
    trail = read(posted.get("/v1/comments/1/events", headers=key), answers.Events)
    assert (trail.events[-1].kind, trail.events[-1].by) == ("erased", "key test")


def test_erasing_needs_the_right_to_decide(
    posted: FlaskClient, service: Service
) -> None:
    made = keys.make(service.db, "less", "default", frozenset({"submit", "read"}))
    headers = {"Authorization": f"Bearer {made}"}
    assert posted.delete("/v1/comments/1", headers=headers).status_code == 403


def test_an_author_is_advised_before_posting_and_nothing_is_kept(
    client: FlaskClient, key: Key
) -> None:
    body = {"text": "Trams are fine. " + RUDE, "advise": True}
    found = read(client.post("/v1/score", headers=key, json=body), answers.Assessed)
    assert found.advice
    words = [body["text"][s.begin : s.end] for its in found.advice for s in its.spans]
    assert "moron" in " ".join(words)
    calm = read(
        client.post("/v1/score", headers=key, json={"text": KIND, "advise": True}),
        answers.Assessed,
    )
    assert calm.advice == []
    plain = client.post("/v1/score", headers=key, json={"text": RUDE})
    assert read(plain, answers.Assessed).advice is msgspec.UNSET
    assert client.get("/v1/comments/-", headers=key).status_code == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v1/comments/1", answers.Shown),
        ("/v1/comments/1/events", answers.Events),
        ("/v1/decisions", answers.Decisions),
        ("/v1/appeals", answers.Appeals),
        ("/v1/statements", answers.Statements),
        ("/readyz", answers.Ready),
        ("/healthz", answers.Health),
    ],
)
def test_answers_are_as_the_contract_says(
    posted: FlaskClient, key: Key, path: str, kind: Any
) -> None:
    read(posted.get(path, headers=key), kind)
