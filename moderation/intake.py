"""A comment comes in: checked, judged, decided, and kept in one transaction.

The way: `receive` -> `surroundings.case` (what is known around it) -> `judging.judge`
-> `policy.decide` -> `_keep` (comment, judgement, events, message). Judging happens
before the transaction, so a slow judge never holds the database.
"""

from dataclasses import dataclass
from sqlite3 import Connection

from moderation import judging, limits, policy, settling, surroundings, webhooks
from moderation.cases import Case
from moderation.comments import (
    Comment,
    EventKind,
    Judgement,
    Outcome,
    Submission,
)
from moderation.policy import Settings
from moderation.service import Service
from moderation.store import (
    articles,
    comments,
    events,
    fingerprints,
    hits,
    judgements,
    people,
)
from moderation.store.database import now
from moderation.surroundings import REPEATS_WITHIN, Prints, in_force, prints_of
from moderation.text import Original


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


def receive(service: Service, site: str, submission: Submission) -> Received:
    """Take in a submission.

    The same id with the same text answers what was answered before; with another text
    it is an edit, judged anew.

    Raises:
        BadSubmission: it cannot be taken; nothing is kept.
        UnknownSite: there is no such site.
        StoreUnavailable: it could not be kept; nothing is.
    """
    limits.check(submission)
    original = Original(submission.text, submission.format)
    prints = prints_of(original)
    with service.db.reading() as connection:
        known = comments.find(connection, site, submission.id)
        if known is not None and known.text == submission.text:
            return Received(known, new=False)
        heard = _surrounded(connection, service, site, submission, original, prints)
    judgement, outcome = _decided(service, *heard)
    with service.db.writing() as connection:
        known = comments.find(connection, site, submission.id)
        if known is not None and known.text == submission.text:  # sent twice at once
            return Received(known, new=False)
        key = _keep(connection, site, submission, prints, known, judgement, outcome)
        return Received(comments.get(connection, key), new=known is None)


def assess(service: Service, site: str, submission: Submission) -> Assessment:
    """Judge a submission as `receive` would, and keep nothing.

    Raises:
        BadSubmission: it cannot be judged.
        UnknownSite: there is no such site.
    """
    limits.check(submission)
    original = Original(submission.text, submission.format)
    with service.db.reading() as connection:
        prints = prints_of(original)
        heard = _surrounded(connection, service, site, submission, original, prints)
    return Assessment(*_decided(service, *heard))


def _surrounded(
    connection: Connection,
    service: Service,
    site: str,
    submission: Submission,
    original: Original,
    prints: Prints,
) -> tuple[Case, Settings]:
    known = people.site(connection, site)
    case = surroundings.case(connection, service, known, submission, original, prints)
    return case, in_force(connection, service, known, case.article, case.author)


def _decided(
    service: Service, case: Case, settings: Settings
) -> tuple[Judgement, Outcome]:
    judgement = judging.judge(service.judges, case)
    return judgement, policy.decide(judgement, settings)


def _keep(
    connection: Connection,
    site: str,
    submission: Submission,
    prints: Prints,
    known: Comment | None,
    judgement: Judgement,
    outcome: Outcome,
) -> int:
    at = now()
    if submission.article is not None:
        articles.keep(connection, site, submission.article, at)
    if known is None:
        key = comments.insert(connection, site, submission, digest=prints.digest, at=at)
    else:
        key = known.key
        comments.revise(connection, key, submission, digest=prints.digest)
    fingerprints.forget(connection, at - REPEATS_WITHIN)
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
    settling.settle(connection, key, outcome, at)
    if known is not None:
        webhooks.tell_edit(connection, comments.get(connection, key), was=known.status)
    return key
