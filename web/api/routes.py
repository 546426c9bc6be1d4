"""The calls of the native API. Each reads, asks the story, and answers."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import ServiceUnavailable

from classifier.scorers.standins import StandIns
from moderation import (
    intake,
    public_policy,
    queue,
    receipts,
    review,
    site_policy,
    watching,
)
from moderation.comments import Action, Submission
from moderation.errors import BadSubmission, FieldProblem
from web.api import reading
from web.auth import authorised, service
from web.policy import cached

blueprint = Blueprint("api", __name__)

DECISIONS_AT_ONCE = 500


@blueprint.post("/v1/comments")
def submit() -> tuple[Response, int]:
    """Take in a comment and say what becomes of it."""
    key = authorised("submit", comments=1)
    read, warnings = reading.body(request, reading.Submission)
    received = intake.receive(service(), key.site, reading.submission(read))
    answer = {**receipts.receipt(received.comment), "warnings": warnings}
    return jsonify(answer), 201 if received.new else 200


@blueprint.post("/v1/score")
def score() -> Response:
    """Judge a comment and keep nothing."""
    key = authorised("submit", comments=1)
    read, warnings = reading.body(request, reading.ToScore)
    found = intake.assess(service(), key.site, reading.submission(read))
    return jsonify({**assessed(found), "warnings": warnings})


@blueprint.get("/v1/comments/<path:id>")
def show(id: str) -> Response:
    """A comment's state and history."""
    key = authorised("read")
    comment = queue.find(service().db, key.site, id)
    happened = queue.history(service().db, key.site, id)
    answer = {**receipts.receipt(comment), "text": comment.text}
    return jsonify({**answer, "history": list(map(receipts.event, happened))})


@blueprint.get("/v1/comments/<path:id>/events")
def events(id: str) -> Response:
    """A comment's audit trail."""
    key = authorised("read")
    happened = queue.history(service().db, key.site, id)
    return jsonify({"events": list(map(receipts.event, happened))})


@blueprint.post("/v1/comments/<path:id>/decisions")
def decide(id: str) -> Response:
    """Apply a decision that a person made in the publisher's own tool."""
    key = authorised("decide")
    read, warnings = reading.body(request, reading.Decision)
    if read.action is Action.HOLD:
        raise BadSubmission(FieldProblem("action", "approve or reject", "hold"))
    comment = review.decide(
        service().db,
        key.site,
        id,
        read.action,
        by=read.by,
        reason=read.reason,
        note=read.note,
        version=read.version,
    )
    return jsonify({**receipts.receipt(comment), "warnings": warnings})


@blueprint.get("/v1/decisions")
def decisions() -> Response:
    """Every decision in order; `next` is the cursor to ask with."""
    key = authorised("read")
    given = request.args.get("after", "0")
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        wanted = "the `next` of an earlier answer"
        raise BadSubmission(FieldProblem("after", wanted, repr(given[:50])))
    found = queue.decisions(
        service().db, key.site, after=int(given), limit=DECISIONS_AT_ONCE
    )
    after = found[-1].number if found else int(given)
    return jsonify({"decisions": list(map(receipts.event, found)), "next": str(after)})


@blueprint.get("/v1/policy")
def policy() -> Response:
    """What the site tells its readers of its rules; `/policy/SITE` is the page."""
    told = site_policy.for_site(service(), authorised("read").site)
    answer = jsonify(public_policy.as_data(told))
    answer.cache_control.private = True
    return cached(answer)


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return jsonify({"status": "alive"})


@blueprint.get("/readyz")
def ready() -> Response:
    """The database and our own judges answer too.

    A scorer of somebody else's that fails or hangs takes no server out: comments are
    held. So it is not asked here, for then it could slow the answer or take our judges'
    place.
    """
    own = replace(service().judges, stand_ins=StandIns())
    found = intake.assess(
        replace(service(), judges=own), "default", Submission(id="-", text="Ready?")
    )
    if found.judgement.failures:
        raise ServiceUnavailable(f"failing: {', '.join(found.judgement.failures)}")
    return jsonify(
        {
            "status": "ready",
            "model": found.judgement.model,
            "rules": found.judgement.rules,
        }
    )


@blueprint.get("/metrics")
def metrics() -> Response:
    """What a monitor may want, as Prometheus reads it. With a key: it names rules."""
    authorised("read")
    return Response(
        watching.metrics(service()), content_type="text/plain; version=0.0.4"
    )


def assessed(found: intake.Assessment) -> dict[str, Any]:
    """An assessment as JSON."""
    return {
        "action": found.outcome.action,
        "scores": receipts.rounded(found.judgement.scores),
        "reasons": receipts.reasons(found.outcome.reasons),
        "model": found.judgement.model,
        "rules": found.judgement.rules,
    }
