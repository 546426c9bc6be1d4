"""Comments that are decided blind: one at a time, without what anybody made of them."""

from enum import StrEnum

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import blind, review, rights
from moderation.blind import results
from moderation.comments import Action, Reason
from moderation.errors import NotAllowed, StaleVersion, UnknownComment
from moderation.rights import Right
from web.desk import forms, known_answers, reading
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.retelling import told

SKIPPED = 50
"""Of what somebody skips so much is remembered, until they sign out."""


class _Verdict(StrEnum):
    """What may be said without a reason."""

    APPROVE = "approve"


@blueprint.get("/blind")
@may(Right.DECIDE)
def look_blind() -> ResponseReturnValue:
    """The next comment for whoever looks, with its surroundings and nothing else; above
    it the answer to the last one, if it was known.
    """
    theirs, skipped = (g.site, user().name, scope()), session.get("skipped", [])
    shown = blind.following(service().db, *theirs, skipped)
    waiting = blind.waiting(service().db, *theirs, skipped)
    return render_template(
        "blind.html",
        waiting=waiting,
        skipped=blind.waiting(service().db, *theirs) - waiting if skipped else 0,
        number=shown.number if shown else 0,
        shown=shown and shown.comment,
        spared=shown and reading.hidden_at(shown.comment) is not None,
        reasons=review.REJECT_FOR,
        known=known_answers.just_decided(),
    )


@blueprint.post("/blind")
@may(Right.DECIDE)
def decide_blind() -> ResponseReturnValue:
    """What somebody made of it; or they skip it, or want to see what they skipped."""
    if forms.ticked("again"):
        session.pop("skipped", None)
        return redirect(url_for("desk.look_blind"))
    number = forms.number("number")
    if forms.ticked("skip"):
        session["skipped"] = [*session.get("skipped", []), number][-SKIPPED:]
        return redirect(url_for("desk.look_blind"))
    action, reason = _verdict()
    try:
        was_known = blind.answer(
            service().db,
            g.site,
            number,
            action,
            by=user().name,
            scope=scope(),
            reason=reason,
        )
    except (StaleVersion, UnknownComment, NotAllowed) as error:
        flash(told(error), "notice")
        return redirect(url_for("desk.look_blind"))
    if not was_known:
        flash(gettext("Thank you. Here is the next one."), "told")
    return redirect(url_for("desk.look_blind", known=number if was_known else None))


@blueprint.app_template_global("waits_blind")
def waits_blind() -> str:
    """How many wait for whoever looks, as it stands beside the link; "" for none."""
    theirs = g.site, user().name, scope(), session.get("skipped", [])
    found = blind.waiting_about(service().db, *theirs)
    if found >= blind.MOST_TOLD:
        return f"{blind.MOST_TOLD - 1}+"
    return str(found or "")


@blueprint.get("/blind/disagreements")
@may(Right.STATISTICS)
def disagreements() -> ResponseReturnValue:
    """What two decided unlike: a lead sees both, and settles it."""
    return render_template(
        "disagreements.html",
        found=blind.disagreements(service().db, g.site),
        reasons=review.REJECT_FOR,
    )


@blueprint.post("/blind/disagreements")
@may(Right.STATISTICS)
def settle() -> ResponseReturnValue:
    """Decide finally, or leave the comment as it is."""
    rights.require(user(), Right.DECIDE)
    action, reason = (None, None) if forms.ticked("leave") else _verdict()
    try:
        blind.settle(
            service().db,
            g.site,
            forms.number("number"),
            action,
            by=user().name,
            version=forms.number("version"),
            reason=reason,
        )
        flash(gettext("It is settled."), "told")
    except (StaleVersion, UnknownComment, NotAllowed) as error:
        flash(told(error), "notice")
    return redirect(url_for("desk.disagreements"))


@blueprint.get("/blind/agreement")
@may(Right.READ)
def agreement() -> ResponseReturnValue:
    """How far people agree: of all for who sees statistics, else of oneself alone."""
    all_of = Right.STATISTICS in g.rights
    name = None if all_of else user().name
    found = results.agreement_of(service().db, g.site, name)
    return render_template("agreement.html", found=found, all_of=all_of)


def _verdict() -> tuple[Action, Reason | None]:
    """What the pressed button says.

    Raises:
        BadSubmission: none was pressed.
    """
    if "reason" in request.form:
        return Action.REJECT, forms.one_of(Reason, "reason")
    forms.one_of(_Verdict, "action")
    return Action.APPROVE, None
