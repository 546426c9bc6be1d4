"""The queue with its filters, and what was decided last."""

from collections.abc import Sequence
from dataclasses import replace

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import bulk, claims, drift, queue, watching
from moderation.errors import NotAllowed
from moderation.queue import filters, orders, pages, saved
from moderation.rights import Right
from moderation.store.hits import Odd
from web.desk import asking, forms
from web.desk.deciding import REJECT_FOR
from web.desk.entering import blueprint, may, scope, service, user

SHARING = frozenset({Right.DECIDE, Right.RULES})
"""One of these has who shares a filter with all of the site."""


@blueprint.get("/")
@may(Right.READ)
def waiting() -> ResponseReturnValue:
    """The queue, as far as the address asks for it."""
    told = asking.asked()
    asked = asking.eased(told)
    found = pages.page(
        service(), g.site, asked.filter, asked.order, asked.cursor, choices=True
    )
    return render_template(
        "queue.html",
        queue=found,
        eased=asked is not told,
        query=saved.query(asked.filter, asked.order),
        saved=saved.seen_by(service().db, g.site, user().name),
        orders=orders.By,
        holders=claims.holders(service().db, found.comments, by=user().name),
        reject_for=REJECT_FOR,
        odd_rules=_odd(),
        fits_less=_fits_less(),
        address=asking.address,
        replace=replace,
        EVERY=filters.EVERY,
    )


@blueprint.post("/filters")
@may(Right.READ)
def save_filter() -> ResponseReturnValue:
    """Keep what the page shows by a name; for others too, by who works with them."""
    shared = forms.ticked("shared")
    if shared and not g.rights & SHARING:
        raise NotAllowed(
            f"the role {user().role} may keep filters for itself alone: those who "
            "decide or write rules share them"
        )
    asked = asking.read(request.form.get("query", ""))
    name = forms.text("name")
    saved.save(
        service().db,
        g.site,
        name,
        asked.filter,
        asked.order,
        by=user().name,
        shared=shared,
    )
    flash(gettext("The filter %(name)s is saved.", name=name), "said")
    return redirect(asking.address(asked.filter, asked.order))


@blueprint.post("/filters/drop")
@may(Right.READ)
def drop_filter() -> ResponseReturnValue:
    """Let a saved filter go: one's own, or as an admin any."""
    anybodys = Right.ADMIN in g.rights
    by = None if anybodys else user().name
    saved.drop(service().db, g.site, forms.number("number"), by=by)
    return redirect(asking.address(filters.MAIN, orders.MOST_URGENT))


@blueprint.get("/decided")
@may(Right.READ)
def decided() -> ResponseReturnValue:
    """What people decided last, with a way back."""
    found = queue.lately_decided(service().db, g.site, scope())
    many = bulk.latest(service().db, g.site, user().name)
    return render_template("decided.html", comments=found, many=many)


def _fits_less() -> bool:
    """Whether the site's own judge is told to fit less, to who can do something."""
    if Right.RULES not in g.rights:
        return False
    version = service().judges.live.registry.current(g.site)
    return drift.worries(service().db, g.site, version)


def _odd() -> Sequence[Odd]:
    if Right.RULES not in g.rights:
        return ()
    return watching.odd(service().db, g.site)
