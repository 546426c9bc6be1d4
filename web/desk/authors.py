"""One author: what they wrote, what moderators note, and how they are treated."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import authors
from moderation.authors import notes, sanctions
from moderation.authors.sanctions import Term
from moderation.errors import NotAllowed
from moderation.levels import Standing
from moderation.rights import Right
from web.desk import forms, onward
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.ids import ANY_ID


@blueprint.app_template_global("terms")
def terms() -> list[Term]:
    """For how long something may be held against an author."""
    return list(Term)


@blueprint.get(f"/authors/<{ANY_ID}:id>")
@may(Right.READ)
def author(id: str) -> ResponseReturnValue:
    """The card of an author, and all comments by pages."""
    after = forms.asked_number("after")
    return render_template(
        "author.html",
        card=authors.card(service().db, g.site, id, scope()),
        page=authors.wrote(service().db, g.site, id, scope(), after=after),
    )


@blueprint.post("/notes")
@may(Right.SANCTION)
def add_note() -> ResponseReturnValue:
    """Note something about an author."""
    id, text = _meant(), forms.text("text")
    notes.add(service().db, g.site, id, text=text, by=user().name)
    flash(gettext("The note is kept."), "done")
    return _back(id)


@blueprint.post("/notes/delete")
@may(Right.SANCTION)
def delete_note() -> ResponseReturnValue:
    """Take a note of one's own away."""
    number = forms.number("number")
    try:
        notes.delete(service().db, g.site, number, by=user().name)
        flash(gettext("The note is deleted."), "done")
    except NotAllowed:
        flash(gettext("A note is deleted by who wrote it."), "notice")
    return _back(request.form.get("author", ""))


@blueprint.post("/sanctions")
@may(Right.SANCTION)
def sanction() -> ResponseReturnValue:
    """Treat an author's comments so from now on, or as everybody's again (`end`)."""
    id, db, by = _meant(), service().db, user().name
    if forms.ticked("end"):
        sanctions.end(db, g.site, id, by=by)
        flash(gettext("What this author writes is treated as everybody's."), "done")
        return _back(id)
    sanctions.sanction(
        db,
        g.site,
        id,
        forms.one_of(Standing, "standing"),
        term=forms.one_of(Term, "term"),
        reason=forms.text("reason"),
        by=by,
    )
    flash(gettext("From now on this author's comments are treated so."), "done")
    return _back(id)


def _meant() -> str:
    """Whom a form is about.

    Raises:
        NotAllowed: they wrote nothing that who is signed in may see.
    """
    id = request.form.get("author", "")
    authors.require(service().db, g.site, id, scope())
    return id


def _back(id: str) -> ResponseReturnValue:
    if "then" in request.form:
        return redirect(onward.then())
    return redirect(url_for("desk.author", id=id))
