"""The page of the models: their cards, and how the site's own is learnt."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from classifier import ModelError, card
from moderation import drift, sites
from moderation.blind import results
from moderation.errors import JobUnderWay
from moderation.rights import Right
from moderation.sites import RETRAINING
from moderation.workshop import retraining, shadowing, versions
from web import apart, cards
from web.desk.entering import blueprint, may, service, user
from web.desk.learnt import telling
from web.desk.retelling import sentence, told


@blueprint.get("/models")
@may(Right.READ)
def models() -> ResponseReturnValue:
    """What the base model is, learnt from, can and cannot do; and the site's own.

    With `?model=` a name that the page links to, the card of that model.
    """
    judges = service().judges
    # Of the judges of what is on topic one is in service, under the name `topic`.
    unused = {*judges.model.languages, "topic-minilm"}
    beside = {
        name: path for name, path in cards.shipped().items() if name not in unused
    }
    if (name := request.args.get("model")) is not None:
        if name not in beside:
            abort(404)
        shown = judges.topic.card if name == "topic" else card.read(beside[name])
        return render_template(
            "model.html",
            version=shown["version"],
            sections=card.sections(shown, gettext),
            beside=beside,
            shown=name,
        )
    own, trouble = None, None
    try:
        own = judges.live.for_site(g.site)
    except ModelError as error:
        trouble = told(error)
    return render_template(
        "model.html",
        version=judges.model.version,
        sections=card.sections(judges.model.card, gettext),
        beside=beside,
        own=own.version if own else None,
        lesson=retraining.last(service(), g.site),
        decisions=retraining.decisions(service(), g.site),
        ceiling=results.ceiling(service().db, g.site),
        own_sections=card.sections(_shown(own.card), gettext) if own else (),
        kept=versions.listed(judges.live.registry, g.site),
        shadow=shadowing.report(service().db, judges.live.registry, g.site)
        if Right.RULES in g.rights
        else None,
        schedule=sites.find(service().db, g.site),
        schedule_bounds=RETRAINING,
        pinned=judges.live.registry.is_pinned(g.site),
        worries=drift.worries(
            service().db, g.site, judges.live.registry.current(g.site)
        ),
        trouble=trouble,
    )


def _shown(its: Mapping[str, Any]) -> Mapping[str, Any]:
    """A card as who looks at it may see it: who decides how is for those who lead."""
    return its if Right.STATISTICS in g.rights else telling.nameless(its)


@blueprint.post("/models/retrain")
@may(Right.RULES)
def retrain() -> ResponseReturnValue:
    """Begin to learn from the site's decisions."""
    try:
        by = user().name
        learn = apart.learning(service().db.path.parent, g.site, by=by)
        retraining.begin(service(), g.site, learn, by=by)
    except JobUnderWay as error:
        flash(sentence(error), "notice")
    return redirect(url_for("desk.models", _anchor="learning"))
