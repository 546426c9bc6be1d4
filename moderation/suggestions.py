"""A publisher's tool tells what its people made of a text.

Where the text is a comment that was kept here, that is a person's decision on it.
Where it is not, it is an example to learn from.
"""

from sqlite3 import Connection

from moderation import intake, judging, limits, review
from moderation.comments import (
    STATUS_AFTER,
    Action,
    Article,
    Author,
    Comment,
    Parent,
    Reason,
    Submission,
)
from moderation.errors import NotAllowed, StaleVersion
from moderation.service import Service
from moderation.store import comments
from moderation.store import suggestions as store
from moderation.store.database import now
from moderation.surroundings import prints_of
from moderation.text import Original

TRIES = 3
"""How often it is looked again, where a comment changes at the same moment."""


def suggest(
    service: Service,
    site: str,
    *,
    text: str,
    format: str,
    rejected: bool,
    reason: Reason | None,
    by: str,
    comment_id: str | None = None,
    article: Article | None = None,
    parent: Parent | None = None,
    author: Author | None = None,
    language: str | None = None,
) -> Comment | None:
    """Take in what a person of the publisher's made of a text.

    The comment is the one with `comment_id`, if it still has this text. Else it is the
    only one with this text, of this author if an author's id is given: where several
    have it, nobody said which was meant, and none is decided.

    Args:
        format: plain or html.
        rejected: whether they turned it down.
        by: who says so, as the audit trail shall name them.
        article: with `parent`, `author` and `language` what is known around the text;
            only read where it becomes an example.

    Returns:
        The comment that is decided; `None` where an example was kept instead.

    Raises:
        BadSubmission: the text cannot be taken; nothing is kept.
        UnknownSite: there is no such site.
        StaleVersion: the comment changed again and again meanwhile.
    """
    submission = Submission(
        id=comment_id or "-",
        text=text,
        format=format,
        article=article,
        parent=parent,
        author=author or Author(),
        language=language,
    )
    limits.check(submission)
    digest = prints_of(Original(text, format)).digest
    for _ in range(TRIES):
        with service.db.reading() as connection:
            if _is_erased(connection, site, comment_id):
                return None
            comment = _meant(connection, site, digest, comment_id, submission.author.id)
        if comment is None:
            _learn(service, site, submission, digest, rejected, reason, by)
            return None
        try:
            return _decided(service, site, comment, digest, rejected, reason, by)
        except StaleVersion as error:
            stale = error
    raise stale


def _is_erased(connection: Connection, site: str, comment_id: str | None) -> bool:
    """Whether nothing of what a suggestion is about may be kept."""
    if comment_id is None:
        return False
    known = comments.find(connection, site, comment_id)
    return known is not None and known.erased_at is not None


def _meant(
    connection: Connection,
    site: str,
    digest: str,
    comment_id: str | None,
    author_id: str | None,
) -> Comment | None:
    """The comment that a suggestion is about."""
    if comment_id is not None:
        known = comments.find(connection, site, comment_id)
        if known is not None:
            original = Original(known.text, known.format)
            return known if prints_of(original).digest == digest else None
    found = comments.same_text(connection, site, digest, author_id, limit=2)
    return found[0] if len(found) == 1 else None


def _decided(
    service: Service,
    site: str,
    comment: Comment,
    digest: str,
    rejected: bool,
    reason: Reason | None,
    by: str,
) -> Comment:
    action = Action.REJECT if rejected else Action.APPROVE
    with service.db.writing() as connection:
        store.forget(connection, site, digest)
    if comment.decided_by is not None and comment.status is STATUS_AFTER[action]:
        # A tool that follows our messages tells us what it heard from us.
        return comment
    try:
        return review.decide(
            service.db,
            site,
            comment.id,
            action,
            by=by,
            reason=reason,
            version=comment.version,
        )
    except NotAllowed:  # an appeal against theirs waits for somebody else
        return comment


def _learn(
    service: Service,
    site: str,
    submission: Submission,
    digest: str,
    rejected: bool,
    reason: Reason | None,
    by: str,
) -> None:
    found = intake.assess(service, site, submission).judgement
    with service.db.writing() as connection:
        store.keep(
            connection,
            site,
            digest,
            submission.text,
            submission.format,
            rejected=rejected,
            reason=reason,
            signals=judging.signals(found.scores, found.findings),
            by=by,
            at=now(),
        )
