"""Who may enter a page of the desk, and which site it is about."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from moderation import accounts, preferences, rights
from moderation.rights import Right
from moderation.service import Service
from moderation.store.people import User
from web.desk import keeping

blueprint = Blueprint("desk", __name__, template_folder="templates")
P = ParamSpec("P")
Page = Callable[P, ResponseReturnValue]


def service() -> Service:
    """What stands behind the pages."""
    found: Service = current_app.extensions["moderation"]
    return found


def user() -> User:
    """Who looks at the page."""
    found: User = g.user
    return found


def signed_in(page: Page[P]) -> Page[P]:
    """Let only signed-in people see a page; the others sign in first, and come back."""

    @wraps(page)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        name, token = session.get("name", ""), session.get("session", "")
        found = accounts.signed_in(service().db, name, token)
        if found is None:
            return _to_sign_in()
        g.user, g.site = found, found.site
        g.rights = rights.of(found)
        g.preferences = preferences.of(service().db, found.name, g.site)
        return page(*args, **kwargs)

    return guarded


def may(right: Right) -> Callable[[Page[P]], Page[P]]:
    """Let only signed-in people with a right see a page or send a form.

    Raises:
        NotAllowed: when it is called by somebody without.
    """

    def guard(page: Page[P]) -> Page[P]:
        @signed_in
        @wraps(page)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            rights.require(user(), right)
            return page(*args, **kwargs)

        return guarded

    return guard


def _to_sign_in() -> ResponseReturnValue:
    """Where nobody is signed in; what was asked for is shown afterwards, and a form
    that was sent waits to be confirmed.
    """
    if request.method != "GET":
        keeping.keep(service())
        return keeping.sign_in_first()
    for name in ("name", "session"):
        session.pop(name, None)
    wanted = request.full_path.rstrip("?")
    return redirect(url_for("desk.sign_in", then=None if wanted == "/" else wanted))
