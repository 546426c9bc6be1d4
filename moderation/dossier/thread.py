"""What a comment answers, and what answers it, as far as it came through here."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation import scopes
from moderation.comments import Comment
from moderation.scopes import Scope
from moderation.store import comments

MOST_ABOVE, MOST_BELOW = 4, 10


@dataclass(frozen=True)
class Thread:
    """The comments above one, the topmost first, and the first that answer it.

    Attributes:
        goes_on: whether there are more above, or may be, outside of a scope.
        more: whether more answer it.
    """

    above: Sequence[Comment]
    below: Sequence[Comment]
    goes_on: bool
    more: bool


def of(connection: Connection, comment: Comment, scope: Scope) -> Thread:
    """The thread around a comment, upwards to the first that is outside of a scope.

    What was sent as the text that it answers is its own, and shown.
    """
    above, at = list[Comment](), comment
    seen, is_hidden = {comment.id}, False
    while (up := _parent(connection, at)) and up.id not in seen:
        if is_hidden := not scopes.has(scope, up):
            break
        above, at = [up, *above], up
        seen.add(up.id)
        if len(above) > MOST_ABOVE:
            break
    below = comments.replies(
        connection, comment.site, comment.id, limit=MOST_BELOW + 1, scope=scope
    )
    return Thread(
        above=above[-MOST_ABOVE:],
        below=below[:MOST_BELOW],
        goes_on=is_hidden or len(above) > MOST_ABOVE,
        more=len(below) > MOST_BELOW,
    )


def _parent(connection: Connection, comment: Comment) -> Comment | None:
    parent = comment.parent
    if parent is None or parent.id is None:
        return None
    found = comments.find(connection, comment.site, parent.id)
    return None if found is None or found.erased_at else found
