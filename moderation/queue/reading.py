"""What is known of each comment, and what was decided last."""

from collections.abc import Sequence

from moderation import scopes
from moderation.comments import Comment, Event, Status
from moderation.scopes import UNLIMITED, Scope
from moderation.store import Database, comments, events

LATELY = 20
"""Comments that are shown at once."""


def lately_decided(
    db: Database, site: str, scope: Scope = UNLIMITED
) -> Sequence[Comment]:
    """What people decided last, to look at again or to undo."""
    with db.reading() as connection:
        return comments.decided(connection, site, limit=LATELY, scope=scope)


def published(db: Database, site: str, article_id: str) -> Sequence[Comment]:
    """The approved comments under an article, the oldest first."""
    with db.reading() as connection:
        return comments.under(connection, site, article_id, Status.APPROVED)


def find(db: Database, site: str, id: str, scope: Scope = UNLIMITED) -> Comment:
    """A comment by the site's id.

    Raises:
        Erased: it was erased.
        NotAllowed: it is outside of the scope.
        UnknownComment: the site has none of this id.
    """
    with db.reading() as connection:
        return scopes.require(scope, comments.existing(connection, site, id))


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
