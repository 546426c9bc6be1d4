"""The page that tells a site's readers how comments are moderated. No sign-in."""

from pathlib import Path

from flask import (
    Blueprint,
    Response,
    current_app,
    render_template,
    request,
    send_from_directory,
)
from flask_babel import gettext

from moderation import public
from moderation.service import Service

blueprint = Blueprint("policy", __name__)

FRESH_SECONDS = 300
"""For how long a reader's browser, or a cache before us, need not ask again."""


@blueprint.get("/policy/<path:site>")
def page(site: str) -> Response:
    """The rules for readers, and their questions answered, in the reader's language.

    That is the one which the browser asks for, or `?lang=`. What a site wrote itself
    stays as it is.
    """
    service: Service = current_app.extensions["moderation"]
    told = public.for_site(service, site, gettext)
    answer = Response(render_template("policy.html", policy=told, say=gettext))
    answer.cache_control.public = True
    answer.vary.add("Accept-Language")
    return cached(answer)


@blueprint.get("/policy.css")
def style() -> Response:
    """Its style sheet, which is not the desk's: it is for reading and for print."""
    folder = Path(__file__).parent / "desk" / "static"
    return send_from_directory(folder, "policy.css", max_age=3600)


def cached(answer: Response) -> Response:
    """The same answer with an ETag, or 304 to who has it already.

    The tag is of all that is told, the version of the rules among it: that alone would
    not do, for the answer also changes with the site's mode, the day, and a release.
    """
    answer.add_etag()
    answer.cache_control.max_age = FRESH_SECONDS
    answer.make_conditional(request)  # makes this very answer a 304, if it is one
    return answer
