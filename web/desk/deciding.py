"""A moderator decides, or takes a decision back."""

from flask import flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from moderation import review
from moderation.comments import Action, Reason
from moderation.errors import NotUndoable, StaleVersion
from moderation.rights import Right
from web.desk import forms
from web.desk.entering import blueprint, may, service, user

REJECT_FOR = tuple(
    reason
    for reason in Reason
    if reason not in (Reason.UNSCORED, Reason.CLOSED, Reason.NEW_AUTHOR)
)
"""The reasons that a person may give; the others are the machine's own."""


@blueprint.post("/decide")
@may(Right.DECIDE)
def decide() -> ResponseReturnValue:
    """Approve or reject, if nobody came first."""
    id, version = request.form.get("id", ""), forms.number("version")
    action = forms.one_of(Action, "action")
    reason = forms.one_of(Reason, "reason") if action is Action.REJECT else None
    try:
        review.decide(
            service().db,
            g.site,
            id,
            action,
            by=user().name,
            reason=reason,
            note=forms.text("note") or None,
            version=version,
        )
        done = "approved" if action is Action.APPROVE else "rejected"
        flash(f"Comment {id}: {done}.", "done")
        session["undo"] = id
    except StaleVersion as error:
        flash(f"Comment {id}: {error}.", "notice")
    return redirect(url_for("desk.waiting"))


@blueprint.post("/undo")
@may(Right.DECIDE)
def undo() -> ResponseReturnValue:
    """Take a decision back."""
    id = request.form.get("id", "")
    try:
        review.undo(service().db, g.site, id, by=user().name)
        flash(f"Comment {id} is back in the queue.", "done")
    except (NotUndoable, StaleVersion) as error:
        flash(f"{error}.", "notice")
    session.pop("undo", None)
    return redirect(url_for("desk.waiting"))
