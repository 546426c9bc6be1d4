"""What a request may hold, field by field: each is read and checked by its struct, and
`contract` tells the world of the same ones.
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from moderation import comments, limits

_NO_NUL = r"^[^\x00]*$"
_SOMETHING = r"^[^\x00]*[^\x00\s][^\x00]*$"

Short = Annotated[str, Meta(max_length=limits.SHORT_BYTES, pattern=_NO_NUL)]
Id = Annotated[
    str, Meta(min_length=1, max_length=limits.SHORT_BYTES, pattern=_SOMETHING)
]
"""Of the publisher's own making."""

Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=_SOMETHING)]
Text = Annotated[
    str, Meta(min_length=1, max_length=limits.COMMENT_BYTES, pattern=_SOMETHING)
]
ParentText = Annotated[str, Meta(max_length=limits.PARENT_BYTES, pattern=_NO_NUL)]
ArticleText = Annotated[str, Meta(max_length=limits.ARTICLE_BYTES, pattern=_NO_NUL)]
Said = Annotated[
    str, Meta(min_length=1, max_length=limits.NOTE_BYTES, pattern=_SOMETHING)
]
Note = Annotated[str, Meta(max_length=limits.NOTE_BYTES, pattern=_NO_NUL)]

Version = Annotated[float, Meta(ge=1, le=2**53, multiple_of=1)]
"""A whole number: 2.0 is one too, as JSON knows one kind of numbers."""

Moment = Annotated[
    datetime,
    Meta(
        description="RFC 3339, as 2026-05-04T12:30:15Z; from 1900 on.",
        extra_json_schema={
            "pattern": (
                r"^(?:19|2[0-9])[0-9]{2}-"
                r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
                r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
                r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
                r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?"
                r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])$"
            )
        },
    ),
]
"""A pattern too, for those whose tools do not look at the format."""

Format = Literal["plain", "html"]


class Article(msgspec.Struct):
    """What the comment is about."""

    id: Short | None = None
    url: Short | None = None
    title: Short | None = None
    text: ArticleText | None = None
    section: Short | None = None
    published_at: Moment | None = None
    closed: bool | None = None


class Parent(msgspec.Struct):
    """What it answers."""

    id: Short | None = None
    text: ParentText | None = None


class Author(msgspec.Struct):
    """Who wrote it. An `email` and an `ip` may be sent; nothing keeps them."""

    id: Short | None = None
    name: Short | None = None
    email: str | None = None
    ip: str | None = None
    registered_at: Moment | None = None


class Submission(msgspec.Struct):
    """A comment that is posted."""

    id: Id
    text: Text
    format: Format = "plain"
    article: Article | None = None
    parent: Parent | None = None
    author: Author | None = None
    created_at: Moment | None = None
    language: Short | None = None


class ToScore(msgspec.Struct):
    """A comment that is judged and not kept, which needs no id.

    `advise` asks for what its author may be told before it is posted.
    """

    text: Text
    id: Id = "-"
    format: Format = "plain"
    article: Article | None = None
    parent: Parent | None = None
    author: Author | None = None
    created_at: Moment | None = None
    language: Short | None = None
    advise: bool = False


class Decision(msgspec.Struct):
    """What a person decided in the publisher's own tool.

    `version` is that of the comment that they saw; without it, the decision is about
    the comment as it is.
    """

    action: Literal["approve", "reject"]
    by: Name
    reason: comments.Reason | None = None
    note: Note | None = None
    version: Version | None = None


class Report(msgspec.Struct):
    """What a reader reports; `reporter` is the reader's id with the publisher."""

    reporter: Id
    reason: comments.Reason = comments.Reason.OTHER
    note: Note | None = None


class Appeal(msgspec.Struct):
    """Why an author thinks that the rejection is wrong."""

    text: Said
