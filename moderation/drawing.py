"""Which comments somebody decides blind: by chance alone, whatever is in them."""

import secrets
from datetime import datetime
from sqlite3 import Connection

from moderation.comments import Reason
from moderation.store import blind
from moderation.store.blind import Answer, Kind
from moderation.store.people import Site

_CHANCE = secrets.SystemRandom()  # which nobody who writes comments can foresee


def draw_audit(
    connection: Connection, site: Site, key: int, at: datetime, chance: float = -1.0
) -> None:
    """Draw a comment that has just come in, with the site's share as the chance.

    Args:
        chance: in [0, 1), below the share where it is drawn; drawn if not given.
    """
    if _is_drawn(site.audit_share, chance):
        share = site.audit_share
        blind.draw(connection, key, Kind.AUDIT, at=at, share=share)


def draw_second(
    connection: Connection,
    site: Site,
    key: int,
    *,
    by: str,
    rejected: bool,
    reason: Reason | None,
    at: datetime,
    chance: float = -1.0,
) -> None:
    """Draw a decision that a person has just made, for another to decide blind.

    Args:
        chance: as of `draw_audit`.
    """
    if _is_drawn(site.second_share, chance):
        first = Answer(by, rejected, reason)
        blind.draw(connection, key, Kind.SECOND, at=at, first=first)


def _is_drawn(share: float, chance: float) -> bool:
    return share > 0 and (_CHANCE.random() if chance < 0 else chance) < share
