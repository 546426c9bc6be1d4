"""The queue, and what was decided last."""

from collections.abc import Sequence

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from moderation import queue, watching
from moderation.rights import Right
from moderation.store.hits import Odd
from web.desk.deciding import REJECT_FOR
from web.desk.entering import blueprint, may, service


@blueprint.get("/")
@may(Right.READ)
def waiting() -> ResponseReturnValue:
    """The queue."""
    page = request.args.get("page", 1, type=int)
    found = queue.waiting(service().db, g.site, page=page)
    odd: Sequence[Odd] = ()
    if Right.RULES in g.rights:
        odd = watching.odd(service().db, g.site)
    return render_template(
        "queue.html", queue=found, reject_for=REJECT_FOR, odd_rules=odd
    )


@blueprint.get("/decided")
@may(Right.READ)
def decided() -> ResponseReturnValue:
    """What people decided last, with a way back."""
    found = queue.lately_decided(service().db, g.site)
    return render_template("decided.html", comments=found)
