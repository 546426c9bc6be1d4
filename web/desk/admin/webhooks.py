"""Webhooks of the site: where it is told of decisions, of which, and how that goes."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation.rights import Right
from moderation.store.database import now
from moderation.store.tries import State
from moderation.webhooks import endpoints, looking, resending
from moderation.webhooks.messages import Type
from web.desk import forms
from web.desk.admin.keys import MOST_HOURS
from web.desk.entering import blueprint, may, service, user

MOST_DAYS = 3_650
"""Back to which what was not taken may be sent again; less of it is kept."""


@blueprint.get("/admin/webhooks")
@may(Right.ADMIN)
def webhooks() -> ResponseReturnValue:
    """All webhooks of the site, and a form for one more."""
    return render_template(
        "admin/webhooks.html",
        webhooks=looking.listed(service().db, g.site),
        types=list(Type),
        most=endpoints.AT_MOST,
    )


@blueprint.post("/admin/webhooks")
@may(Right.ADMIN)
def add_webhook() -> ResponseReturnValue:
    """One more; its signing secret is in the answer, this once."""
    made = endpoints.make(
        service().db,
        g.site,
        forms.text("url"),
        request.form.getlist("types"),
        allowed=service().webhook_private,
        by=user().name,
    )
    return _once(gettext("The webhook is added"), made.endpoint.id, made.secret)


@blueprint.get("/admin/webhook")
@may(Right.ADMIN)
def webhook() -> ResponseReturnValue:
    """One webhook, and the log of what was sent to it."""
    db, id = service().db, request.args.get("id", "")
    known = endpoints.find(db, id, g.site)
    asked = request.args.get("state", "")
    state = State(asked) if asked in set(State) else None
    before = forms.asked_number("before")
    found = looking.log(db, id, g.site, before=before, state=state)
    return render_template(
        "admin/webhook.html",
        webhook=known,
        log=found,
        types=list(Type),
        states=list(State),
        state=state,
        more=found[-1].number if len(found) == looking.PAGE else None,
    )


@blueprint.post("/admin/webhook/change")
@may(Right.ADMIN)
def change_webhook() -> ResponseReturnValue:
    """Another address, or other types of messages."""
    endpoints.change(
        service().db,
        _id(),
        site=g.site,
        url=forms.text("url"),
        types=request.form.getlist("types"),
        allowed=service().webhook_private,
        by=user().name,
    )
    return _done(gettext("The webhook is changed."))


@blueprint.post("/admin/webhook/rotate")
@may(Right.ADMIN)
def rotate_webhook() -> ResponseReturnValue:
    """A new secret, in the answer this once; the old one signs on for some hours."""
    hours = timedelta(hours=forms.number("hours", most=MOST_HOURS))
    secret = endpoints.rotate(
        service().db, _id(), site=g.site, overlap=hours, by=user().name
    )
    return _once(gettext("The signing secret is rotated"), _id(), secret)


@blueprint.post("/admin/webhook/test")
@may(Right.ADMIN)
def test_webhook() -> ResponseReturnValue:
    """A test message, now."""
    resending.ping(service().db, _id(), site=g.site, by=user().name)
    return _done(gettext("A test is on its way; the log below tells what came of it."))


@blueprint.post("/admin/webhook/disable")
@may(Right.ADMIN)
def disable_webhook() -> ResponseReturnValue:
    """Nothing is sent there; messages wait."""
    resending.disable(service().db, _id(), site=g.site, by=user().name)
    return _done(gettext("The webhook is disabled; messages wait for it."))


@blueprint.post("/admin/webhook/enable")
@may(Right.ADMIN)
def enable_webhook() -> ResponseReturnValue:
    """What waited is sent."""
    resending.enable(service().db, _id(), site=g.site, by=user().name)
    return _done(gettext("The webhook is enabled; what waited is sent."))


@blueprint.post("/admin/webhook/replay")
@may(Right.ADMIN)
def replay_webhook() -> ResponseReturnValue:
    """One message again, or all of some days that were not taken."""
    message = forms.text("message") or None
    since = None
    if message is None:
        since = now() - timedelta(days=forms.number("days", most=MOST_DAYS))
    count = resending.replay(
        service().db, _id(), site=g.site, message=message, since=since, by=user().name
    )
    return _done(gettext("Messages that are sent again: %(count)s.", count=count))


@blueprint.post("/admin/webhook/remove")
@may(Right.ADMIN)
def remove_webhook() -> ResponseReturnValue:
    """It is gone, with its log and what waited for it."""
    endpoints.remove(service().db, _id(), site=g.site, by=user().name)
    flash(gettext("The webhook is removed."), "told")
    return redirect(url_for("desk.webhooks"))


def _id() -> str:
    return request.form.get("id", "")


def _done(said: str) -> ResponseReturnValue:
    flash(said, "told")
    return redirect(url_for("desk.webhook", id=_id()))


def _once(title: str, id: str, secret: str) -> str:
    return render_template(
        "admin/once.html",
        title=title,
        what=gettext("The signing secret of %(id)s", id=id),
        secret=secret,
        hint=gettext("The receiver checks with it that messages are ours."),
        back=url_for("desk.webhook", id=id),
    )
