"""Many comments at once: chosen, confirmed, decided with progress, undone as one.

Of these a person has read what they were shown: on the page where they chose, whose
forms tell it as `shown`, and as samples. That counts as what they decide one by one.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from moderation import bulk, care
from moderation.comments import Action, Comment, Reason
from moderation.errors import NotAllowed, NotUndoable
from moderation.queue import pages
from moderation.rights import Right
from web.desk import asking, finishing, forms
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.ids import NUMBER
from web.desk.retelling import sentence

SAMPLES = 5
"""Comments that are shown before many are decided."""

MOST_SHOWN = 100
"""Of a page and its samples; a form that tells of more is none of ours."""

_KEY = re.compile(r"([0-9]{1,18}):([0-9]{1,9})")
_SHOWN = re.compile(r"[0-9]{1,18}")


@blueprint.post("/many")
@may(Right.DECIDE)
def choose_many() -> ResponseReturnValue:
    """Decide what is chosen; more than a few are to be confirmed first."""
    action = forms.one_of(Action, "action")
    reason = forms.one_of(Reason, "reason") if action is Action.REJECT else None
    keys, seen = _chosen()
    is_many = len(keys) > bulk.CONFIRM_ABOVE or forms.ticked("all")
    if is_many and not forms.ticked("confirmed"):
        return _confirm(keys, action, reason)
    db, site = service().db, g.site
    by = user().name
    read = _read(keys, seen)
    batch = bulk.choose(db, site, keys, action, by=by, reason=reason, seen=seen)
    care.saw(db, by, *read)
    finishing.begin(service(), g.site, batch)
    shown = url_for("desk.many", batch=batch)
    query = asking.again(request.form.get("query", ""))
    return redirect(f"{shown}?{query}" if query else shown)


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
        flash(sentence(error), "notice")
    finishing.begin(service(), g.site, batch)
    return redirect(url_for("desk.many", batch=batch))


def _require_own(batch: int) -> None:
    """See that a batch is of who is signed in, or that they lead, and within limits.

    Raises:
        NotAllowed: it is another's, or has comments outside of their limits.
    """
    made = bulk.progress(service().db, g.site, batch).batch
    if made.by != user().name and Right.STATISTICS not in g.rights:
        raise NotAllowed(f"batch {batch}: {made.by} or who leads may change it")
    _require_inside(bulk.outside(service().db, batch, scope()))


def _chosen() -> tuple[Sequence[int], Mapping[int, int]]:
    """The keys of what is chosen, one by one or all that a filter asks for; and the
    versions that were shown of those chosen one by one.
    """
    if not forms.ticked("all"):
        seen = dict(_keys_and_versions())
        _require_inside(len(pages.outside(service(), g.site, list(seen), scope())))
        return list(seen), seen
    asked = asking.read(request.form.get("query", ""))
    cursor = pages.read_cursor(request.form.get("at"))
    at = cursor.at if cursor else 0.0
    return pages.keys(service(), g.site, asked.filter, at), {}


def _keys_and_versions() -> Iterator[tuple[int, int]]:
    """What boxes are ticked, such as "7:2" for the key 7 at version 2; no others."""
    for given in request.form.getlist("key"):
        if found := _KEY.fullmatch(given):
            yield int(found[1]), int(found[2])


def _read(chosen: Sequence[int], ticked: Collection[int]) -> Sequence[Comment]:
    """Those of what is chosen that were shown to who chose them."""
    told = request.form.getlist("shown")[:MOST_SHOWN]
    shown = {int(each) for each in told if _SHOWN.fullmatch(each)}.union(ticked)
    keys = [key for key in chosen if key in shown]
    return pages.of_keys(service(), g.site, keys, scope())


def _require_inside(outside: int) -> None:
    """See that of many comments none is outside of somebody's limits.

    Raises:
        NotAllowed: some are; nothing is done.
    """
    if outside:
        raise NotAllowed(
            f"{outside} of these comments are in sections or queues outside of your "
            "limits; somebody else has to decide"
        )


def _confirm(
    keys: Sequence[int], action: Action, reason: Reason | None
) -> ResponseReturnValue:
    samples = pages.of_keys(service(), g.site, keys[:SAMPLES], scope())
    return render_template(
        "many_confirm.html",
        count=len(keys),
        action=action,
        reason=reason,
        samples=samples,
        most=bulk.MOST,
        back=asking.again(request.form.get("query", "")),
        fields=[
            *(
                (name, value)
                for name in ("key", "all", "query", "at", "action", "reason", "shown")
                for value in request.form.getlist(name)
            ),
            *(("shown", its.key) for its in samples),
        ],
    )
