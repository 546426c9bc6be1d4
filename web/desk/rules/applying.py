"""Rules in service applied to what waits: counted first, undone as one."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from moderation import jobs
from moderation.errors import JobUnderWay, NotUndoable, StaleRules
from moderation.rights import Right
from moderation.store.jobs import State
from moderation.workshop import applying
from web.desk.entering import blueprint, may, service, user
from web.desk.ids import NUMBER
from web.desk.retelling import sentence


@blueprint.get("/rules/apply")
@may(Right.RULES)
def apply_rules() -> ResponseReturnValue:
    """What was counted, what is being done, and what was done."""
    db = service().db
    found = jobs.latest(db, g.site, applying.KINDS, limit=1)
    last = found[0] if found else None
    counted = None
    if last is not None and last.kind == applying.COUNT and last.state is State.DONE:
        counted = applying.counted(service(), last)
    return render_template(
        "rules_apply.html",
        last=last,
        came=jobs.result(db, last) if last and last.kind != applying.COUNT else None,
        counted=counted,
        batches=applying.batches(db, g.site),
    )


@blueprint.post("/rules/apply/count")
@may(Right.RULES)
def count_apply() -> ResponseReturnValue:
    """Begin to count."""
    try:
        applying.count(service(), g.site, by=user().name)
    except JobUnderWay as error:
        flash(sentence(error), "notice")
    return redirect(url_for("desk.apply_rules"))


@blueprint.post(f"/rules/apply/<{NUMBER}:number>")
@may(Right.RULES)
def begin_apply(number: int) -> ResponseReturnValue:
    """Begin to do what was counted."""
    try:
        applying.apply(service(), g.site, number, by=user().name)
    except (JobUnderWay, StaleRules) as error:
        flash(sentence(error), "notice")
    return redirect(url_for("desk.apply_rules"))


@blueprint.post(f"/rules/apply/undo/<{NUMBER}:batch>")
@may(Right.RULES)
def undo_apply(batch: int) -> ResponseReturnValue:
    """Begin to take a batch back."""
    try:
        applying.undo(service(), g.site, batch, by=user().name)
    except (JobUnderWay, NotUndoable) as error:
        flash(sentence(error), "notice")
    return redirect(url_for("desk.apply_rules"))
