"""A form that came after its session had ended is kept until its sender signs in.

Kept is only what a page of ours sent: its token is signed by us, if for an earlier
session, and the browser says that it comes from here. Of a form that somebody else's
page sends, nothing is kept, nor where nobody knows whose session it was, as after they
signed out. The browser that sent it has a name for it in a cookie, and
nobody else can have it back; it is sent on only when its sender confirms it.
"""

import re
from urllib.parse import urlsplit

from flask import (
    Response,
    after_this_request,
    current_app,
    g,
    jsonify,
    redirect,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadData, URLSafeTimedSerializer

from moderation import kept_forms
from moderation.service import Service
from web.addresses import here
from web.desk.onward import is_for_script

COOKIE = "kept_form"

TOKEN = "csrf_token"  # noqa: S105 - the name of the field

_SECRET = re.compile(r"password|secret|code|(?<!csrf_)token", re.IGNORECASE)
"""What fields are called of which nothing is kept."""

_NOT_KEPT = frozenset(
    f"desk.{name}" for name in ("sign_in", "sign_out", "kept", "claim")
)
"""What is nobody's work, and would take its place: a page that is left gives its claim
back by itself."""


def keep(service: Service) -> bool:
    """Keep the form of this request, if a page of ours sent it; whether it is kept."""
    by = session.get("name")  # also after it ended, until they sign out
    if by is None or request.endpoint in _NOT_KEPT:
        return False
    if request.files or not _is_ours():
        return False
    fields = [each for each in request.form.items(multi=True) if each[0] != TOKEN]
    if any(_SECRET.search(name) for name, _ in fields):
        return False
    name = kept_forms.keep(
        service.db,
        request.full_path.rstrip("?"),
        fields,
        by=by,
        sender=request.remote_addr or "",
    )
    if name is None:
        return False
    g.kept_form = name
    after_this_request(_remember)
    return True


def end_session() -> None:
    """Let nobody in any more; whose session it was is known on, for what they send."""
    session.pop("session", None)


def sign_in_first() -> ResponseReturnValue:
    """To the page to sign in; what was kept is asked about afterwards."""
    end_session()
    then = url_for("desk.kept") if "kept_form" in g else None
    sign_in = url_for("desk.sign_in", then=then)
    if is_for_script():
        said = gettext("Your session has ended. Sign in again: your work is kept.")
        return jsonify(said=said, sign_in=sign_in), 401
    return redirect(sign_in)


def confirm_first() -> ResponseReturnValue:
    """Tell a script that its page is of an earlier session."""
    said = gettext("This page is of an earlier session. Confirm what you sent.")
    return jsonify(said=said, sign_in=url_for("desk.kept")), 401


def _is_ours() -> bool:
    """Whether a page of ours sent the form."""
    if g.get("csrf_valid", False):
        return True
    return _is_signed(request.form.get(TOKEN, "")) and _is_from_here()


def _is_signed(token: str) -> bool:
    """As Flask-WTF signs what its forms carry, for whatever session."""
    signer = URLSafeTimedSerializer(current_app.secret_key or "", "wtf-csrf-token")
    try:
        signer.loads(token)
    except BadData:
        return False
    return True


def _is_from_here() -> bool:
    """As browsers tell, which pages cannot forge; who tells nothing is refused."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    told = request.headers.get("Origin") or request.headers.get("Referer") or ""
    ours = {request.host, urlsplit(here().base).netloc}
    return urlsplit(told).netloc in ours


def _remember(response: Response) -> Response:
    response.set_cookie(
        COOKIE,
        g.kept_form,
        max_age=int(kept_forms.LASTS.total_seconds()),
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )
    return response
