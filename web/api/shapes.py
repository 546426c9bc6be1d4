"""What a request may hold, field by field: each is read and checked by its struct, and
`contract` tells the world of the same ones.
"""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from moderation import comments

Id = Annotated[str, Meta(min_length=1, max_length=2_000)]
"""Of the publisher's own making."""

Name = Annotated[str, Meta(min_length=1, max_length=200)]

Version = Annotated[int, Meta(ge=1, le=2**53)]


class Article(msgspec.Struct):
    """What the comment is about."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    text: str | None = None
    section: str | None = None
    published_at: datetime | None = None
    closed: bool | None = None


class Parent(msgspec.Struct):
    """What it answers."""

    id: str | None = None
    text: str | None = None


class Author(msgspec.Struct):
    """Who wrote it. An `email` and an `ip` may be sent; nothing keeps them."""

    id: str | None = None
    name: str | None = None
    email: str | None = None
    ip: str | None = None
    registered_at: datetime | None = None


class Submission(msgspec.Struct):
    """A comment that is posted."""

    id: str
    text: str
    format: str = "plain"
    article: Article | None = None
    parent: Parent | None = None
    author: Author | None = None
    created_at: datetime | None = None
    language: str | None = None


class ToScore(msgspec.Struct):
    """A comment that is judged and not kept, which needs no id.

    `advise` asks for what its author may be told before it is posted.
    """

    text: str
    id: str = "-"
    format: str = "plain"
    article: Article | None = None
    parent: Parent | None = None
    author: Author | None = None
    created_at: datetime | None = None
    language: str | None = None
    advise: bool = False


class Decision(msgspec.Struct):
    """What a person decided in the publisher's own tool.

    `version` is that of the comment that they saw; without it, the decision is about
    the comment as it is.
    """

    action: comments.Action
    by: Name
    reason: comments.Reason | None = None
    note: Annotated[str, Meta(max_length=2_000)] | None = None
    version: Version | None = None


class Report(msgspec.Struct):
    """What a reader reports; `reporter` is the reader's id with the publisher."""

    reporter: Annotated[str, Meta(min_length=1, max_length=2_000)]
    reason: comments.Reason = comments.Reason.OTHER
    note: str | None = None


class Appeal(msgspec.Struct):
    """Why an author thinks that the rejection is wrong."""

    text: str
