"""Rules in service are applied to what is held already: counted first, undone as one.

Only the rules are asked anew; the scores are those of the time, and so is what was
known around a comment. Each change is guarded by the version that was counted: what a
person decided meanwhile, and what its author edited, stays. Hits of rules are those of
live traffic alone, so none is added here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation import judging, settling, webhooks
from moderation.comments import (
    STATUS_AFTER,
    Action,
    Comment,
    EventKind,
    Judgement,
    Outcome,
    Status,
)
from moderation.errors import NotUndoable, StoreUnavailable
from moderation.recount import Change, Plan, Tell, judged, parts
from moderation.service import Service
from moderation.store import (
    Database,
    comments,
    events,
    fates,
    judgements,
    people,
    retroactions,
)
from moderation.store import rulebooks as store
from moderation.store.database import now
from moderation.store.people import Site


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What was changed.

    Attributes:
        batch: names it, to undo it.
        left: comments that had changed since they were counted.
        stopped: why what remained was left as it was; "" if all was done.
    """

    batch: int
    changed: int
    left: int
    stopped: str = ""


@dataclass(frozen=True)
class Undone:
    """What was put back, and the ids of comments that had changed since."""

    changed: int
    left: Sequence[str]


def apply(
    service: Service, plan: Plan, *, by: str, tell: Tell = lambda done: None
) -> Applied:
    """Do what was counted, as far as each comment is still held and unchanged.

    Args:
        by: who applies the rules; the decisions are the policy's.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.writing() as connection:
        settings = people.site(connection, plan.site)
        batch = retroactions.begin(
            connection, plan.site, rules=plan.rules, by=by, at=now()
        )
    changed = left = 0
    for some in parts(plan.changes):
        try:
            done = _change_some(service, settings, plan, batch, some)
        except (_RulesChanged, StoreUnavailable) as error:
            return Applied(batch=batch, changed=changed, left=left, stopped=str(error))
        changed, left = changed + done, left + len(some) - done
        tell(len(some))
    return Applied(batch=batch, changed=changed, left=left)


def size(db: Database, batch: int) -> int:
    """How many comments of a batch are yet to be undone."""
    with db.reading() as connection:
        return len(retroactions.changed(connection, batch))


def undo(
    db: Database,
    site: str,
    batch: int,
    *,
    by: str,
    tell: Tell = lambda done: None,
) -> Undone:
    """Put back all that a batch changed, but for comments that changed since.

    One that was broken off may be undone again: what is put back already stays so.

    Raises:
        NotUndoable: there is no such batch, or it is undone.
    """
    check_undoable(db, site, batch)
    with db.reading() as connection:
        found = retroactions.changed(connection, batch)
    changed, left = 0, list[str]()
    for some in parts(found):
        with db.writing() as connection:
            for its in some:
                if _put_back(connection, batch, its, by):
                    changed += 1
                else:
                    left.append(comments.get(connection, its.key).id)
        tell(len(some))
    with db.writing() as connection:
        retroactions.end(connection, batch, by=by, at=now())
    return Undone(changed, left)


def check_undoable(db: Database, site: str, batch: int) -> None:
    """See that a batch can be undone.

    Raises:
        NotUndoable: there is no such batch, or it is undone.
    """
    with db.reading() as connection:
        known = retroactions.get(connection, site, batch)
    if known is None:
        raise NotUndoable(f"site {site!r}: there is no batch {batch}")
    if known.undone_by is not None:
        raise NotUndoable(f"batch {batch} was undone by {known.undone_by}")


class _RulesChanged(Exception):
    """Others are in service than those that were counted with."""


def _change_some(
    service: Service, settings: Site, plan: Plan, batch: int, some: Sequence[Change]
) -> int:
    """Change comments in one transaction; returns how many it was.

    Raises:
        _RulesChanged: nothing was changed.
        StoreUnavailable: nothing was changed.
    """
    counted = {change.key: change for change in some}
    again = judged(service, settings, list(counted))
    with service.db.writing() as connection:
        if store.mark(connection, plan.site) != plan.mark:
            raise _RulesChanged("the rules in service changed")
        return sum(
            _change(connection, batch, counted[its[0].key], *its) for its in again
        )


def _change(
    connection: Connection,
    batch: int,
    counted: Change,
    comment: Comment,
    judgement: Judgement,
    outcome: Outcome,
) -> bool:
    """Change a comment, unless somebody did since it was counted, or the settings for
    it have changed so that something else would become of it.
    """
    key, at, note, version = comment.key, now(), _note(batch), counted.version
    if outcome.action is not counted.action:
        return False
    if not retroactions.keep(connection, batch, key, version):
        return False
    fates.decide(
        connection,
        key,
        STATUS_AFTER[outcome.action],
        waiting=outcome.review,
        by=None,
        at=None,
        version=version,
    )
    learnable = judging.signals(judgement.scores, judgement.findings)
    judgements.replace(connection, key, judgement, outcome, learnable)
    settling.settle(connection, key, outcome, at, note=note)
    return True


def _put_back(
    connection: Connection, batch: int, its: retroactions.Changed, by: str
) -> bool:
    was = comments.get(connection, its.key).status
    won = fates.decide(
        connection,
        its.key,
        Status.PENDING,
        waiting=True,
        by=None,
        at=None,
        version=its.version,
    )
    if not won:
        return False
    retroactions.put_back(connection, batch, its.key)
    at, note = now(), _note(batch)
    if was is Status.PENDING:  # only its reasons were others: nobody was told
        kind, hold = EventKind.JUDGED, Action.HOLD
        events.add(connection, its.key, kind, by=by, at=at, action=hold, note=note)
    else:
        events.add(connection, its.key, EventKind.UNDONE, by=by, at=at, note=note)
        webhooks.tell(connection, comments.get(connection, its.key))
    return True


def _note(batch: int) -> str:
    return f"batch {batch}"
