"""A person decides about a comment, puts it aside, or takes either back.

Pages get a redirect; scripts of ours `id`, `status`, `version`, what is `said`, and as
`rest` the break that is due, if one is.
"""

from enum import StrEnum
from http import HTTPStatus

from flask import flash, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import care, queue, review
from moderation.comments import Action, Comment, Reason
from moderation.errors import (
    BadSubmission,
    ModerationError,
    NotAllowed,
    NotUndoable,
    StaleVersion,
    UnknownComment,
)
from moderation.rights import Right
from web.desk import forms, letters, onward, resting
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.wording import told_problem
from web.errors import STATUS

REJECT_FOR = review.REJECT_FOR


class Choice(StrEnum):
    """What a form may ask for."""

    APPROVE = "approve"
    REJECT = "reject"
    DEFER = "defer"
    ESCALATE = "escalate"


@blueprint.app_template_global("reasons_for")
def reasons_for(comment: Comment) -> tuple[Reason, ...]:
    """Those that the visitor is offered to reject a comment for, in order."""
    if "last_used" not in g:
        g.last_used = review.last_used(service().db, g.site, user().name)
    return review.offered(comment, g.last_used)


@blueprint.app_template_global("other_reasons")
def other_reasons() -> review.LastUsed:
    """All that a person may give."""
    return review.REJECT_FOR


@blueprint.app_template_global("queues_named")
def queues_named() -> review.LastUsed | list[str]:
    """The queues that people have put something into."""
    if "queues_named" not in g:
        g.queues_named = review.queues(service().db, g.site)
    return list(g.queues_named)


@blueprint.post("/decide")
@may(Right.DECIDE)
def decide() -> ResponseReturnValue:
    """Approve, reject, defer or escalate, if nobody came first."""
    id = request.form.get("id", "")
    try:
        queue.find(service().db, g.site, id, scope())  # else it is not theirs
        comment, said = _done(id)
    except (StaleVersion, NotAllowed, BadSubmission, UnknownComment) as error:
        return _refused(id, error)
    care.saw(service().db, user().name, comment)
    return _told(comment, said, undoable=True)


@blueprint.post("/undo")
@may(Right.DECIDE)
def undo() -> ResponseReturnValue:
    """Take back what was done last, unless somebody did something since."""
    id = request.form.get("id", "")
    session.pop("undo", None)
    try:
        queue.find(service().db, g.site, id, scope())  # else it is not theirs
        version = forms.number("version")
        comment = review.undo(service().db, g.site, id, by=user().name, version=version)
    except (
        StaleVersion,
        NotAllowed,
        NotUndoable,
        BadSubmission,
        UnknownComment,
    ) as error:
        return _refused(id, error)
    said = gettext("Comment %(id)s is back in the queue.", id=id)
    return _told(comment, said, undoable=False)


def _done(id: str) -> tuple[Comment, str]:
    """Do what the form asks for; returns the comment after it, and what to say."""
    db, site, by, version = service().db, g.site, user().name, forms.number("version")
    note = forms.text("note") or None
    match _choice():
        case Choice.DEFER:
            put = forms.text("queue")
            done = review.defer(
                db, site, id, queue=put, by=by, note=note, version=version
            )
            return done, gettext(
                "Comment %(id)s: deferred to %(queue)s.", id=id, queue=done.queue
            )
        case Choice.ESCALATE:
            done = review.escalate(db, site, id, by=by, note=note, version=version)
            return done, gettext("Comment %(id)s: escalated.", id=id)
        case choice:
            action = Action(choice)
            reason = _reason() if action is Action.REJECT else None
            done = review.decide(
                db,
                site,
                id,
                action,
                by=by,
                reason=reason,
                note=note,
                message=letters.message(id, reason),
                version=version,
            )
            if action is Action.APPROVE:
                return done, gettext("Comment %(id)s: approved.", id=id)
            return done, gettext("Comment %(id)s: rejected.", id=id)


def _choice() -> Choice:
    """What is asked for; who presses a reason rejects for it."""
    if "action" not in request.form and "reason" in request.form:
        return Choice.REJECT
    return forms.one_of(Choice, "action")


def _reason() -> Reason:
    """The one of a button, else the one that is chosen beside them."""
    return forms.one_of(
        Reason, "reason" if "reason" in request.form else "other_reason"
    )


def _told(comment: Comment, said: str, *, undoable: bool) -> ResponseReturnValue:
    if onward.is_for_script():
        return jsonify(
            id=comment.id,
            status=comment.status,
            version=comment.version,
            said=said,
            undoable=undoable,
            then=onward.then(),
            rest=resting.suggestion(),
        )
    flash(said, "done")
    if undoable:
        session["undo"], session["undo_version"] = comment.id, comment.version
    return redirect(onward.then())


def _refused(id: str, error: ModerationError) -> ResponseReturnValue:
    """What was not done, and why; one who came second goes on all the same."""
    said = told_problem(id, error)
    status = STATUS[type(error)][0]
    if onward.is_for_script():
        version = error.version if isinstance(error, StaleVersion) else None
        return jsonify(id=id, said=said, version=version), status
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY):
        raise error
    flash(said, "notice")
    session.pop("undo", None)
    own = isinstance(error, NotAllowed)  # somebody else may, so it is still there
    here = url_for("desk.comment", id=id)
    return redirect(here if own else onward.then())
