"""Many comments at once: chosen, confirmed, decided with progress, undone as one."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation import bulk, scopes
from moderation.comments import Action, Reason
from moderation.errors import NotAllowed, NotUndoable
from moderation.queue import pages
from moderation.rights import Right
from web.desk import asking, finishing, forms
from web.desk.entering import blueprint, may, service, user
from web.desk.ids import NUMBER

SAMPLES = 5
"""Comments that are shown before many are decided."""


@blueprint.post("/many")
@may(Right.DECIDE)
def choose_many() -> ResponseReturnValue:
    """Decide what is chosen; more than a few are to be confirmed first."""
    action = forms.one_of(Action, "action")
    reason = forms.one_of(Reason, "reason") if action is Action.REJECT else None
    keys = _chosen()
    if len(keys) > bulk.CONFIRM_ABOVE and not forms.ticked("confirmed"):
        return _confirm(keys, action, reason)
    db, site = service().db, g.site
    batch = bulk.choose(db, site, keys, action, by=user().name, reason=reason)
    finishing.begin(service(), g.site, batch)
    return redirect(url_for("desk.many", batch=batch))


@blueprint.get(f"/many/<{NUMBER}:batch>")
@may(Right.READ)
def many(batch: int) -> ResponseReturnValue:
    """How far a batch is, and the way back."""
    found = bulk.progress(service().db, g.site, batch)
    return render_template("many.html", progress=found)


@blueprint.post(f"/many/<{NUMBER}:batch>/go-on")
@may(Right.DECIDE)
def go_on(batch: int) -> ResponseReturnValue:
    """Go on with a batch that was interrupted."""
    _require_own(batch)
    finishing.begin(service(), g.site, batch)
    return redirect(url_for("desk.many", batch=batch))


@blueprint.post(f"/many/<{NUMBER}:batch>/undo")
@may(Right.DECIDE)
def undo_many(batch: int) -> ResponseReturnValue:
    """Undo all of a batch."""
    _require_own(batch)
    try:
        bulk.undo(service().db, g.site, batch, by=user().name)
    except NotUndoable as error:
        flash(f"{error}.", "notice")
    finishing.begin(service(), g.site, batch)
    return redirect(url_for("desk.many", batch=batch))


def _require_own(batch: int) -> None:
    """See that a batch is of who is signed in, or that they lead.

    Raises:
        NotAllowed: it is another's.
    """
    made = bulk.progress(service().db, g.site, batch).batch
    if made.by != user().name and Right.STATISTICS not in g.rights:
        raise NotAllowed(f"batch {batch}: {made.by} or who leads may change it")


def _chosen() -> Sequence[int]:
    """The keys of what is chosen: one by one, or all that a filter asks for."""
    if not forms.ticked("all"):
        keys = list(dict.fromkeys(forms.numbers("key")))
        _require_scope(keys)
        return keys
    asked = asking.read(request.form.get("query", ""))
    cursor = pages.read_cursor(request.form.get("at"))
    at = cursor.at if cursor else 0.0
    return pages.keys(service(), g.site, asked.filter, at)


def _require_scope(keys: Sequence[int]) -> None:
    """See that all of these are for who is signed in to decide.

    Raises:
        NotAllowed: some are not; nothing is done.
    """
    scope = scopes.of(service().db, user().name)
    if others := pages.outside(service(), g.site, keys, scope):
        raise NotAllowed(
            f"{len(others)} of these comments are in sections or queues that "
            f"{user().name} is not limited to; somebody else has to decide"
        )


def _confirm(
    keys: Sequence[int], action: Action, reason: Reason | None
) -> ResponseReturnValue:
    samples = pages.of_keys(service(), g.site, keys[:SAMPLES])
    return render_template(
        "many_confirm.html",
        count=len(keys),
        action=action,
        reason=reason,
        samples=samples,
        most=bulk.MOST,
        fields=[
            (name, value)
            for name in ("key", "all", "query", "at", "action", "reason")
            for value in request.form.getlist(name)
        ],
    )
