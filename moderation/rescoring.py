"""Comments that are here already are judged anew by the model now in service.

What waits is judged by all judges: its scores, why it waits and how urgent it is are
those of now, and it waits still. Of what is decided only the scores are others; what
became of it, by whom and why stays. Whether the policy would decide what waits is
another step, which is counted first and undone as one (`recount`, `retroaction`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection

from moderation import judging
from moderation.comments import (
    POLICY,
    Action,
    Comment,
    EventKind,
    Judgement,
    Outcome,
    Status,
)
from moderation.errors import RescoringStopped
from moderation.recount import Tell, judged
from moderation.service import Service
from moderation.store import comments, events, fates, judgements, people, rescorings
from moderation.store.database import now
from moderation.store.rescorings import Rescoring

AT_ONCE = 50
"""Comments in one transaction."""

SEEN = 0.005
"""By how much a score must be another to count as changed: a hundredth is shown."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What judging anew makes of comments.

    Attributes:
        looked: at how many.
        moved: of how many a score is another, by `SEEN`.
        broken: of how many a judge broke; they stay as they are.
        outcomes: of those that wait, how many the policy would approve or reject now.
    """

    looked: int = 0
    moved: int = 0
    broken: int = 0
    outcomes: Mapping[Action, int]


_Found = tuple[Comment, Judgement, Outcome]


def begin(
    service: Service,
    site: str,
    *,
    pending_only: bool = True,
    since: datetime | None = None,
    by: str,
) -> Rescoring:
    """Begin to judge anew, or go on where an earlier one was stopped.

    Args:
        pending_only: what waits, or else all.
        since: only what came from then on.

    Raises:
        UnknownSite: there is no such site.
        ModelError: the model in service cannot be read.
    """
    model = _in_service(service, site)
    with service.db.writing() as connection:
        people.site(connection, site)
        return rescorings.begin(
            connection,
            site,
            model,
            pending_only=pending_only,
            since=since,
            by=by,
            at=now(),
        )


def left(service: Service, its: Rescoring) -> int:
    """How many comments are yet to be judged anew."""
    with service.db.reading() as connection:
        return rescorings.left(connection, its)


def count(
    service: Service, its: Rescoring, *, tell: Tell = lambda done: None
) -> Counted:
    """What would change of what is left; nothing is."""
    counted = Counted(outcomes={})
    while keys := _next(service, its):
        counted = _added(counted, _judged(service, its.site, keys))
        its = replace(its, through=keys[-1])
        tell(len(keys))
    return counted


def run(service: Service, its: Rescoring, *, tell: Tell = lambda done: None) -> Counted:
    """Judge anew all that is left. Who is stopped goes on by `begin`.

    Raises:
        RescoringStopped: another model is in service, or another process goes on with
            it; what is done stays.
    """
    counted = Counted(outcomes={})
    while keys := _next(service, its):
        if _in_service(service, its.site) != its.model:
            raise RescoringStopped(
                f"stopped after {its.done} comments, as another model is in service "
                "by now; begin again"
            )
        found = _judged(service, its.site, keys)
        more = _added(counted, found)
        done = replace(
            its,
            through=keys[-1],
            done=its.done + len(keys),
            changed=its.changed + more.moved - counted.moved,
        )
        with service.db.writing() as connection:
            if not rescorings.advance(connection, its, done):
                raise RescoringStopped("another process is doing it; wait for that one")
            for each in found:
                _renew(connection, *each)
        its, counted = done, more
        tell(len(keys))
    with service.db.writing() as connection:
        rescorings.end(connection, its.number, at=now())
    return counted


def _in_service(service: Service, site: str) -> str:
    model = service.judges.live.for_site(site)
    return model.version if model else ""


def _next(service: Service, its: Rescoring) -> Sequence[int]:
    with service.db.reading() as connection:
        return rescorings.some(connection, its, most=AT_ONCE)


def _judged(service: Service, site: str, keys: Sequence[int]) -> list[_Found]:
    with service.db.reading() as connection:
        settings = people.site(connection, site)
    return judged(
        service,
        settings,
        keys,
        ask=lambda judges, case, comment: judging.judge(judges, case),
        statuses=frozenset(Status),
    )


def _added(counted: Counted, found: Sequence[_Found]) -> Counted:
    outcomes = dict(counted.outcomes)
    moved = broken = 0
    for comment, judgement, outcome in found:
        if judgement.failures:
            broken += 1
            continue
        moved += _has_moved(comment, judgement)
        if _waits(comment):
            outcomes[outcome.action] = outcomes.get(outcome.action, 0) + 1
    return Counted(
        looked=counted.looked + len(found),
        moved=counted.moved + moved,
        broken=counted.broken + broken,
        outcomes=outcomes,
    )


def _has_moved(comment: Comment, judgement: Judgement) -> bool:
    old, new = comment.scores, judgement.scores
    for name in {*old, *new}:
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            if before is not after:
                return True
        elif abs(before - after) >= SEEN:
            return True
    return False


def _waits(comment: Comment) -> bool:
    return comment.status is Status.PENDING and comment.waiting


def _renew(
    connection: Connection, found: Comment, judgement: Judgement, outcome: Outcome
) -> None:
    """Keep what is said now of a comment, unless it was edited or erased since it was
    read, or a judge broke: what was said before is better than nothing.
    """
    comment = comments.get(connection, found.key)
    is_same = comment.revision == found.revision and comment.erased_at is None
    if not is_same or judgement.failures:
        return
    judgements.rescore(connection, comment.key, judgement)
    action: Action | None = comment.action
    if _waits(comment):
        action = None  # it is held as before, and was counted when it was
        fates.prioritise(connection, comment.key, outcome.priority)
        if outcome.action is Action.HOLD:
            signals = judging.signals(judgement.scores, judgement.findings)
            judgements.replace(connection, comment.key, judgement, outcome, signals)
    if comment.waiting:  # whoever looks at the queue sees it by its events
        kind, note = EventKind.JUDGED, judgement.model
        events.add(
            connection,
            comment.key,
            kind,
            by=POLICY,
            at=now(),
            action=action,
            note=note,
        )
