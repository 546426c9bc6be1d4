"""One's own password and second factor, and new passwords by an admin's link."""

import io

import segno
from flask import (
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation.errors import BadCredentials, BadSubmission, TooManyTries, UnknownLink
from moderation.people import factors, passwords, resetting
from web.desk import forms
from web.desk.entering import blueprint, service, signed_in, user
from web.desk.retelling import told


@blueprint.get("/account/security")
@signed_in
def security() -> ResponseReturnValue:
    """The password and the second factor of who looks."""
    return _page()


@blueprint.post("/account/password")
@signed_in
def change_password() -> ResponseReturnValue:
    """Another password, by who knows the present one."""
    old, new = forms.secret("password"), forms.secret("new_password")
    problem = _differs(new)
    if problem is None:
        try:
            changed = resetting.change(
                service().db, user().name, old, new, address=request.remote_addr or ""
            )
        except (BadCredentials, BadSubmission, TooManyTries) as error:
            problem = told(error)
    if problem is not None:
        return _page(password_problem=problem), 422
    session.update(session=changed.session)
    flash(gettext("Your password is changed; elsewhere you are signed out."), "told")
    return redirect(url_for("desk.security"))


@blueprint.get("/account/factor.svg")
@signed_in
def factor_picture() -> ResponseReturnValue:
    """What an app reads the secret from, until it is confirmed."""
    if user().has_factor:
        abort(404)
    secret = factors.begin(service().db, user())
    made = io.BytesIO()
    code = segno.make(factors.address(user(), secret), error="m", micro=False)
    code.save(made, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    return Response(made.getvalue(), mimetype="image/svg+xml")


@blueprint.post("/account/factor")
@signed_in
def confirm_factor() -> ResponseReturnValue:
    """The first code of an app; the recovery codes are in the answer, this once."""
    try:
        codes = factors.confirm(service().db, user(), forms.secret("code"))
    except (BadCredentials, BadSubmission) as error:
        return _page(factor_problem=told(error)), 422
    return render_template("recovery_codes.html", codes=codes)


@blueprint.post("/account/factor/codes")
@signed_in
def new_codes() -> ResponseReturnValue:
    """Other recovery codes, for who knows the password; in the answer, this once."""
    if problem := _unconfirmed():
        return _page(factor_problem=problem), 422
    codes = factors.new_codes(service().db, user())
    return render_template("recovery_codes.html", codes=codes)


@blueprint.post("/account/factor/remove")
@signed_in
def remove_factor() -> ResponseReturnValue:
    """No second factor any more, for who knows the password."""
    if problem := _unconfirmed():
        return _page(factor_problem=problem), 422
    factors.remove(service().db, user().name, by=user().name)
    flash(gettext("Your second factor is removed."), "told")
    return redirect(url_for("desk.security"))


@blueprint.route("/password/<token>", methods=["GET", "POST"])
def new_password(token: str) -> ResponseReturnValue:
    """A new password, for who has an admin's link; to look at it uses up nothing."""
    try:
        name = resetting.whose(service().db, token)
    except UnknownLink as error:
        return render_template("new_password.html", problem=told(error)), 404
    if request.method == "GET":
        return render_template("new_password.html", name=name)
    new = forms.secret("new_password")
    problem = _differs(new)
    if problem is None:
        try:
            resetting.by_link(service().db, token, new)
        except BadSubmission as error:
            problem = told(error)
    if problem is not None:
        return render_template("new_password.html", name=name, problem=problem), 422
    session.clear()
    flash(gettext("Your new password is set. Sign in with it."), "told")
    return redirect(url_for("desk.sign_in"))


def _page(**problems: str) -> str:
    """The page, with what was wrong with what was sent."""
    db, secret = service().db, None
    if not user().has_factor:
        secret = factors.begin(db, user())
    return render_template(
        "security.html",
        secret=secret,
        codes_left=factors.codes_left(db, user()),
        wanted=factors.is_wanted(db, user()),
        least=passwords.LEAST,
        **problems,
    )


def _differs(new: str) -> str | None:
    """What is wrong if the password is not the same twice."""
    if new == forms.secret("new_password_again"):
        return None
    return str(gettext("The two new passwords are not the same."))


def _unconfirmed() -> str | None:
    """What is wrong if the password that was sent along is."""
    address = request.remote_addr or ""
    try:
        resetting.confirm(
            service().db, user().name, forms.secret("password"), address=address
        )
    except (BadCredentials, TooManyTries) as error:
        return told(error)
    return None
