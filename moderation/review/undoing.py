"""A person takes back what was done last about a comment."""

from collections.abc import Sequence
from sqlite3 import Connection

from moderation.comments import STATUS_AFTER, Comment, Event, EventKind
from moderation.errors import NotUndoable, OwnAppeal
from moderation.review import guards, places
from moderation.store import Database, appeals, blind, comments, events, examples, fates
from moderation.store.database import now


def undo(
    db: Database, site: str, id: str, *, by: str, version: int | None = None
) -> Comment:
    """Take back what people did last.

    After a decision the comment stands as the policy left it, and its publisher is
    told. One that was deferred or escalated since is back where it waited before.

    Raises:
        OwnAppeal: an appeal against their decision was granted by it.
        UnknownComment: the site has no such comment.
        NotUndoable: no person has decided it, or put it aside.
        StaleVersion: it changed since `version`.
    """
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        seen = comment.version if version is None else version
        happened = events.of_comment(connection, comment.key)
        if comment.waiting and places.is_aside(happened):
            return _returned(connection, comment, happened, by, seen)
        return take_back(connection, comment, happened, by=by, version=seen)


def _returned(
    connection: Connection,
    comment: Comment,
    happened: Sequence[Event],
    by: str,
    version: int,
) -> Comment:
    before = places.before(happened)
    won = fates.put(
        connection,
        comment.key,
        queue=before.queue,
        escalated=before.escalated,
        version=version,
    )
    if not won:
        raise guards.stale(comment)
    kind = EventKind.RETURNED
    events.add(connection, comment.key, kind, by=by, at=now(), queue=before.queue)
    return comments.get(connection, comment.key)


def take_back(
    connection: Connection,
    comment: Comment,
    happened: Sequence[Event],
    *,
    by: str,
    version: int,
) -> Comment:
    """Take a decision back within a transaction of more.

    Args:
        happened: all its events.

    Raises:
        OwnAppeal, NotUndoable, StaleVersion: as by `undo`.
    """
    if comment.decided_by is None:
        raise NotUndoable(
            f"{comment.id}: no person has decided it; there is nothing to undo"
        )
    appeal = appeals.of_comment(connection, comment.key)
    if appeal and appeal.granted and guards.is_same(appeal.against, by):
        raise OwnAppeal(f"{comment.id}: the appeal against your decision was granted")
    won = fates.decide(
        connection,
        comment.key,
        STATUS_AFTER[comment.action],
        waiting=True,
        by=None,
        at=None,
        version=version,
    )
    if not won:
        raise guards.stale(comment)
    events.add(connection, comment.key, EventKind.UNDONE, by=by, at=now())
    if places.undecided(happened).escalated:
        fates.escalate_again(connection, comment.key)
    examples.forget(connection, comment.key)
    blind.call_off(connection, comment.key)
    appeals.reopen(connection, comment.key)
    return guards.told(connection, comment.key)
