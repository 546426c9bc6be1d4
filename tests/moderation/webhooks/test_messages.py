"""What is told: decisions, edits, and that a comment is erased, with nothing of it."""

import json
from typing import Any

from standardwebhooks import Webhook

from moderation import review, webhooks
from moderation.comments import Action, Comment, Reason
from moderation.service import Service
from moderation.store import comments
from tests.moderation.receiver import (
    Receiver,
    deliver,
    join,
    make_due,
    receiving,
    serving,
)
from tests.moderation.stories import KIND, RUDE, count, decide, post


def told(publisher: Receiver) -> list[tuple[str, str, int]]:
    """Type, status and version of each message, in the order in which they came."""
    return [
        (each["type"], each["data"]["status"], each["data"]["version"])
        for each in publisher.bodies
    ]


def erase(service: Service, id: str) -> Comment:
    with service.db.writing() as db:
        comment = comments.find(db, "default", id)
        assert comment is not None
        webhooks.tell_erased(db, comment)
    return comment


def test_a_message_has_what_an_answer_has_and_its_site(service: Service) -> None:
    with receiving(service) as publisher:
        comment = post(service, KIND, "7")
        deliver(service)
    ((headers, body),) = publisher.requests
    message: dict[str, Any] = Webhook(publisher.secret).verify(body, headers)
    assert (message["type"], message["data"]["site"]) == ("comment.approved", "default")
    assert message["data"]["id"] == "7"
    assert message["data"]["version"] == comment.version
    assert message["timestamp"].endswith("+00:00")
    assert headers["content-type"] == "application/json"


def test_a_held_comment_is_told_of_when_its_decision_is_taken_back(
    service: Service,
) -> None:
    with receiving(service) as publisher:
        post(service, RUDE, "1")
        decide(service, "1", Action.REJECT, reason=Reason.INSULT)
        review.undo(service.db, "default", "1", by="mo")
        deliver(service)
        make_due(service)
        deliver(service)
    assert told(publisher) == [
        ("comment.rejected", "rejected", 2),
        ("comment.held", "pending", 3),
    ]


def test_an_edit_is_told_of_after_what_became_of_it(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND, "1")
        post(service, KIND, "1")  # the same again is no edit
        post(service, "Nicely put.", "1")
        post(service, RUDE, "1")
        post(service, RUDE + " Really.", "1")
        deliver(service)
    assert told(publisher) == [
        ("comment.approved", "approved", 1),
        ("comment.approved", "approved", 2),
        ("comment.edited", "approved", 2),
        ("comment.held", "pending", 3),  # it was published, and is no more
        ("comment.edited", "pending", 3),
        ("comment.edited", "pending", 4),
    ]


def test_an_erased_comment_is_told_of_with_nothing_of_it(service: Service) -> None:
    with receiving(service, types=["comment.erased"]) as publisher:
        post(service, RUDE, "1")
        erase(service, "1")
        deliver(service)
    (body,) = publisher.bodies
    assert body["type"] == "comment.erased"
    assert body["data"] == {
        "site": "default",
        "id": "1",
        "revision": 1,
        "version": 1,
        "erased": True,
    }


def test_erasing_takes_what_messages_said_and_forgets_those_that_were_sent(
    service: Service,
) -> None:
    with receiving(service) as well, serving(Receiver(500)) as late:
        join(service, late)
        post(service, KIND, "1")
        deliver(service)
        post(service, "Nicely put.", "2")
        decide(service, "1", Action.REJECT, by="anna the moderator")
        erase(service, "1")
        with service.db.reading() as db:
            kept = [row[0] for row in db.execute("SELECT body FROM messages")]
        of_it = [each for each in map(json.loads, kept) if each["data"]["id"] == "1"]
        assert len(of_it) == 3
        assert all(each["data"]["erased"] for each in of_it)
        assert "anna" not in "".join(kept)
        for _ in range(3):
            make_due(service)
            deliver(service)
    assert [each["type"] for each in late.bodies if each["data"].get("erased")] == [
        "comment.approved",  # under the id that it was tried with before
        "comment.rejected",
        "comment.erased",
    ]
    assert len(set(late.ids)) == len(late.ids) - 1
    for headers, body in (*late.requests, *well.requests):
        secret = late.secret if (headers, body) in late.requests else well.secret
        Webhook(secret).verify(body, headers)


def test_erasing_forgets_the_tries_of_what_was_sent(service: Service) -> None:
    with receiving(service):
        post(service, KIND, "1")
        deliver(service)
        assert count(service, "tries") == 1
        erase(service, "1")
        assert count(service, "tries") == 0
        assert count(service, "messages") == 1  # that it is erased


def test_a_site_whose_endpoints_want_nothing_of_it_keeps_no_message(
    service: Service,
) -> None:
    with receiving(service, types=["comment.rejected"]):
        post(service, KIND)
    assert count(service, "messages") == 0
