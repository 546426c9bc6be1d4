"""Which errors are accepted: what that would mean, and that it is kept to."""

from collections.abc import Mapping

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from classifier import risk
from moderation import guarantees, sites
from moderation.accepted import CONFIDENCE, Accepted
from moderation.errors import BadSubmission, FieldProblem, NothingLearnt
from moderation.rights import Right
from web.desk import forms
from web.desk.entering import blueprint, may, service, user
from web.desk.retelling import told

BOUNDS = ("wrong_rejections", "wrong_approvals", "held")


@blueprint.get("/thresholds/errors")
@may(Right.READ)
def accepted_errors() -> ResponseReturnValue:
    """The bounds that are kept to; with `?try=1` others are looked at."""
    kept = sites.find(service().db, g.site).accepted
    try:
        asked = _asked(request.args) if request.args.get("try") else kept
    except BadSubmission as error:
        return _page(kept, kept, refused=told(error)), 422
    return _page(kept, asked)


@blueprint.post("/thresholds/errors")
@may(Right.RULES)
def accept_errors() -> ResponseReturnValue:
    """Keep to bounds from the next comment on, or to none any more."""
    if forms.ticked("stop"):
        guarantees.stop(service(), g.site, by=user().name)
        flash(gettext("The usual thresholds hold again."), "told")
        return redirect(url_for("desk.accepted_errors"))
    kept = sites.find(service().db, g.site).accepted
    try:
        asked = _asked(request.form)
        guarantees.accept(service(), g.site, asked, by=user().name)
    except (BadSubmission, NothingLearnt) as error:
        return _page(kept, kept, refused=told(error)), 422
    flash(
        gettext("The thresholds are set; they hold from the next comment on."), "told"
    )
    return redirect(url_for("desk.accepted_errors"))


def _page(kept: Accepted | None, asked: Accepted | None, refused: str = "") -> str:
    found, trouble = None, refused
    if asked is not None and not refused:
        try:
            found = guarantees.look(service(), g.site, asked)
        except (BadSubmission, NothingLearnt) as error:
            trouble = told(error)
    alone = None
    if found is not None and found.audits:
        counted = risk.Counted(found.audits, found.automated.decided)
        alone = counted.wrong / counted.decided, *risk.interval(counted)
    return render_template(
        "thresholds_errors.html",
        kept=kept,
        asked=asked or Accepted(wrong_rejections=0.02, wrong_approvals=0.02),
        found=found,
        now=found and guarantees.in_force(service(), g.site, found.version),
        alone=alone,
        trouble=trouble,
    )


def _asked(given: Mapping[str, str]) -> Accepted:
    """The bounds of a form, in hundredths.

    Raises:
        BadSubmission: naming what cannot be.
    """
    accepted = Accepted(
        **{name: _hundredths(given, name) for name in BOUNDS},
        confidence=_hundredths(given, "confidence") or CONFIDENCE,
        holds_unproven=bool(given.get("holds_unproven")),
    )
    accepted.check()
    return accepted


def _hundredths(given: Mapping[str, str], field: str) -> float | None:
    told_so = given.get(field, "").strip()[:20]
    if not told_so:
        return None
    try:
        return float(told_so.replace(",", ".")) / 100
    except ValueError:
        wanted = "a number of hundredths, such as 2"
        raise BadSubmission(FieldProblem(field, wanted, repr(told_so))) from None
