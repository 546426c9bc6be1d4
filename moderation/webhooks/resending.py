"""Endpoints that failed: enabled again, tested, and sent again what they missed."""

from datetime import datetime

from classifier.saying import N_
from moderation import audit, limits
from moderation.errors import (
    BadSubmission,
    FieldProblem,
    UnknownMessage,
    WebhookDisabled,
)
from moderation.store import Database, deliveries
from moderation.store import endpoints as store
from moderation.store import messages as stored_messages
from moderation.store.database import now, stamp
from moderation.store.endpoints import Endpoint
from moderation.webhooks import endpoints, messages

BY_HAND = N_("disabled by hand")


def enable(
    db: Database, id: str, *, site: str | None = None, by: str = audit.SERVICE
) -> int:
    """Send to an endpoint again; what waited goes out first, and is tried anew.

    Returns:
        How many messages waited.

    Raises:
        UnknownWebhook: there is no such endpoint.
    """
    with db.writing() as connection:
        known = endpoints.get(connection, id, site)
        if known.disabled_at is None:
            return 0
        store.enable(connection, id)
        endpoints.note(connection, known, by, "enabled")
        return deliveries.again(connection, id, now(), None)


def disable(
    db: Database, id: str, *, site: str | None = None, by: str = audit.SERVICE
) -> None:
    """Send nothing to an endpoint until it is enabled; messages wait for it.

    Raises:
        UnknownWebhook: there is no such endpoint.
    """
    with db.writing() as connection:
        known = endpoints.get(connection, id, site)
        if store.disable(connection, id, now(), BY_HAND):
            endpoints.note(connection, known, by, "disabled")


def ping(
    db: Database,
    id: str,
    *,
    site: str | None = None,
    even_disabled: bool = False,
    by: str = audit.SERVICE,
) -> str:
    """Let a test go to an endpoint, once and at once; returns the message's id.

    Raises:
        UnknownWebhook: there is no such endpoint.
        WebhookDisabled: nothing is sent there, and not `even_disabled`.
    """
    with db.writing() as connection:
        known = endpoints.get(connection, id, site)
        if not even_disabled:
            _refuse_disabled(known)
        store.unpause(connection, id)
        endpoints.note(connection, known, by, "tested")
        return messages.add_test(connection, known.site, id)


def replay(
    db: Database,
    id: str,
    *,
    site: str | None = None,
    message: str | None = None,
    since: datetime | None = None,
    by: str = audit.SERVICE,
) -> int:
    """Send again: one message, taken or not, or all since a time that were not taken.

    Args:
        message: the id of one; one from before the endpoint was made goes there too.
        since: the time.

    Returns:
        How many go out again.

    Raises:
        BadSubmission: neither is said, or both, or the time cannot be meant.
        UnknownMessage: the site has no such message any more.
        UnknownWebhook: there is no such endpoint.
        WebhookDisabled: nothing is sent there.
    """
    if (message is None) == (since is None):
        got = "neither" if message is None else "both"
        raise BadSubmission(FieldProblem("message", "either it or `since`", got))
    limits.check_time("since", since)
    with db.writing() as connection:
        known = endpoints.get(connection, id, site)
        _refuse_disabled(known)
        store.unpause(connection, id)
        asked = {"message": message, "since": since and stamp(since)}
        endpoints.note(connection, known, by, "replayed", **asked)
        if message is None:
            return deliveries.again(connection, id, now(), since)
        if not stored_messages.put(connection, message, id, now()):
            raise UnknownMessage(
                f"there is no message {message!r}; `moderate webhooks log {id}` has all"
            )
        return 1


def _refuse_disabled(known: Endpoint) -> None:
    if known.disabled_at is not None:
        raise WebhookDisabled(
            f"the webhook {known.id} is disabled ({known.disabled_why}): enable it"
        )
