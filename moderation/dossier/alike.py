"""How people decided before about texts that are the same, or nearly so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation.comments import Comment, Reason
from moderation.near_texts import NearTexts
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


def of(
    connection: Connection, near_texts: NearTexts, comment: Comment, scope: Scope
) -> Sequence[Alike]:
    """At most `SHOWN` inside of a scope: who reads the same first, then the latest."""
    found = list[Alike]()
    for other, same in _decided(connection, near_texts, comment, scope):
        found.append(Alike(other, events.reason_of(connection, other.key), same))
        if len(found) == SHOWN:
            break
    return found


def _decided(
    connection: Connection, near_texts: NearTexts, comment: Comment, scope: Scope
) -> Iterator[tuple[Comment, bool]]:
    seen = {comment.key}
    for same, keys in (
        (True, comments.of_same_text(connection, comment.key, limit=LOOKED_AT)),
        (False, _near(connection, near_texts, comment)),
    ):
        new = [key for key in keys if key not in seen]
        seen.update(new)
        for other in comments.by_keys(connection, new, scope=scope) if new else ():
            if other.decided_by is not None:
                yield other, same


def _near(
    connection: Connection, near_texts: NearTexts, comment: Comment
) -> Sequence[int]:
    """The keys of the latest comments whose texts are nearly the same."""
    found = fingerprints.of_comment(connection, comment.key)
    if found is None:
        return ()
    numbers = near_texts.to(connection, comment.site, found)
    return fingerprints.comments(connection, numbers)[:LOOKED_AT]
