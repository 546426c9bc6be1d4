"""Rules in service are applied to what is held already: counted first, undone as one.

Only the rules are asked anew; the scores are those of the time, and so is what was
known around a comment. Each change is guarded by the version that was counted: what a
person decided meanwhile, and what its author edited, stays. Hits of rules are those of
live traffic alone, so none is added here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import TypeVar

from moderation import intake, judging, policy, webhooks
from moderation.comments import (
    POLICY,
    STATUS_AFTER,
    Action,
    Comment,
    EventKind,
    Finding,
    Judgement,
    Mode,
    Outcome,
    Status,
)
from moderation.errors import (
    NotUndoable,
    StoreUnavailable,
    UnknownRules,
    UnknownSite,
)
from moderation.intake import Service
from moderation.judging import Case
from moderation.store import Database, comments, events, people, retroactions
from moderation.store import rulebooks as store
from moderation.store.database import now
from moderation.store.people import Site
from moderation.store.rulebooks import Mark

T = TypeVar("T")
Tell = Callable[[int], None]
"""Is told of how many comments more it is done."""

_AT_ONCE = 50
"""Comments in one transaction: few, so that what comes in does not wait."""


@dataclass(frozen=True)
class Change:
    """A held comment of which the rules say something else now."""

    key: int
    version: int
    action: Action


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would change.

    Attributes:
        mark: of the rules in service that said so.
        rules: their version.
        held: comments that were looked at.
    """

    site: str
    mark: Mark
    rules: str
    held: int
    changes: Sequence[Change]

    @property
    def counts(self) -> Mapping[Action, int]:
        """How many would be approved, rejected, or held for other reasons."""
        counted = Counter(change.action for change in self.changes)
        return {action: counted[action] for action in Action}


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


def held(db: Database, site: str) -> int:
    """How many comments are held, which `plan` would look at."""
    with db.reading() as connection:
        return len(comments.pending(connection, site))


def plan(
    service: Service,
    site: str,
    *,
    rule: str | None = None,
    tell: Tell = lambda done: None,
) -> Plan:
    """Count what the rules in service would change among the comments that are held.

    Args:
        rule: only comments that this rule hits, or hit when they came.

    Raises:
        UnknownRules: no rule in service is called so.
        UnknownSite: there is no such site.
    """
    usual = service.judges.rulebook
    with service.db.reading() as connection:
        settings = _site(connection, site)
        mark = store.mark(connection, site)
        book = service.rulebooks.for_site(connection, site, usual)
        keys = comments.pending(connection, site)
    if rule is not None and rule not in {its.id for its in book.rules}:
        raise UnknownRules(f"site {site!r} has no rule {rule!r} in service")
    changes = list[Change]()
    for some in _parts(keys):
        for comment, judgement, outcome in _judged(service, settings, some):
            concerned = rule is None or rule in {
                its.rule for its in (*comment.reasons, *judgement.findings)
            }
            if concerned and _says_else(comment, outcome):
                changes.append(Change(comment.key, comment.version, outcome.action))
        tell(len(some))
    return Plan(
        site=site, mark=mark, rules=book.version, held=len(keys), changes=changes
    )


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
        settings = _site(connection, plan.site)
        batch = retroactions.begin(
            connection, plan.site, rules=plan.rules, by=by, at=now()
        )
    changed = left = 0
    for some in _parts(plan.changes):
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
    with db.reading() as connection:
        known = retroactions.get(connection, site, batch)
        found = retroactions.changed(connection, batch)
    if known is None:
        raise NotUndoable(f"site {site!r}: there is no batch {batch}")
    if known.undone_by is not None:
        raise NotUndoable(f"batch {batch} was undone by {known.undone_by}")
    changed, left = 0, list[str]()
    for some in _parts(found):
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
    judged = _judged(service, settings, list(counted))
    with service.db.writing() as connection:
        if store.mark(connection, plan.site) != plan.mark:
            raise _RulesChanged("the rules in service changed")
        return sum(
            _change(connection, batch, counted[its[0].key], *its) for its in judged
        )


def _judged(
    service: Service, site: Site, keys: Sequence[int]
) -> list[tuple[Comment, Judgement, Outcome]]:
    """Those of the comments that are still held, with what is said of them now."""
    with service.db.reading() as connection:
        found = [comments.get(connection, key) for key in keys]
        cases = [
            (comment, case, _settings(service, connection, site, case))
            for comment in found
            if comment.status is Status.PENDING
            for case in [intake.case_of(service, connection, comment)]
        ]
    result = list[tuple[Comment, Judgement, Outcome]]()
    for comment, case, settings in cases:
        judgement = judging.judge_again(service.judges, case, comment)
        result.append((comment, judgement, policy.decide(judgement, settings)))
    return result


def _settings(
    service: Service, connection: Connection, site: Site, case: Case
) -> policy.Settings:
    found = intake.in_force(connection, service, site, case.article, case.author)
    if found.mode is Mode.CLOSED:  # that is about what comes, not what is here
        return replace(found, mode=Mode.AUTO)
    return found


def _says_else(comment: Comment, outcome: Outcome) -> bool:
    return (
        outcome.action is not comment.action
        or outcome.priority != comment.priority
        or _said(outcome.reasons) != _said(comment.reasons)
    )


def _said(reasons: Sequence[Finding]) -> list[tuple[str, float, str]]:
    return sorted((its.rule, its.weight, its.then or "") for its in reasons)


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
    status = STATUS_AFTER[outcome.action]
    comments.decide(
        connection,
        key,
        status,
        waiting=outcome.review,
        by=None,
        at=None,
        version=version,
    )
    comments.set_outcome(connection, key, outcome, status)
    learnable = judging.signals(judgement.scores, judgement.findings)
    comments.replace_findings(connection, key, judgement, outcome, learnable)
    action = outcome.action
    events.add(
        connection, key, EventKind.JUDGED, by=POLICY, at=at, action=action, note=note
    )
    if action is not Action.HOLD:
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
        webhooks.tell(connection, comments.get(connection, key))
    return True


def _put_back(
    connection: Connection, batch: int, its: retroactions.Changed, by: str
) -> bool:
    was = comments.get(connection, its.key).status
    won = comments.decide(
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


def _site(connection: Connection, name: str) -> Site:
    site = people.site(connection, name)
    if site is None:
        raise UnknownSite(f"there is no site {name!r}")
    return site


def _parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(whole), _AT_ONCE):
        yield whole[begin : begin + _AT_ONCE]
