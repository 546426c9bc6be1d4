"""A comment comes in: checked, judged, decided, and kept in one transaction.

The way: `receive` -> `_case` (what is known around it) -> `judging.judge` ->
`policy.decide` -> `_keep` (comment, judgement, events, message). Judging happens
before the transaction, so a slow judge never holds the database.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from sqlite3 import Connection

from classifier.spelling import fold
from moderation import judging, limits, policy, webhooks
from moderation.comments import (
    POLICY,
    STATUS_AFTER,
    Action,
    Article,
    Comment,
    EventKind,
    Judgement,
    Outcome,
    Submission,
)
from moderation.errors import UnknownSite
from moderation.judges import Judges
from moderation.judging import Case, History
from moderation.live_rules import Rulebooks
from moderation.store import Database, comments, events, hits, people
from moderation.store.database import now
from moderation.store.people import Site
from moderation.text import Original

REPEATS_WITHIN = timedelta(days=7)
"""How far back the same text counts as repeated."""

RECENT_WITHIN = timedelta(minutes=10)
"""How far back an author's comments count as a flood."""


@dataclass(frozen=True)
class Service:
    """What every door needs: the database, the judges, and the policy's settings.

    `rulebooks` has the rules of sites that saved their own.
    """

    db: Database
    judges: Judges
    hold_off_topic_below: float
    rulebooks: Rulebooks = field(default_factory=Rulebooks)


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
    digest = _digest(original.text)
    with service.db.reading() as connection:
        known = comments.find(connection, site, submission.id)
        if known is not None and known.text == submission.text:
            return Received(known, new=False)
        settings = _site(connection, site)
        case = _case(connection, site, settings.language, submission, original, digest)
        case = _under_its_rules(service, connection, case)
    judgement = judging.judge(service.judges, case)
    outcome = policy.decide(judgement, policy_of(service, settings))
    with service.db.writing() as connection:
        known = comments.find(connection, site, submission.id)
        if known is not None and known.text == submission.text:  # sent twice at once
            return Received(known, new=False)
        key = _keep(connection, site, submission, digest, known, judgement, outcome)
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
        settings = _site(connection, site)
        case = _case(
            connection,
            site,
            settings.language,
            submission,
            original,
            _digest(original.text),
        )
        case = _under_its_rules(service, connection, case)
    judgement = judging.judge(service.judges, case)
    return Assessment(judgement, policy.decide(judgement, policy_of(service, settings)))


def case_of(service: Service, connection: Connection, comment: Comment) -> Case:
    """A kept comment as its judges would get to see it, with what was there when it
    came: what came later does not make it a repetition.
    """
    submission = Submission(
        id=comment.id,
        text=comment.text,
        format=comment.format,
        article=comment.article,
        parent=comment.parent,
        author=comment.author,
    )
    original = Original(comment.text, comment.format)
    case = _case(
        connection,
        comment.site,
        _site(connection, comment.site).language,
        submission,
        original,
        _digest(original.text),
        at=comment.received_at,
    )
    return _under_its_rules(service, connection, case)


def _site(connection: Connection, name: str) -> Site:
    site = people.site(connection, name)
    if site is None:
        raise UnknownSite(f"there is no site {name!r}")
    return site


def policy_of(service: Service, site: Site) -> policy.Settings:
    """The policy's settings for a site."""
    return policy.Settings(
        mode=site.mode, hold_off_topic_below=service.hold_off_topic_below
    )


def _case(
    connection: Connection,
    site: str,
    language: str,
    submission: Submission,
    original: Original,
    digest: str,
    at: datetime | None = None,
) -> Case:
    return Case(
        site=site,
        language=(submission.language or language)[:2].lower(),
        original=original,
        article=_article(connection, site, submission.article),
        parent=_parent(connection, site, submission),
        history=_history(connection, site, submission, digest, at or now()),
    )


def _under_its_rules(service: Service, connection: Connection, case: Case) -> Case:
    usual = service.judges.rulebook
    book = service.rulebooks.for_site(connection, case.site, usual)
    return replace(case, rulebook=book)


def _article(
    connection: Connection, site: str, given: Article | None
) -> Article | None:
    """What was sent now, completed by what was sent earlier under the same id."""
    if given is None or given.id is None:
        return given
    known = comments.known_article(connection, site, given.id)
    if known is None:
        return given
    return Article(
        **{
            name: known_value if (value := getattr(given, name)) is None else value
            for name in Article.__dataclass_fields__
            for known_value in [getattr(known, name)]
        }
    )


def _parent(connection: Connection, site: str, submission: Submission) -> str | None:
    parent = submission.parent
    if parent is None or parent.text is not None or parent.id is None:
        return parent.text if parent else None
    known = comments.find(connection, site, parent.id)
    return Original(known.text, known.format).text if known else None


def _history(
    connection: Connection,
    site: str,
    submission: Submission,
    digest: str,
    at: datetime,
) -> History:
    """What was known at that time, but for what became of earlier comments since."""
    author = submission.author
    own, others = comments.repeats(
        connection,
        site,
        digest,
        author.id,
        but=submission.id,
        since=at - REPEATS_WITHIN,
        until=at,
    )
    if author.id is None:
        return History(repeats_own=own, repeats_others=others)
    approved, rejected = comments.author_counts(
        connection, site, author.id, but=submission.id, until=at
    )
    recent = comments.recent_by_author(
        connection,
        site,
        author.id,
        but=submission.id,
        since=at - RECENT_WITHIN,
        until=at,
    )
    registered = author.registered_at
    return History(
        approved=approved,
        rejected=rejected,
        recent=recent,
        age_days=(at - registered).total_seconds() / 86_400 if registered else None,
        repeats_own=own,
        repeats_others=others,
    )


def _keep(
    connection: Connection,
    site: str,
    submission: Submission,
    digest: str,
    known: Comment | None,
    judgement: Judgement,
    outcome: Outcome,
) -> int:
    at = now()
    if submission.article is not None:
        comments.keep_article(connection, site, submission.article, at)
    if known is None:
        key = comments.insert(connection, site, submission, digest=digest, at=at)
    else:
        key = known.key
        comments.revise(connection, key, submission, digest=digest)
    by = submission.author.id or "reader"
    kind = EventKind.RECEIVED if known is None else EventKind.EDITED
    events.add(connection, key, kind, by=by, at=at)
    learnable = judging.signals(judgement.scores, judgement.findings)
    comments.keep_judgement(connection, key, judgement, outcome, learnable, at)
    hits.keep(
        connection,
        key,
        live=[found.rule for found in judgement.findings],
        shadow=[found.rule for found in judgement.shadow],
        at=at,
    )
    comments.set_outcome(connection, key, outcome, STATUS_AFTER[outcome.action])
    events.add(
        connection, key, EventKind.JUDGED, by=POLICY, at=at, action=outcome.action
    )
    if outcome.action is not Action.HOLD:
        reason = outcome.reasons[0].code if outcome.reasons else None
        events.add(
            connection,
            key,
            EventKind.DECIDED,
            by=POLICY,
            at=at,
            action=outcome.action,
            reason=reason,
        )
        webhooks.tell(connection, comments.get(connection, key))
    return key


def _digest(text: str) -> str:
    """Of the folded letters alone: what reads the same is the same."""
    letters = "".join(filter(str.isalnum, fold(text).text))
    return hashlib.sha256(letters.encode()).hexdigest()[:32]
