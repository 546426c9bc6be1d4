"""For how long texts and authors are kept; shown with what that erases today."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import retention as story
from moderation import sites
from moderation.rights import Right
from moderation.store.database import now
from web.desk import forms
from web.desk.entering import blueprint, may, service, user

FIELDS = ("rejected", "texts", "authors")


@blueprint.get("/admin/retention")
@may(Right.ADMIN)
def retention() -> ResponseReturnValue:
    """What is set, and with days in the address what these would erase today."""
    site = sites.find(service().db, g.site)
    kept = {field: getattr(site, f"erase_{field}_after") for field in FIELDS}
    asked = kept
    if any(field in request.args for field in FIELDS):
        asked = {field: forms.days(request.args.get(field, "")) for field in FIELDS}
    due = story.due(service().db, g.site, story.limits(now(), **asked))
    return render_template(
        "admin/retention.html", kept=kept, asked=asked, due=due, most=sites.MOST_DAYS
    )


@blueprint.post("/admin/retention")
@may(Right.ADMIN)
def set_retention() -> ResponseReturnValue:
    """Keep for so long from now on; what is older goes within minutes."""
    sites.configure(
        service().db,
        g.site,
        by=user().name,
        **{
            f"erase_{field}_after": forms.days(request.form.get(field, ""))
            for field in FIELDS
        },
    )
    flash(gettext("It is set for how long what is kept."), "told")
    return redirect(url_for("desk.retention"))
