"""What moderators are limited to: some sections, some queues, or both.

Who else decides, as leads and admins, is not limited.
"""

from dataclasses import dataclass
from sqlite3 import Connection

from moderation.comments import Comment
from moderation.errors import NotAllowed
from moderation.store import Database, people
from moderation.store import scopes as store
from moderation.store.people import User

LIMITED = frozenset({"moderator"})
"""Roles that a limit holds for."""


@dataclass(frozen=True)
class Scope:
    """What somebody is limited to; nothing is no limit.

    Attributes:
        sections: of articles; with some, a comment without a section is outside.
        queues: by name, "" for the main one.
    """

    sections: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()

    def has(self, section: str | None, queue: str) -> bool:
        """Whether a comment of this section that waits in this queue is inside."""
        in_section = not self.sections or section in self.sections
        return in_section and (not self.queues or queue in self.queues)


def of(db: Database, name: str) -> Scope:
    """What somebody is limited to; nobody is limited to nothing."""

    def read(connection: Connection) -> Scope:
        user = people.user(connection, name)
        if user is None or user.role not in LIMITED:
            return Scope()
        sections, queues = store.of(connection, name)
        return Scope(frozenset(sections), frozenset(queues))

    return db.unchanged(("scope", name), read)


def stored(db: Database, name: str) -> Scope:
    """What is set for somebody, whether their role is one that it holds for or not."""
    with db.reading() as connection:
        sections, queues = store.of(connection, name)
    return Scope(frozenset(sections), frozenset(queues))


def queue_of(comment: Comment) -> str:
    """The queue of a comment: where a person put it, else what its rules name."""
    if comment.queue:
        return comment.queue
    return next((its.queue for its in comment.reasons if its.queue), "")


def require(db: Database, user: User, comment: Comment) -> None:
    """See that a comment is within what somebody may decide.

    Raises:
        NotAllowed: it is not.
    """
    scope = of(db, user.name)
    if scope == Scope():
        return
    section = comment.article.section if comment.article else None
    if not scope.has(section, queue_of(comment)):
        raise NotAllowed(
            f"{comment.id}: it is in a section or a queue that {user.name} is not "
            "limited to; somebody else has to decide"
        )
