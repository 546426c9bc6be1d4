"""Rules tried on the past: begun here, run beside, and what came of it."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import jobs
from moderation.errors import JobUnderWay, NothingStored
from moderation.rights import Right
from moderation.store.jobs import State
from moderation.workshop import backtesting, drafts, texts
from moderation.workshop.drifting import DRIFT
from moderation.workshop.retraining import RETRAIN
from rules import RulesError
from web.desk import forms
from web.desk.entering import blueprint, may, service, user
from web.desk.ids import NUMBER
from web.desk.retelling import sentence

_PAGES = {RETRAIN: "desk.models", DRIFT: "desk.model_drift"}
"""Where other kinds of work are shown."""


@blueprint.get("/rules/backtests")
@may(Right.RULES)
def backtests() -> ResponseReturnValue:
    """Those of the site, and a form to begin one."""
    return render_template(
        "rules_backtests.html",
        found=jobs.latest(service().db, g.site, [backtesting.KIND]),
        desk=drafts.of(service(), g.site, user().name),
        of_draft=request.args.get("of", "draft") == "draft",
        days=backtesting.DAYS,
    )


@blueprint.post("/rules/backtests")
@may(Right.RULES)
def begin_backtest() -> ResponseReturnValue:
    """Begin one, of the draft or of a version by its number."""
    days = forms.number("days", most=3_650)
    if request.form.get("of") == "draft":
        its = drafts.of(service(), g.site, user().name).texts
        what = gettext("the draft of %(name)s", name=user().name)
    else:
        number = forms.number("of")
        its = texts.numbered(service(), g.site, number)
        what = gettext("number %(number)s", number=number)
    try:
        job = backtesting.start(
            service(), g.site, its, days=days, by=user().name, what=what
        )
    except RulesError:
        told = gettext("These rules have errors; the editor shows where.")
        flash(told, "notice")
        return redirect(url_for("desk.edit_rules"))
    except (JobUnderWay, NothingStored) as error:
        flash(sentence(error), "notice")
        return redirect(url_for("desk.backtests"))
    return redirect(url_for("desk.backtest", number=job))


@blueprint.get(f"/rules/backtests/<{NUMBER}:number>")
@may(Right.RULES)
def backtest(number: int) -> ResponseReturnValue:
    """One: how far it is, or what came of it."""
    job = jobs.get(service().db, g.site, number, backtesting.KIND)
    report = None
    if job.state is State.DONE:
        report = backtesting.report(service(), job)
    return render_template("rules_backtest.html", job=job, report=report)


@blueprint.get(f"/rules/jobs/<{NUMBER}:number>")
@may(Right.RULES)
def progress(number: int) -> ResponseReturnValue:
    """How far something is: a part of a page, which is all new once it has ended."""
    job = jobs.get(service().db, g.site, number)
    told = {} if job.state is State.RUNNING else {"HX-Refresh": "true"}
    return render_template("rules_progress.html", job=job), told


@blueprint.post(f"/rules/jobs/<{NUMBER}:number>/cancel")
@may(Right.RULES)
def cancel_job(number: int) -> ResponseReturnValue:
    """Ask something to end."""
    job = jobs.get(service().db, g.site, number)
    if jobs.cancel(service().db, g.site, number, by=user().name):
        flash(gettext("It ends as soon as it can."))
    else:
        flash(gettext("It had ended already."))
    if job.kind == backtesting.KIND:
        return redirect(url_for("desk.backtest", number=number))
    return redirect(url_for(_PAGES.get(job.kind, "desk.apply_rules")))
