"""The page of a version: the same that `moderate models report` writes."""

from collections.abc import Mapping
from typing import Any

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from classifier import DamagedModel, ModelError
from moderation.blind import results
from moderation.examined import Figures
from moderation.rights import Right
from moderation.scopes import Scope
from moderation.service import Service
from moderation.workshop import examining
from web import apart
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.learnt import drawing, telling
from web.desk.retelling import told


@blueprint.get("/models/<version>")
@may(Right.READ)
def version(version: str) -> ResponseReturnValue:
    """What a version has learnt and how well it does.

    People are named to who may see what each of them decided.
    """
    live = service().judges.live
    try:
        card = live.registry.load(g.site, version, live.ground).card
    except DamagedModel as error:
        return render_template("learnt/page.html", version=version, trouble=told(error))
    except ModelError:
        abort(404)
    find = apart.examining(service().db.path.parent, g.site, version)
    known = examining.known(service(), g.site, version, find, by=user().name)
    parts: Mapping[str, Any] = {}
    if known.figures is not None:
        names = Right.STATISTICS in g.rights
        parts = shown(service(), g.site, known.figures, card, scope(), names=names)
    return render_template(
        "learnt/page.html",
        version=version,
        known=known,
        in_service=live.registry.current(g.site) == version,
        **parts,
    )


def shown(
    its: Service,
    site: str,
    found: Figures,
    card: Mapping[str, Any],
    within: Scope,
    *,
    names: bool,
) -> Mapping[str, Any]:
    """What `learnt/sections.html` shows.

    Args:
        within: what comments whoever reads it may see.
        names: whether people are told by name.
    """
    return {
        "found": found,
        "card": card,
        "draw": drawing,
        "flips": telling.flips(its.db, found, within),
        "sheet": telling.sheet(found, card, names=names),
        "ceiling": results.ceiling(its.db, site),
    }
