"""The pages of the desk. Writing needs a signed-in moderator and a CSRF token."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from flask import (
    Blueprint,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    send_from_directory,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from moderation import accounts, appeals, queue, reports, review, watching
from moderation.comments import Action, Comment, Reason
from moderation.errors import (
    BadCredentials,
    BadSubmission,
    FieldProblem,
    NotAllowed,
    NotUndoable,
    StaleVersion,
    TooManyTries,
)
from moderation.service import Service
from moderation.store.hits import Odd
from moderation.store.people import User
from moderation.text import pieces

blueprint = Blueprint("desk", __name__, template_folder="templates")
P = ParamSpec("P")
Code = TypeVar("Code", bound=StrEnum)

REJECT_FOR = tuple(
    reason
    for reason in Reason
    if reason not in (Reason.UNSCORED, Reason.CLOSED, Reason.NEW_AUTHOR)
)
"""The reasons that a person may give; the others are the machine's own."""


def service() -> Service:
    """What stands behind the pages."""
    found: Service = current_app.extensions["moderation"]
    return found


def signed_in(
    page: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Let only signed-in people see a page; the others sign in first."""

    @wraps(page)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        name, token = session.get("name", ""), session.get("session", "")
        user = accounts.signed_in(service().db, name, token)
        if user is None:
            session.clear()
            return redirect(url_for("desk.sign_in"))
        g.user = user
        return page(*args, **kwargs)

    return guarded


@blueprint.get("/")
@signed_in
def waiting() -> ResponseReturnValue:
    """The queue."""
    page = request.args.get("page", 1, type=int)
    found = queue.waiting(service().db, _user().site, page=page)
    odd: Sequence[Odd] = ()
    if _user().role in accounts.KEEPING_RULES:
        odd = watching.odd(service().db, _user().site)
    return render_template(
        "queue.html", queue=found, reject_for=REJECT_FOR, odd_rules=odd
    )


@blueprint.get("/decided")
@signed_in
def decided() -> ResponseReturnValue:
    """What people decided last, with a way back."""
    found = queue.lately_decided(service().db, _user().site)
    return render_template("decided.html", comments=found)


@blueprint.get("/comments/<path:id>")
@signed_in
def comment(id: str) -> ResponseReturnValue:
    """One comment with all that is known of it."""
    db, site = service().db, _user().site
    return render_template(
        "comment.html",
        comment=queue.find(db, site, id),
        history=queue.history(db, site, id),
        appeal=appeals.of_comment(db, site, id),
        reports=reports.of_comment(db, site, id),
        reject_for=REJECT_FOR,
    )


@blueprint.post("/decide")
@signed_in
def decide() -> ResponseReturnValue:
    """Approve or reject, if nobody came first."""
    id, version = request.form.get("id", ""), _version()
    action = _one_of(Action, "action")
    reason = _one_of(Reason, "reason") if action is Action.REJECT else None
    _may_decide()
    try:
        review.decide(
            service().db,
            _user().site,
            id,
            action,
            by=_user().name,
            reason=reason,
            note=request.form.get("note", "")[:2000] or None,
            version=version,
        )
        done = "approved" if action is Action.APPROVE else "rejected"
        flash(f"Comment {id}: {done}.", "done")
        session["undo"] = id
    except StaleVersion as error:
        flash(f"Comment {id}: {error}.", "notice")
    return redirect(url_for("desk.waiting"))


@blueprint.post("/undo")
@signed_in
def undo() -> ResponseReturnValue:
    """Take a decision back."""
    id = request.form.get("id", "")
    _may_decide()
    try:
        review.undo(service().db, _user().site, id, by=_user().name)
        flash(f"Comment {id} is back in the queue.", "done")
    except (NotUndoable, StaleVersion) as error:
        flash(f"{error}.", "notice")
    session.pop("undo", None)
    return redirect(url_for("desk.waiting"))


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Name and password."""
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
    return redirect(url_for("desk.waiting"))


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Goodbye."""
    session.clear()
    return redirect(url_for("desk.sign_in"))


@blueprint.get("/desk/style.css")
def style() -> ResponseReturnValue:
    """The one style sheet."""
    folder = Path(__file__).parent / "static"
    return send_from_directory(folder, "style.css", max_age=3600)


@blueprint.app_template_filter("marked")
def marked(comment: Comment) -> list[tuple[str, bool]]:
    """A comment's text in pieces, those that caused a reason marked."""
    spans = [span for reason in comment.reasons for span in reason.spans]
    return pieces(comment.text, spans)


@blueprint.app_template_filter("percent")
def percent(score: float | None) -> str:
    """A score for people."""
    return "–" if score is None else f"{score:.0%}"  # noqa: RUF001 - a dash


@blueprint.app_template_filter("words")
def words(code: str) -> str:
    """A code as words: `off_topic` is "off topic"."""
    return str(code).replace("_", " ")


@blueprint.app_template_filter("told_odd")
def told_odd(odd: Odd) -> str:
    """What is odd about a rule."""
    return watching.told(odd)


def _user() -> User:
    user: User = g.user
    return user


def _may_decide() -> None:
    if _user().role not in accounts.DECIDING:
        raise NotAllowed(f"the role {_user().role} decides no comments")


def _version() -> int:
    given = request.form.get("version", "")
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise BadSubmission(FieldProblem("version", "a number", repr(given[:50])))
    return int(given)


def _one_of(kind: type[Code], field: str) -> Code:
    given = request.form.get(field, "")
    try:
        return kind(given)
    except ValueError:
        wanted = ", ".join(kind)
        raise BadSubmission(FieldProblem(field, wanted, repr(given[:50]))) from None
