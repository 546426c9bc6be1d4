"""What holds for all that people do about comments: who may, and who came first."""

from sqlite3 import Connection

from moderation import webhooks
from moderation.comments import POLICY, Comment, Status
from moderation.errors import NotAllowed, OwnAppeal, StaleVersion
from moderation.store import appeals, comments
from moderation.store.appeals import Appeal

NOBODYS = frozenset({POLICY, "erased"})
"""Names that stand for no person in the audit trail."""


def require_person(by: str) -> None:
    """See that a name may stand for a person.

    Raises:
        NotAllowed: it stands for none.
    """
    if by in NOBODYS:
        raise NotAllowed(f"by: wanted the name of a person, got {by!r}, nobody's")


def open_appeal(connection: Connection, comment: Comment, by: str) -> Appeal | None:
    """The appeal that a decision would decide, if `by` may.

    Raises:
        OwnAppeal: it is against a decision of theirs.
    """
    appeal = appeals.of_comment(connection, comment.key)
    if appeal is None or appeal.granted is not None:
        return None
    if is_same(appeal.against, by):
        raise OwnAppeal(
            f"{comment.id}: its author appeals against your decision; "
            "somebody else has to decide"
        )
    return appeal


def is_same(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are typed."""
    return one.strip().casefold() == other.strip().casefold()


def told(connection: Connection, key: int, *, message: str | None = None) -> Comment:
    """A comment that was just decided or undone; its publisher is told."""
    comment = comments.get(connection, key)
    webhooks.tell(connection, comment, message=message)
    return comment


def stale(comment: Comment) -> StaleVersion:
    """That a comment is no longer as somebody saw it, and how it is now."""
    return StaleVersion(
        _told_change(comment),
        version=comment.version,
        status=comment.status,
        by=comment.decided_by,
        at=comment.decided_at,
        revision=comment.revision,
    )


def _told_change(comment: Comment) -> str:
    if comment.decided_by is not None and comment.decided_at is not None:
        when = comment.decided_at.strftime("%Y-%m-%d %H:%M UTC")
        return f"already {comment.status} by {comment.decided_by}, {when}"
    told = (
        "waits for a decision" if comment.status is Status.PENDING else comment.status
    )
    return f"it changed and now {told} (revision {comment.revision})"
