"""How endpoints are doing: what waits for each, and what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.store import Database, deliveries, tries
from moderation.store import endpoints as store
from moderation.store.endpoints import Endpoint
from moderation.store.tries import Logged, State
from moderation.webhooks import endpoints

PAGE = 50
"""Messages of the log at once."""


@dataclass(frozen=True)
class Standing:
    """An endpoint, and how many messages wait for it or were given up."""

    endpoint: Endpoint
    waiting: int
    failed: int


def listed(db: Database, site: str) -> Sequence[Standing]:
    """All endpoints of a site, by age."""
    with db.reading() as connection:
        return [
            Standing(
                known,
                deliveries.waiting(connection, known.id),
                deliveries.given_up(connection, known.id),
            )
            for known in store.all_of(connection, site)
        ]


def log(
    db: Database,
    id: str,
    site: str,
    *,
    before: int | None = None,
    state: State | None = None,
) -> Sequence[Logged]:
    """What was sent to an endpoint and shall be, the latest first, `PAGE` at a time.

    Args:
        before: the number of a message; those before it.
        state: only what stands so.

    Raises:
        UnknownWebhook: the site has none of this id.
    """
    with db.reading() as connection:
        endpoints.get(connection, id, site)
        return tries.log(connection, id, limit=PAGE, before=before, state=state)
