"""What was decided blind, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.comments import Reason
from moderation.store.blind import Answer, Kind
from moderation.store.database import stamp


@dataclass(frozen=True)
class Look:
    """A comment that is looked at blind, or was.

    Attributes:
        comment: its key.
        first: what was made of it before; of a golden one what is known.
        answer: what was made of it blind; `None` while it waits.
    """

    number: int
    comment: int
    revision: int
    kind: Kind
    first: Answer | None
    answer: Answer | None
    settled_by: str | None


def get(db: Connection, site: str, number: int) -> Look | None:
    """One of a site."""
    row = db.execute(
        "SELECT * FROM blind_reviews WHERE site = ? AND number = ?", (site, number)
    ).fetchone()
    return look(row) if row else None


def confirm(db: Connection, its: Look, by: str) -> None:
    """Have what somebody's decision on it teaches count for two, as another agreed;
    nothing, where theirs was overturned since.
    """
    db.execute(
        "UPDATE examples SET confirmed = 1 "
        "WHERE comment = ? AND revision = ? AND by = ?",
        (its.comment, its.revision, by),
    )


def know_first(db: Connection, number: int, first: Answer) -> None:
    """Write down what somebody had made of a comment before it was decided blind."""
    db.execute(
        "UPDATE blind_reviews SET first_by = ?, first_rejected = ?, first_reason = ? "
        "WHERE number = ?",
        (first.by, int(first.rejected), first.reason, number),
    )


def disagreements(db: Connection, site: str) -> Sequence[Look]:
    """Where two people decided unlike and no lead has settled it, the oldest first."""
    rows = db.execute(
        "SELECT b.* FROM blind_reviews b "
        "JOIN comments c ON c.key = b.comment AND c.revision = b.revision "
        "WHERE b.site = ? AND b.kind != 'golden' AND b.decided_at IS NOT NULL "
        "AND b.first_rejected IS NOT NULL AND b.first_rejected != b.rejected "
        "AND b.settled_at IS NULL AND c.erased_at IS NULL ORDER BY b.decided_at",
        (site,),
    )
    return list(map(look, rows))


def settle(db: Connection, number: int, *, by: str, at: datetime) -> bool:
    """Note that a lead has settled it; false if one has by now."""
    cursor = db.execute(
        "UPDATE blind_reviews SET settled_by = ?, settled_at = ? "
        "WHERE number = ? AND settled_at IS NULL",
        (by, stamp(at), number),
    )
    return cursor.rowcount == 1


def answered(db: Connection, site: str) -> Sequence[Look]:
    """All that two have decided, or one with a known answer, in order."""
    rows = db.execute(
        "SELECT * FROM blind_reviews WHERE site = ? AND decided_at IS NOT NULL "
        "AND first_rejected IS NOT NULL ORDER BY decided_at, number",
        (site,),
    )
    return list(map(look, rows))


def looks_of(db: Connection, site: str, name: str) -> int:
    """How many somebody has decided blind."""
    row = db.execute(
        "SELECT count(*) AS number FROM blind_reviews WHERE site = ? AND by = ? "
        "AND decided_at IS NOT NULL",
        (site, name),
    ).fetchone()
    return int(row["number"])


def look(row: Row) -> Look:
    """What a row of `blind_reviews` tells."""
    answered = row["decided_at"] is not None
    return Look(
        number=row["number"],
        comment=row["comment"],
        revision=row["revision"],
        kind=Kind(row["kind"]),
        first=_answer(row, "first_") if row["first_rejected"] is not None else None,
        answer=_answer(row, "") if answered else None,
        settled_by=row["settled_by"],
    )


def _answer(row: Row, which: str) -> Answer:
    reason = row[f"{which}reason"]
    return Answer(
        row[f"{which}by"] or "",
        bool(row[f"{which}rejected"]),
        Reason(reason) if reason else None,
    )
