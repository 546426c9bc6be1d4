"""People and their roles: added, changed, limited, disabled, given a new password."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import scopes, sites
from moderation.people import factors, managing, resetting
from moderation.rights import Right
from moderation.store.people import User
from web import addresses
from web.desk import forms
from web.desk.entering import blueprint, may, service, user


@blueprint.get("/admin/people")
@may(Right.ADMIN)
def people() -> ResponseReturnValue:
    """All people, and a form for one more."""
    db = service().db
    known = managing.listed(db)
    return render_template(
        "admin/people.html",
        people=known,
        scopes={its.name: scopes.of(db, its.name) for its in known},
        roles=managing.ROLES,
        sites=sites.listed(db),
    )


@blueprint.post("/admin/people")
@may(Right.ADMIN)
def add_person() -> ResponseReturnValue:
    """One more; the password is in the answer, this once."""
    name, role = forms.text("name"), forms.text("role")
    if forms.ticked("elsewhere"):
        managing.invite(
            service().db, name, role, site=forms.text("site"), by=user().name
        )
        flash(gettext("%(name)s is added.", name=name), "told")
        return redirect(url_for("desk.person", name=name))
    password = managing.add(
        service().db, name, role, site=forms.text("site"), by=user().name
    )
    return render_template(
        "admin/once.html",
        title=gettext("%(name)s is added", name=name),
        what=gettext("The password of %(name)s", name=name),
        secret=password,
        back=url_for("desk.person", name=name),
    )


@blueprint.get("/admin/person")
@may(Right.ADMIN)
def person() -> ResponseReturnValue:
    """One person, and what can be done with them."""
    db = service().db
    found = managing.find(db, request.args.get("name", ""))
    return render_template(
        "admin/person.html",
        person=found,
        scope=scopes.stored(db, found.name),
        is_limited=found.role in scopes.LIMITED,
        codes_left=factors.codes_left(db, found),
        roles=managing.ROLES,
        sites=sites.listed(db),
    )


@blueprint.post("/admin/person/place")
@may(Right.ADMIN)
def place_person() -> ResponseReturnValue:
    """Another role, or another site."""
    found = _meant()
    managing.place(
        service().db,
        found.name,
        role=forms.text("role"),
        site=forms.text("site"),
        by=user().name,
    )
    return _done(found, gettext("Role and site are set."))


@blueprint.post("/admin/person/limit")
@may(Right.ADMIN)
def limit_person() -> ResponseReturnValue:
    """Only some sections or queues, or all again."""
    found = _meant()
    queues = set(forms.lines("queues"))
    if forms.ticked("main_queue"):
        queues.add("")
    managing.limit(
        service().db,
        found.name,
        sections=set(forms.lines("sections")),
        queues=queues,
        by=user().name,
    )
    return _done(found, gettext("The limits are set."))


@blueprint.post("/admin/person/disable")
@may(Right.ADMIN)
def disable_person() -> ResponseReturnValue:
    """Nobody comes in under this name any more."""
    found = _meant()
    managing.disable(service().db, found.name, by=user().name)
    return _done(found, gettext("The account is disabled."))


@blueprint.post("/admin/person/enable")
@may(Right.ADMIN)
def enable_person() -> ResponseReturnValue:
    """They come in again."""
    found = _meant()
    managing.enable(service().db, found.name, by=user().name)
    return _done(found, gettext("The account is enabled."))


@blueprint.post("/admin/person/sign-out")
@may(Right.ADMIN)
def sign_person_out() -> ResponseReturnValue:
    """All that they have open ends."""
    found = _meant()
    managing.sign_out(service().db, found.name, by=user().name)
    return _done(found, gettext("They are signed out everywhere."))


@blueprint.post("/admin/person/reset")
@may(Right.ADMIN)
def reset_person() -> ResponseReturnValue:
    """A link to set a new password by; it is in the answer, this once."""
    found = _meant()
    token = resetting.make_link(service().db, found.name, by=user().name)
    path = url_for("desk.new_password", token=token)
    return render_template(
        "admin/once.html",
        title=gettext("A link for a new password"),
        what=gettext("Give it to %(name)s, and to nobody else", name=found.name),
        secret=addresses.here().public(path),
        hint=gettext("It is good once, for 24 hours. One made before is not any more."),
        back=url_for("desk.person", name=found.name),
    )


@blueprint.post("/admin/person/factor")
@may(Right.ADMIN)
def reset_factor() -> ResponseReturnValue:
    """No second factor, for somebody who lost it."""
    found = _meant()
    factors.remove(service().db, found.name, by=user().name)
    return _done(found, gettext("The second factor is removed."))


def _meant() -> User:
    """Whom a form is about.

    Raises:
        UnknownPerson: nobody is called so.
    """
    return managing.find(service().db, request.form.get("name", ""))


def _done(found: User, said: str) -> ResponseReturnValue:
    flash(said, "told")
    if found.name == g.user.name:  # they may have ended their own session
        return redirect(url_for("desk.people"))
    return redirect(url_for("desk.person", name=found.name))
