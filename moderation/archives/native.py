"""Our own shape: that of `POST /v1/comments`, and what became of the comment.

Besides what is posted a record may have `status` (approved, rejected, spam, pending),
`decided_by`, `decided_at`, `reason`, `note` and `received_at`. Our own export also has
`judgement` and `history`: such a comment comes back as it stood, judged by nobody anew.
In CSV a field within another is named with a dot (`author.id`), and what has parts is
JSON in its cell. A time without a zone is in UTC, without seconds on the minute, and a
day alone is its midnight.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from moderation.archives.records import Fields, Judged, Past, Verdict, Written
from moderation.archives.values import amiss, in_utc, whole_time, wrong
from moderation.comments import (
    POLICY,
    Action,
    Article,
    Author,
    Event,
    EventKind,
    Finding,
    Parent,
    Reason,
    Span,
    Status,
    Submission,
)
from moderation.errors import BadSubmission, FieldProblem

_IN_JSON = ("judgement", "earlier", "history")
_MOMENTS = (
    "created_at",
    "received_at",
    "decided_at",
    "author.registered_at",
    "article.published_at",
)
_YES = {"true": True, "1": True, "false": False, "0": False}


_Number = Annotated[int, Meta(ge=1, le=2**53)]


class _Article(msgspec.Struct):
    id: str | None = None
    url: str | None = None
    title: str | None = None
    text: str | None = None
    section: str | None = None
    published_at: datetime | None = None
    closed: bool | None = None


class _Parent(msgspec.Struct):
    id: str | None = None
    text: str | None = None


class _Author(msgspec.Struct):
    id: str | None = None
    name: str | None = None
    registered_at: datetime | None = None


class _Span(msgspec.Struct):
    begin: Annotated[int, Meta(ge=0, le=2**31)]
    end: Annotated[int, Meta(ge=0, le=2**31)]


class _Reason(msgspec.Struct):
    code: Reason
    rule: str
    message: str
    weight: float
    spans: list[_Span] = []
    then: Action | None = None
    to_author: str = ""
    tag: str = ""
    queue: str = ""


class _Judgement(msgspec.Struct):
    scores: dict[str, float | None]
    reasons: list[_Reason]
    signals: dict[str, float | None]
    model: str
    rules: str
    risk: float
    levels: dict[str, str]
    at: datetime
    revision: _Number = 1
    text: str | None = None  # of an earlier revision


class _Event(msgspec.Struct):
    kind: EventKind
    at: datetime
    by: str
    version: _Number
    action: Action | None = None
    reason: Reason | None = None
    note: str | None = None
    message: str | None = None
    queue: str | None = None


class _Record(msgspec.Struct):
    id: str
    text: str
    format: Literal["plain", "html"] = "plain"
    article: _Article | None = None
    parent: _Parent | None = None
    author: _Author | None = None
    created_at: datetime | None = None
    language: str | None = None
    status: Literal["approved", "rejected", "spam", "pending"] | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: Reason | None = None
    note: str | None = None
    received_at: datetime | None = None
    action: Action | None = None
    priority: float = 0.0
    waiting: bool = False
    version: _Number = 1
    judgement: _Judgement | None = None
    earlier: list[_Judgement] = []
    history: list[_Event] | None = None


def written(given: Fields) -> Written:
    """A record as the comment that it is.

    Raises:
        BadSubmission: naming the field that cannot be read.
    """
    try:
        read = msgspec.convert(_with_whole_times(given), _Record)
    except msgspec.ValidationError as error:
        raise BadSubmission(_problem(str(error))) from error
    read = msgspec.structs.replace(read, **_timed(read))
    sent = _submission(read)
    status = read.status
    past = _past(read) if read.judgement and read.history else None
    received = read.received_at or read.created_at
    if status is None or status == "pending":
        return Written(submission=sent, received_at=received, past=past)
    spam = status == "spam"
    verdict = Verdict(
        status=Status.APPROVED if status == "approved" else Status.REJECTED,
        by=None if read.decided_by == POLICY else read.decided_by,
        machine=read.decided_by == POLICY,
        at=read.decided_at,
        reason=read.reason or (Reason.SPAM if spam else None),
        note=read.note,
    )
    return Written(submission=sent, received_at=received, verdict=verdict, past=past)


def from_row(row: Fields) -> Written:
    """A row of CSV as the comment that it is.

    Raises:
        BadSubmission: naming the column that cannot be read.
    """
    given: Fields = {}
    for name, cell in row.items():
        value: Any = cell
        if name in _IN_JSON:
            value = _decoded(name, cell)
        elif name in ("waiting", "article.closed"):
            value = _YES.get(cell.lower(), cell)
        elif name in ("priority", "version"):
            value = _number(cell)
        outer, dot, inner = name.partition(".")
        if dot and isinstance(given.setdefault(outer, {}), dict):
            given[outer][inner] = value
        elif not dot:
            given[name] = value
    return written(given)


def _with_whole_times(given: Fields) -> Fields:
    found = dict(given)
    for name in _MOMENTS:
        outer, _, inner = name.rpartition(".")
        parts = found.get(outer) if outer else found
        if isinstance(parts, dict) and isinstance(written := parts.get(inner), str):
            whole = {**parts, inner: whole_time(written.strip())}
            found = {**found, outer: whole} if outer else whole
    return found


def _decoded(name: str, cell: str) -> Any:
    try:
        return msgspec.json.decode(cell)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise amiss(name, "JSON", str(error)) from error


def _number(cell: str) -> Any:
    try:
        return msgspec.json.decode(cell)
    except (msgspec.DecodeError, UnicodeError):
        return cell


def _problem(said: str) -> FieldProblem:
    """What msgspec says ("Expected `str`, got `int` - at `$.text`") as a problem."""
    told, _, place = said.partition(" - at `$")
    field = place.rstrip("`").lstrip(".") or "record"
    if told.startswith("Object missing required field"):
        return FieldProblem(told.split("`")[1], "a value", "nothing")
    if told.startswith("Invalid RFC3339"):
        return FieldProblem(field, "a time as 2026-05-04T12:30:15Z", "another text")
    if told.startswith("Invalid enum value"):
        return FieldProblem(field, "one of the words for it", told.split(" ", 3)[-1])
    wanted, _, got = told.removeprefix("Expected ").partition(", got ")
    return FieldProblem(field, wanted.replace("`", ""), got.replace("`", "") or "other")


def _timed(read: msgspec.Struct) -> Fields:
    """The fields of a struct, all times in UTC.

    Raises:
        BadSubmission: one is in a year that cannot be meant.
    """
    return {
        name: in_utc(value, name) if isinstance(value, datetime) else value
        for name, value in msgspec.structs.asdict(read).items()
    }


def _submission(read: _Record) -> Submission:
    asdict = _timed
    return Submission(
        id=read.id,
        text=read.text,
        format=read.format,
        article=Article(**asdict(read.article)) if read.article else None,
        parent=Parent(**asdict(read.parent)) if read.parent else None,
        author=Author(**asdict(read.author)) if read.author else Author(),
        created_at=read.created_at,
        language=read.language,
    )


def _past(read: _Record) -> Past | None:
    if read.judgement is None or read.history is None or read.action is None:
        return None
    status = read.status or Status.PENDING
    both = [*read.earlier, read.judgement]
    revisions = [its.revision for its in both]
    if revisions != sorted(set(revisions)):
        raise wrong("earlier", "revisions in order, before that of judgement", read.id)
    return Past(
        status=Status.REJECTED if status == "spam" else Status(status),
        action=read.action,
        priority=read.priority,
        waiting=read.waiting,
        version=read.version,
        judged=tuple(_judged(its, read.text) for its in both),
        history=tuple(_event(its, read.id) for its in read.history),
        decided_by=read.decided_by,
        decided_at=read.decided_at,
    )


def _judged(read: _Judgement, present: str) -> Judged:
    given = _timed(read)
    given["text"] = present if read.text is None else read.text
    given["reasons"] = tuple(_finding(its) for its in read.reasons)
    return Judged(**given)


def _finding(read: _Reason) -> Finding:
    spans = tuple(Span(its.begin, its.end) for its in read.spans)
    return Finding(**{**msgspec.structs.asdict(read), "spans": spans})


def _event(read: _Event, id: str) -> Event:
    return Event(number=0, comment=id, **_timed(read))
