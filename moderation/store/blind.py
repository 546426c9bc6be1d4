"""Comments that people decide blind: without scores, and what others made of them.

An audit is drawn by chance when a comment comes in, so that what people make of audits
is true of all comments. A second look is at what one person decided, and a golden one
at what has a known answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection

from moderation.comments import Reason
from moderation.store.database import stamp


class Kind(StrEnum):
    """Why a comment is looked at blind. Who looks is not told."""

    AUDIT = "audit"
    SECOND = "second"
    GOLDEN = "golden"


@dataclass(frozen=True)
class Answer:
    """What somebody made of a comment before, or what is known of it."""

    by: str
    rejected: bool
    reason: Reason | None


def draw(
    db: Connection,
    key: int,
    kind: Kind,
    *,
    at: datetime,
    share: float | None = None,
    first: Answer | None = None,
) -> None:
    """Have the present revision of a comment decided blind; once for each kind, and for
    no other where it is an audit.

    Args:
        share: of an audit, the chance with which it was drawn, in (0, 1].
        first: of the others, what was made of it before.
    """
    db.execute(
        "INSERT OR IGNORE INTO blind_reviews (site, comment, revision, kind, share, "
        "drawn_at, first_by, first_rejected, first_reason) "
        "SELECT site, key, revision, ?, ?, ?, ?, ?, ? FROM comments c WHERE key = ? "
        "AND NOT EXISTS (SELECT 1 FROM blind_reviews b WHERE b.comment = c.key "
        "AND b.revision = c.revision AND b.kind = 'audit')",
        (
            kind,
            share,
            stamp(at),
            first.by if first else None,
            int(first.rejected) if first else None,
            first.reason if first else None,
            key,
        ),
    )


def decide(
    db: Connection,
    number: int,
    *,
    by: str,
    rejected: bool,
    reason: Reason | None,
    at: datetime,
) -> bool:
    """Write down what somebody made of it; false if somebody has by now."""
    cursor = db.execute(
        "UPDATE blind_reviews SET by = ?, rejected = ?, reason = ?, decided_at = ? "
        "WHERE number = ? AND decided_at IS NULL",
        (by, int(rejected), reason, stamp(at), number),
    )
    return cursor.rowcount == 1


def call_off(db: Connection, key: int) -> None:
    """Have nobody look again at a decision that was taken back."""
    db.execute(
        "DELETE FROM blind_reviews WHERE comment = ? AND kind = 'second' "
        "AND decided_at IS NULL",
        (key,),
    )


def forget(db: Connection, key: int) -> None:
    """Forget that a comment was to be, or was, decided blind, and its known answer."""
    db.execute("DELETE FROM blind_reviews WHERE comment = ?", (key,))
    db.execute("DELETE FROM golden WHERE comment = ?", (key,))


def audited(db: Connection, site: str) -> Sequence[tuple[int, bool]]:
    """The comments that were audited and not edited since, with whether the person
    rejected it; the oldest first.
    """
    rows = db.execute(
        "SELECT b.comment, b.rejected FROM blind_reviews b "
        "JOIN comments c ON c.key = b.comment AND c.revision = b.revision "
        "WHERE b.site = ? AND b.kind = 'audit' AND b.decided_at IS NOT NULL "
        "AND c.erased_at IS NULL ORDER BY b.decided_at, b.number",
        (site,),
    )
    return [(row["comment"], bool(row["rejected"])) for row in rows]
