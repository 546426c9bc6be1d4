"""What moderators are limited to: some sections, some queues, or both.

Who else decides, as leads and admins, is not limited. Whatever shows comments to
somebody is asked for what is inside of their scope, and tells of nothing else.
"""

from sqlite3 import Connection

from moderation.comments import Comment
from moderation.errors import NotAllowed
from moderation.store import Database, people
from moderation.store import scopes as store
from moderation.store.scopes import UNLIMITED, Scope

__all__ = [
    "LIMITED",
    "UNLIMITED",
    "Scope",
    "has",
    "of",
    "queue_of",
    "require",
    "stored",
]

LIMITED = frozenset({"moderator"})
"""Roles that a limit holds for."""


def of(db: Database, name: str) -> Scope:
    """What somebody is limited to; nobody is limited to nothing."""

    def read(connection: Connection) -> Scope:
        user = people.user(connection, name)
        if user is None or user.role not in LIMITED:
            return UNLIMITED
        return store.of(connection, name)

    return db.unchanged(("scope", name), read)


def stored(db: Database, name: str) -> Scope:
    """What is set for somebody, whether their role is one that it holds for or not."""
    with db.reading() as connection:
        return store.of(connection, name)


def queue_of(comment: Comment) -> str:
    """The queue of a comment: where a person put it, else what its rules name."""
    if comment.queue:
        return comment.queue
    return next((its.queue for its in comment.reasons if its.queue), "")


def has(scope: Scope, comment: Comment) -> bool:
    """Whether a comment is within what somebody may see and decide."""
    section = comment.article.section if comment.article else None
    return scope.has(section, queue_of(comment))


def require(scope: Scope, comment: Comment) -> Comment:
    """A comment, if it is within what somebody may see and decide.

    Raises:
        NotAllowed: it is not.
    """
    if not has(scope, comment):
        raise NotAllowed(
            "this comment is in a section or a queue outside of your limits; somebody "
            "else has to decide"
        )
    return comment
