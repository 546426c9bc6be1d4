"""All rules of the site, and one of them: how it stands, and how often it hits."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import rulebooks
from moderation.errors import StaleRules
from moderation.rights import Right
from moderation.workshop import listing, publishing
from rules import RuleMode
from web.desk import forms
from web.desk.entering import blueprint, may, service, user
from web.desk.retelling import told


@blueprint.get("/rules")
@may(Right.READ)
def rules() -> ResponseReturnValue:
    """All rules of the site."""
    return render_template("rules.html", shelf=listing.shelf(service(), g.site))


@blueprint.get("/rules/of/<id>")
@may(Right.READ)
def rule(id: str) -> ResponseReturnValue:
    """One rule."""
    found = listing.one(service(), g.site, id)
    return render_template("rules_one.html", found=found, modes=RuleMode)


@blueprint.post("/rules/of/<id>/pause")
@may(Right.RULES)
def pause_rule(id: str) -> ResponseReturnValue:
    """Take the effect from a rule."""
    usual = service().judges.rulebook
    note = forms.text("note")
    rulebooks.pause(service().db, g.site, id, usual, by=user().name, note=note)
    flash(gettext("The rule %(id)s is paused: it is counted, and does nothing.", id=id))
    return redirect(url_for("desk.rule", id=id))


@blueprint.post("/rules/of/<id>/resume")
@may(Right.RULES)
def resume_rule(id: str) -> ResponseReturnValue:
    """Give it back."""
    note = forms.text("note")
    rulebooks.resume(service().db, g.site, id, by=user().name, note=note)
    flash(gettext("The rule %(id)s is at work again.", id=id))
    return redirect(url_for("desk.rule", id=id))


@blueprint.post("/rules/of/<id>/mode")
@may(Right.RULES)
def set_mode(id: str) -> ResponseReturnValue:
    """Put a rule into another mode, as a new version of the file."""
    try:
        saved = publishing.set_mode(
            service(),
            g.site,
            user().name,
            rule=id,
            mode=forms.one_of(RuleMode, "mode"),
            base=forms.number("base"),
            note=forms.text("note"),
        )
    except StaleRules as error:
        flash(gettext("Nothing was changed: %(why)s.", why=told(error)), "notice")
        return redirect(url_for("desk.rule", id=id))
    if saved.is_new:
        said = gettext("Published as number %(number)s.", number=saved.kept.number)
    else:
        said = gettext("It was in this mode already.")
    flash(said)
    return redirect(url_for("desk.rule", id=id))
