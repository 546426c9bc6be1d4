"""Who may enter a page of the desk, and which site it is about."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import (
    Blueprint,
    current_app,
    g,
    jsonify,
    redirect,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from moderation import accounts, preferences, rights, scopes, sites
from moderation.errors import OtherSite
from moderation.people import factors
from moderation.rights import Right
from moderation.scopes import Scope
from moderation.service import Service
from moderation.store.people import User
from web.desk import keeping
from web.desk.onward import is_for_script
from web.desk.retelling import told

blueprint = Blueprint("desk", __name__, template_folder="templates")
P = ParamSpec("P")
Page = Callable[P, ResponseReturnValue]

SECURING = frozenset(
    f"desk.{name}"
    for name in ("security", "factor_picture", "confirm_factor", "change_password")
)
"""Pages for who must have a second factor and has none: they see no other before."""


def service() -> Service:
    """What stands behind the pages."""
    found: Service = current_app.extensions["moderation"]
    return found


def user() -> User:
    """Who looks at the page."""
    found: User = g.user
    return found


def scope() -> Scope:
    """What who looks at the page is limited to: they are shown nothing else."""
    found: Scope = g.scope
    return found


def signed_in(page: Page[P]) -> Page[P]:
    """Let only signed-in people see a page; the others sign in first, and come back."""

    @wraps(page)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        name, token = session.get("name", ""), session.get("session", "")
        found = accounts.signed_in(service().db, name, token)
        if found is None:
            return _to_sign_in()
        g.user, g.rights = found, rights.of(found)
        g.scope = scopes.of(service().db, found.name)
        g.site = _looked_at(found)
        g.preferences = preferences.of(service().db, found.name, g.site)
        try:
            _require_same_site()
        except OtherSite as error:
            if not is_for_script():
                raise
            return jsonify(said=told(error)), 409
        if request.endpoint not in SECURING and factors.is_wanted(service().db, found):
            return redirect(url_for("desk.security"))
        return page(*args, **kwargs)

    return guarded


def let_in(found: User, *, how: str) -> None:
    """Begin the session of somebody who proved who they are.

    Args:
        how: as `accounts.note_signed_in` wants it.
    """
    accounts.note_signed_in(service().db, found, how=how)
    session.clear()  # nothing of an earlier visitor stays
    session.update(name=found.name, session=found.session)


def look_at(site: str) -> None:
    """Show another site from now on, to who may see all.

    Raises:
        UnknownSite: there is no such site.
    """
    sites.find(service().db, site)
    session["site"] = site


def _looked_at(found: User) -> str:
    """The site that an admin chose, as long as there is one; else their own."""
    chosen = session.get("site")
    if chosen is None or Right.ADMIN not in g.rights:
        return found.site
    return str(chosen) if sites.exists(service().db, chosen) else found.site


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


def _require_same_site() -> None:
    """Refuse a form that was opened when another site was looked at, as in another tab.

    Who may look at one site alone need not say which.

    Raises:
        OtherSite: it was, or does not say; nothing was done to either.
    """
    if request.method != "POST":
        return
    told = request.form.getlist("looked_at")  # a kept form has its own beside ours
    about = next((each for each in told if each != g.site), None)
    if about is not None:
        raise OtherSite(
            f"this form is about the site {about[:64]!a}, and you look at "
            f"{g.site!r} now: nothing was done; look at that site and send it again"
        )
    if not told and Right.ADMIN in g.rights:
        raise OtherSite(
            "this form does not say which site it is about: nothing was done; load "
            "its page again"
        )


def _to_sign_in() -> ResponseReturnValue:
    """Where nobody is signed in; what was asked for is shown afterwards, and a form
    that was sent waits to be confirmed.
    """
    if request.method != "GET":
        keeping.keep(service())
        return keeping.sign_in_first()
    keeping.end_session()
    wanted = request.full_path.rstrip("?")
    return redirect(url_for("desk.sign_in", then=None if wanted == "/" else wanted))
