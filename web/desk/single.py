"""One comment after the other, without a list: the most urgent that nobody looks at."""

from collections.abc import Sequence

from flask import g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from moderation import claims, dossier, queue
from moderation.comments import Comment
from moderation.queue import pages
from moderation.rights import Right
from web.desk import asking
from web.desk.entering import blueprint, may, scope, service, user

AHEAD = 12
"""Comments that are looked at for one that nobody else has open."""


@blueprint.get("/review")
@may(Right.READ)
def single() -> ResponseReturnValue:
    """The first comment that the address asks for and nobody else looks at."""
    asked = asking.eased(asking.asked())
    found = pages.page(
        service(), g.site, asked.filter, asked.order, asked.cursor, size=AHEAD
    )
    shown = _claimed(found.comments)
    if shown is None and asked.cursor and asked.cursor.key >= 0:
        return redirect(asking.address(asked.filter, asked.order, page="desk.single"))
    its = shown and dossier.of(service(), g.site, shown.id, scope())
    if its and not its.comment.waiting:  # decided since the look: the next one, then
        return redirect(request.full_path)
    return render_template(
        "single.html",
        its=its,
        queue=found,
        asked=asked,
        following=shown and found.after.get(shown.key),
        address=asking.address,
    )


def _claimed(found: Sequence[Comment]) -> Comment | None:
    """The first that nobody else looks at; the very first, if there is none.

    Who decides has it from now on: of two who come at once, each gets another.
    """
    taken = claims.holders(service().db, found, by=user().name)
    for comment in found:
        if comment.id in taken:
            continue
        if Right.DECIDE not in g.rights or "ahead" in request.args:
            return comment
        if claims.take(service().db, comment, by=user().name) is None:
            mine = queue.find(service().db, g.site, comment.id, scope())
            if mine.waiting:  # else it was decided between the look and the claim
                return mine
    return next(iter(found), None)
