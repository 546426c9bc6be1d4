"""Signing in, in one step or two, and out."""

import hashlib
import time

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import accounts
from moderation.errors import BadCredentials, TooManyTries
from moderation.people import factors, managing
from moderation.store.people import User
from web.desk.entering import blueprint, let_in, service
from web.desk.onward import within
from web.desk.retelling import sentence

HALF = "half"
HALF_SECONDS = 600
"""For how long a password is good without the code that follows it."""


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Name and password; then the page that was asked for."""
    if request.method == "GET":
        return render_template("sign_in.html")
    name, password = request.form.get("name", ""), request.form.get("password", "")
    try:
        user = accounts.sign_in(
            service().db, name, password, address=request.remote_addr or ""
        )
    except BadCredentials as error:
        flash(sentence(error), "notice")
        return render_template("sign_in.html", name=name), 401
    except TooManyTries as error:
        flash(sentence(error), "notice")
        page = render_template("sign_in.html", name=name)
        return page, 429, {"Retry-After": str(error.wait)}
    then = request.args.get("then", "")
    if user.has_factor:
        _half_in(user)
        return redirect(url_for("desk.second_step", then=then or None))
    let_in(user, how="password")
    return redirect(within(then))


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    """A code, from who has just given name and password."""
    user = _half_signed_in()
    if user is None:
        session.pop(HALF, None)
        return redirect(url_for("desk.sign_in", then=request.args.get("then")))
    if request.method == "GET":
        return render_template("second_step.html")
    try:
        code, address = request.form.get("code", ""), request.remote_addr or ""
        factors.prove(service().db, user.name, code, address=address)
    except BadCredentials as error:
        flash(sentence(error), "notice")
        return render_template("second_step.html"), 401
    except TooManyTries as error:
        flash(sentence(error), "notice")
        page = render_template("second_step.html")
        return page, 429, {"Retry-After": str(error.wait)}
    let_in(user, how="password and code")
    return redirect(within(request.args.get("then", "")))


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Goodbye, wherever they are in: what a copy of the cookie opens ends too."""
    name, token = session.get("name", ""), session.get("session", "")
    found = accounts.signed_in(service().db, name, token)
    session.clear()
    if found is not None:
        managing.sign_out(service().db, found.name, by=found.name)
        flash(gettext("You are signed out, here and everywhere else."), "told")
    return redirect(url_for("desk.sign_in"))


def _half_in(user: User) -> None:
    """Remember that the first step is done: nothing but the second is open by it."""
    session.clear()
    session[HALF] = [user.name, _seal(user), int(time.time()) + HALF_SECONDS]


def _half_signed_in() -> User | None:
    """Who has done the first step a moment ago, if nothing changed since."""
    name, seal, until = session.get(HALF, ("", "", 0))
    if until < time.time():
        return None
    user = accounts.find(service().db, name)
    return user if user is not None and _seal(user) == seal else None


def _seal(user: User) -> str:
    """Changes with the session, as when the password does; opens nothing by itself."""
    return hashlib.sha256(user.session.encode()).hexdigest()[:16]
