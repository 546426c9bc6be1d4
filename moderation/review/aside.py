"""A person puts a comment aside: to a named queue, or before those who lead.

It still waits, and nothing is told outside.
"""

import re
from collections.abc import Sequence

from moderation import limits
from moderation.comments import Comment, EventKind
from moderation.errors import BadSubmission, FieldProblem, WaitsForNobody
from moderation.review import guards
from moderation.store import Database, claims, comments, events, fates, queues_named
from moderation.store.database import now

MOST_QUEUES = 30
"""Names that are offered to choose from."""

_NAME = re.compile(r"[^\W_](?:[\w .-]{0,38}[^\W_])?")
"""1 to 40 letters, digits and what may stand between them."""


def queues(db: Database, site: str) -> Sequence[str]:
    """The names of the queues in which something waits that people put there."""
    with db.reading() as connection:
        return queues_named.known(connection, site, limit=MOST_QUEUES)


def defer(
    db: Database,
    site: str,
    id: str,
    *,
    queue: str,
    by: str,
    note: str | None = None,
    version: int | None = None,
) -> Comment:
    """Let a comment wait in a queue of this name, whatever its rules name.

    Args:
        note: why, among moderators.
        version: the comment's version that they saw; `None` takes it as it is.

    Raises:
        BadSubmission: the name cannot be one, or the note cannot be kept.
        WaitsForNobody: it is in no queue.
        UnknownComment: the site has no such comment.
        StaleVersion: it changed since.
    """
    name = " ".join(queue.split())
    if not _NAME.fullmatch(name):
        wanted = "a name of 1 to 40 letters and digits"
        raise BadSubmission(FieldProblem("queue", wanted, repr(queue[:50])))
    kind = EventKind.DEFERRED
    return _put(db, site, id, kind, by=by, note=note, version=version, queue=name)


def escalate(
    db: Database,
    site: str,
    id: str,
    *,
    by: str,
    note: str | None = None,
    version: int | None = None,
) -> Comment:
    """Put a comment before those who lead. As `defer`; deciding it ends that."""
    kind = EventKind.ESCALATED
    return _put(db, site, id, kind, by=by, note=note, version=version)


def _put(
    db: Database,
    site: str,
    id: str,
    kind: EventKind,
    *,
    by: str,
    note: str | None,
    version: int | None,
    queue: str | None = None,
) -> Comment:
    guards.require_person(by)
    limits.check_texts(("note", note, limits.NOTE_BYTES))
    with db.writing() as connection:
        comment = comments.existing(connection, site, id)
        if version is not None and comment.version != version:
            raise guards.stale(comment)
        if not comment.waiting:
            raise WaitsForNobody(f"{id}: it waits for nobody, so nobody puts it aside")
        fates.put(
            connection,
            comment.key,
            queue=comment.queue if queue is None else queue,
            escalated=comment.escalated or kind is EventKind.ESCALATED,
            version=comment.version,
        )
        events.add(
            connection, comment.key, kind, by=by, at=now(), note=note, queue=queue
        )
        claims.drop(connection, comment.key)
        return comments.get(connection, comment.key)
