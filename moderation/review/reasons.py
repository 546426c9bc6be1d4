"""What a person is offered to reject a comment for, the likely reasons first."""

from collections.abc import Sequence
from itertools import chain

from moderation.comments import Comment, Reason
from moderation.store import Database, events

REJECT_FOR = tuple(
    reason
    for reason in Reason
    if reason not in (Reason.UNSCORED, Reason.CLOSED, Reason.NEW_AUTHOR)
)
"""The reasons that a person may give; the others are the machine's own."""

OFFERED = 9
"""As many as there are keys for."""

_REMEMBERED, _LOOKED_THROUGH = 5, 60
"""Reasons that somebody used last, of the decisions that are looked through: the other
four are the comment's own, and what is rejected for most."""

_USUAL = (
    *(Reason.INSULT, Reason.ABUSE, Reason.OFF_TOPIC, Reason.SPAM, Reason.HATE),
    *(Reason.PROFANITY, Reason.THREAT, Reason.PERSONAL_INFORMATION, Reason.OTHER),
)

LastUsed = Sequence[Reason]
"""Of one person, the last first, each once."""


def last_used(db: Database, site: str, by: str) -> LastUsed:
    """The reasons for which a person rejected last."""
    with db.reading() as connection:
        found = events.reasons_of(connection, site, by, limit=_LOOKED_THROUGH)
    return [each for each in dict.fromkeys(found) if each in REJECT_FOR][:_REMEMBERED]


def offered(comment: Comment, last: LastUsed) -> tuple[Reason, ...]:
    """At most `OFFERED` reasons: those used last, the comment's own, the usual ones."""
    own = (its.code for its in comment.reasons if its.code in REJECT_FOR)
    return tuple(dict.fromkeys(chain(last, own, _USUAL)))[:OFFERED]
