"""All versions of the rules: by whom, why, what changed, and the way back."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import rulebooks
from moderation.errors import StaleRules, UnknownRules
from moderation.rights import Right
from moderation.workshop import drafts, texts
from web.desk import forms
from web.desk.entering import blueprint, may, service, user
from web.desk.ids import NUMBER
from web.desk.retelling import told


@blueprint.get("/rules/history")
@may(Right.READ)
def rules_history() -> ResponseReturnValue:
    """All that was done to the rules, the latest first."""
    changes = rulebooks.history(service().db, g.site)
    return render_template("rules_history.html", changes=changes[::-1])


@blueprint.get(f"/rules/history/<{NUMBER}:number>")
@may(Right.READ)
def rules_version(number: int) -> ResponseReturnValue:
    """One version: its note, what it changed, and its files.

    With `?against=` a number, what it has otherwise than that.
    """
    kept = texts.kept(service(), g.site, number)
    if kept is None:
        told = f"site {g.site!r} has no rules {number}"
        raise UnknownRules(told)
    against = forms.asked_number("against")
    before = kept.number - 1 if against is None else against
    current, _ = texts.in_service(service(), g.site)
    return render_template(
        "rules_version.html",
        kept=kept,
        texts=texts.numbered(service(), g.site, number),
        diff=drafts.between(service(), g.site, before, number),
        against=before,
        current=current,
    )


@blueprint.get(f"/rules/back/<{NUMBER}:number>")
@may(Right.RULES)
def ask_back(number: int) -> ResponseReturnValue:
    """What going back to a version would change; 0 is that of the service."""
    current, _ = texts.in_service(service(), g.site)
    return render_template(
        "rules_back.html",
        number=number,
        current=current,
        diff=drafts.between(service(), g.site, current, number),
    )


@blueprint.post(f"/rules/back/<{NUMBER}:number>")
@may(Right.RULES)
def go_back(number: int) -> ResponseReturnValue:
    """Bring a version back into service."""
    try:
        kept = rulebooks.rollback(
            service().db,
            g.site,
            number,
            base=forms.number("base"),
            by=user().name,
            note=forms.text("note"),
        )
    except StaleRules as error:
        flash(gettext("Nothing was changed: %(why)s.", why=told(error)), "notice")
        return redirect(url_for("desk.ask_back", number=number))
    flash(gettext("Published as number %(number)s.", number=kept.number))
    return redirect(url_for("desk.rules_history"))


@blueprint.post(f"/rules/draft-of/<{NUMBER}:number>")
@may(Right.RULES)
def draft_of(number: int) -> ResponseReturnValue:
    """Take an earlier version into the editor, where nothing else is being written."""
    if drafts.of(service(), g.site, user().name).kept_at is not None:
        told = gettext("You have a draft already: publish it or throw it away first.")
        flash(told, "notice")
    else:
        drafts.begin_from(service(), g.site, user().name, number)
    return redirect(url_for("desk.edit_rules"))
