"""Coral asks what to do with a comment, and tells what happened since.

A site's address is `/coral/moderate/SITE`; without a name it is the site `default`'s.
Coral skips whatever answers with an error or late, and publishes. So what goes wrong
in here answers that the comment is withheld.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC
from typing import Any

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Unauthorized

from moderation import intake, nameless, signatures
from moderation.comments import (
    DEFAULT_SITE,
    Article,
    Author,
    Parent,
    Submission,
)
from moderation.errors import BadSubmission, FieldProblem
from moderation.text import Original
from web import errors
from web.auth import service
from web.compat.coral import reading, replies
from web.compat.markup import format_of

blueprint = Blueprint("coral", __name__)

FACE = "coral"

_MADE = frozenset(
    {
        "COMMENT_CREATED",
        "COMMENT_REPLY_CREATED",
        "COMMENT_ENTERED_MODERATION_QUEUE",
    }
)
_DECIDED = "COMMENT_LEFT_MODERATION_QUEUE"

log = logging.getLogger(__name__)


@blueprint.post("/coral/moderate", defaults={"site": DEFAULT_SITE})
@blueprint.post("/coral/moderate/<site>")
def moderate(site: str) -> Response:
    """Judge a comment, keep it, and say what Coral shall do."""
    try:
        return _answer(_judged(site, _signed_body(site)))
    except Unauthorized:
        raise
    except (
        BadSubmission,
        msgspec.MsgspecError,
        UnicodeDecodeError,
        RecursionError,
    ) as error:
        log.warning("Coral sent what cannot be judged: %s", type(error).__name__)
    except Exception as error:  # whatever it is: an error would publish the comment
        errors.note(error)
    return _answer(replies.WITHHELD)


@blueprint.post("/coral/events", defaults={"site": DEFAULT_SITE})
@blueprint.post("/coral/events/<site>")
def happened(site: str) -> Response:
    """Learn a comment's id, and what Coral's moderators decided of it."""
    raw = _signed_body(site)
    try:
        event = reading.read(raw, reading.Event)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest("wanted a webhook of Coral's") from error
    if event.type in _MADE:
        _join(site, event)
    elif event.type == _DECIDED:
        _learn(site, event.data)
    return Response(status=204)


@blueprint.errorhandler(BadRequest)
@blueprint.errorhandler(Unauthorized)
def _refused(error: BadRequest | Unauthorized) -> Response:
    return errors.as_json({"error": error.description}, error.code)


def _signed_body(site: str) -> bytes:
    raw = request.get_data(cache=False)
    header = request.headers.get("X-Coral-Signature", "")
    given = [
        each.strip().removeprefix("sha256=")
        for each in header.split(",")
        if each.strip().startswith("sha256=")
    ]
    if not signatures.signed(service().db, site, FACE, raw, given):
        raise Unauthorized(
            "X-Coral-Signature: wanted one made with a secret of this site's, "
            f"got {'another' if given else 'none'}; `moderate sites coral` adds one"
        )
    return raw


def _judged(site: str, raw: bytes) -> Mapping[str, Any]:
    sent = reading.read(raw, reading.ToJudge)
    _want_text(sent.comment.body)
    parent = sent.comment.parentID
    parent = nameless.ours(service().db, site, FACE, parent) if parent else None
    id = nameless.id_for(
        service().db,
        site,
        FACE,
        article=sent.story.id,
        author=sent.author.id,
        parent=parent,
        text=sent.comment.body,
        edit=sent.action == "EDIT",
    )
    submission = Submission(
        id=id,
        text=sent.comment.body,
        format=format_of(sent.comment.body),
        article=Article(id=sent.story.id, url=sent.story.url),
        parent=Parent(id=parent) if parent else None,
        author=Author(id=sent.author.id),
    )
    return replies.reply(intake.receive(service(), site, submission).comment)


def _want_text(body: str) -> None:
    """Refuse what reads as nothing: a picture alone nobody here has seen."""
    if not Original(body, format_of(body)).text.strip():
        raise BadSubmission(FieldProblem("comment.body", "a text", "nothing to read"))


def _answer(reply: Mapping[str, Any]) -> Response:
    # To the byte: Coral looks whether "{}" came before it reads anything.
    return Response(json.dumps(reply), mimetype="application/json")


def _join(site: str, event: reading.Event) -> None:
    told = event.data
    if told.commentID is None or told.storyID is None:
        return
    parent = told.ancestorIDs[0] if told.ancestorIDs else None
    nameless.join(
        service().db,
        site,
        FACE,
        told.commentID,
        article=told.storyID,
        at=event.createdAt.replace(tzinfo=event.createdAt.tzinfo or UTC),
        parent=nameless.ours(service().db, site, FACE, parent) if parent else None,
    )


def _learn(site: str, told: reading.Told) -> None:
    """A comment left Coral's queue because a person there decided."""
    if told.commentID is None or told.status not in ("APPROVED", "REJECTED"):
        return
    nameless.decided(
        service(), site, FACE, told.commentID, rejected=told.status == "REJECTED"
    )
