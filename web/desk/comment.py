"""One comment with all that is known of it."""

from urllib.parse import urlsplit

from flask import g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from moderation import claims, dossier
from moderation.comments import Comment, Reason
from moderation.rights import Right
from web.desk import forms, letters, onward
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.ids import ANY_ID


@blueprint.get(f"/comments/<{ANY_ID}:id>")
@may(Right.READ)
def comment(id: str) -> ResponseReturnValue:
    """One comment with all that is known of it; who may decide claims it softly.

    With `?ahead` it is only loaded before its turn, and not claimed.
    """
    return _page(id)


@blueprint.post("/preview")
@may(Right.DECIDE)
def preview() -> ResponseReturnValue:
    """How a message to the author would read; nothing is decided."""
    id = request.form.get("id", "")
    text, language = letters.written()
    reason = _reason_so_far()
    found = dossier.of(service(), g.site, id, scope()).comment
    shown = letters.filled(text, found, reason, language)
    if onward.is_for_script():
        return jsonify(text=text, message=shown)
    draft = {
        "message": text,
        "shown": shown,
        "note": forms.text("note"),
        "template": request.form.get("template", ""),
        "reason": reason or "",
    }
    return _page(id, draft=draft)


@blueprint.app_template_filter("web_link")
def web_link(url: str | None) -> str | None:
    """An address of the web as it was sent; `None` for any other, as of a script."""
    try:
        parts = urlsplit(url or "")
        safe = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return None
    return url if safe and url and url.isprintable() else None


@blueprint.app_template_filter("host")
def host(url: str) -> str:
    """Whose page an address leads to."""
    return urlsplit(url).hostname or ""


def _page(id: str, *, draft: dict[str, str] | None = None) -> str:
    found = dossier.of(service(), g.site, id, scope())
    return render_template(
        "comment.html",
        its=found,
        comment=found.comment,
        holder=_holder(found.comment),
        draft=draft,
    )


def _holder(its: Comment) -> str | None:
    """Who else looks at it; who may decide claims it, unless it is loaded ahead."""
    db, by = service().db, user().name
    ahead = "ahead" in request.args or "Sec-Purpose" in request.headers
    if Right.DECIDE in g.rights and its.waiting and not ahead:
        return claims.take(db, its, by=by)
    return claims.holders(db, [its], by=by).get(its.id)


def _reason_so_far() -> Reason | None:
    """Before one is given: that of the template, else the one that is chosen."""
    template = letters.chosen()
    if template and template.reason:
        return template.reason
    given = forms.text("other_reason")
    return Reason(given) if given in list(Reason) else None
