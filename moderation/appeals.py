"""An author asks that somebody else looks at a rejected comment again.

The comment comes back into the queue. Whoever decides it there decides the appeal
(`review`), and that cannot be who had rejected it.
"""

from collections.abc import Sequence

from moderation import limits
from moderation.comments import POLICY, EventKind, Status
from moderation.errors import NotAppealable
from moderation.store import Database, comments, events, fates
from moderation.store import appeals as store
from moderation.store.appeals import Appeal
from moderation.store.database import now

PRIORITY = 0.5
"""Of a comment whose author appeals: before what is merely doubtful."""


def appeal(db: Database, site: str, id: str, *, text: str) -> Appeal:
    """Take an author's appeal; each text of a comment has one.

    Raises:
        BadSubmission: nothing is said, or too much.
        NotAppealable: it is not rejected, or was appealed for already.
        UnknownComment: the site has no such comment.
    """
    limits.check_texts(("text", text, limits.NOTE_BYTES), wanted={"text"})
    at = now()
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        if comment.status is not Status.REJECTED:
            raise NotAppealable(f"{id}: it is {comment.status}, and not rejected")
        against = comment.decided_by or POLICY
        if not store.add(connection, comment.key, text=text, against=against, at=at):
            raise NotAppealable(f"{id}: its author has appealed already")
        by = comment.author.id or "author"
        events.add(connection, comment.key, EventKind.APPEALED, by=by, at=at)
        fates.queue(connection, comment.key, priority=PRIORITY)
        found = store.of_comment(connection, comment.key)
    assert found is not None  # noqa: S101 - just written
    return found


def waiting(db: Database, site: str, *, after: int = 0) -> Sequence[Appeal]:
    """The appeals that wait for somebody, the oldest first; at most 100 at a time."""
    with db.reading() as connection:
        return store.waiting(connection, site, after=after)


def of_comment(db: Database, site: str, id: str) -> Appeal | None:
    """The appeal for a comment's present text.

    Raises:
        UnknownComment: the site has no such comment.
    """
    with db.reading() as connection:
        comment = comments.existing(connection, site, id)
        return store.of_comment(connection, comment.key)
