"""What two decided unlike is settled by a lead, who sees both."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.comments import Action, Comment, Reason
from moderation.errors import NotAllowed, StaleVersion, UnknownComment
from moderation.review import deciding, guards
from moderation.store import Database, blind_looks, comments
from moderation.store.blind import Kind
from moderation.store.blind_looks import Look
from moderation.store.database import now


@dataclass(frozen=True)
class Disagreement:
    """Two verdicts on a comment, which is as it stands now."""

    look: Look
    comment: Comment


def disagreements(db: Database, site: str) -> Sequence[Disagreement]:
    """All that wait for a lead, the oldest first."""
    with db.reading() as connection:
        return [
            Disagreement(look, comments.get(connection, look.comment))
            for look in blind_looks.disagreements(connection, site)
        ]


def settle(
    db: Database,
    site: str,
    number: int,
    action: Action | None,
    *,
    by: str,
    version: int,
    reason: Reason | None = None,
) -> None:
    """Decide finally, which counts for two; or leave the comment as it is.

    Args:
        action: `None` to leave it.
        version: of the comment, as it was seen.

    Raises:
        NotAllowed: nobody is called so, or it is one of the two.
        StaleVersion: it changed since, or another lead was quicker.
        UnknownComment: there is no such disagreement.
    """
    guards.require_person(by)
    with db.writing() as connection:
        look = blind_looks.get(connection, site, number)
        if look is None or not _is_open(look):
            raise UnknownComment(f"{number}: no disagreement of this site")
        if by in {its.by for its in (look.first, look.answer) if its is not None}:
            raise NotAllowed("you are one of the two; somebody else has to settle it")
        comment = comments.get(connection, look.comment)
        if not blind_looks.settle(connection, number, by=by, at=now()):
            raise StaleVersion(
                f"comment {comment.id}: another has settled it by now",
                version=comment.version,
            )
        if action is not None:
            deciding.apply(
                connection, comment, action, by=by, reason=reason, version=version
            )
            blind_looks.confirm(connection, look, by)


def _is_open(look: Look) -> bool:
    if look.kind is Kind.GOLDEN or look.first is None or look.answer is None:
        return False
    return look.first.rejected != look.answer.rejected
