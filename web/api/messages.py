"""What webhooks are sent, for the contract: OpenAPI 3.1 has that beside the calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from moderation.webhooks.messages import TEST, Type
from web.api import examples
from web.api.answers import Standing
from web.api.webhook_examples import ID, MESSAGE


class Told(Standing, forbid_unknown_fields=True, kw_only=True):
    """Where a comment stands, of which site.

    `message` is what a moderator tells the author of the decision.
    """

    site: str
    message: str | None


class CommentMessage(msgspec.Struct, forbid_unknown_fields=True):
    """What became of a comment; of two messages the higher `version` counts."""

    type: Type
    timestamp: datetime
    data: Told


class Erased(msgspec.Struct, forbid_unknown_fields=True):
    """What is left to say of an erased comment."""

    site: str
    id: str
    revision: int
    version: int
    erased: bool


class ErasedMessage(msgspec.Struct, forbid_unknown_fields=True):
    """All that is said of a comment once it is erased, whatever was yet to be sent."""

    type: Type
    timestamp: datetime
    data: Erased


class Tested(msgspec.Struct, forbid_unknown_fields=True):
    """Which webhook is tested."""

    site: str
    endpoint: str


class TestMessage(msgspec.Struct, forbid_unknown_fields=True):
    """A test was asked for."""

    type: Literal["webhook.test"]
    timestamp: datetime
    data: Tested


KINDS: Mapping[str, tuple[Any, ...]] = {
    **dict.fromkeys((its.value for its in Type), (CommentMessage, ErasedMessage)),
    Type.ERASED.value: (ErasedMessage,),
    TEST: (TestMessage,),
}
"""What messages of each type may be."""

_SAYS: Mapping[str, str] = {
    Type.APPROVED: "A comment is approved, by the policy or a person",
    Type.REJECTED: "A comment is rejected, by the policy or a person",
    Type.HELD: "A comment that was decided waits for a person again",
    Type.EDITED: "A comment was edited; sent after what became of it",
    Type.ERASED: "A comment is erased: there is no more of it than its id",
    TEST: "A test was asked for; sent whatever `types` say",
}
_AT = "2026-05-04T12:30:15.000000+00:00"
_ERASED = {"site": "default", "id": "41", "revision": 1, "version": 3, "erased": True}
_HEADERS = {
    "webhook-id": ("The message's id, the same at each try.", MESSAGE),
    "webhook-timestamp": ("When it was sent, in seconds since 1970.", "1777897815"),
    "webhook-signature": (
        "Standard Webhooks' signatures of id, timestamp and body, with blanks between.",
        "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    ),
}


def example(type: str) -> dict[str, Any]:
    """What a message of a type looks like."""
    if type == TEST:
        data: Mapping[str, Any] = {"site": "default", "endpoint": ID}
    elif type == Type.ERASED:
        data = _ERASED
    else:
        became = type.rpartition(".")[2]
        data = {"site": "default", **examples.standing(became), "message": None}
    return {"type": type, "timestamp": _AT, "data": data}


def told(of: Mapping[str, Any]) -> dict[str, Any]:
    """The messages as the contract has them.

    Args:
        of: the schema of each struct, by its `repr`.
    """
    return {
        type: {"post": _message(type, [of[repr(kind)] for kind in kinds])}
        for type, kinds in KINDS.items()
    }


def _message(type: str, schemas: list[Any]) -> dict[str, Any]:
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    content = {"schema": schema, "example": example(type)}
    return {
        "operationId": type,
        "summary": _SAYS[type],
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "description": says,
                "schema": {"type": "string"},
                "example": shown,
            }
            for name, (says, shown) in _HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {
            "2XX": {"description": "It is taken, and not sent again."},
            "410": {"description": "Nothing is wanted here any more."},
            "default": {"description": "It is sent again later."},
        },
    }
