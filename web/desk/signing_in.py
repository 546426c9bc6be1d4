"""Signing in and out."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from moderation import accounts
from moderation.errors import BadCredentials, TooManyTries
from web.desk.entering import blueprint, service


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
        flash(f"{error}.", "notice")
        return render_template("sign_in.html", name=name), 401
    except TooManyTries as error:
        flash(f"{error}.", "notice")
        page = render_template("sign_in.html", name=name)
        return page, 429, {"Retry-After": str(error.wait)}
    session.clear()  # nothing of an earlier visitor stays
    session.update(name=user.name, session=user.session)
    return redirect(_within(request.args.get("then", "")))


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Goodbye."""
    session.clear()
    return redirect(url_for("desk.sign_in"))


def _within(wanted: str) -> str:
    """A path of this desk to go on to; the queue for anything else."""
    parts = urlsplit(wanted)
    foreign = parts.scheme or parts.netloc or "\\" in wanted
    if foreign or not wanted.startswith("/") or wanted.startswith("//"):
        return url_for("desk.waiting")
    return wanted
