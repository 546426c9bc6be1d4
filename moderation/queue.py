"""What waits for a person, and what is known of each comment."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.comments import Comment, Event, Status
from moderation.store import Database, comments, events

PAGE = 20
"""Comments on one page of the queue."""


@dataclass(frozen=True)
class Queue:
    """One page of the queue; `waiting` counts all that wait."""

    comments: Sequence[Comment]
    waiting: int
    page: int
    pages: int


def waiting(db: Database, site: str, *, page: int = 1) -> Queue:
    """A page of what waits, the most urgent first; pages count from 1."""
    with db.reading() as connection:
        count = comments.waiting_count(connection, site)
        pages = max(1, -(-count // PAGE))
        page = min(max(page, 1), pages)
        found = comments.waiting(connection, site, limit=PAGE, offset=(page - 1) * PAGE)
    return Queue(found, count, page, pages)


def lately_decided(db: Database, site: str) -> Sequence[Comment]:
    """What people decided last, to look at again or to undo."""
    with db.reading() as connection:
        return comments.decided(connection, site, limit=PAGE)


def published(db: Database, site: str, article_id: str) -> Sequence[Comment]:
    """The approved comments under an article, the oldest first."""
    with db.reading() as connection:
        return comments.under(connection, site, article_id, Status.APPROVED)


def find(db: Database, site: str, id: str) -> Comment:
    """A comment by the site's id.

    Raises:
        Erased: it was erased.
        UnknownComment: the site has none of this id.
    """
    with db.reading() as connection:
        return comments.existing(connection, site, id)


def history(db: Database, site: str, id: str) -> Sequence[Event]:
    """All that happened to a comment, in order; also that it was erased.

    Raises:
        UnknownComment: the site has none of this id.
    """
    with db.reading() as connection:
        comment = comments.existing(connection, site, id, erased=True)
        return events.of_comment(connection, comment.key)


def decisions(db: Database, site: str, *, after: int, limit: int) -> Sequence[Event]:
    """Decisions and undoings after an event's number, in order."""
    with db.reading() as connection:
        return events.decisions_after(connection, site, after, limit=limit)
