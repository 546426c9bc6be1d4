"""A form that was kept (`keeping`) is shown to its sender, and sent on or dropped.

One about a comment is shown with it, and with what became of it meanwhile.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from moderation import accounts, kept_forms, queue
from moderation.comments import Comment
from moderation.errors import NotAllowed, UnknownComment
from moderation.store.kept_forms import Kept
from web import errors
from web.desk import keeping, onward
from web.desk.entering import blueprint, scope, service, signed_in, user

DROP = "drop_kept_form"

ABOUT_COMMENTS = ("desk.decide", "desk.undo", "desk.preview")
"""Where forms go to that are about one comment."""


@dataclass(frozen=True)
class About:
    """The comment that a form is about, as it is now.

    Attributes:
        comment: `None` where it was erased, or is not for its sender to see any more.
        changed: whether it is another than the one that its sender saw.
    """

    comment: Comment | None
    changed: bool = False


@blueprint.route("/kept", methods=["GET", "POST"])
@signed_in
def kept() -> ResponseReturnValue:
    """What was kept, to confirm; then it goes where it was sent to."""
    name = request.cookies.get(keeping.COOKIE, "")
    found = kept_forms.find(service().db, name, by=user().name)
    if found is None or request.method == "GET":
        about = found and _about(found)
        return render_template("kept.html", kept=found, about=about, drop=DROP)
    kept_forms.drop(service().db, name)
    if DROP in request.form:
        return redirect(url_for("desk.waiting"))
    # By this status the browser sends the same fields there.
    return redirect(onward.within(found.address), 307)


def _about(kept: Kept) -> About | None:
    """What a form is about; `None` where that is no comment of the site looked at."""
    fields = dict(kept.fields)
    of_site = fields.get("looked_at", g.site) == g.site
    if not of_site or urlsplit(kept.address).path not in map(url_for, ABOUT_COMMENTS):
        return None
    try:
        comment = queue.find(service().db, g.site, fields.get("id", ""), scope())
    except (NotAllowed, UnknownComment):
        return About(None)
    return About(comment, fields.get("version") != str(comment.version))


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
