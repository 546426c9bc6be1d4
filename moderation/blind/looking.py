"""The next comment to be decided blind, and what its verdict does."""

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from sqlite3 import Connection

from moderation import scopes, sites
from moderation.blind.knowing import is_due
from moderation.comments import STATUS_AFTER, Action, Comment, Reason, Status
from moderation.errors import (
    StaleVersion,
    UnknownComment,
)
from moderation.review import deciding, guards
from moderation.scopes import Scope
from moderation.store import (
    Database,
    blind,
    blind_looks,
    blind_waiting,
    comments,
    events,
)
from moderation.store.blind import Answer, Kind
from moderation.store.database import now

MOST_TOLD = 100
"""That wait for somebody, where a glance has to do: no more are counted."""


@dataclass(frozen=True)
class Shown:
    """A comment to be decided, and the number under which; nothing else is told."""

    number: int
    comment: Comment


def following(
    db: Database, site: str, name: str, scope: Scope, skipped: Collection[int] = ()
) -> Shown | None:
    """The next one for somebody; `None` where nothing waits for them."""
    with db.reading() as connection:
        done = blind_looks.looks_of(connection, site, name)
    if is_due(sites.find(db, site).golden_each, name, done):
        with db.writing() as connection:
            blind_waiting.slip_in(connection, site, name, scope, now())
    turn = zlib.crc32(name.encode())
    with db.reading() as connection:
        look = blind_waiting.following(connection, site, name, scope, skipped, turn)
        if look is None:
            return None
        return Shown(look.number, comments.get(connection, look.comment))


def answer(
    db: Database,
    site: str,
    number: int,
    action: Action,
    *,
    by: str,
    scope: Scope,
    reason: Reason | None = None,
) -> bool:
    """Write down what somebody made of it, and do what follows; whether the answer was
    known.

    What nobody had decided is decided by it, if it waits or stands otherwise. Where
    somebody had, both verdicts are compared: like ones teach twice as much, unlike ones
    wait for a lead. A known answer changes nothing.

    Raises:
        NotAllowed: nobody is called so.
        StaleVersion: somebody has decided it by now, or its author has edited it.
        UnknownComment: it is not theirs to decide.
    """
    guards.require_person(by)
    rejected = action is Action.REJECT
    with db.writing() as connection:
        look = blind_looks.get(connection, site, number)
        if look is None or not blind_waiting.is_theirs(connection, site, by, number):
            raise UnknownComment(f"{number}: no comment to be decided blind by {by}")
        comment = comments.get(connection, look.comment)
        scopes.require(scope, comment)
        given = blind.decide(
            connection, number, by=by, rejected=rejected, reason=reason, at=now()
        )
        if not given or comment.revision != look.revision:
            raise StaleVersion(
                f"comment {comment.id} was edited, or decided by another, by now",
                version=comment.version,
            )
        if look.kind is Kind.GOLDEN:
            return True
        first = look.first or _first(connection, comment)
        if first is None:
            _decide(connection, comment, action, by, reason)
            return False
        if look.first is None:
            blind_looks.know_first(connection, number, first)
        if first.rejected == rejected:
            blind_looks.confirm(connection, look, first.by)
    return False


def waiting(
    db: Database, site: str, name: str, scope: Scope, skipped: Collection[int] = ()
) -> int:
    """How many `following` shows somebody one after another, if nothing else comes."""
    with db.reading() as connection:
        return blind_waiting.count(connection, site, name, scope, skipped)


def waiting_about(
    db: Database,
    site: str,
    name: str,
    scope: Scope,
    skipped: Collection[int] = (),
    *,
    most: int = MOST_TOLD,
) -> int:
    """How many wait for somebody, quickly: of the newest alone, and no more than `most`
    are counted.
    """
    with db.reading() as connection:
        return blind_waiting.about(connection, site, name, scope, skipped, most=most)


def _first(connection: Connection, comment: Comment) -> Answer | None:
    """What a person has decided of it in the queue."""
    if comment.decided_by is None:
        return None
    rejected = comment.status is Status.REJECTED
    reason = events.reason_of(connection, comment.key) if rejected else None
    return Answer(comment.decided_by, rejected, reason)


def _decide(
    connection: Connection,
    comment: Comment,
    action: Action,
    by: str,
    reason: Reason | None,
) -> None:
    if comment.status is STATUS_AFTER[action]:
        return
    deciding.apply(
        connection, comment, action, by=by, reason=reason, version=comment.version
    )
