"""Signing in and out."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from moderation import accounts
from moderation.errors import BadCredentials, TooManyTries
from web.desk.entering import blueprint, service
from web.desk.onward import within


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
    return redirect(within(request.args.get("then", "")))


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Goodbye."""
    session.clear()
    return redirect(url_for("desk.sign_in"))
