"""`comments:suggestscore`: what people made of a text is a decision, or an example."""

import json
from typing import Any

import pytest

from moderation import queue
from moderation.comments import Reason, Status
from moderation.service import Service
from moderation.store import examples
from tests.moderation.stories import count, post
from tests.web.perspective.calling import KIND, RUDE, Caller


def coral(id: str, score: int, text: str) -> dict[str, Any]:
    """As Coral sends it when a moderator has decided."""
    entry = {
        "url": "https://news.example/trams",
        "reply_to_id_Coral_comment_id": None,
        "Coral_comment_id": id,
    }
    return {
        "comment": {"text": text},
        "context": {"entries": [{"text": json.dumps(entry)}]},
        "attributeScores": {"TOXICITY": {"summaryScore": {"value": score}}},
        "communityId": "Coral:https://comments.news.example",
        "clientToken": f"comment:{id}",
    }


@pytest.mark.parametrize("by", ["token", "context"])
def test_corals_feedback_decides_the_comment_that_it_names(
    caller: Caller, service: Service, by: str
) -> None:
    post(service, RUDE, "c-7")
    body = coral("c-7", 1, RUDE)
    body.pop("clientToken" if by == "context" else "context")
    answer = caller.post(body, "suggestscore")
    assert answer.status_code == 200
    comment = queue.find(service.db, "default", "c-7")
    assert (comment.status, comment.decided_by) == (
        Status.REJECTED,
        "perspective:test",
    )
    assert queue.history(service.db, "default", "c-7")[-1].reason is Reason.ABUSE
    caller.post(coral("c-7", 0, RUDE), "suggestscore")
    assert queue.find(service.db, "default", "c-7").status is Status.APPROVED


def test_without_an_id_the_comment_is_known_by_its_text(
    caller: Caller, service: Service
) -> None:
    post(service, RUDE, "c-7")
    assert caller.suggest(RUDE, 0.9).json == {"detectedLanguages": ["en"]}
    assert queue.find(service.db, "default", "c-7").status is Status.REJECTED


def test_what_was_not_kept_becomes_an_example(caller: Caller, service: Service) -> None:
    answer = caller.suggest(RUDE, 0.8, clientToken="t", languages=["en"])
    assert answer.json == {
        "clientToken": "t",
        "detectedLanguages": ["en"],
        "requestedLanguages": ["en"],
    }
    caller.suggest(KIND, 0.2)
    assert count(service, "comments") == 0
    with service.db.reading() as db:
        found = [(its.text, its.rejected) for its in examples.in_order(db, "default")]
    assert found == [(RUDE, True), (KIND, False)]


@pytest.mark.parametrize(
    ("scores", "rejected", "reason"),
    [
        ({"SPAM": {"summaryScore": {"value": 1}}}, 1, "spam"),
        ({"ON_TOPIC": {"summaryScore": {"value": 0.1}}}, 1, "off_topic"),
        ({"ON_TOPIC": {"summaryScore": {"value": 1}}}, 0, None),
        ({"SEXUALLY_EXPLICIT": {"summaryScore": {"value": 0.7}}}, 1, "sexual"),
        (
            {
                "THREAT": {"summaryScore": {"value": 0}},
                "INSULT@1": {
                    "span_scores": [{"begin": 0, "end": 3, "score": {"value": 0.6}}]
                },
            },
            1,
            "insult",
        ),
    ],
)
def test_the_worst_that_is_said_counts(
    caller: Caller,
    service: Service,
    scores: dict[str, Any],
    rejected: int,
    reason: str | None,
) -> None:
    body = {"comment": {"text": RUDE}, "attributeScores": scores}
    assert caller.post(body, "suggestscore").status_code == 200
    with service.db.reading() as db:
        (row,) = db.execute("SELECT rejected, reason FROM suggestions")
    assert tuple(row) == (rejected, reason)


SPAN = {"begin": 0, "end": 3, "score": {"value": 0.5}}


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ({}, "Missing attribute_scores"),
        ({"NICE": {"summaryScore": {"value": 1}}}, "Unknown requested attribute: NICE"),
        ({"SPAM": {}}, "Invalid value at 'attribute_scores[SPAM]'"),
        ({"SPAM": 1}, "Invalid value at 'attribute_scores[SPAM]'"),
        ({"SPAM": {"summaryScore": {}}}, "Invalid value at"),
        ({"SPAM": {"summaryScore": {"value": 1.1}}}, "Invalid value at"),
        ({"SPAM": {"summaryScore": {"value": 1, "type": "RAW"}}}, "Invalid value at"),
        ({"SPAM": {"spanScores": [{**SPAN, "begin": None}]}}, "Invalid value at"),
        ({"SPAM": {"spanScores": [{**SPAN, "end": "3"}]}}, "Invalid value at"),
        ({"SPAM": {"spanScores": [{**SPAN, "score": 1}]}}, "Invalid value at"),
    ],
)
def test_what_is_malformed_is_refused_and_nothing_is_learnt(
    caller: Caller, service: Service, scores: Any, message: str
) -> None:
    body = {"comment": {"text": RUDE}, "attributeScores": scores}
    status, error = caller.refused(body, "suggestscore")
    assert (status, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"].startswith(message)
    assert count(service, "suggestions") == 0


def test_no_text_is_refused_as_by_analyze(caller: Caller) -> None:
    body = {"comment": {"text": ""}, "attributeScores": {"SPAM": {}}}
    _, error = caller.refused(body, "suggestscore")
    assert error["message"] == "Comment must be non-empty."
