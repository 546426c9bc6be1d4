"""A draft is looked at as a whole, and put into service."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation.errors import BadSubmission, FieldProblem, StaleRules
from moderation.rights import Right
from moderation.workshop import drafts, publishing
from rules import RuleMode, RulesError
from web.desk import forms
from web.desk.entering import blueprint, may, service, user

AS_WRITTEN = ""
"""Of a rule that shall have the mode that the file says."""


@blueprint.get("/rules/publish")
@may(Right.RULES)
def publish_rules() -> ResponseReturnValue:
    """What publishing the draft would do."""
    return _page()


@blueprint.post("/rules/publish")
@may(Right.RULES)
def put_into_service() -> ResponseReturnValue:
    """Publish it."""
    try:
        saved = publishing.publish(
            service(),
            g.site,
            user().name,
            base=forms.number("base"),
            note=forms.text("note"),
            modes=_modes(),
            anyway=forms.ticked("anyway"),
        )
    except StaleRules:
        return _page(), 409  # it tells both sides
    except (BadSubmission, RulesError) as error:
        return _page(refused=error), 422
    if saved.is_new:
        told = gettext("Published as number %(number)s.", number=saved.kept.number)
    else:
        told = gettext("Nothing had changed: these rules are in service already.")
    flash(told)
    return redirect(url_for("desk.rules"))


def _page(refused: Exception | None = None) -> str:
    found = publishing.preview(service(), g.site, user().name)
    theirs, together = "", None
    if found.desk.overtaken_by is not None:
        theirs = drafts.between(service(), g.site, found.desk.base, found.desk.current)
        together = drafts.together(service(), g.site, user().name)
    return render_template(
        "rules_publish.html",
        found=found,
        desk=found.desk,
        theirs=theirs,
        together=together,
        modes=RuleMode,
        refused=refused if isinstance(refused, BadSubmission) else None,
        note=forms.text("note"),
    )


def _modes() -> dict[str, RuleMode]:
    """By the id of a rule, where another mode than the written one was chosen."""
    found = dict[str, RuleMode]()
    for field, given in request.form.items():
        prefix, _, id = field.partition(":")
        if prefix != "mode" or given == AS_WRITTEN:
            continue
        try:
            found[id] = RuleMode(given)
        except ValueError:
            wanted = ", ".join(RuleMode)
            problem = FieldProblem(field[:50], wanted, repr(given[:50]))
            raise BadSubmission(problem) from None
    return found
