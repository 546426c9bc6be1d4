"""What a reader makes of an archive, whatever its format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moderation.comments import (
    Action,
    Article,
    Event,
    Finding,
    Reason,
    Status,
    Submission,
)
from moderation.errors import BadSubmission, ModerationError


class BadArchive(ModerationError):
    """The file is not what it should be; nothing after this place can be read."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was decided where the comment comes from.

    Attributes:
        status: approved or rejected.
        by: the person who decided; `None` where it was a machine, or nobody knows.
        machine: whether the archive says that no person did.
        at: when; `None` where nobody knows.
    """

    status: Status
    by: str | None = None
    machine: bool = False
    at: datetime | None = None
    reason: Reason | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What our own judges had said of one revision, as it is kept."""

    revision: int
    text: str
    scores: Mapping[str, float | None]
    reasons: tuple[Finding, ...]
    signals: Mapping[str, float | None]
    model: str
    rules: str
    risk: float
    levels: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Past:
    """All that our own export tells of a comment: it stands as it stood.

    `judged` has its revisions, the present one last.
    """

    status: Status
    action: Action
    priority: float
    waiting: bool
    version: int
    judged: tuple[Judged, ...]
    history: tuple[Event, ...]
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Written:
    """A comment, when it came there, and what became of it."""

    submission: Submission
    received_at: datetime | None = None
    verdict: Verdict | None = None
    past: Past | None = None


@dataclass(frozen=True)
class Decided:
    """What somebody decided about a comment that came before in the archive."""

    comment: str
    verdict: Verdict


@dataclass(frozen=True)
class Skipped:
    """What is no comment, or has no words left: left out, and why."""

    why: str


Item = Written | Article | Decided | Skipped | BadSubmission


@dataclass(frozen=True)
class Record:
    """One record, and where it begins.

    `where` is for people: "line 12", "record 3", with the file if there are several.
    """

    where: str
    item: Item


Fields = dict[str, Any]
"""A record as plain data."""


def recorded(
    found: Iterable[tuple[str, Fields | BadSubmission]],
    read: Callable[[Fields], Item],
) -> Iterator[Record]:
    """Records of plain data, each with where it is.

    Args:
        read: raises `BadSubmission` for what it cannot read.
    """
    for where, given in found:
        if isinstance(given, BadSubmission):
            yield Record(where, given)
            continue
        try:
            yield Record(where, read(given))
        except BadSubmission as error:
            yield Record(where, error)
