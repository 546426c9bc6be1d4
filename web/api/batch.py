"""Many comments in one call, each answered for itself, as soon as it is kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

import msgspec
from flask import Response, request, stream_with_context
from msgspec import Meta
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from moderation import batches
from moderation.comments import Submission
from moderation.errors import BadSubmission, FieldProblem, ModerationError
from moderation.store.keys import Key
from web import auth, errors
from web.addresses import Addresses, here
from web.api import answers, reading, shapes
from web.api.calls import Given, call
from web.api.comments import receipt
from web.auth import service

MOST_ITEMS = 10_000
LINES = "application/x-ndjson"
MOST_BYTES = 32 * 1024 * 1024

Many = Annotated[
    list[Any], Meta(max_length=MOST_ITEMS, description="Submissions; see there.")
]
"""Whatever an item is: one that is no submission is answered as such."""

_encoder = msgspec.json.Encoder()


@call(
    "POST",
    "/v1/comments/batch",
    right="submit",
    reads=Many,
    gives={200: (answers.Taken, answers.NotTaken)},
    lines=True,
)
def submit_many(key: Key) -> Given:
    """Take in up to 10,000 comments or 32 MB, as a JSON array or as lines of JSON.

    The answer has one item for each, in order, in the form that was sent (an array, or
    lines): what `POST /v1/comments` answers, or an `error`. It comes as comments are
    kept, some at a time. Against the key's limit a batch counts as its comments; one
    that begins below it is taken whole. What was answered is kept, whatever comes
    later; to send a batch again does no harm.
    """
    request.max_content_length = MOST_BYTES
    raw = request.get_data(cache=False)
    if request.content_length is None and len(raw) >= MOST_BYTES:
        # What comes in chunks is cut there, and nobody says so.
        raise RequestEntityTooLarge(f"body: wanted less than {MOST_BYTES} bytes")
    if not raw.strip():
        raise BadRequest("body: wanted a JSON array or lines of JSON, got nothing")
    in_lines = _is_in_lines(raw)
    items = _lines(raw) if in_lines else _items(raw)
    if len(items) > MOST_ITEMS:
        raise BadSubmission(
            FieldProblem("body", f"at most {MOST_ITEMS} comments", str(len(items)))
        )
    auth.count(key, len(items))
    told = _told(key.site, items, here())
    kind = LINES if in_lines else "application/json"
    written = _as_lines(told) if in_lines else _as_array(told)
    return Response(stream_with_context(written), mimetype=kind)


def _is_in_lines(raw: bytes) -> bool:
    if request.mimetype == "application/json":
        return False
    kind = request.mimetype
    return kind.endswith(("ndjson", "jsonl")) or not raw.lstrip().startswith(b"[")


def _lines(raw: bytes) -> Sequence[bytes]:
    return [line for line in raw.split(b"\n") if line.strip()]


def _items(raw: bytes) -> Sequence[bytes]:
    """The items of an array, unread.

    Raises:
        BadRequest: it is none.
    """
    try:
        return list(map(bytes, msgspec.json.decode(raw, type=list[msgspec.Raw])))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(
            f"body: wanted a JSON array, or lines of JSON as {LINES}, in UTF-8: {error}"
        ) from error


def _told(
    site: str, items: Sequence[bytes], addresses: Addresses
) -> Iterator[dict[str, Any]]:
    read = [_read(item) for item in items]
    results = batches.receive(service(), site, (each for each, _ in read))
    for index, (result, (_, warnings)) in enumerate(zip(results, read, strict=True)):
        if isinstance(result, ModerationError):
            yield {"index": index, **_refused(result, items[index])}
        else:
            told = receipt(result.comment, warnings, addresses)
            yield {"index": index, **told, "new": result.new}


def _read(item: bytes) -> tuple[Submission | ModerationError, list[str]]:
    try:
        read, warnings = reading.parsed(item, shapes.Submission)
        return reading.submission(read), warnings
    except ModerationError as error:
        return error, []
    except HTTPException as error:
        wanted, _, got = (error.description or error.name).partition(", got ")
        wanted = wanted.removeprefix("body: wanted ")
        return BadSubmission(FieldProblem("item", wanted, got or "something else")), []


class _Named(msgspec.Struct):
    id: str | None = None


def _id_of(item: bytes) -> str | None:
    """The id of what may be no submission, so that its sender finds it again."""
    try:
        return msgspec.json.decode(item, type=_Named).id
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _refused(error: ModerationError, item: bytes) -> dict[str, Any]:
    problem, _ = errors.told(error)
    return {"id": _id_of(item), "error": problem}


def _as_lines(told: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for each in told:
        yield _encoder.encode(each) + b"\n"


def _as_array(told: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    before = b"["
    for each in told:
        yield before + _encoder.encode(each)
        before = b",\n"
    yield b"[]" if before == b"[" else b"]"
