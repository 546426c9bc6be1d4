"""From the bytes of a request to plain data, or to an error that names the field.

Unknown fields are ignored and listed, so that a publisher who misspelt one sees it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec
from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from moderation import comments
from moderation.errors import BadSubmission, FieldProblem
from web.api.shapes import Article, Author, Submission, ToScore

BODY_BYTES = 64 * 1024
"""Of a request, its article's text not counted."""


T = TypeVar("T", bound=msgspec.Struct)


def body(
    request: Request, kind: type[T], *, bodiless: bool = False
) -> tuple[T, list[str]]:
    """The body as a `kind`, and a warning for each field that nobody reads.

    Args:
        bodiless: whether no body at all is one without fields.

    Raises:
        BadRequest: it is not JSON.
        BadSubmission: a field is missing or of the wrong type.
        RequestEntityTooLarge: it is larger than a comment can be.
    """
    raw = request.get_data(cache=False)
    return parsed(b"{}" if bodiless and not raw else raw, kind)


def parsed(raw: bytes, kind: type[T]) -> tuple[T, list[str]]:
    """What `body` reads, of one part of a body."""
    try:
        given = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(f"body: wanted JSON in UTF-8: {error}") from error
    _check_size(raw)
    try:
        return msgspec.convert(given, kind), list(_unknown(given, kind))
    except msgspec.ValidationError as error:
        raise BadSubmission(problem(str(error))) from error


def submission(read: Submission | ToScore) -> comments.Submission:
    """The story's own submission."""
    article, parent, author = read.article, read.parent, read.author or Author()
    asdict = msgspec.structs.asdict
    return comments.Submission(
        id=read.id,
        text=read.text,
        format=read.format,
        article=_article(article) if article else None,
        parent=comments.Parent(**asdict(parent)) if parent else None,
        author=comments.Author(
            id=author.id, name=author.name, registered_at=in_utc(author.registered_at)
        ),
        created_at=in_utc(read.created_at),
        language=read.language,
    )


def _article(read: Article) -> comments.Article:
    given = msgspec.structs.asdict(read)
    return comments.Article(**{**given, "published_at": in_utc(read.published_at)})


def in_utc(moment: datetime | None) -> datetime | None:
    """A time that names no zone is one of UTC."""
    return moment and moment.replace(tzinfo=moment.tzinfo or UTC)


def cursor(request: Request, name: str) -> int | None:
    """The number to go on from, under this name behind the question mark.

    Raises:
        BadSubmission: it is none that was ever given out.
    """
    given = request.args.get(name)
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 18:
        wanted = "the `next` of an earlier answer"
        raise BadSubmission(FieldProblem(name, wanted, repr(given[:50])))
    return int(given)


class _Sized(msgspec.Struct):
    article: msgspec.Raw = msgspec.Raw(b"")


class _SizedArticle(msgspec.Struct):
    text: msgspec.Raw = msgspec.Raw(b"")


def _check_size(raw: bytes) -> None:
    beside = len(raw) - _article_bytes(raw)
    if beside > BODY_BYTES:
        raise RequestEntityTooLarge(
            f"body: wanted at most {BODY_BYTES} bytes beside the article's text, "
            f"got {beside}"
        )


def _article_bytes(raw: bytes) -> int:
    """What the article's text takes in a request, escapes and all."""
    try:
        article = msgspec.json.decode(raw, type=_Sized).article
        return len(msgspec.json.decode(article, type=_SizedArticle).text)
    except msgspec.MsgspecError:  # no object, or no article: all of it counts
        return 0


def _unknown(given: Any, kind: type[msgspec.Struct], path: str = "") -> Iterator[str]:
    if not isinstance(given, dict):
        return
    fields = _fields(kind)
    for name, value in given.items():
        if name not in fields:
            yield f"{path}{name[:100]}: unknown, not read"
        elif (part := fields[name]) is not None:
            yield from _unknown(value, part, f"{path}{name}.")


@cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, type[msgspec.Struct] | None]:
    """The fields of a struct, each with the struct that it holds, if it holds one."""
    return {
        field.name: next(filter(_is_struct, get_args(field.type)), None)
        for field in msgspec.structs.fields(kind)
    }


def _is_struct(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


_OF_WORDS = "Invalid enum value"
_PLAINER = {
    "Invalid RFC3339 encoded datetime": "a time as 2026-05-04T12:30:15Z",
    "str matching regex": "something said, without NUL characters",
    _OF_WORDS: "one of the values in the contract",
}
"""By how msgspec begins to say what it wanted."""


def problem(message: str) -> FieldProblem:
    """What msgspec says ("Expected `str`, got `int` - at `$.text`") as a problem."""
    said, _, place = message.partition(" - at `$")
    field = place.rstrip("`").lstrip(".") or "body"
    if said.startswith("Object missing required field"):
        return FieldProblem(said.split("`")[1], "a value", "nothing")
    wanted, _, got = said.removeprefix("Expected ").partition(", got ")
    wanted, got = wanted.replace("`", ""), got.replace("`", "") or "other"
    for beginning, plainer in _PLAINER.items():
        if wanted.startswith(beginning):
            if beginning == _OF_WORDS:
                got = wanted.removeprefix(beginning).strip()[:100]
            return FieldProblem(field, plainer, got)
    if wanted.startswith("str of length"):
        how, _, most = wanted.removeprefix("str of length").strip().partition(" ")
        told = "at most" if how == "<=" else "at least"
        return FieldProblem(field, f"{told} {most} characters", got)
    return FieldProblem(field, wanted, got)
