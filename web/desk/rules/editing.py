"""The editor: somebody's draft, file by file, kept as they write and checked."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation.errors import BadSubmission
from moderation.rights import Right
from moderation.workshop import checks, drafts
from moderation.workshop.drafts import Desk
from moderation.workshop.texts import RULES
from rules.reading import LARGEST_LIST
from web.desk import forms
from web.desk.entering import blueprint, may, service, user
from web.desk.retelling import told

LARGEST_FORM = LARGEST_LIST + 100_000
"""Bytes: a list's file, and what the form has beside it."""

MOST_NUMBERED = 5_000
"""Lines of a file beside which their numbers stand; in a list of more none is looked
for by its number."""

_LARGE = frozenset({"desk.keep_rules", "desk.check_rules"})


@blueprint.url_value_preprocessor
def _take_large_files(endpoint: str | None, values: object) -> None:
    """Before the form is read: the editor may send more than other pages."""
    if endpoint in _LARGE:
        request.max_content_length = LARGEST_FORM
        request.max_form_memory_size = LARGEST_FORM


@blueprint.get("/rules/edit")
@may(Right.RULES)
def edit_rules() -> ResponseReturnValue:
    """Somebody's draft, or what is in service; with `?tried`, its examples too."""
    desk = drafts.of(service(), g.site, user().name)
    file = request.args.get("file", RULES)
    text = desk.texts.of(file)
    if "tried" in request.args:
        found = checks.check_with_examples(service(), desk.texts)
    else:
        found = checks.check(desk.texts)
    lines = text.count("\n") + 1
    return render_template(
        "rules_edit.html",
        desk=desk,
        file=file,
        text=text,
        lines=lines,
        columns=min(max(map(len, text.splitlines()), default=0) + 2, 240),
        numbered=lines <= MOST_NUMBERED,
        bad_lines={each.place.line for each in found.problems.get(file, ())},
        found=found,
        rules_file=RULES,
    )


@blueprint.post("/rules/edit")
@may(Right.RULES)
def keep_rules() -> ResponseReturnValue:
    """Keep what was written, and go where the button says."""
    file = request.form.get("file", RULES)
    _keep(file)
    match request.form.get("then"):
        case "publish":
            return redirect(url_for("desk.publish_rules"))
        case "test":
            return redirect(url_for("desk.test_rules", of="draft"))
        case "backtest":
            return redirect(url_for("desk.backtests", of="draft"))
        case _:
            return redirect(url_for("desk.edit_rules", file=file, tried=1))


@blueprint.post("/rules/check")
@may(Right.RULES)
def check_rules() -> ResponseReturnValue:
    """Keep what is being written, and tell what is wrong with it: a part of a page."""
    file = request.form.get("file", RULES)
    try:
        desk = _keep(file)
    except BadSubmission as error:
        return render_template("rules_too_large.html", told=told(error)), 422
    found = checks.check(desk.texts)
    return render_template("rules_problems.html", found=found, file=file, desk=desk)


def _keep(file: str) -> Desk:
    return drafts.keep(
        service(),
        g.site,
        user().name,
        base=forms.number("base"),
        file=file,
        text=request.form.get("text", ""),
    )


@blueprint.post("/rules/lists")
@may(Right.RULES)
def add_list() -> ResponseReturnValue:
    """A new file of words in the draft."""
    file, base = forms.text("file"), forms.number("base")
    desk = drafts.of(service(), g.site, user().name)
    if file in desk.texts.lists:
        flash(gettext("There is a list %(file)s already.", file=file), "notice")
    else:
        text = "# One word or phrase a line; * at its end takes longer words too.\n"
        drafts.keep(service(), g.site, user().name, base=base, file=file, text=text)
    return redirect(url_for("desk.edit_rules", file=file))


@blueprint.post("/rules/lists/remove")
@may(Right.RULES)
def remove_list() -> ResponseReturnValue:
    """Take a file of words out of the draft."""
    file = forms.text("file")
    drafts.without(service(), g.site, user().name, file)
    flash(gettext("The list %(file)s is not in your draft any more.", file=file))
    return redirect(url_for("desk.edit_rules"))


@blueprint.post("/rules/drop")
@may(Right.RULES)
def drop_draft() -> ResponseReturnValue:
    """Throw the draft away."""
    drafts.drop(service().db, g.site, user().name)
    flash(gettext("Your draft is gone; these are the rules in service."))
    return redirect(url_for("desk.edit_rules"))


@blueprint.post("/rules/together")
@may(Right.RULES)
def bring_together() -> ResponseReturnValue:
    """Bring what others published meanwhile into the draft."""
    if drafts.bring_together(service(), g.site, user().name):
        flash(gettext("Your draft has the changes of both now."))
    else:
        told = gettext(
            "Both sides changed the same lines, or too many: bring them in by hand."
        )
        flash(told, "notice")
    return redirect(url_for("desk.publish_rules"))


@blueprint.post("/rules/onto")
@may(Right.RULES)
def draft_onto_current() -> ResponseReturnValue:
    """Have the draft take the place of what others published meanwhile."""
    drafts.onto_current(service(), g.site, user().name)
    flash(gettext("Your draft takes the place of what is in service, once published."))
    return redirect(url_for("desk.publish_rules"))
