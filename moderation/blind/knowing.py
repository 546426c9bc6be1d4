"""Comments whose right answer is known: kept by leads, and told to who decided them."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation import audit
from moderation.comments import Action, Comment, Reason, Status
from moderation.errors import BadSubmission, FieldProblem
from moderation.review import guards
from moderation.scopes import Scope
from moderation.store import Database, comments, events, golden
from moderation.store.blind import Answer
from moderation.store.database import now
from moderation.store.golden import Known

MOST_NOTE = 2_000
"""Characters of why an answer is right; what is longer is cut."""

MOST_DECIDED = 50
"""That are told of at once, the last ones."""


@dataclass(frozen=True)
class Decided:
    """A comment with a known answer, and what somebody said who did not know of it."""

    number: int
    comment: Comment
    said: Answer
    known: Known

    @property
    def is_right(self) -> bool:
        """Whether they would have it decided as it should be."""
        return self.said.rejected == self.known.answer.rejected


def make_known(
    db: Database,
    site: str,
    id: str,
    action: Action,
    *,
    by: str,
    reason: Reason | None = None,
    note: str = "",
) -> None:
    """Keep a comment with the answer that a lead knows to be right.

    Args:
        reason: of a rejection; `None` is that of the decision that stands.
        note: why it is right.

    Raises:
        NotAllowed: nobody is called so.
        BadSubmission: it is not decided yet.
        UnknownComment: the site has no such comment.
    """
    guards.require_person(by)
    rejected = action is Action.REJECT
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        if comment.status is Status.PENDING:
            wanted = "a comment that is decided"
            raise BadSubmission(FieldProblem("comment", wanted, "one that waits"))
        if rejected and reason is None:
            reason = events.reason_of(connection, comment.key)
        answer = Answer(by, rejected, reason if rejected else None)
        known = Known(answer, note.strip()[:MOST_NOTE])
        golden.know(connection, comment.key, known, now())
        _note(connection, comment, by, {"action": action, "reason": answer.reason})


def forget_known(db: Database, site: str, id: str, *, by: str) -> None:
    """Slip a comment in no more; what people have said of it stays.

    Raises:
        NotAllowed: nobody is called so.
        UnknownComment: the site has no such comment.
    """
    guards.require_person(by)
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        golden.forget(connection, comment.key)
        _note(connection, comment, by, {"action": None})


def known(db: Database, key: int) -> Known | None:
    """What is known to be right of a comment as it is now."""
    with db.reading() as connection:
        return golden.known(connection, key)


def decided(
    db: Database, site: str, scope: Scope, *, by: str | None, number: int | None = None
) -> Sequence[Decided]:
    """What was decided that has a known answer, the last first.

    Args:
        by: of one person, who alone may know besides leads; `None` is of all.
        number: this one alone.
    """
    with db.reading() as connection:
        found = golden.decided(
            connection, site, scope, by=by, number=number, most=MOST_DECIDED
        )
        return [
            Decided(
                look.number,
                comments.get(connection, look.comment),
                look.answer,
                Known(look.first, note),
            )
            for look, note in found
            if look.answer is not None and look.first is not None
        ]


def is_due(each: int, name: str, looks: int) -> bool:
    """Whether somebody's next look is one at a known answer: once in `each` looks, at
    which of them nobody can count out.

    Args:
        each: 0 is never.
        looks: how many they have had.
    """
    if not each:
        return False
    turn, place = divmod(looks, each)
    return place == zlib.crc32(f"{name} {turn}".encode()) % each


def _note(
    connection: Connection, comment: Comment, by: str, details: dict[str, object]
) -> None:
    about = f"comment {comment.id}"
    audit.note(connection, comment.site, by, "comment.golden", about, details)
