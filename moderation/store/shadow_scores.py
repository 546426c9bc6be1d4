"""What a version in the shadow says of comments, beside what the one in service did."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation.comments import Action, Outcome


@dataclass(frozen=True, kw_only=True)
class Shadowed:
    """One comment that both have scored.

    Attributes:
        id: of the comment.
        score: P(reject), by the one in the shadow.
        beside: the same by the one in service; `None` where there is none.
        action: what would have become of it.
        did: what the policy made of it.
        rejected: what a person decided since, blind or not; `None` where nobody has.
    """

    id: str
    score: float
    beside: float | None
    action: Action
    did: Action
    rejected: bool | None

    @property
    def differs(self) -> bool:
        """Whether something else would have become of it."""
        return self.action is not self.did


def keep(
    db: Connection,
    key: int,
    version: str,
    *,
    score: float,
    beside: float | None,
    action: Action,
    outcome: Outcome,
) -> None:
    """Keep what was said of the comment's present revision."""
    db.execute(
        "INSERT OR REPLACE INTO shadow_scores "
        "(comment, revision, site, version, score, beside, action, did) "
        "SELECT key, revision, site, ?, ?, ?, ?, ? FROM comments WHERE key = ?",
        (version, score, beside, action, outcome.action, key),
    )


def forget(db: Connection, key: int) -> None:
    """Forget what was said of a comment."""
    db.execute("DELETE FROM shadow_scores WHERE comment = ?", (key,))


def forget_others(db: Connection, site: str, version: str) -> None:
    """Forget what other versions said: one at a time is in the shadow."""
    db.execute(
        "DELETE FROM shadow_scores WHERE site = ? AND version != ?", (site, version)
    )


def of_version(
    db: Connection, site: str, version: str, last: int
) -> Sequence[Shadowed]:
    """What a version has scored last in the shadow, the newest first."""
    rows = db.execute(
        "SELECT c.id, s.score, s.beside, s.action, s.did, "
        "coalesce(b.rejected, e.rejected) AS rejected "
        "FROM shadow_scores s JOIN comments c ON c.key = s.comment "
        "LEFT JOIN examples e ON e.comment = s.comment AND e.revision = s.revision "
        "LEFT JOIN blind_reviews b ON b.comment = s.comment "
        "AND b.revision = s.revision AND b.kind = 'audit' "
        "AND b.decided_at IS NOT NULL "
        "WHERE s.site = ? AND s.version = ? ORDER BY s.comment DESC "
        "LIMIT ?",
        (site, version, last),
    )
    return [
        Shadowed(
            id=row["id"],
            score=row["score"],
            beside=row["beside"],
            action=Action(row["action"]),
            did=Action(row["did"]),
            rejected=None if row["rejected"] is None else bool(row["rejected"]),
        )
        for row in rows
    ]
