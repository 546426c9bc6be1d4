"""What answers hold, field by field, for the contract; the tests hold answers to it."""

from datetime import datetime
from typing import Any

import msgspec

from moderation.comments import Action, EventKind, Reason, Status


class Span(msgspec.Struct, forbid_unknown_fields=True):
    """`[begin, end)` in UTF-16 code units of the text as it was sent."""

    begin: int
    end: int


class Because(msgspec.Struct, forbid_unknown_fields=True):
    """One reason: a code, the rule that said so, its sentence, and the words."""

    code: Reason
    rule: str
    message: str
    weight: float
    spans: list[Span]
    to_author: str | msgspec.UnsetType = msgspec.UNSET


class Standing(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Where a comment stands, and why.

    `action` is what the policy wanted, `status` where the comment is now. `levels` says
    who set the thresholds in force.
    """

    id: str
    status: Status
    action: Action
    reasons: list[Because]
    scores: dict[str, float | None]
    revision: int
    version: int
    model: str
    rules: str
    risk: float
    levels: dict[str, str]
    tags: list[str]
    received_at: datetime
    decided_at: datetime | None
    decided_by: str | None


class Receipt(Standing, forbid_unknown_fields=True, kw_only=True):
    """Where a comment stands, and the author's page of it.

    `action` is what the policy wanted, `status` where the comment is now. `levels` says
    who set the thresholds in force. `warnings` names fields that nobody reads.
    """

    status_url: str
    warnings: list[str]


class Taken(Receipt, forbid_unknown_fields=True, kw_only=True):
    """One item of a batch that was taken; `new` unless it was here already."""

    index: int
    new: bool


class NotTaken(msgspec.Struct, forbid_unknown_fields=True):
    """One item of a batch that was not taken, and why."""

    index: int
    id: str | None
    error: "Problem"


class Event(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One line of the audit trail; `event` grows over all comments.

    `note` is among moderators, `message` what the author is told, and `queue` where a
    deferred comment waits.
    """

    event: int
    comment: str
    kind: EventKind
    at: datetime
    by: str
    version: int
    action: Action | None
    reason: Reason | None
    note: str | None
    message: str | None
    queue: str | None


class Reported(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A report as people see it; `weight` is how far its reporter was right before."""

    reporter: str
    reason: Reason
    note: str | None
    weight: float
    at: datetime


class Appealed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """An appeal; `granted` is null while it waits."""

    number: int
    comment: str
    revision: int
    text: str | None
    at: datetime
    against: str
    granted: bool | None
    decided_by: str | None
    decided_at: datetime | None


class NewAppeal(Appealed, forbid_unknown_fields=True, kw_only=True):
    """An appeal that was taken."""

    warnings: list[str]


class Shown(Receipt, forbid_unknown_fields=True, kw_only=True):
    """A comment with its text, its history, and what was said about it."""

    text: str
    history: list[Event]
    reports: list[Reported]
    appeal: Appealed | None


class Events(msgspec.Struct, forbid_unknown_fields=True):
    """A comment's audit trail, the oldest first."""

    events: list[Event]


class Decisions(msgspec.Struct, forbid_unknown_fields=True):
    """Decisions in order; `next` is the cursor to ask for those after them."""

    decisions: list[Event]
    next: str


class Appeals(msgspec.Struct, forbid_unknown_fields=True):
    """Appeals that wait, the oldest first; `next` is the cursor to go on with."""

    appeals: list[Appealed]
    next: str


class Advice(msgspec.Struct, forbid_unknown_fields=True):
    """What an author may be told, and about which words."""

    code: Reason
    message: str
    spans: list[Span]


class Assessed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What would become of a comment; nothing is kept."""

    action: Action
    scores: dict[str, float | None]
    reasons: list[Because]
    model: str
    rules: str
    warnings: list[str]
    advice: list[Advice] | msgspec.UnsetType = msgspec.UNSET


class FieldProblem(msgspec.Struct, forbid_unknown_fields=True):
    """A field at fault."""

    field: str
    wanted: str
    got: str


class Problem(msgspec.Struct, kw_only=True):
    """Problem details by RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | msgspec.UnsetType = msgspec.UNSET
    version: int | msgspec.UnsetType = msgspec.UNSET


Policy = dict[str, Any]
"""What a site tells its readers; its parts are told in the README."""

Statement = dict[str, Any]
"""By the fields of the DSA Transparency Database; the README tells them."""


class Statements(msgspec.Struct, forbid_unknown_fields=True):
    """Statements of reasons in order; `next` is the cursor to go on with."""

    statements: list[Statement]
    next: str


class Health(msgspec.Struct, forbid_unknown_fields=True):
    """The process answers."""

    status: str


class Ready(msgspec.Struct, forbid_unknown_fields=True):
    """What judges a comment now."""

    status: str
    model: str
    rules: str
