"""Many comments are decided alike, and that is undone as one.

What was chosen is written down first, with the version of each comment as it was then.
Then they are decided a few at a time, so that nobody else waits long; whoever stops
half-way, a process too, goes on later. A comment that changed meanwhile is left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation import audit
from moderation.comments import Action, Reason
from moderation.errors import (
    BadSubmission,
    FieldProblem,
    NotAllowed,
    NotUndoable,
    StaleVersion,
    UnknownComment,
)
from moderation.review import deciding, guards, undoing
from moderation.scopes import Scope
from moderation.store import Database, bulk, comments, events
from moderation.store.bulk import Batch, Became
from moderation.store.database import now
from moderation.store.examples import Source

CONFIRM_ABOVE = 20
"""Comments of which a person says once more that all of them are meant."""

MOST = 50_000
"""Comments of one batch: an hour's work of a machine, not of people."""

AT_ONCE = 25
"""Comments that are decided in one transaction: some 20 ms that others wait."""


NOTHING_SEEN: Mapping[int, int] = {}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a batch is, and what became of its comments."""

    batch: Batch
    total: int
    to_do: int
    decided: int
    left: int
    undone: int
    kept: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.to_do == 0


def choose(
    db: Database,
    site: str,
    keys: Sequence[int],
    action: Action,
    *,
    by: str,
    reason: Reason | None = None,
    seen: Mapping[int, int] = NOTHING_SEEN,
) -> int:
    """Write down what shall be decided; `finish` does it. Returns the batch's number.

    Args:
        seen: the versions that the person saw, by key: what has changed since is left
            alone. Those of other comments are taken as they are.

    Raises:
        BadSubmission: nothing is chosen, or more than `MOST`; or it is neither to
            approve nor to reject, or to reject for no reason.
        NotAllowed: nobody is called so.
    """
    guards.require_person(by)
    if not 1 <= len(keys) <= MOST:
        wanted = f"1 to {MOST:,} comments"
        raise BadSubmission(FieldProblem("key", wanted, f"{len(keys):,}"))
    if action is Action.HOLD or (action is Action.REJECT) != (reason is not None):
        wanted = "approve, or reject with a reason"
        raise BadSubmission(FieldProblem("action", wanted, f"{action}, {reason}"))
    with db.writing() as connection:
        batch = bulk.make(
            connection,
            site,
            keys,
            seen,
            action=action,
            reason=reason,
            by=by,
            at=now(),
        )
        details = {"action": action, "reason": reason, "comments": len(keys)}
        about = f"batch {batch}"
        audit.note(connection, site, by, "bulk.decided", about, details)
    return batch


def undo(db: Database, site: str, batch: int, *, by: str) -> None:
    """Let all of a batch be as it was before, as far as nothing else happened since.

    `finish` does it.

    Raises:
        NotUndoable: it is undone already, or being undone.
        UnknownComment: the site has no such batch.
    """
    with db.writing() as connection:
        known = _existing(connection, site, batch)
        if not bulk.begin_undoing(connection, batch, by=by, at=now()):
            raise NotUndoable(f"batch {batch}: {known.undone_by} has undone it")
        audit.note(connection, site, by, "bulk.undone", f"batch {batch}", {})


def finish(db: Database, site: str, batch: int) -> None:
    """Do all that is left to do of a batch.

    Raises:
        UnknownComment: the site has no such batch.
    """
    while _step(db, site, batch):
        pass


def progress(db: Database, site: str, batch: int) -> Progress:
    """How far a batch is.

    Raises:
        UnknownComment: the site has no such batch.
    """
    with db.reading() as connection:
        known = _existing(connection, site, batch)
        counts = bulk.counts(connection, batch)
    undoing_it = known.undone_at is not None
    return Progress(
        batch=known,
        total=sum(counts.values()),
        to_do=counts.get(Became.DECIDED if undoing_it else None, 0),
        decided=counts.get(Became.DECIDED, 0),
        left=counts.get(Became.LEFT, 0) + (counts.get(None, 0) if undoing_it else 0),
        undone=counts.get(Became.UNDONE, 0),
        kept=counts.get(Became.KEPT, 0),
    )


def outside(db: Database, batch: int, scope: Scope) -> int:
    """How many comments of a batch are outside of what somebody is limited to."""
    with db.reading() as connection:
        return bulk.outside(connection, batch, scope)


def latest(db: Database, site: str, by: str, *, limit: int = 5) -> Sequence[Progress]:
    """A person's last batches, the newest first."""
    with db.reading() as connection:
        numbers = bulk.latest(connection, site, by, limit=limit)
    return [progress(db, site, number) for number in numbers]


def _step(db: Database, site: str, batch: int) -> bool:
    """Decide or undo a few; whether there were any."""
    with db.writing() as connection:
        known = _existing(connection, site, batch)
        is_undoing = known.undone_at is not None
        became = Became.DECIDED if is_undoing else None
        found = bulk.members(connection, batch, became, limit=AT_ONCE)
        for member in found:
            if is_undoing:
                _undo(connection, known, member.key, member.version or 0)
            else:
                _decide(connection, known, member.key, member.seen)
    return bool(found)


def _decide(connection: Connection, batch: Batch, key: int, seen: int) -> None:
    comment = comments.get(connection, key)
    try:
        if not comment.waiting:
            raise guards.stale(comment)
        done = deciding.apply(
            connection,
            comment,
            batch.action,
            by=batch.by,
            reason=batch.reason,
            version=seen,
            source=Source.BULK,
        )
    except (NotAllowed, StaleVersion):
        bulk.mark(connection, batch.number, key, Became.LEFT)
        return
    bulk.mark(connection, batch.number, key, Became.DECIDED, done.version)


def _undo(connection: Connection, batch: Batch, key: int, version: int) -> None:
    comment = comments.get(connection, key)
    happened = events.of_comment(connection, key)
    by = batch.undone_by or batch.by
    try:
        undoing.take_back(connection, comment, happened, by=by, version=version)
    except (NotAllowed, NotUndoable, StaleVersion):
        bulk.mark(connection, batch.number, key, Became.KEPT)
        return
    bulk.mark(connection, batch.number, key, Became.UNDONE)


def _existing(connection: Connection, site: str, batch: int) -> Batch:
    known = bulk.get(connection, site, batch)
    if known is None:
        raise UnknownComment(f"site {site!r} has no batch {batch}")
    return known
