"""What is known around a comment when it comes: its site, article, parent and author,
the settings in force, and what of the same kind came before.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial
from sqlite3 import Connection

from moderation import levels, policy, promises
from moderation.cases import Case, History
from moderation.comments import Article, Comment, Parent, Submission
from moderation.levels import Level, Standing
from moderation.near_texts import NearTexts
from moderation.service import Service
from moderation.store import (
    Database,
    articles,
    comments,
    earlier,
    fingerprints,
    imports,
    people,
)
from moderation.store import levels as stored_levels
from moderation.store import reports as kept_reports
from moderation.store.database import now
from moderation.store.people import Site
from moderation.text import Original
from rules.repetition import fingerprint

REPEATS_WITHIN = timedelta(days=7)
"""How far back the same text counts as repeated."""

IMPORT_RESTS = timedelta(hours=1)
"""An archive that did not come further for so long is not waited for: it keeps how far
it is each 20 comments."""

RECENT_WITHIN = timedelta(minutes=10)
"""How far back an author's comments count as a flood."""


@dataclass(frozen=True)
class Prints:
    """By which the same text is found again, and what is nearly the same."""

    digest: str
    fingerprint: int | None


def prints_of(original: Original) -> Prints:
    """Of the folded letters alone: what reads the same is the same."""
    folded = original.folded.text
    letters = "".join(filter(str.isalnum, folded))
    digest = hashlib.sha256(letters.encode()).hexdigest()[:32]
    return Prints(digest, fingerprint(folded))


@dataclass(frozen=True)
class Sent:
    """A submission, and what its text alone tells."""

    submission: Submission

    @cached_property
    def original(self) -> Original:
        """Its text as it was sent, and to judge."""
        return Original(self.submission.text, self.submission.format)

    @cached_property
    def prints(self) -> Prints:
        """By which its text is found again."""
        return prints_of(self.original)


def forget_old(db: Database) -> None:
    """Forget by what nearly equal texts are found, once nothing is compared with it.

    What an archive brings is old when it comes, and is compared with what comes of it
    next; so while one may still be read in, nothing is forgotten.
    """
    at = now()
    before = at - REPEATS_WITHIN
    with db.reading() as connection:
        is_needed = imports.is_under_way(connection, at - IMPORT_RESTS)
        has_old = not is_needed and fingerprints.has_old(connection, before)
    if has_old:
        with db.writing() as connection:
            fingerprints.forget(connection, before)


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
        mode=site.mode,
        hold_off_topic_below=service.hold_off_topic_below,
        kept_to={
            version: promises.of_stored(its) for version, its in site.kept_to.items()
        },
        holds_unproven=site.accepted is not None and site.accepted.holds_unproven,
    )
    return levels.resolved(usual, stored_levels.of(connection, site.name, names))


def in_service(
    service: Service, site: Site, settings: policy.Settings
) -> policy.Settings:
    """The settings as they are for what the site's model in service scores."""
    if not settings.kept_to:
        return settings
    version = service.judges.live.registry.current(site.name)
    return policy.under(settings, version or "")


def case(
    connection: Connection,
    service: Service,
    site: Site,
    sent: Sent,
    at: datetime | None = None,
    reports: int = 0,
    alone: bool = False,
) -> Case:
    """A submission as its judges get to see it, with what was known at that time.

    Args:
        at: when it came; what came later does not make it a repetition.
        reports: of readers, of this text.
        alone: look for nothing that came before.
    """
    submission, name, at = sent.submission, site.name, at or now()
    sent_by = submission.author.id
    parent = _parent(connection, name, submission)
    by = parent.author.id if parent else None
    usual = service.judges.rulebook
    return Case(
        site=name,
        language=(submission.language or site.language)[:2].lower(),
        original=sent.original,
        article=_article(connection, name, submission.article),
        is_reply=submission.parent not in (None, Parent()),
        parent=_parent_text(submission, parent),
        parent_status=parent.status if parent else None,
        parent_same_author=by == sent_by if by and sent_by else None,
        author=sent_by,
        at=at,
        history=History()
        if alone
        else _history(
            connection,
            service.near_texts,
            name,
            submission,
            sent.prints,
            at,
            reports,
        ),
        rulebook=service.rulebooks.for_site(connection, name, usual),
    )


def case_of(connection: Connection, service: Service, comment: Comment) -> Case:
    """A kept comment as its judges would get to see it when it came."""
    submission = Submission(
        id=comment.id,
        text=comment.text,
        format=comment.format,
        article=comment.article,
        parent=comment.parent,
        author=comment.author,
        created_at=comment.written_at,
        language=comment.language,
    )
    return case(
        connection,
        service,
        people.site(connection, comment.site),
        Sent(submission),
        at=comment.received_at,
        reports=len(kept_reports.of_comment(connection, comment.key)),
    )


def _article(
    connection: Connection, site: str, given: Article | None
) -> Article | None:
    """What was sent now, completed by what was sent earlier under the same id."""
    if given is None or given.id is None:
        return given
    known = articles.find(connection, site, given.id)
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
    near_texts: NearTexts,
    site: str,
    submission: Submission,
    prints: Prints,
    at: datetime,
    reports: int,
) -> History:
    """What was known at that time, but for what became of earlier comments since."""
    author, since, but = submission.author, at - REPEATS_WITHIN, submission.id
    own, others = earlier.repeats(
        connection, site, prints.digest, author.id, but=but, since=since, until=at
    )
    similar_own, similar_others = 0, 0
    near = _near(connection, near_texts, site, prints)
    if near:
        similar_own, similar_others = fingerprints.counted(
            connection, near, prints.digest, author.id, but=but, since=since, until=at
        )
    of_text = partial(
        History,
        repeats_own=own,
        repeats_others=others,
        similar_own=similar_own,
        similar_others=similar_others,
        reports=reports,
    )
    if author.id is None:
        return of_text()
    approved, rejected, recent = earlier.by_author(
        connection, site, author.id, but=but, since=at - RECENT_WITHIN, until=at
    )
    registered = author.registered_at
    standing = _standing(connection, site, author.id)
    return of_text(
        approved=approved,
        rejected=rejected,
        recent=recent,
        age_days=(at - registered).total_seconds() / 86_400 if registered else None,
        trusted=standing is Standing.TRUSTED,
        banned=standing is Standing.BANNED,
    )


def _near(
    connection: Connection, near_texts: NearTexts, site: str, prints: Prints
) -> Sequence[int]:
    """The numbers of fingerprints that may be of nearly equal texts."""
    if prints.fingerprint is None:
        return ()
    return near_texts.to(connection, site, prints.fingerprint)


def _standing(connection: Connection, site: str, author: str) -> Standing | None:
    found = stored_levels.of(connection, site, [(Level.AUTHOR, author)])
    return found[0].standing if found else None
