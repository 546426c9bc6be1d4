"""API keys of the site: made, limited, rotated and revoked; each is shown once."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import keys as story
from moderation.rights import Right
from moderation.store.database import now
from moderation.store.keys import Key
from web.desk import forms
from web.desk.entering import blueprint, may, service, user

USAGE_DAYS = 30
MOST_HOURS = 24 * 30
"""For which an old key may work beside a new one."""


@blueprint.get("/admin/keys")
@may(Right.ADMIN)
def keys() -> ResponseReturnValue:
    """All keys of the site, and a form for one more."""
    return render_template(
        "admin/keys.html",
        keys=story.listed(service().db, g.site),
        last=service().usage.last_used(),
        rights=sorted(story.RIGHTS),
        usual=story.USUAL_RIGHTS,
    )


@blueprint.post("/admin/keys")
@may(Right.ADMIN)
def add_key() -> ResponseReturnValue:
    """One more; it is in the answer, this once."""
    name = forms.text("name")
    made = story.make(
        service().db,
        name,
        g.site,
        frozenset(request.form.getlist("rights")),
        per_minute=_per_minute(),
        short=forms.ticked("short"),
        by=user().name,
    )
    return _once(gettext("The key %(name)s is made", name=name), name, made)


@blueprint.get("/admin/key")
@may(Right.ADMIN)
def key() -> ResponseReturnValue:
    """One key: what it sent lately, and what can be done with it."""
    found = _of_site(request.args.get("name", ""))
    since = (now() - timedelta(days=USAGE_DAYS - 1)).date()
    return render_template(
        "admin/key.html", key=found, days=service().usage.days(found.name, since)
    )


@blueprint.post("/admin/key/limit")
@may(Right.ADMIN)
def limit_key() -> ResponseReturnValue:
    """Another limit of comments a minute, or none."""
    found = _meant()
    story.limit(service().db, found.name, _per_minute(), by=user().name)
    flash(gettext("The limit is set."), "told")
    return redirect(url_for("desk.key", name=found.name))


@blueprint.post("/admin/key/rotate")
@may(Right.ADMIN)
def rotate_key() -> ResponseReturnValue:
    """A new one, in the answer this once; the old one works on for some hours."""
    found = _meant()
    hours = forms.number("hours", most=MOST_HOURS)
    made = story.rotate(
        service().db, found.name, overlap=timedelta(hours=hours), by=user().name
    )
    title = gettext("The key %(name)s is rotated", name=found.name)
    return _once(title, found.name, made)


@blueprint.post("/admin/key/revoke")
@may(Right.ADMIN)
def revoke_key() -> ResponseReturnValue:
    """It is good for nothing any more."""
    found = _meant()
    story.revoke(service().db, found.name, by=user().name)
    flash(gettext("The key %(name)s is revoked.", name=found.name), "told")
    return redirect(url_for("desk.keys"))


def _once(title: str, name: str, made: str) -> str:
    return render_template(
        "admin/once.html",
        title=title,
        what=gettext("The key %(name)s", name=name),
        secret=made,
        hint=gettext("It is sent in the header Authorization: Bearer KEY."),
        back=url_for("desk.key", name=name),
    )


def _meant() -> Key:
    return _of_site(request.form.get("name", ""))


def _of_site(name: str) -> Key:
    """A key of the site that is looked at.

    Raises:
        UnknownKey: it has none such in use.
    """
    return story.of_site(service().db, name, g.site)


def _per_minute() -> int | None:
    """Comments a minute; nothing is no limit."""
    return forms.number("per_minute") if forms.text("per_minute") else None
