"""Comments come in, are shown, decided and erased. Each call reads, asks the story, and
answers.
"""

from typing import Any

from flask import request

from moderation import appeals, erasure, intake, queue, receipts, reports, review
from moderation.comments import Action, Comment
from moderation.store.keys import Key
from web.addresses import Addresses, here
from web.api import answers, reading, shapes
from web.api.calls import AFTER, Given, Served, call
from web.auth import service

DECISIONS_AT_ONCE = 500

NO_COMMENT = "There is no such comment, or it was erased."
AS_IT_STANDS = "It cannot be done as the comment stands; the answer says why."


@call(
    "POST",
    "/v1/comments",
    right="submit",
    takes=shapes.Submission,
    gives={201: answers.Receipt, 200: answers.Receipt},
    fails={404: NO_COMMENT},
    comments=1,
    straight=True,
)
def submit(
    key: Key, read: shapes.Submission, warnings: list[str], served: Served
) -> Given:
    """Take in a comment and say what becomes of it.

    The same id and text again is answered with 200 and the same; the same id with
    another text is an edit, judged anew. What was erased does not come back by its id.
    """
    received = intake.receive(served.service, key.site, reading.submission(read))
    told = receipt(received.comment, warnings, served.addresses)
    return told, 201 if received.new else 200


@call(
    "GET",
    "/v1/comments/<comment:id>",
    right="read",
    gives={200: answers.Shown},
    fails={404: NO_COMMENT},
)
def show(key: Key, id: str) -> Given:
    """Tell a comment's state, its history, and what readers and its author said."""
    db = service().db
    comment = queue.find(db, key.site, id)
    appealed = appeals.of_comment(db, key.site, id)
    return {
        **receipt(comment, [], here()),
        "text": comment.text,
        "history": list(map(receipts.event, queue.history(db, key.site, id))),
        "reports": list(map(receipts.report, reports.of_comment(db, key.site, id))),
        "appeal": receipts.appeal(appealed) if appealed else None,
    }


@call(
    "DELETE",
    "/v1/comments/<comment:id>",
    right="decide",
    gives={204: None},
    fails={404: NO_COMMENT},
)
def erase(key: Key, id: str) -> Given:
    """Erase a comment's text and author; that something was decided about it stays."""
    erasure.erase(service().db, key.site, id, by=f"key {key.name}")
    return None, 204


@call(
    "GET",
    "/v1/comments/<comment:id>/events",
    right="read",
    gives={200: answers.Events},
    fails={404: NO_COMMENT},
)
def events(key: Key, id: str) -> Given:
    """Tell a comment's audit trail, the oldest first."""
    happened = queue.history(service().db, key.site, id)
    return {"events": list(map(receipts.event, happened))}


@call(
    "POST",
    "/v1/comments/<comment:id>/decisions",
    right="decide",
    takes=shapes.Decision,
    gives={200: answers.Receipt},
    fails={404: NO_COMMENT, 409: AS_IT_STANDS},
)
def decide(key: Key, id: str, read: shapes.Decision, warnings: list[str]) -> Given:
    """Apply a decision that a person made in the publisher's own tool.

    It counts, audits and teaches like one made in the desk. Where an appeal waits, it
    decides the appeal, and has to be somebody else's than the rejection.
    """
    comment = review.decide(
        service().db,
        key.site,
        id,
        Action(read.action),
        by=read.by,
        reason=read.reason,
        note=read.note,
        version=None if read.version is None else int(read.version),
    )
    return receipt(comment, warnings, here())


@call(
    "GET",
    "/v1/decisions",
    right="read",
    gives={200: answers.Decisions},
    query={"after": AFTER},
)
def decisions(key: Key) -> Given:
    """Tell every decision and undoing in order, without a gap; 500 at a time."""
    after = cursor()
    found = queue.decisions(
        service().db, key.site, after=after, limit=DECISIONS_AT_ONCE
    )
    last = found[-1].number if found else after
    return {"decisions": list(map(receipts.event, found)), "next": str(last)}


def receipt(
    comment: Comment, warnings: list[str], addresses: Addresses
) -> dict[str, Any]:
    """What is answered about a comment."""
    return {
        **receipts.receipt(comment),
        "status_url": addresses.status(comment),
        "warnings": warnings,
    }


def cursor() -> int:
    """The number after which to go on.

    Raises:
        BadSubmission: it is none that was ever given out.
    """
    return reading.cursor(request, "after") or 0
