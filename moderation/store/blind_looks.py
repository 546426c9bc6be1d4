"""What waits to be decided blind, what was, and what has a known answer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.comments import Reason
from moderation.store.blind import Answer, Kind
from moderation.store.database import stamp

LOOKED_AT = 200
"""Of what waits, so much is looked through for what somebody may decide."""


_THEIRS = (
    "b.site = ?1 AND b.decided_at IS NULL AND c.erased_at IS NULL "
    "AND coalesce(b.first_by, '') != ?2 AND (b.kind != 'golden' OR b.by = ?2) "
    "AND NOT EXISTS (SELECT 1 FROM events e WHERE e.comment = b.comment "
    "AND e.by = ?2 AND e.kind = 'decided') "
    "AND NOT EXISTS (SELECT 1 FROM blind_reviews o WHERE o.comment = b.comment "
    "AND o.by = ?2 AND o.decided_at IS NOT NULL)"
)
"""What waits at site ?1 that the person ?2 has not decided themselves."""


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
    return _look(row) if row else None


def count(db: Connection, site: str, name: str) -> int:
    """How many wait that are not kept from somebody by their own first decision."""
    row = db.execute(
        "SELECT count(*) AS number FROM blind_reviews WHERE site = ? "
        "AND decided_at IS NULL AND coalesce(first_by, '') != ? "
        "AND (kind != 'golden' OR by = ?)",
        (site, name, name),
    ).fetchone()
    return int(row["number"])


def waiting(
    db: Connection, site: str, name: str, skipped: Collection[int], turn: int
) -> Iterator[Look]:
    """What waits for somebody, in an order of their own, so that two who look at once
    seldom look at the same: what they have decided themselves is left out, and what
    was edited or erased since it was drawn.

    Args:
        turn: which order.
    """
    rows = db.execute(
        "SELECT b.* FROM blind_reviews b "  # noqa: S608 - words of ours
        "JOIN comments c ON c.key = b.comment AND c.revision = b.revision "
        f"WHERE {_THEIRS} ORDER BY (b.number * 7919 + ?3) % 10007, b.number LIMIT ?4",
        (site, name, turn, LOOKED_AT + len(skipped)),
    )
    return (_look(row) for row in rows if row["number"] not in skipped)


def is_theirs(db: Connection, site: str, name: str, number: int) -> bool:
    """Whether one of those waits for somebody, or waited until another was quicker."""
    row = db.execute(
        "SELECT 1 FROM blind_reviews b "  # noqa: S608 - words of ours
        "JOIN comments c ON c.key = b.comment "
        f"WHERE {_THEIRS.replace('b.decided_at IS NULL AND ', '')} AND b.number = ?3",
        (site, name, number),
    ).fetchone()
    return row is not None


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
    return list(map(_look, rows))


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
    return list(map(_look, rows))


def know(db: Connection, key: int, its: Answer, at: datetime) -> None:
    """Keep the known answer of a comment as it is now, in place of an earlier one."""
    db.execute(
        "INSERT OR REPLACE INTO golden (comment, revision, site, rejected, reason, by, "
        "at) SELECT key, revision, site, ?, ?, ?, ? FROM comments WHERE key = ?",
        (int(its.rejected), its.reason, its.by, stamp(at), key),
    )


def is_known(db: Connection, key: int) -> bool:
    """Whether a comment has a known answer."""
    found = db.execute("SELECT 1 FROM golden WHERE comment = ?", (key,)).fetchone()
    return found is not None


def slip_in(db: Connection, site: str, name: str, at: datetime) -> None:
    """Have somebody decide one more comment with a known answer, unless they have
    decided, or known, all there are.
    """
    db.execute(
        "INSERT INTO blind_reviews (site, comment, revision, kind, drawn_at, first_by, "
        "first_rejected, first_reason, by) "
        "SELECT g.site, g.comment, g.revision, 'golden', ?3, g.by, g.rejected, "
        "g.reason, ?2 FROM golden g "
        "JOIN comments c ON c.key = g.comment AND c.revision = g.revision "
        "WHERE g.site = ?1 AND g.by != ?2 AND c.erased_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM blind_reviews b WHERE b.comment = g.comment "
        "AND b.by = ?2) "
        "AND NOT EXISTS (SELECT 1 FROM events e WHERE e.comment = g.comment "
        "AND e.by = ?2 AND e.kind = 'decided') "
        "AND NOT EXISTS (SELECT 1 FROM blind_reviews o WHERE o.site = ?1 "
        "AND o.kind = 'golden' AND o.by = ?2 AND o.decided_at IS NULL) "
        "ORDER BY g.at LIMIT 1",
        (site, name, stamp(at)),
    )


def looks_of(db: Connection, site: str, name: str) -> int:
    """How many somebody has decided blind."""
    row = db.execute(
        "SELECT count(*) AS number FROM blind_reviews WHERE site = ? AND by = ? "
        "AND decided_at IS NOT NULL",
        (site, name),
    ).fetchone()
    return int(row["number"])


def _look(row: Row) -> Look:
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
