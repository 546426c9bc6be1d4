"""The words of the story: what everybody here means by comment, score or decision.

Plain frozen dataclasses and string enums. States and codes are the same words in
Python, JSON, SQL and on pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

DEFAULT_SITE = "default"

Scores = Mapping[str, float | None]
"""Attribute to a calibrated probability in [0, 1]; `None` is "no opinion"."""


class Action(StrEnum):
    """What shall happen to a comment."""

    APPROVE = "approve"
    REJECT = "reject"
    HOLD = "hold"


class Status(StrEnum):
    """Where a comment stands."""

    APPROVED = "approved"
    REJECTED = "rejected"
    PENDING = "pending"


STATUS_AFTER = {
    Action.APPROVE: Status.APPROVED,
    Action.REJECT: Status.REJECTED,
    Action.HOLD: Status.PENDING,
}


class Mode(StrEnum):
    """How a site treats what nobody has looked at yet."""

    AUTO = "auto"  # the policy decides what is clear and holds the rest
    PRE = "pre"  # everything waits for a moderator
    POST = "post"  # everything but clear abuse is published first, reviewed after
    CLOSED = "closed"  # comments are closed: whatever comes is rejected


class Caution(StrEnum):
    """How soon a site's comments wait for a person."""

    CAUTIOUS = "cautious"
    BALANCED = "balanced"
    LENIENT = "lenient"


class Reason(StrEnum):
    """Why: the codes that publishers, moderators and statistics share."""

    ABUSE = "abuse"
    INSULT = "insult"
    THREAT = "threat"
    HATE = "hate"
    PROFANITY = "profanity"
    SEXUAL = "sexual"
    SPAM = "spam"
    ADVERTISING = "advertising"
    OFF_TOPIC = "off_topic"
    PERSONAL_INFORMATION = "personal_information"
    DUPLICATE = "duplicate"
    FLOODING = "flooding"
    SHOUTING = "shouting"
    ILLEGIBLE = "illegible"
    LANGUAGE = "language"
    NEW_AUTHOR = "new_author"
    CLOSED = "closed"
    UNSCORED = "unscored"
    ILLEGAL = "illegal"
    OTHER = "other"


class EventKind(StrEnum):
    """What can happen to a comment; events are only ever added."""

    RECEIVED = "received"
    EDITED = "edited"
    JUDGED = "judged"
    DECIDED = "decided"
    UNDONE = "undone"
    DEFERRED = "deferred"  # to a named queue
    ESCALATED = "escalated"  # to leads
    RETURNED = "returned"  # to where it was before it was deferred or escalated
    REPORTED = "reported"
    APPEALED = "appealed"
    ERASED = "erased"


POLICY = "policy"
"""Who decided, when no person did."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """What a comment is about; its text is sent once and known by id later.

    `closed` says whether comments on it are.
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    text: str | None = None
    section: str | None = None
    published_at: datetime | None = None
    closed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Parent:
    """The comment that this one answers."""

    id: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who wrote it, as far as the publisher tells. No address is kept."""

    id: str | None = None
    name: str | None = None
    registered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What a publisher posts."""

    id: str
    text: str
    format: str = "plain"
    article: Article | None = None
    parent: Parent | None = None
    author: Author = field(default_factory=Author)
    created_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True)
class Span:
    """`[begin, end)` in UTF-16 code units of the text as sent."""

    begin: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What speaks for an action: seen by a rule, or a score over its threshold.

    `weight` is in [0, 1]; `then` is what the rule asks for, `None` for mere
    evidence. `to_author` is what the author may be told; `tag` marks the comment, and
    `queue` names the one that it waits in.
    """

    code: Reason
    rule: str
    message: str
    weight: float
    spans: tuple[Span, ...] = ()
    then: Action | None = None
    to_author: str = ""
    tag: str = ""
    queue: str = ""


@dataclass(frozen=True)
class Challenger:
    """What a version of the site's own model says that is only tried.

    Attributes:
        score: P(this site's moderators reject it).
    """

    version: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What both judges say, and which judges they were.

    `failures` names each judge that broke: "classifier", "topic", "rules", "house", or
    a scorer that stands in for an attribute. A comment with one is never approved.
    `risk`, in [0, 1], is how much all findings of rules weigh together; `shadow` are
    findings of rules that are only tried, and `challenger` is a model that is.
    `subject` is what the text is about, as `classifier.house.subject` tells; `None`
    where that is unknown, or nobody asked.
    """

    scores: Scores
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]
    foreign: str | None  # the language found, where the judges do not speak it
    marks: Mapping[str, tuple[Span, ...]]  # the words behind each score
    model: str
    rules: str
    risk: float = 0.0
    shadow: tuple[Finding, ...] = ()
    challenger: Challenger | None = None
    subject: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the policy makes of a judgement: an action, reasons, a priority.

    `priority` is in [0, 1]; the queue shows the highest first. `review` puts it in
    the queue, as every held comment is, and in mode `post` some published ones.
    `levels` says who set the mode and the thresholds in force, and single ones by
    their attribute, `on_topic` or `risk`: "site", "section sport", "article 12" or
    "author 7".
    """

    action: Action
    reasons: tuple[Finding, ...]
    priority: float
    review: bool
    levels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A submission kept, with its latest judgement.

    `version` counts every change and guards decisions; `revision` counts texts.
    `waiting` says whether it is in the queue, as also a published one may be.
    `language` is what the publisher named, `written_at` when it was written by theirs.
    `queue` is where a person put it to wait, "" if nobody did; `escalated`, to leads.
    """

    key: int
    site: str
    id: str
    text: str
    format: str
    article: Article | None
    parent: Parent | None
    author: Author
    status: Status
    action: Action
    reasons: tuple[Finding, ...]
    scores: Scores
    priority: float
    waiting: bool
    revision: int
    version: int
    model: str
    rules: str
    risk: float
    levels: Mapping[str, str]
    language: str | None
    written_at: datetime | None
    erased_at: datetime | None
    received_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    queue: str = ""
    escalated: bool = False


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of a comment's audit trail; `number` grows over all comments.

    `note` is among moderators, `message` what the author is told, and `queue` where a
    deferred comment waits.
    """

    number: int
    comment: str
    kind: EventKind
    at: datetime
    by: str
    version: int
    action: Action | None = None
    reason: Reason | None = None
    note: str | None = None
    message: str | None = None
    queue: str | None = None
