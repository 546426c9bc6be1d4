"""An outcome of the policy is put into force: status, events, and the message."""

from datetime import datetime
from sqlite3 import Connection

from moderation import webhooks
from moderation.comments import POLICY, STATUS_AFTER, Action, EventKind, Outcome
from moderation.store import events, fates


def settle(
    connection: Connection,
    key: int,
    outcome: Outcome,
    at: datetime,
    *,
    note: str | None = None,
    tell: bool = True,
) -> None:
    """Put a comment where the policy wants it, as `follow` tells.

    Args:
        tell: the publisher, by webhook.
    """
    fates.set_outcome(connection, key, outcome, STATUS_AFTER[outcome.action])
    follow(connection, key, outcome, at, note=note, tell=tell)


def follow(
    connection: Connection,
    key: int,
    outcome: Outcome,
    at: datetime,
    *,
    note: str | None = None,
    tell: bool = True,
) -> None:
    """Write down why a comment stands as it does; what is held is no decision yet.

    Args:
        tell: the publisher, by webhook.
    """
    action = outcome.action
    events.add(
        connection, key, EventKind.JUDGED, by=POLICY, at=at, action=action, note=note
    )
    if action is Action.HOLD:
        return
    events.add(
        connection,
        key,
        EventKind.DECIDED,
        by=POLICY,
        at=at,
        action=action,
        reason=outcome.reasons[0].code if outcome.reasons else None,
        note=note,
    )
    if tell:
        webhooks.tell_decided(connection, key, STATUS_AFTER[action])
