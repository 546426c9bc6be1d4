"""What the people of a desk may do there, by their role."""

from collections.abc import Mapping
from enum import StrEnum

from moderation.errors import NotAllowed
from moderation.store.people import User


class Right(StrEnum):
    """One kind of thing to do at the desk."""

    READ = "read"  # the queue, comments, authors, the overview
    DECIDE = "decide"  # on comments, also on many at once
    SANCTION = "sanction"  # authors: watch, hold, ban; notes about them
    RULES = "rules"  # write, try and publish them; thresholds and levels
    STATISTICS = "statistics"  # of other moderators
    AUDIT = "audit"  # read all that anybody did
    ADMIN = "admin"  # people, sites, keys, webhooks, retention


_MODERATOR = frozenset({Right.READ, Right.DECIDE, Right.SANCTION})

RIGHTS: Mapping[str, frozenset[Right]] = {
    "admin": frozenset(Right),
    "lead": _MODERATOR | {Right.RULES, Right.STATISTICS, Right.AUDIT},
    "rules_editor": frozenset({Right.READ, Right.RULES}),
    "moderator": _MODERATOR,
    "analyst": frozenset({Right.READ, Right.STATISTICS, Right.AUDIT}),
}
"""By role. An analyst changes nothing; who edits rules decides no comments."""


def of(user: User) -> frozenset[Right]:
    """What a person may do; nothing with a role that there is no longer."""
    return RIGHTS.get(user.role, frozenset())


def require(user: User, right: Right) -> None:
    """See that a person may do something.

    Raises:
        NotAllowed: they may not.
    """
    if right not in of(user):
        raise NotAllowed(f"the role {user.role} has no right to {right}")
