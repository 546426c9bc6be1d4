"""Comments with a known answer, which are slipped in among what is decided blind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.comments import Reason
from moderation.store.blind import Answer
from moderation.store.blind_looks import Look, look
from moderation.store.database import stamp
from moderation.store.scopes import INSIDE, Scope, named


@dataclass(frozen=True)
class Known:
    """An answer that a lead knows to be right, and why it is."""

    answer: Answer
    note: str


def know(db: Connection, key: int, its: Known, at: datetime) -> None:
    """Keep the known answer of a comment as it is now, in place of an earlier one, by
    which nobody is measured any more.
    """
    forget(db, key)
    answer = its.answer
    db.execute(
        "INSERT INTO golden (comment, revision, site, rejected, reason, note, by, at) "
        "SELECT key, revision, site, ?, ?, ?, ?, ? FROM comments WHERE key = ?",
        (
            int(answer.rejected),
            answer.reason,
            its.note,
            answer.by,
            stamp(at),
            key,
        ),
    )


def forget(db: Connection, key: int) -> None:
    """Slip a comment in no more, not even where it waits to be decided by somebody."""
    db.execute("DELETE FROM golden WHERE comment = ?", (key,))
    db.execute(
        "DELETE FROM blind_reviews WHERE comment = ? AND kind = 'golden' "
        "AND decided_at IS NULL",
        (key,),
    )


def known(db: Connection, key: int) -> Known | None:
    """What is known of a comment as it is now."""
    row = db.execute(
        "SELECT g.* FROM golden g JOIN comments c ON c.key = g.comment "
        "AND c.revision = g.revision WHERE g.comment = ?",
        (key,),
    ).fetchone()
    return _known(row) if row else None


def decided(
    db: Connection,
    site: str,
    scope: Scope,
    *,
    by: str | None,
    number: int | None = None,
    most: int,
) -> Sequence[tuple[Look, str]]:
    """What was decided that has a known answer, with the note of why it is right, the
    last decided first; without what was edited since, or is outside of a scope.

    Args:
        by: of one person; `None` is of all.
        number: this one alone.
    """
    rows = db.execute(
        "SELECT b.*, coalesce(g.note, '') AS note FROM blind_reviews b "  # noqa: S608
        "JOIN comments c ON c.key = b.comment AND c.revision = b.revision "
        "LEFT JOIN golden g ON g.comment = b.comment AND g.revision = b.revision "
        "AND g.rejected = b.first_rejected "  # else of another answer
        "WHERE b.site = :site AND b.kind = 'golden' AND b.decided_at IS NOT NULL "
        "AND c.erased_at IS NULL AND (:by IS NULL OR b.by = :by) "
        f"AND (:number IS NULL OR b.number = :number) AND {INSIDE} "
        "ORDER BY b.decided_at DESC, b.number DESC LIMIT :most",
        {"site": site, "by": by, "number": number, "most": most, **named(scope)},
    )
    return [(look(row), row["note"]) for row in rows]


def _known(row: Row) -> Known:
    reason = Reason(row["reason"]) if row["reason"] else None
    return Known(Answer(row["by"], bool(row["rejected"]), reason), row["note"])
