"""How people decided before about texts that are the same, or nearly so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation.comments import Comment, Reason
from moderation.scopes import Scope
from moderation.store import comments, events, fingerprints

SHOWN = 5
LOOKED_AT = 50
"""Of each kind, the latest: of a wave of thousands these say as much as all."""


@dataclass(frozen=True)
class Alike:
    """A comment that a person decided, and for which reason.

    `same` says whether it reads quite the same.
    """

    comment: Comment
    reason: Reason | None
    same: bool


def of(connection: Connection, comment: Comment, scope: Scope) -> Sequence[Alike]:
    """At most `SHOWN` inside of a scope: who reads the same first, then the latest."""
    found = list[Alike]()
    for other, same in _decided(connection, comment, scope):
        found.append(Alike(other, events.reason_of(connection, other.key), same))
        if len(found) == SHOWN:
            break
    return found


def _decided(
    connection: Connection, comment: Comment, scope: Scope
) -> Iterator[tuple[Comment, bool]]:
    seen = {comment.key}
    for same, keys in (
        (True, comments.of_same_text(connection, comment.key, limit=LOOKED_AT)),
        (False, fingerprints.near(connection, comment.key, limit=LOOKED_AT)),
    ):
        new = [key for key in keys if key not in seen]
        seen.update(new)
        for other in comments.by_keys(connection, new, scope=scope) if new else ():
            if other.decided_by is not None:
                yield other, same
