"""What publishers are told: a message is kept in the transaction of what it tells.

It keeps its id over all tries and endpoints, so that a receiver can tell a repeat, and
has the comment's `version`, which grows, so that it can tell what is older than what it
knows.
"""

import json
import secrets
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection
from typing import Any

from moderation.comments import Comment, Status
from moderation.receipts import receipt
from moderation.store import comments
from moderation.store import messages as store
from moderation.store.database import moment, now


class Type(StrEnum):
    """What a message tells; endpoints choose by it."""

    APPROVED = "comment.approved"
    REJECTED = "comment.rejected"
    HELD = "comment.held"
    EDITED = "comment.edited"
    ERASED = "comment.erased"


TEST = "webhook.test"
"""Comes when it is asked for, whatever an endpoint chose."""

_TYPES = {
    Status.APPROVED: Type.APPROVED,
    Status.REJECTED: Type.REJECTED,
    Status.PENDING: Type.HELD,
}


def tell(
    connection: Connection, comment: Comment, *, message: str | None = None
) -> None:
    """Tell where a comment stands now.

    Args:
        message: what a moderator tells its author.
    """
    _keep(connection, comment, _TYPES[comment.status], _told(comment, message))


def tell_decided(connection: Connection, key: int, status: Status) -> None:
    """As `tell`, of a comment that is only read if anybody wants to know of it."""
    if store.is_taken(connection, key, _TYPES[status]):
        tell(connection, comments.get(connection, key))


def tell_edit(connection: Connection, comment: Comment, *, was: Status) -> None:
    """Tell of an edit, once what became of it is decided.

    Args:
        was: how it stood before. If it is held now and was not, that is told too: no
            decision does.
    """
    if comment.status is Status.PENDING and was is not Status.PENDING:
        tell(connection, comment)
    _keep(connection, comment, Type.EDITED, _told(comment))


def tell_erased(connection: Connection, comment: Comment) -> None:
    """Tell that a comment is erased, and take out of all messages what they said of it.

    What is yet to be sent is sent, without what it said.
    """
    forget(connection, comment)
    _keep(connection, comment, Type.ERASED, _traces(comment))


def forget(connection: Connection, comment: Comment) -> None:
    """Take out of all messages what they said of a comment."""

    def without(type: str, at: str) -> str:
        return _body(type, moment(at), _traces(comment))

    store.erase(connection, comment.key, without)


def add_test(connection: Connection, site: str, endpoint: str) -> str:
    """Keep a test for one endpoint, and return its id."""
    id, at = _new_id(), now()
    body = _body(TEST, at, {"site": site, "endpoint": endpoint})
    store.add_test(
        connection, id, site=site, endpoint=endpoint, type=TEST, body=body, at=at
    )
    return id


def _keep(
    connection: Connection, comment: Comment, type: Type, data: dict[str, Any]
) -> None:
    at = now()
    store.add(
        connection,
        _new_id(),
        site=comment.site,
        comment=comment.key,
        type=type,
        body=_body(type, at, {"site": comment.site, **data}),
        at=at,
    )


def _told(comment: Comment, message: str | None = None) -> dict[str, Any]:
    return {**receipt(comment), "message": message}


def _traces(comment: Comment) -> dict[str, Any]:
    """What is left to say of an erased comment: which one, and nothing of it."""
    return {
        "site": comment.site,
        "id": comment.id,
        "revision": comment.revision,
        "version": comment.version,
        "erased": True,
    }


def _body(type: str, at: datetime, data: dict[str, Any]) -> str:
    return json.dumps({"type": type, "timestamp": at.isoformat(), "data": data})


def _new_id() -> str:
    return "msg_" + secrets.token_urlsafe(18)
