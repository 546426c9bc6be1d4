"""Telling publishers, by Standard Webhooks: https://www.standardwebhooks.com.

A message is written to the outbox in the transaction of what it tells (`tell`), and
sent later by whoever runs `deliver_due`: each message by one deliverer at a time,
under a lease, until the receiver answers 2xx. It keeps its id over all tries, so a
receiver that answered too late can tell a repeat.
"""

import base64
import hashlib
import hmac
import json
import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from sqlite3 import Connection

import urllib3

from moderation.comments import Comment, Status
from moderation.receipts import receipt
from moderation.store import Database, outbox
from moderation.store.database import now
from moderation.store.outbox import Message

BACK_OFF_SECONDS = (2, 5, 30, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000)
"""Waits between tries: short at first for a receiver that restarts, then like the
schedule that the Standard Webhooks specification proposes, about two days in all."""

TIMEOUT_SECONDS = 15.0
"""For one try; the specification asks for 15 to 30."""

LEASE_SECONDS = 120.0
"""Longer than a whole batch can take at `TIMEOUT_SECONDS` each."""

BATCH = 4

_TYPES = {
    Status.APPROVED: "comment.approved",
    Status.REJECTED: "comment.rejected",
    Status.PENDING: "comment.held",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Delivered:
    """What one round did."""

    sent: int
    failed: int


def new_secret() -> str:
    """A signing secret in the form that the specification gives it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def tell(connection: Connection, comment: Comment) -> None:
    """Write the message about where a comment stands now."""
    at = now()
    body = {
        "type": _TYPES[comment.status],
        "timestamp": at.isoformat(),
        "data": {"site": comment.site, **receipt(comment)},
    }
    id = "msg_" + secrets.token_urlsafe(18)
    outbox.add(connection, id, comment.site, comment.key, json.dumps(body), at)


def tell_erased(connection: Connection, comment: Comment) -> None:
    """Write that a comment was erased, and let no other message tell what it said."""
    outbox.forget(connection, comment.key)
    at = now()
    body = {
        "type": "comment.erased",
        "timestamp": at.isoformat(),
        "data": {
            "site": comment.site,
            "id": comment.id,
            "version": comment.version,
        },
    }
    id = "msg_" + secrets.token_urlsafe(18)
    outbox.add(connection, id, comment.site, comment.key, json.dumps(body), at)


def sign(secret: str, id: str, timestamp: int, body: str) -> str:
    """The `webhook-signature` of a message: version 1, HMAC-SHA256."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{id}.{timestamp}.{body}".encode(), hashlib.sha256)
    return "v1," + base64.b64encode(signed).decode()


def deliver_due(db: Database, http: urllib3.PoolManager) -> Delivered:
    """Send what is due, one batch, and keep how each went."""
    at = now()
    with db.reading() as connection:  # idle deliverers shall not take the one lock
        if not outbox.any_due(connection, at):
            return Delivered(sent=0, failed=0)
    with db.writing() as connection:
        due = outbox.lease(connection, at, seconds=LEASE_SECONDS, limit=BATCH)
    sent = sum(_deliver(db, http, message) for message in due)
    return Delivered(sent=sent, failed=len(due) - sent)


def client() -> urllib3.PoolManager:
    """The HTTP client of a deliverer: one try at a time, no redirects followed."""
    return urllib3.PoolManager(
        timeout=urllib3.Timeout(total=TIMEOUT_SECONDS), retries=False
    )


def _deliver(db: Database, http: urllib3.PoolManager, message: Message) -> bool:
    error = _post(http, message)
    at = now()
    with db.writing() as connection:
        if error is None:
            outbox.delivered(connection, message.id, at)
            return True
        gives_up = message.tries >= len(BACK_OFF_SECONDS)
        wait = None if gives_up else BACK_OFF_SECONDS[message.tries]
        next_try = None if wait is None else at + timedelta(seconds=wait)
        outbox.failed(connection, message.id, error, next_try)
    log.warning("webhook %s: %s; next try %s", message.id, error, next_try or "never")
    return False


def _post(http: urllib3.PoolManager, message: Message) -> str | None:
    timestamp = int(now().timestamp())
    headers = {
        "content-type": "application/json",
        "user-agent": "comment-moderation",
        "webhook-id": message.id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(message.secret, message.id, timestamp, message.body),
    }
    try:
        answer = http.request(
            "POST",
            message.url,
            body=message.body.encode(),
            headers=headers,
            redirect=False,
        )
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        return type(error).__name__
    return None if 200 <= answer.status < 300 else f"answered {answer.status}"
