"""Soft claims: who opens a comment is seen by others, and stops nobody.

Of two who decide all the same, the comment's version lets one win (`review`).
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from moderation.comments import Comment
from moderation.store import Database, comments
from moderation.store import claims as store
from moderation.store.database import now

LASTS = timedelta(minutes=5)
"""How long a claim holds that is not renewed: somebody who reads the article, too."""


def take(db: Database, comment: Comment, *, by: str) -> str | None:
    """Claim a comment that waits, or renew the claim.

    Returns:
        Who has it, where that is somebody else; their claim stays.
    """
    at = now()
    with db.writing() as connection:
        if comment.waiting and store.take(
            connection, comment.key, by, at=at, until=at + LASTS
        ):
            return None
        holder = store.holders(connection, [comment.key], at).get(comment.key)
    return None if holder == by else holder


def leave(db: Database, site: str, id: str, *, by: str) -> None:
    """Give up a claim; nothing happens to that of somebody else.

    Raises:
        UnknownComment: the site has no such comment.
    """
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        store.leave(connection, comment.key, by)


def holders(db: Database, shown: Iterable[Comment], *, by: str) -> Mapping[str, str]:
    """Who else looks at which of some comments, by their ids."""
    keys = {comment.key: comment.id for comment in shown}
    with db.reading() as connection:
        found = store.holders(connection, list(keys), now())
    return {keys[key]: who for key, who in found.items() if who != by}
