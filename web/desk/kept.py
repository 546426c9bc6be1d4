"""A form that was kept (`keeping`) is shown to its sender, and sent on or dropped."""

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from moderation import accounts, kept_forms
from web import errors
from web.desk import keeping, onward
from web.desk.entering import blueprint, service, signed_in, user

DROP = "drop_kept_form"


@blueprint.route("/kept", methods=["GET", "POST"])
@signed_in
def kept() -> ResponseReturnValue:
    """What was kept, to confirm; then it goes where it was sent to."""
    name = request.cookies.get(keeping.COOKIE, "")
    found = kept_forms.find(service().db, name, by=user().name)
    if found is None or request.method == "GET":
        return render_template("kept.html", kept=found, drop=DROP)
    kept_forms.drop(service().db, name)
    if DROP in request.form:
        return redirect(url_for("desk.waiting"))
    # By this status the browser sends the same fields there.
    return redirect(onward.within(found.address), 307)


@blueprint.app_errorhandler(CSRFError)
def _without_its_session(error: CSRFError) -> ResponseReturnValue:
    """A form whose token is not of this session: kept if it is ours, else refused."""
    if request.blueprint != "desk" or not keeping.keep(service()):
        return errors.answer_to(error)
    known = accounts.signed_in(
        service().db, session.get("name", ""), session.get("session", "")
    )
    if known is None:
        return keeping.sign_in_first()
    if onward.is_for_script():
        return keeping.confirm_first()
    return redirect(url_for("desk.kept"))
