"""Messages to authors: what a form says, and a site's templates with their pages."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import queue, templates
from moderation.comments import Comment, Reason
from moderation.rights import Right
from moderation.store.templates import Template
from web.desk import forms
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.ids import NUMBER
from web.desk.languages import LANGUAGES, speaking
from web.desk.wording import words

EXAMPLE = "example"


@blueprint.app_template_global("message_templates")
def message_templates() -> list[Template]:
    """Those of the site, to choose from."""
    if "message_templates" not in g:
        g.message_templates = templates.all_of(service().db, g.site)
    return list(g.message_templates)


@blueprint.get("/templates")
@may(Right.RULES)
def letters() -> ResponseReturnValue:
    """The templates of the site."""
    return render_template("templates_list.html")


@blueprint.get("/templates/new")
@may(Right.RULES)
def new_letter() -> ResponseReturnValue:
    """A form for a new one."""
    return _form(Template(name="", reason=None, language="en", text=""))


@blueprint.get(f"/templates/<{NUMBER}:number>")
@may(Right.RULES)
def letter(number: int) -> ResponseReturnValue:
    """A form for one that there is."""
    return _form(templates.find(service().db, g.site, number))


@blueprint.post("/templates/save")
@may(Right.RULES)
def save_letter() -> ResponseReturnValue:
    """Keep a template, or only show how a message of it reads."""
    its = Template(
        number=forms.number("number"),
        name=forms.text("name"),
        reason=forms.one_of(Reason, "reason") if forms.text("reason") else None,
        language=forms.text("language"),
        text=forms.text("text"),
    )
    if forms.ticked("preview"):
        return _form(its, preview=True)
    templates.save(service().db, g.site, its, by=user().name)
    flash(gettext("The template is saved."), "done")
    return redirect(url_for("desk.letters"))


@blueprint.post("/templates/delete")
@may(Right.RULES)
def delete_letter() -> ResponseReturnValue:
    """Take a template away."""
    templates.delete(service().db, g.site, forms.number("number"), by=user().name)
    flash(gettext("The template is deleted."), "done")
    return redirect(url_for("desk.letters"))


def message(id: str, reason: Reason | None) -> str | None:
    """What the form tells the author; `None` where it tells nothing.

    What is written counts; where nothing is, the template that is chosen.
    """
    text, language = written()
    if not text:
        return None
    comment = queue.find(service().db, g.site, id, scope())
    return filled(text, comment, reason, language)


def written() -> tuple[str, str]:
    """The text of the form or its template, and the language that it is in."""
    text, its = forms.text("message"), chosen()
    return (text or its.text, its.language) if its else (text, "")


def chosen() -> Template | None:
    """The template that the form names."""
    if not request.form.get("template"):
        return None
    return templates.find(service().db, g.site, forms.number("template"))


def filled(
    text: str, comment: Comment | None, reason: Reason | None, language: str
) -> str:
    """A text with its placeholders filled, in its own language as far as we speak it.

    Args:
        comment: `None` for a made-up one.
    """
    if language not in LANGUAGES:
        return _filled(text, comment, reason)
    with speaking(language):
        return _filled(text, comment, reason)


def _filled(text: str, comment: Comment | None, reason: Reason | None) -> str:
    article = comment.article if comment else None
    values = {
        "author": (comment and comment.author.name) or gettext("reader"),
        "article": (article and article.title) or gettext("the article"),
        "reason": words(reason or Reason.OTHER),
        "site": g.site,
    }
    return templates.filled(text, values)


def _form(its: Template, *, preview: bool = False) -> str:
    return render_template(
        "templates_form.html",
        template=its,
        preview=filled(its.text, None, its.reason, its.language) if preview else None,
        placeholders=templates.PLACEHOLDERS,
    )
