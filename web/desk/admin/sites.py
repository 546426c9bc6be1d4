"""Sites: added, looked at, and how each treats what comes."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import sites as story
from moderation.comments import Mode
from moderation.people.managing import ROLES
from moderation.rights import Right
from web.compat.perspective import attributes
from web.desk import forms
from web.desk.entering import blueprint, look_at, may, service, user


@blueprint.get("/admin/sites")
@may(Right.ADMIN)
def sites() -> ResponseReturnValue:
    """All sites, and a form for one more."""
    return render_template("admin/sites.html", sites=story.listed(service().db))


@blueprint.post("/admin/sites")
@may(Right.ADMIN)
def add_site() -> ResponseReturnValue:
    """One more, which is then looked at."""
    name = forms.text("name")
    story.add(service().db, name, by=user().name)
    look_at(name)
    flash(gettext("The site %(site)s is there.", site=name), "told")
    return redirect(url_for("desk.site"))


@blueprint.post("/admin/sites/look")
@may(Right.ADMIN)
def look_at_site() -> ResponseReturnValue:
    """From now on all pages are about this site, for this session."""
    look_at(request.form.get("site", ""))
    return redirect(url_for("desk.site"))


@blueprint.get("/admin/site")
@may(Right.ADMIN)
def site() -> ResponseReturnValue:
    """The settings of the site that is looked at."""
    return render_template(
        "admin/site.html",
        site=story.find(service().db, g.site),
        modes=list(Mode),
        roles=ROLES,
        most_each=story.MOST_EACH,
    )


@blueprint.post("/admin/site")
@may(Right.ADMIN)
def set_site() -> ResponseReturnValue:
    """Other settings of the site that the form was about."""
    name = request.form.get("site", "")
    story.configure(
        service().db,
        name,
        by=user().name,
        mode=forms.one_of(Mode, "mode"),
        language=forms.text("language"),
        pause_odd_rules=forms.ticked("pause_odd_rules"),
        keeps_analysed=forms.ticked("keeps_analysed"),
        zeros=attributes.zeros(forms.text("zeros")),
        factor_for=request.form.getlist("factor_for"),
        shares_lessons=forms.ticked("shares_lessons"),
        audit_share=forms.share("audit_share"),
        second_share=forms.share("second_share"),
        golden_each=forms.number("golden_each", most=story.MOST_EACH),
    )
    flash(gettext("The settings of %(site)s are kept.", site=name), "told")
    return redirect(url_for("desk.site"))
