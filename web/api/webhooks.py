"""Webhooks by HTTP: endpoints, their log, tests and replays. For keys with `admin`."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import msgspec
from flask import Blueprint, Response, jsonify, request

from moderation.errors import BadSubmission, FieldProblem
from moderation.store import deliveries, tries
from moderation.store.endpoints import Endpoint
from moderation.store.keys import Key
from moderation.store.tries import Logged, State
from moderation.webhooks import endpoints as story
from moderation.webhooks import resending
from web.api import reading
from web.auth import authorised, service

blueprint = Blueprint("webhooks", __name__)

AT_ONCE = 50
"""Messages of the log in one answer."""


class New(msgspec.Struct):
    """The body of `POST /v1/webhooks`; without `types` it gets all."""

    url: str
    types: list[str] = []


class Change(msgspec.Struct):
    """The body of `PATCH /v1/webhooks/ID`; what is not sent stays."""

    url: str | None = None
    types: list[str] | None = None
    enabled: bool | None = None


class Rotation(msgspec.Struct):
    """The body of `POST /v1/webhooks/ID/rotate`; the old secret signs as long."""

    overlap_hours: Annotated[float, msgspec.Meta(ge=0, le=8_760)] = (
        story.OVERLAP / timedelta(hours=1)
    )


class Replay(msgspec.Struct):
    """The body of `POST /v1/webhooks/ID/replay`: one, or all not taken since a time."""

    message: str | None = None
    since: datetime | None = None


@blueprint.get("/v1/webhooks")
def list_webhooks() -> Response:
    """All of the site, the oldest first."""
    key = authorised("admin")
    known = story.listed(service().db, key.site)
    return jsonify({"webhooks": [_shown(each) for each in known]})


@blueprint.post("/v1/webhooks")
def add() -> tuple[Response, int]:
    """Add one; the answer has its signing secret, this once."""
    key = authorised("admin")
    read, warnings = reading.body(request, New)
    made = story.make(
        service().db,
        key.site,
        read.url,
        read.types,
        allowed=service().webhook_private,
    )
    answer = {**_shown(made.endpoint), "secret": made.secret, "warnings": warnings}
    return jsonify(answer), 201


@blueprint.get("/v1/webhooks/<id>")
def show(id: str) -> Response:
    """One, and how it is."""
    key = authorised("admin")
    return jsonify(_shown(story.find(service().db, id, key.site)))


@blueprint.patch("/v1/webhooks/<id>")
def change(id: str) -> Response:
    """Change where messages go or which, or disable or enable it."""
    key = authorised("admin")
    read, warnings = reading.body(request, Change)
    db = service().db
    story.change(
        db,
        id,
        site=key.site,
        url=read.url,
        types=read.types,
        allowed=service().webhook_private,
    )
    if read.enabled is not None:
        switch = resending.enable if read.enabled else resending.disable
        switch(db, id, site=key.site)
    return jsonify({**_shown(story.find(db, id, key.site)), "warnings": warnings})


@blueprint.delete("/v1/webhooks/<id>")
def remove(id: str) -> tuple[str, int]:
    """Take one away, with what waits for it and its log."""
    key = authorised("admin")
    story.remove(service().db, id, site=key.site)
    return "", 204


@blueprint.post("/v1/webhooks/<id>/rotate")
def rotate(id: str) -> Response:
    """Give it a new signing secret, which is in the answer, this once."""
    key = authorised("admin")
    read, warnings = _body(Rotation)
    overlap = timedelta(hours=read.overlap_hours)
    secret = story.rotate(service().db, id, site=key.site, overlap=overlap)
    return jsonify({"id": id, "secret": secret, "warnings": warnings})


@blueprint.post("/v1/webhooks/<id>/test")
def ping(id: str) -> tuple[Response, int]:
    """Send it a test; what came of it is in the log a moment later.

    It is not waited for: a receiver that hangs shall hold up no call.
    """
    key = authorised("admin")
    message = resending.ping(service().db, id, site=key.site)
    return jsonify({"message": message}), 202


@blueprint.get("/v1/webhooks/<id>/deliveries")
def log(id: str) -> Response:
    """What was sent to it and shall be, the latest first; `next` goes on."""
    key = authorised("admin")
    story.find(service().db, id, key.site)
    with service().db.reading() as connection:
        found = tries.log(
            connection, id, limit=AT_ONCE, before=_before(), state=_state()
        )
    more = str(found[-1].number) if len(found) == AT_ONCE else None
    return jsonify({"deliveries": list(map(_logged, found)), "next": more})


@blueprint.post("/v1/webhooks/<id>/replay")
def replay(id: str) -> tuple[Response, int]:
    """Send again one message, or all since a time that were not taken."""
    key: Key = authorised("admin")
    read, warnings = reading.body(request, Replay)
    since = read.since and read.since.replace(tzinfo=read.since.tzinfo or UTC)
    count = resending.replay(
        service().db, id, site=key.site, message=read.message, since=since
    )
    return jsonify({"messages": count, "warnings": warnings}), 202


def _body(kind: type[Rotation]) -> tuple[Rotation, list[str]]:
    """The body, which may be left out whole."""
    return reading.body(request, kind) if request.get_data() else (kind(), [])


def _before() -> int | None:
    given = request.args.get("before")
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        wanted = "the `next` of an earlier answer"
        raise BadSubmission(FieldProblem("before", wanted, repr(given[:50])))
    return int(given)


def _state() -> State | None:
    given = request.args.get("state")
    if given is not None and given not in set(State):
        wanted = "one of " + ", ".join(State)
        raise BadSubmission(FieldProblem("state", wanted, repr(given[:50])))
    return None if given is None else State(given)


def _shown(known: Endpoint) -> dict[str, Any]:
    with service().db.reading() as connection:
        waiting = deliveries.waiting(connection, known.id)
        failed = deliveries.given_up(connection, known.id)
    return {
        "id": known.id,
        "url": known.url,
        "types": list(known.types),
        "enabled": known.disabled_at is None,
        "disabled_at": _time(known.disabled_at),
        "disabled_why": known.disabled_why,
        "failing_since": _time(known.failing_since),
        "waiting": waiting,
        "failed": failed,
        "created_at": _time(known.created_at),
    }


def _logged(logged: Logged) -> dict[str, Any]:
    return {
        "message": logged.id,
        "type": logged.type,
        "comment": logged.comment,
        "state": logged.state,
        "created_at": _time(logged.created_at),
        "next_try_at": _time(logged.next_try_at),
        "tries": [
            {
                "at": _time(each.at),
                "status": each.status,
                "error": each.error,
                "milliseconds": each.milliseconds,
            }
            for each in logged.tries
        ],
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
