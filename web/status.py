"""A page for an author: where the comment stands, why, and how to object.

Whoever has its address sees it: that is signed, tells one comment, and is given to the
publisher alone. It may be shown within the publisher's own pages, needs no cookie, and
works without scripts.
"""

from pathlib import Path

from flask import (
    Blueprint,
    Response,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import appeals, queue, statements, templates
from moderation.comments import Finding
from moderation.errors import BadSubmission, NotAppealable
from moderation.public.sentences import BY_REASON, OTHERWISE
from moderation.text import Original
from web.addresses import named
from web.answer import encoded
from web.auth import service
from web.desk.languages import asked

blueprint = Blueprint("status", __name__)

_CSP = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors *"  # the publisher's pages may hold it
)


@blueprint.get("/status/<token>")
def page(token: str) -> ResponseReturnValue:
    """Where the comment stands."""
    return _page(token)


@blueprint.post("/status/<token>")
def appeal(token: str) -> ResponseReturnValue:
    """Take the author's appeal; then show the page again, with what is true."""
    site, id = named(token)
    text = request.form.get("text", "")
    try:
        appeals.appeal(service().db, site, id, text=text)
    except BadSubmission as error:
        return _page(token, said=text, wrong=error), 422
    except NotAppealable:  # sent twice, or decided meanwhile
        return _page(token, refused=True), 409
    return redirect(url_for("status.page", token=token, lang=asked()), 303)


@blueprint.get("/status/<token>/statement")
def statement(token: str) -> ResponseReturnValue:
    """The statement of reasons, as data; empty if nothing is restricted."""
    site, id = named(token)
    found = statements.of_comment(service().db, site, id)
    return encoded(found or {})


@blueprint.get("/status.css")
def style() -> Response:
    """The style sheet of the page."""
    folder = Path(__file__).parent / "desk" / "static"
    return send_from_directory(folder, "policy.css", max_age=3600)


@blueprint.after_request
def _may_be_framed(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _CSP
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(
    token: str,
    *,
    said: str = "",
    wrong: BadSubmission | None = None,
    refused: bool = False,
) -> str:
    site, id = named(token)
    db = service().db
    comment = queue.find(db, site, id)
    return render_template(
        "status.html",
        token=token,
        comment=comment,
        text=Original(comment.text, comment.format).text,
        waits_for=list(dict.fromkeys(map(_sentence, comment.reasons))),
        appeal=appeals.of_comment(db, site, id),
        statement=statements.of_comment(db, site, id, gettext),
        message=templates.message_of(db, site, id),
        said=said,
        wrong=wrong,
        refused=refused,
    )


def _sentence(reason: Finding) -> str:
    return str(gettext(reason.to_author or BY_REASON.get(reason.code, OTHERWISE)))
