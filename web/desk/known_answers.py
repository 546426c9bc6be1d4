"""Comments with a known answer: leads keep them, and who decided them learns why."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import blind, queue, rights
from moderation.blind import Decided
from moderation.comments import Action, Comment, Reason, Status
from moderation.rights import Right
from moderation.store.golden import Known
from web.desk import forms
from web.desk.entering import blueprint, may, scope, service, user


@blueprint.get("/blind/known")
@may(Right.READ)
def known_answers() -> ResponseReturnValue:
    """What was decided that has a known answer: by all for who sees statistics, else by
    oneself alone.
    """
    all_of = Right.STATISTICS in g.rights
    name = None if all_of else user().name
    found = blind.decided(service().db, g.site, scope(), by=name)
    return render_template("known_answers.html", found=found, all_of=all_of)


@blueprint.post("/blind/golden")
@may(Right.STATISTICS)
def golden() -> ResponseReturnValue:
    """Keep a comment with its known answer, which is what stands; or no more."""
    rights.require(user(), Right.DECIDE)
    id = request.form.get("id", "")
    comment = queue.find(service().db, g.site, id, scope())
    if forms.ticked("forget"):
        blind.forget_known(service().db, g.site, id, by=user().name)
        flash(gettext("It is slipped in no more."), "told")
    else:
        blind.make_known(
            service().db,
            g.site,
            id,
            _standing(comment),
            by=user().name,
            reason=forms.one_of(Reason, "reason") if "reason" in request.form else None,
            note=forms.text("note"),
        )
        flash(gettext("It is slipped in among what people decide blind."), "told")
    return redirect(url_for("desk.comment", id=id))


@blueprint.app_template_global("known_answer")
def known_answer(comment: Comment) -> Known | None:
    """What a lead knows to be right of a comment."""
    return blind.known(service().db, comment.key)


def just_decided() -> Sequence[Decided]:
    """What the address says that whoever looks has just decided, if its answer was
    known: one, or nothing.
    """
    number = forms.asked_number("known")
    if number is None:
        return ()
    name = user().name
    return blind.decided(service().db, g.site, scope(), by=name, number=number)


def _standing(comment: Comment) -> Action:
    return Action.REJECT if comment.status is Status.REJECTED else Action.APPROVE
