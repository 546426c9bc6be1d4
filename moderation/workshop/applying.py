"""Rules in service applied to what is held, from the desk: counted, done, undone.

Each of the three runs beside the pages. What was counted is what is done, as far as
each comment is still held and unchanged then (`moderation.retroaction`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moderation import jobs, recount, retroaction
from moderation.comments import Action
from moderation.errors import StaleRules
from moderation.jobs import Ended, Progress
from moderation.recount import Change, Plan
from moderation.service import Service
from moderation.store import Database, retroactions
from moderation.store import rulebooks as store
from moderation.store.jobs import Job
from moderation.store.retroactions import Batch
from moderation.store.rulebooks import Mark

COUNT, APPLY, UNDO = "count", "apply", "undo"
KINDS = (COUNT, APPLY, UNDO)

BATCHES = 20
"""That are listed."""


@dataclass(frozen=True)
class Counted:
    """What would change: how many are held, and what would become of them."""

    held: int
    rules: str
    approve: int
    reject: int
    hold: int

    @property
    def changed(self) -> int:
        """All that would change."""
        return self.approve + self.reject + self.hold


def count(service: Service, site: str, *, by: str) -> int:
    """Begin to count what the rules in service would change; returns the job's number.

    Raises:
        JobUnderWay: it is being counted.
    """

    def work(progress: Progress) -> Any:
        progress.total = recount.held(service.db, site)
        return _stored(recount.plan(service, site, tell=progress.add))

    return jobs.start(service.db, site, COUNT, work, by=by)


def counted(service: Service, job: Job) -> Counted | None:
    """What a count came to; `None` where it is not done."""
    found = jobs.result(service.db, job)
    if found is None:
        return None
    counts = _plan(job.site, found).counts
    return Counted(
        held=found["held"],
        rules=found["rules"],
        approve=counts[Action.APPROVE],
        reject=counts[Action.REJECT],
        hold=counts[Action.HOLD],
    )


def apply(service: Service, site: str, number: int, *, by: str) -> int:
    """Begin to do what was counted; returns the job's number.

    Args:
        number: of the count.

    Raises:
        JobUnderWay: something is being applied.
        StaleRules: others are in service than those that were counted with.
        UnknownJob: there is no such count.
    """
    job = jobs.get(service.db, site, number, COUNT)
    found = jobs.result(service.db, job)
    if found is None:
        raise StaleRules(f"count {number} is {job.state}: it has to be counted again")
    plan = _plan(site, found)
    with service.db.reading() as connection:
        if store.mark(connection, site) != plan.mark:
            raise StaleRules("others are in service now: it has to be counted again")

    def work(progress: Progress) -> Any:
        progress.total = len(plan.changes)
        try:
            return vars(retroaction.apply(service, plan, by=by, tell=progress.add))
        except Ended:
            raise Ended({"batch": _last(service, site)}) from None

    asked = {"rules": plan.rules, "count": number}
    return jobs.start(service.db, site, APPLY, work, by=by, asked=asked)


def undo(service: Service, site: str, batch: int, *, by: str) -> int:
    """Begin to take back all that a batch changed; returns the job's number.

    Raises:
        JobUnderWay: something is being taken back.
        NotUndoable: there is no such batch, or it is undone.
    """
    retroaction.check_undoable(service.db, site, batch)

    def work(progress: Progress) -> Any:
        progress.total = retroaction.size(service.db, batch)
        done = retroaction.undo(service.db, site, batch, by=by, tell=progress.add)
        return {"batch": batch, "changed": done.changed, "left": len(done.left)}

    return jobs.start(service.db, site, UNDO, work, by=by, asked={"batch": batch})


def batches(db: Database, site: str) -> Sequence[Batch]:
    """What was applied to a site's comments, the latest first; whoever did it."""
    with db.reading() as connection:
        return retroactions.latest(connection, site, limit=BATCHES)


def _last(service: Service, site: str) -> int | None:
    with service.db.reading() as connection:
        return retroactions.last(connection, site)


def _stored(plan: Plan) -> Mapping[str, Any]:
    return {
        "mark": [plan.mark.number, plan.mark.changes],
        "rules": plan.rules,
        "held": plan.held,
        "changes": [[its.key, its.version, its.action] for its in plan.changes],
    }


def _plan(site: str, found: Mapping[str, Any]) -> Plan:
    return Plan(
        site=site,
        mark=Mark(*found["mark"]),
        rules=found["rules"],
        held=found["held"],
        changes=[
            Change(key, version, Action(action))
            for key, version, action in found["changes"]
        ],
    )
