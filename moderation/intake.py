"""A comment comes in: checked, judged, decided, and kept in one transaction.

The way: `receive` -> `surroundings.case` (what is known around it) -> `judging.judge`
-> `policy.decide` -> `_keep` (comment, judgement, events, message). Judging happens
before the transaction, so a slow judge never holds the database.
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection

from moderation import (
    drawing,
    judging,
    limits,
    policy,
    settling,
    surroundings,
    webhooks,
)
from moderation.ahead import Ahead
from moderation.cases import Case
from moderation.comments import (
    STATUS_AFTER,
    Action,
    Comment,
    EventKind,
    Judgement,
    Outcome,
    Parent,
    Submission,
)
from moderation.policy import Settings
from moderation.service import Service
from moderation.store import (
    articles,
    comments,
    events,
    fates,
    fingerprints,
    hits,
    judgements,
    people,
    shadow_scores,
)
from moderation.store.database import now
from moderation.surroundings import Sent, in_force


@dataclass(frozen=True)
class Received:
    """A comment as it now stands, and whether this submission was new."""

    comment: Comment
    new: bool


@dataclass(frozen=True)
class Assessment:
    """A judgement and what the policy makes of it, with nothing kept."""

    judgement: Judgement
    outcome: Outcome


@dataclass(frozen=True)
class _Decided(Assessment):
    """Also with what would become of it by the model in the shadow, if there is one."""

    otherwise: Action | None = None


def receive(service: Service, site: str, submission: Submission) -> Received:
    """Take in a submission.

    The same id with the same text answers what was answered before; with another text
    it is an edit, judged anew.

    Raises:
        BadSubmission: it cannot be taken; nothing is kept.
        Erased: a comment with this id was, and does not come back.
        UnknownSite: there is no such site.
        StoreUnavailable: it could not be kept; nothing is.
    """
    sent = checked(submission)
    with _turn(service):
        return _received(service, site, sent)


def may_take_long(service: Service) -> bool:
    """Whether others are asked too, for whom nobody shall wait but who asks."""
    return bool(service.judges.stand_ins.members)


def _turn(service: Service) -> AbstractContextManager[None]:
    return nullcontext() if may_take_long(service) else service.db.turns.taken()


def _received(service: Service, site: str, sent: Sent) -> Received:
    id, text = sent.submission.id, sent.submission.text
    with service.db.reading() as connection:
        known = comments.before(connection, site, id)
        if known is not None and known.text == text:
            return Received(known, new=False)
        heard = _surrounded(connection, service, site, sent)
    decided = _told(service, heard[0], _decided(service, *heard))

    def keep(connection: Connection) -> Received:
        known = comments.before(connection, site, id)
        if known is not None and known.text == text:  # sent twice at once
            return Received(known, new=False)
        return _kept(connection, site, sent, known, decided)

    return service.db.write(keep)


def take(
    connection: Connection,
    service: Service,
    site: str,
    sent: Sent,
    ahead: Ahead | None,
) -> Received:
    """Take in a submission as `receive` does, within a transaction that writes.

    Args:
        ahead: what the classifier said of it before.

    Raises:
        UnknownSite: there is no such site.
    """
    submission = sent.submission
    known = comments.before(connection, site, submission.id)
    if known is not None and known.text == submission.text:
        return Received(known, new=False)
    case, settings = _surrounded(connection, service, site, sent)
    decided = _decided(service, case, settings, ahead)
    decided = _told(service, case, decided, ahead)
    return _kept(connection, site, sent, known, decided)


def checked(submission: Submission) -> Sent:
    """A submission that can be taken.

    Raises:
        BadSubmission: it cannot.
    """
    limits.check(submission)
    return Sent(submission)


def assess(service: Service, site: str, submission: Submission) -> Assessment:
    """Judge a submission as `receive` would, and keep nothing.

    Raises:
        BadSubmission: it cannot be judged.
        UnknownSite: there is no such site.
    """
    sent = checked(submission)
    with service.db.reading() as connection:
        heard = _surrounded(connection, service, site, sent)
    return _decided(service, *heard)


def _surrounded(
    connection: Connection, service: Service, site: str, sent: Sent
) -> tuple[Case, Settings]:
    known = people.site(connection, site)
    case = surroundings.case(connection, service, known, sent)
    return case, in_force(connection, service, known, case.article, case.author)


def _decided(
    service: Service, case: Case, settings: Settings, ahead: Ahead | None = None
) -> _Decided:
    judgement = judging.judge(service.judges, case, ahead)
    outcome = policy.decide(judgement, settings)
    return _Decided(judgement, outcome, _otherwise(judgement, settings))


def _told(
    service: Service, case: Case, decided: _Decided, ahead: Ahead | None = None
) -> _Decided:
    """What waits is told what it is about, so that people are asked of many things."""
    if not decided.outcome.review:
        return decided
    judgement = judging.with_subject(service.judges, case, decided.judgement, ahead)
    return replace(decided, judgement=judgement)


def _otherwise(judgement: Judgement, settings: Settings) -> Action | None:
    tried = judgement.challenger
    if tried is None:
        return None
    scores = {**judgement.scores, "reject": tried.score}
    return policy.decide(replace(judgement, scores=scores), settings).action


def _kept(
    connection: Connection,
    site: str,
    sent: Sent,
    known: Comment | None,
    decided: _Decided,
) -> Received:
    submission, prints = sent.submission, sent.prints
    judgement, outcome = decided.judgement, decided.outcome
    at = now()
    if submission.article is not None:
        articles.keep(connection, site, submission.article, at)
    if known is None:
        digest = prints.digest
        key = comments.insert(
            connection, site, submission, digest=digest, at=at, outcome=outcome
        )
    else:
        key = known.key
        comments.revise(connection, key, submission, digest=prints.digest)
        fates.set_outcome(connection, key, outcome, STATUS_AFTER[outcome.action])
        fingerprints.drop(connection, key)
    fingerprints.keep(connection, site, key, prints.fingerprint, at)
    by = submission.author.id or "reader"
    kind = EventKind.RECEIVED if known is None else EventKind.EDITED
    events.add(connection, key, kind, by=by, at=at)
    learnable = judging.signals(judgement.scores, judgement.findings)
    judgements.keep(connection, key, judgement, outcome, learnable, at)
    hits.keep(
        connection,
        key,
        live=[found.rule for found in judgement.findings],
        shadow=[found.rule for found in judgement.shadow],
        at=at,
    )
    tried, otherwise = judgement.challenger, decided.otherwise
    if tried is not None and otherwise is not None:
        shadow_scores.keep(
            connection,
            key,
            tried.version,
            score=tried.score,
            beside=judgement.scores.get("reject"),
            action=otherwise,
            outcome=outcome,
        )
    settling.follow(connection, key, outcome, at)
    if known is None:
        drawing.draw_audit(connection, people.site(connection, site), key, at)
        new = _as_inserted(connection, key, site, submission, judgement, outcome, at)
        return Received(new, new=True)
    comment = comments.get(connection, key)
    webhooks.tell_edit(connection, comment, was=known.status)
    return Received(comment, new=False)


def _as_inserted(
    connection: Connection,
    key: int,
    site: str,
    submission: Submission,
    judgement: Judgement,
    outcome: Outcome,
    at: datetime,
) -> Comment:
    """What the store would tell of a new comment: to put it together is quicker."""
    article = submission.article
    if article is not None and article.id is not None:
        article = articles.find(connection, site, article.id)
    return Comment(
        key=key,
        site=site,
        id=submission.id,
        text=submission.text,
        format=submission.format,
        article=article,
        parent=None if submission.parent == Parent() else submission.parent,
        author=submission.author,
        status=STATUS_AFTER[outcome.action],
        action=outcome.action,
        reasons=outcome.reasons,
        scores=judgement.scores,
        priority=outcome.priority,
        waiting=outcome.review,
        revision=1,
        version=1,
        model=judgement.model,
        rules=judgement.rules,
        risk=judgement.risk,
        levels=outcome.levels,
        language=submission.language,
        written_at=submission.created_at,
        erased_at=None,
        received_at=at,
        decided_at=None,
        decided_by=None,
    )
