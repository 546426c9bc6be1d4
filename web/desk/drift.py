"""Whether the site's own judge still fits what comes: the last look, and a new one."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from classifier.saying import N_
from moderation import drift
from moderation.drift import Kind
from moderation.errors import JobUnderWay
from moderation.rights import Right
from moderation.scopes import UNLIMITED
from moderation.workshop import drifting
from web import apart
from web.desk.entering import blueprint, may, scope, service, user
from web.desk.retelling import sentence
from web.desk.wording import words

HEADS = {
    Kind.SCORES: N_("Scores of what it judges"),
    Kind.DECISIONS: N_("What people decide"),
    Kind.LANGUAGES: N_("Languages"),
    Kind.SECTIONS: N_("Sections"),
}
"""What was counted, as the page calls it."""


@blueprint.get("/models/drift")
@may(Right.READ)
def model_drift() -> str:
    """What the last look found. Words and sections of what comes, and examples, are for
    those alone who are limited to no part of it.
    """
    version = service().judges.live.registry.current(g.site)
    sees_all = scope() == UNLIMITED
    return render_template(
        "drift.html",
        found=drift.last(service().db, g.site, version),
        own=version is not None,
        job=drifting.last(service(), g.site),
        heads=HEADS,
        sees_all=sees_all,
        shows_examples=sees_all and Right.RULES in g.rights,
    )


@blueprint.post("/models/drift")
@may(Right.RULES)
def look_for_drift() -> ResponseReturnValue:
    """Begin to look anew."""
    look = apart.looking(service().db.path.parent, g.site)
    try:
        drifting.begin(service(), g.site, look, by=user().name)
    except JobUnderWay as error:
        flash(sentence(error), "notice")
    return redirect(url_for("desk.model_drift"))


@blueprint.app_template_filter("drift_kind")
def drift_kind(name: str, kind: Kind) -> str:
    """One kind of what was counted, for people."""
    if not name:
        return words("none")
    if kind is Kind.DECISIONS:
        return words(name)
    return name
