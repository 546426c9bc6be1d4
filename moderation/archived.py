"""One comment of an archive is kept: judged as if it had come when it did, and with
what was decided about it there.

What a person decided stands, is told as theirs, and is an example to learn from. What a
machine decided, or nobody knows who, stands too, as if the policy had decided so, and
teaches nothing. What nobody decided goes where the policy wants it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection

from moderation import judging, policy, settling, surroundings
from moderation.ahead import Ahead
from moderation.archives.records import Decided, Item, Past, Verdict, Written
from moderation.comments import (
    POLICY,
    STATUS_AFTER,
    Action,
    Article,
    EventKind,
    Finding,
    Judgement,
    Outcome,
    Reason,
    Status,
)
from moderation.errors import BadSubmission, FieldProblem
from moderation.review import places
from moderation.service import Service
from moderation.store import (
    appeals,
    articles,
    comments,
    events,
    examples,
    fates,
    fingerprints,
    hits,
    imports,
    judgements,
    people,
)
from moderation.store.database import now
from moderation.store.examples import Source
from moderation.surroundings import REPEATS_WITHIN, Sent

_ACTION = {Status.APPROVED: Action.APPROVE, Status.REJECTED: Action.REJECT}

_NOTE = "as the archive has it"

_UNJUDGED = Finding(
    code=Reason.UNSCORED,
    rule="import",
    message="It came with an archive and was not judged.",
    weight=0.0,
)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """How an archive shall come in.

    Attributes:
        judge: whether comments are judged; if not, those that nobody decided are held.
        decided_by: who decided where the archive does not tell; `None`: a machine.
        prefix: of all ids of comments.
    """

    site: str
    judge: bool = True
    decided_by: str | None = None
    prefix: str = ""

    def named(self, item: Item) -> Item:
        """A record with ids, and who decided, as they shall be here."""
        if isinstance(item, Decided):
            return replace(item, comment=self.prefix + item.comment)
        if not isinstance(item, Written):
            return item
        sent, verdict = item.submission, item.verdict
        if self.prefix:
            parent = sent.parent
            if parent is not None and parent.id is not None:
                parent = replace(parent, id=self.prefix + parent.id)
            sent = replace(sent, id=self.prefix + sent.id, parent=parent)
        unsaid = verdict is not None and verdict.by is None and not verdict.machine
        if verdict is not None and unsaid and self.decided_by:
            verdict = replace(verdict, by=self.decided_by)
        return replace(item, submission=sent, verdict=verdict)


def keep(
    connection: Connection,
    service: Service,
    choices: Choices,
    sent: Sent,
    item: Written,
    ahead: Ahead | None,
) -> str:
    """Keep a comment that is new here; returns where it stands.

    Args:
        ahead: what the classifier said of it before.
    """
    at, site = item.received_at or now(), choices.site
    known = people.site(connection, site)
    if choices.judge:
        case = surroundings.case(connection, service, known, sent, at=at)
        judgement = judging.judge(service.judges, case, ahead)
        article, author = case.article, case.author
        settings = surroundings.in_force(connection, service, known, article, author)
        outcome = policy.decide(judgement, settings)
    else:
        judgement, outcome = _unjudged(item.verdict)
    key = _inserted(connection, site, sent, at, looked_for=choices.judge)
    by = sent.submission.author.id or "reader"
    events.add(connection, key, EventKind.RECEIVED, by=by, at=at)
    signals = judging.signals(judgement.scores, judgement.findings)
    judgements.keep(connection, key, judgement, outcome, signals, at)
    if choices.judge:
        live, shadow = judgement.findings, judgement.shadow
        hits.keep(
            connection,
            key,
            live=[found.rule for found in live],
            shadow=[found.rule for found in shadow],
            at=at,
        )
    if item.verdict is None:
        settling.settle(connection, key, outcome, now(), tell=False)
        return STATUS_AFTER[outcome.action]
    _stand(connection, key, outcome, item.verdict, item.verdict.at or at)
    return item.verdict.status


def restore(
    connection: Connection, site: str, sent: Sent, item: Written, past: Past
) -> str:
    """Keep a comment of our own export as it stood; returns where it stands.

    Raises:
        BadSubmission: its history does not begin with its arrival.
    """
    first = past.history[0]
    if first.kind is not EventKind.RECEIVED:
        raise BadSubmission(
            FieldProblem("history", "one that begins with received", first.kind)
        )
    at = item.received_at or first.at
    key = _inserted(connection, site, sent, at, looked_for=False)
    place = places.current(past.history)
    imports.restore(connection, key, past, queue=place.queue, escalated=place.escalated)
    rules = [
        name.removeprefix("rule:")
        for name in past.judged[-1].signals
        if name.startswith("rule:")
    ]
    hits.keep(connection, key, live=rules, shadow=(), at=at)
    decided = _by_person(past)
    if decided is not None:
        examples.keep(
            connection,
            key,
            rejected=past.status is Status.REJECTED,
            reason=decided.reason,
            by=decided.by or "",
            at=decided.at or at,
            source=Source.IMPORT,
        )
    return past.status


def remember(connection: Connection, site: str, article: Article, at: datetime) -> None:
    """Keep of an article what is not known yet: the archive may be the older one."""
    known = articles.find(connection, site, article.id) if article.id else None
    if known is None:
        articles.keep(connection, site, article, at)
        return
    missing = {
        name: value
        for name, value in vars(article).items()
        if value is not None and getattr(known, name) is None
    }
    if missing:
        articles.keep(connection, site, Article(id=article.id, **missing), at)


def decide(connection: Connection, site: str, item: Decided) -> str:
    """Let a person's decision of the archive stand, unless a later one does, or an
    appeal waits.

    Raises:
        BadSubmission: it is about a comment that is not here.
    """
    comment = comments.find(connection, site, item.comment)
    if comment is None or comment.erased_at is not None:
        wanted = "a comment of the archive, or of the site"
        raise BadSubmission(FieldProblem("comment", wanted, "one that is not here"))
    at = item.verdict.at or comment.received_at
    if comment.decided_at is not None and comment.decided_at >= at:
        return "known"
    appeal = appeals.of_comment(connection, comment.key)
    if appeal is not None and appeal.granted is None:
        return "known"  # somebody here has to decide, and sees who had
    _decide(connection, comment.key, item.verdict, at, version=comment.version)
    return "decisions"


def _inserted(
    connection: Connection, site: str, sent: Sent, at: datetime, *, looked_for: bool
) -> int:
    """Keep a comment with what is nearly the same found by.

    Args:
        looked_for: later ones of the archive are compared with it, however old it is.
    """
    submission, prints = sent.submission, sent.prints
    if submission.article is not None:
        remember(connection, site, submission.article, at)
    key = comments.insert(connection, site, submission, digest=prints.digest, at=at)
    if looked_for or at >= now() - REPEATS_WITHIN:
        fingerprints.forget(connection, min(at, now()) - REPEATS_WITHIN)
        fingerprints.keep(connection, site, key, prints.fingerprint, at)
    return key


def _unjudged(verdict: Verdict | None) -> tuple[Judgement, Outcome]:
    judgement = Judgement(
        scores={},
        findings=(),
        failures=(),
        foreign=None,
        marks={},
        model="",
        rules="",
    )
    held = Outcome(
        action=Action.HOLD, reasons=(_UNJUDGED,), priority=0.0, review=verdict is None
    )
    return judgement, held


def _stand(
    connection: Connection, key: int, outcome: Outcome, verdict: Verdict, at: datetime
) -> None:
    """Let what was decided there stand."""
    action = outcome.action if verdict.by else _ACTION[verdict.status]
    outcome = replace(outcome, action=action, review=False)
    fates.set_outcome(connection, key, outcome, verdict.status)
    events.add(
        connection,
        key,
        EventKind.JUDGED,
        by=POLICY,
        at=now(),
        action=action,
        note=None if verdict.by else _NOTE,
    )
    if verdict.by is not None:
        _decide(connection, key, verdict, at, version=1)
        return
    events.add(
        connection,
        key,
        EventKind.DECIDED,
        by=POLICY,
        at=at,
        action=action,
        reason=_reason(verdict),
        note=_NOTE,
    )


def _decide(
    connection: Connection, key: int, verdict: Verdict, at: datetime, version: int
) -> None:
    by = verdict.by or POLICY
    fates.decide(
        connection,
        key,
        verdict.status,
        waiting=False,
        by=by,
        at=at,
        version=version,
    )
    reason = _reason(verdict)
    events.add(
        connection,
        key,
        EventKind.DECIDED,
        by=by,
        at=at,
        action=_ACTION[verdict.status],
        reason=reason,
        note=verdict.note,
    )
    rejected = verdict.status is Status.REJECTED
    examples.keep(
        connection,
        key,
        rejected=rejected,
        reason=reason,
        by=by,
        at=at,
        source=Source.IMPORT,
    )


def _reason(verdict: Verdict) -> Reason | None:
    if verdict.status is Status.APPROVED:
        return None
    return verdict.reason or Reason.OTHER


def _by_person(past: Past) -> Verdict | None:
    """The decision of a person that stands, with its reason out of the history."""
    if past.decided_by is None or past.status is Status.PENDING:
        return None
    reasons = [
        its.reason
        for its in past.history
        if its.kind is EventKind.DECIDED and its.by == past.decided_by
    ]
    return Verdict(
        status=past.status,
        by=past.decided_by,
        at=past.decided_at,
        reason=reasons[-1] if reasons else None,
    )
