"""What Coral sends: a comment to judge, or an event that happened."""

from datetime import datetime
from typing import TypeVar

import msgspec


class Sent(msgspec.Struct):
    """A comment's own part of the request."""

    body: str
    parentID: str | None = None


class Named(msgspec.Struct):
    """Who, or what story; `url` is a story's."""

    id: str
    url: str | None = None


class ToJudge(msgspec.Struct):
    """The body of a call of the external moderation phase."""

    comment: Sent
    author: Named
    story: Named
    action: str = "NEW"


class Told(msgspec.Struct):
    """What an event is about; which fields are there depends on its type."""

    commentID: str | None = None
    storyID: str | None = None
    status: str | None = None
    ancestorIDs: list[str] = []


class Event(msgspec.Struct):
    """The body of a webhook."""

    type: str
    createdAt: datetime
    data: Told


T = TypeVar("T", ToJudge, Event)


def read(raw: bytes, kind: type[T]) -> T:
    """The body as a `kind`; fields that nobody reads here are ignored.

    Raises:
        msgspec.MsgspecError: it is none.
        UnicodeDecodeError, RecursionError: it is no text, or no end is in sight.
    """
    return msgspec.json.decode(raw, type=kind)
