"""A comment comes in: checked, judged, decided, and kept in one transaction.

The way: `receive` -> `_case` (what is known around it) -> `judging.judge` ->
`policy.decide` -> `_keep` (comment, judgement, events, message). Judging happens
before the transaction, so a slow judge never holds the database.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from sqlite3 import Connection

from moderation import judging, levels, limits, policy, webhooks
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
from moderation.levels import Level, Standing
from moderation.live_rules import Rulebooks
from moderation.store import Database, comments, events, fingerprints, hits, people
from moderation.store import levels as stored_levels
from moderation.store.database import now
from moderation.store.people import Site
from moderation.text import Original
from rules.repetition import fingerprint

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
class _Prints:
    """By which the same text is found again, and what is nearly the same."""

    digest: str
    fingerprint: int | None


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
    prints = _prints(original)
    with service.db.reading() as connection:
        known = comments.find(connection, site, submission.id)
        if known is not None and known.text == submission.text:
            return Received(known, new=False)
        known_site = _site(connection, site)
        case = _case(connection, known_site, submission, original, prints)
        case = _under_its_rules(service, connection, case)
        settings = in_force(connection, service, known_site, case.article, case.author)
    judgement = judging.judge(service.judges, case)
    outcome = policy.decide(judgement, settings)
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
        known_site = _site(connection, site)
        case = _case(connection, known_site, submission, original, _prints(original))
        case = _under_its_rules(service, connection, case)
        settings = in_force(connection, service, known_site, case.article, case.author)
    judgement = judging.judge(service.judges, case)
    return Assessment(judgement, policy.decide(judgement, settings))


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
        _site(connection, comment.site),
        submission,
        original,
        _prints(original),
        at=comment.received_at,
    )
    return _under_its_rules(service, connection, case)


def _site(connection: Connection, name: str) -> Site:
    site = people.site(connection, name)
    if site is None:
        raise UnknownSite(f"there is no site {name!r}")
    return site


def in_force(
    connection: Connection,
    service: Service,
    site: Site,
    article: Article | None = None,
    author: str | None = None,
) -> policy.Settings:
    """The settings for comments of a site, by all levels that they are in."""
    article = article or Article()
    names = (
        (Level.SITE, ""),
        (Level.SECTION, article.section),
        (Level.ARTICLE, article.id),
        (Level.AUTHOR, author),
    )
    usual = policy.Settings(
        mode=site.mode, hold_off_topic_below=service.hold_off_topic_below
    )
    return levels.resolved(usual, stored_levels.of(connection, site.name, names))


def _case(
    connection: Connection,
    at_site: Site,
    submission: Submission,
    original: Original,
    prints: _Prints,
    at: datetime | None = None,
) -> Case:
    site, at = at_site.name, at or now()
    parent = _parent(connection, site, submission)
    same = parent.author.id == submission.author.id if parent else None
    return Case(
        site=site,
        language=(submission.language or at_site.language)[:2].lower(),
        original=original,
        article=_article(connection, site, submission.article),
        parent=_parent_text(submission, parent),
        parent_status=parent.status if parent else None,
        parent_same_author=same if submission.author.id else None,
        author=submission.author.id,
        at=at,
        history=_history(connection, site, submission, prints, at),
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


def _parent(
    connection: Connection, site: str, submission: Submission
) -> Comment | None:
    """The comment that this one answers, if it came through here."""
    parent = submission.parent
    if parent is None or parent.id is None:
        return None
    return comments.find(connection, site, parent.id)


def _parent_text(submission: Submission, known: Comment | None) -> str | None:
    if submission.parent is None or submission.parent.text is not None:
        return submission.parent.text if submission.parent else None
    return Original(known.text, known.format).text if known else None


def _history(
    connection: Connection,
    site: str,
    submission: Submission,
    prints: _Prints,
    at: datetime,
) -> History:
    """What was known at that time, but for what became of earlier comments since."""
    author, since, digest = submission.author, at - REPEATS_WITHIN, prints.digest
    own, others = comments.repeats(
        connection,
        site,
        digest,
        author.id,
        but=submission.id,
        since=since,
        until=at,
    )
    repeats = History(repeats_own=own, repeats_others=others)
    if prints.fingerprint is not None:
        similar_own, similar_others = fingerprints.similar(
            connection,
            site,
            prints.fingerprint,
            digest,
            author.id,
            but=submission.id,
            since=since,
            until=at,
        )
        repeats = replace(
            repeats, similar_own=similar_own, similar_others=similar_others
        )
    if author.id is None:
        return repeats
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
    standing = _standing(connection, site, author.id)
    return replace(
        repeats,
        approved=approved,
        rejected=rejected,
        recent=recent,
        age_days=(at - registered).total_seconds() / 86_400 if registered else None,
        trusted=standing is Standing.TRUSTED,
        banned=standing is Standing.BANNED,
    )


def _standing(connection: Connection, site: str, author: str) -> Standing | None:
    found = stored_levels.of(connection, site, [(Level.AUTHOR, author)])
    return found[0].standing if found else None


def _keep(
    connection: Connection,
    site: str,
    submission: Submission,
    prints: _Prints,
    known: Comment | None,
    judgement: Judgement,
    outcome: Outcome,
) -> int:
    at = now()
    if submission.article is not None:
        comments.keep_article(connection, site, submission.article, at)
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


def _prints(original: Original) -> _Prints:
    """Of the folded letters alone: what reads the same is the same."""
    folded = original.folded.text
    letters = "".join(filter(str.isalnum, folded))
    digest = hashlib.sha256(letters.encode()).hexdigest()[:32]
    return _Prints(digest, fingerprint(folded))
