"""A moderator decides, or takes a decision back.

Each writes first, guarded by the version that the moderator saw, and then reads how
many rows it changed: of two who decide at once one wins, and the other is told who.
The event, the message to the publisher and the example to learn from are written in
the same transaction.
"""

from sqlite3 import Connection

from moderation import webhooks
from moderation.comments import (
    POLICY,
    STATUS_AFTER,
    Action,
    Comment,
    EventKind,
    Reason,
    Status,
)
from moderation.errors import (
    NotAllowed,
    NotUndoable,
    StaleVersion,
)
from moderation.store import Database, appeals, comments, events, examples
from moderation.store.appeals import Appeal
from moderation.store.database import now

NOBODYS = frozenset({POLICY, "erased"})
"""Names that stand for no person in the audit trail."""


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
    version: int | None = None,
) -> Comment:
    """Turn a comment down for a reason. See `decide`."""
    return decide(
        db, site, id, Action.REJECT, by=by, reason=reason, note=note, version=version
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
    version: int | None = None,
) -> Comment:
    """Apply what a person decided.

    Args:
        action: `APPROVE` or `REJECT`.
        by: who decided, as the audit trail shall name them.
        version: the comment's version that they saw; `None` takes it as it is.

    Raises:
        NotAllowed: nobody is called so, or the author appeals against a decision of
            theirs.
        UnknownComment: the site has no such comment.
        StaleVersion: it changed since; the message says who did what.
    """
    if by in NOBODYS:
        raise NotAllowed(f"by: wanted the name of a person, got {by!r}, nobody's")
    at = now()
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        appeal = _open_appeal(connection, comment, by)
        seen = comment.version if version is None else version
        won = comments.decide(
            connection,
            comment.key,
            STATUS_AFTER[action],
            waiting=False,
            by=by,
            at=at,
            version=seen,
        )
        if not won:
            raise StaleVersion(_what_happened(comment), version=comment.version)
        events.add(
            connection,
            comment.key,
            EventKind.DECIDED,
            by=by,
            at=at,
            action=action,
            reason=reason,
            note=note,
        )
        if appeal is not None:
            granted = action is Action.APPROVE
            appeals.decide(connection, appeal.number, granted=granted, by=by, at=at)
        rejected = action is Action.REJECT
        examples.keep(
            connection, comment.key, rejected=rejected, reason=reason, by=by, at=at
        )
        return _told(connection, comment.key)


def undo(
    db: Database, site: str, id: str, *, by: str, version: int | None = None
) -> Comment:
    """Take back a person's decision: the comment stands as the policy left it.

    Raises:
        NotAllowed: an appeal against their decision was granted by it.
        UnknownComment: the site has no such comment.
        NotUndoable: no person has decided it.
        StaleVersion: it changed since `version`.
    """
    at = now()
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        if comment.decided_by is None:
            raise NotUndoable(
                f"{id}: no person has decided it; there is nothing to undo"
            )
        appeal = appeals.of_comment(connection, comment.key)
        if appeal and appeal.granted and _same(appeal.against, by):
            raise NotAllowed(f"{id}: the appeal against your decision was granted")
        before = STATUS_AFTER[comment.action]
        won = comments.decide(
            connection,
            comment.key,
            before,
            waiting=True,
            by=None,
            at=None,
            version=comment.version if version is None else version,
        )
        if not won:
            raise StaleVersion(_what_happened(comment), version=comment.version)
        events.add(connection, comment.key, EventKind.UNDONE, by=by, at=at)
        examples.forget(connection, comment.key)
        appeals.reopen(connection, comment.key)
        return _told(connection, comment.key)


def _open_appeal(connection: Connection, comment: Comment, by: str) -> Appeal | None:
    """The appeal that a decision would decide, if `by` may.

    Raises:
        NotAllowed: it is against a decision of theirs.
    """
    appeal = appeals.of_comment(connection, comment.key)
    if appeal is None or appeal.granted is not None:
        return None
    if _same(appeal.against, by):
        raise NotAllowed(
            f"{comment.id}: its author appeals against your decision; "
            "somebody else has to decide"
        )
    return appeal


def _same(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are typed."""
    return one.strip().casefold() == other.strip().casefold()


def _told(connection: Connection, key: int) -> Comment:
    comment = comments.get(connection, key)
    webhooks.tell(connection, comment)
    return comment


def _what_happened(comment: Comment) -> str:
    if comment.decided_by is not None and comment.decided_at is not None:
        when = comment.decided_at.strftime("%Y-%m-%d %H:%M UTC")
        return f"already {comment.status} by {comment.decided_by}, {when}"
    waits = (
        "waits for a decision" if comment.status is Status.PENDING else comment.status
    )
    return f"it changed and now {waits} (revision {comment.revision})"
