"""A person approves or rejects a comment."""

from sqlite3 import Connection

from moderation import drawing, limits
from moderation.comments import STATUS_AFTER, Action, Comment, EventKind, Reason
from moderation.review import guards
from moderation.store import (
    Database,
    appeals,
    claims,
    comments,
    events,
    examples,
    fates,
    people,
)
from moderation.store.database import now
from moderation.store.examples import Source


def approve(
    db: Database, site: str, id: str, *, by: str, version: int | None = None
) -> Comment:
    """Publish a comment. See `decide`."""
    return decide(db, site, id, Action.APPROVE, by=by, version=version)


def reject(
    db: Database,
    site: str,
    id: str,
    *,
    by: str,
    reason: Reason,
    note: str | None = None,
    message: str | None = None,
    version: int | None = None,
) -> Comment:
    """Turn a comment down for a reason. See `decide`."""
    return decide(
        db,
        site,
        id,
        Action.REJECT,
        by=by,
        reason=reason,
        note=note,
        message=message,
        version=version,
    )


def decide(
    db: Database,
    site: str,
    id: str,
    action: Action,
    *,
    by: str,
    reason: Reason | None = None,
    note: str | None = None,
    message: str | None = None,
    version: int | None = None,
) -> Comment:
    """Apply what a person decided.

    Args:
        action: `APPROVE` or `REJECT`.
        by: who decided, as the audit trail shall name them.
        note: among moderators.
        message: what the author is told, and the publisher with the decision.
        version: the comment's version that they saw; `None` takes it as it is.

    Raises:
        BadSubmission: the note or the message cannot be kept.
        NotAllowed: nobody is called so.
        OwnAppeal: the author appeals against a decision of theirs.
        UnknownComment: the site has no such comment.
        StaleVersion: it changed since; the message says who did what.
    """
    guards.require_person(by)
    limits.check_texts(
        ("note", note, limits.NOTE_BYTES), ("message", message, limits.NOTE_BYTES)
    )
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        decided = apply(
            connection,
            comment,
            action,
            by=by,
            reason=reason,
            note=note,
            message=message,
            version=comment.version if version is None else version,
        )
        drawing.draw_second(
            connection,
            people.site(connection, site),
            comment.key,
            by=by,
            rejected=action is Action.REJECT,
            reason=reason,
            at=now(),
        )
        return decided


def apply(
    connection: Connection,
    comment: Comment,
    action: Action,
    *,
    by: str,
    reason: Reason | None = None,
    note: str | None = None,
    message: str | None = None,
    version: int,
    source: Source = Source.DECISION,
) -> Comment:
    """Apply a person's decision to a comment within a transaction of more.

    Args:
        source: how it came about; what decides an appeal is known here.

    Raises:
        OwnAppeal: the author appeals against a decision of theirs.
        StaleVersion: it is no longer at `version`.
    """
    at, key = now(), comment.key
    appeal = guards.open_appeal(connection, comment, by)
    won = fates.decide(
        connection,
        key,
        STATUS_AFTER[action],
        waiting=False,
        by=by,
        at=at,
        version=version,
    )
    if not won:
        raise guards.stale(comment)
    events.add(
        connection,
        key,
        EventKind.DECIDED,
        by=by,
        at=at,
        action=action,
        reason=reason,
        note=note,
        message=message,
    )
    if appeal is not None:
        granted = action is Action.APPROVE
        appeals.decide(connection, appeal.number, granted=granted, by=by, at=at)
    rejected = action is Action.REJECT
    examples.keep(
        connection,
        key,
        rejected=rejected,
        reason=reason,
        by=by,
        at=at,
        source=Source.APPEAL if appeal is not None else source,
    )
    claims.drop(connection, key)
    return guards.told(connection, key, message=message)
