"""Webhooks by HTTP: endpoints, their log, tests and replays. For keys with `admin`."""

from datetime import datetime, timedelta
from typing import Any

from flask import request

from moderation.errors import BadSubmission, FieldProblem
from moderation.store import deliveries, tries
from moderation.store.endpoints import Endpoint
from moderation.store.keys import Key
from moderation.store.tries import Logged, State
from moderation.webhooks import endpoints as story
from moderation.webhooks import resending
from web.api import reading
from web.api import webhook_bodies as bodies
from web.api.calls import Given, Parameter, call
from web.auth import service

AT_ONCE = 50
"""Messages of the log in one answer."""

NO_WEBHOOK = "There is no such webhook."
IS_DISABLED = "The webhook is disabled; the answer says why. Enable it first."
BAD_TARGET = "A field is missing, of the wrong kind, or no message may go to the `url`."


@call("GET", "/v1/webhooks", right="admin", gives={200: bodies.Webhooks})
def list_webhooks(key: Key) -> Given:
    """Tell all webhooks of the site, the oldest first."""
    known = story.listed(service().db, key.site)
    return {"webhooks": [_shown(each) for each in known]}


@call(
    "POST",
    "/v1/webhooks",
    right="admin",
    takes=bodies.WebhookToAdd,
    gives={201: bodies.AddedWebhook},
    fails={409: "The site has as many as it may.", 422: BAD_TARGET},
)
def add_webhook(key: Key, read: bodies.WebhookToAdd, warnings: list[str]) -> Given:
    """Add a webhook; the answer has its signing secret, this once.

    Messages follow Standard Webhooks: the package of your language checks them with
    the secret. Nothing is sent to addresses that are not public, unless the setting
    `MODERATION_WEBHOOK_PRIVATE` allows them; what a name stands for is looked at with
    each message.
    """
    made = story.make(
        service().db,
        key.site,
        read.url,
        read.types,
        allowed=service().webhook_private,
        by=_by(key),
    )
    return {**_shown(made.endpoint), "secret": made.secret, "warnings": warnings}, 201


@call(
    "GET",
    "/v1/webhooks/<webhook>",
    right="admin",
    gives={200: bodies.Webhook},
    fails={404: NO_WEBHOOK},
)
def show_webhook(key: Key, webhook: str) -> Given:
    """Tell one webhook, and how it is."""
    return _shown(story.find(service().db, webhook, key.site))


@call(
    "PATCH",
    "/v1/webhooks/<webhook>",
    right="admin",
    takes=bodies.WebhookChange,
    gives={200: bodies.ChangedWebhook},
    fails={404: NO_WEBHOOK, 422: BAD_TARGET},
)
def change_webhook(
    key: Key, webhook: str, read: bodies.WebhookChange, warnings: list[str]
) -> Given:
    """Change where messages go or which, or disable or enable it.

    What waits goes to a new address at once. A webhook that is disabled keeps what
    waits until it is enabled.
    """
    db = service().db
    story.change(
        db,
        webhook,
        site=key.site,
        url=read.url,
        types=read.types,
        allowed=service().webhook_private,
        by=_by(key),
    )
    if read.enabled is not None:
        switch = resending.enable if read.enabled else resending.disable
        switch(db, webhook, site=key.site, by=_by(key))
    return {**_shown(story.find(db, webhook, key.site)), "warnings": warnings}


@call(
    "DELETE",
    "/v1/webhooks/<webhook>",
    right="admin",
    gives={204: None},
    fails={404: NO_WEBHOOK},
)
def remove_webhook(key: Key, webhook: str) -> Given:
    """Take a webhook away, with what waits for it and its log."""
    story.remove(service().db, webhook, site=key.site, by=_by(key))
    return None, 204


@call(
    "POST",
    "/v1/webhooks/<webhook>/rotate",
    right="admin",
    takes=bodies.Rotation,
    bodiless=True,
    gives={200: bodies.NewSecret},
    fails={404: NO_WEBHOOK},
)
def rotate_secret(
    key: Key, webhook: str, read: bodies.Rotation, warnings: list[str]
) -> Given:
    """Give a webhook a new signing secret, which is in the answer, this once.

    For a day, or the hours that are said, messages are signed with both.
    """
    overlap = timedelta(hours=read.overlap_hours)
    secret = story.rotate(
        service().db, webhook, site=key.site, overlap=overlap, by=_by(key)
    )
    return {"id": webhook, "secret": secret, "warnings": warnings}


@call(
    "POST",
    "/v1/webhooks/<webhook>/test",
    right="admin",
    gives={202: bodies.SentTest},
    fails={404: NO_WEBHOOK, 409: IS_DISABLED},
)
def send_test(key: Key, webhook: str) -> Given:
    """Send a webhook a test; what came of it is in the log a moment later.

    It is not waited for: a receiver that hangs shall hold up no call.
    """
    message = resending.ping(service().db, webhook, site=key.site, by=_by(key))
    return {"message": message}, 202


@call(
    "GET",
    "/v1/webhooks/<webhook>/deliveries",
    right="admin",
    gives={200: bodies.Deliveries},
    query={
        "before": Parameter(
            "The `next` of an earlier answer; without it, from the latest."
        ),
        "state": Parameter("Only messages that stand so.", tuple(State)),
    },
    fails={404: NO_WEBHOOK},
)
def delivery_log(key: Key, webhook: str) -> Given:
    """Tell what was sent to a webhook and shall be, the latest first; 50 at a time."""
    story.find(service().db, webhook, key.site)
    before, state = reading.cursor(request, "before"), _state()
    with service().db.reading() as connection:
        found = tries.log(
            connection, webhook, limit=AT_ONCE, before=before, state=state
        )
    more = str(found[-1].number) if len(found) == AT_ONCE else None
    return {"deliveries": list(map(_logged, found)), "next": more}


@call(
    "POST",
    "/v1/webhooks/<webhook>/replay",
    right="admin",
    takes=bodies.Replay,
    reads=bodies.EitherReplay,
    gives={202: bodies.Replayed},
    fails={404: "There is no such webhook, or no such message.", 409: IS_DISABLED},
)
def replay(key: Key, webhook: str, read: bodies.Replay, warnings: list[str]) -> Given:
    """Send again one message, or all since a time that were not taken.

    One from before the webhook was made goes there too. Messages are kept for 30 days,
    unless `MODERATION_WEBHOOK_DAYS` says otherwise.
    """
    count = resending.replay(
        service().db,
        webhook,
        site=key.site,
        message=read.message,
        since=reading.in_utc(read.since),
        by=_by(key),
    )
    return {"messages": count, "warnings": warnings}, 202


def _by(key: Key) -> str:
    """How the audit names a key."""
    return f"key {key.name}"


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
