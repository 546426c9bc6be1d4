"""Which version of the site's own judge is in use: promote, roll back, pin, shadow."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from classifier import ModelError
from moderation import guarantees, sites
from moderation.rights import Right
from moderation.sites import RETRAINING
from moderation.workshop import versions
from web.desk import forms
from web.desk.entering import blueprint, may, service, user
from web.desk.retelling import told


@blueprint.post("/models/promote")
@may(Right.RULES)
def promote_model() -> ResponseReturnValue:
    """Put a version into service."""
    db, live = service().db, service().judges.live
    version, by = request.form.get("version", ""), user().name
    try:
        ready = guarantees.readier(service(), g.site, by=by)
        versions.promote(
            db, live.registry, live.ground, g.site, version, by=by, ready=ready
        )
    except ModelError as error:
        return _back(told(error), "notice")
    return _back(gettext("%(version)s is in service.", version=version))


@blueprint.post("/models/rollback")
@may(Right.RULES)
def roll_back_model() -> ResponseReturnValue:
    """Go back to what was in service before."""
    db, live, by = service().db, service().judges.live, user().name
    ready = guarantees.readier(service(), g.site, by=by)
    try:
        version = versions.roll_back(
            db, live.registry, live.ground, g.site, by=by, ready=ready
        )
    except ModelError as error:
        return _back(told(error), "notice")
    return _back(gettext("%(version)s is in service again.", version=version))


@blueprint.post("/models/pin")
@may(Right.RULES)
def pin_model() -> ResponseReturnValue:
    """Keep what is in service until a person changes it, or no longer."""
    db, live = service().db, service().judges.live
    on, by = request.form.get("on") == "1", user().name
    try:
        versions.pin(db, live.registry, live.ground, g.site, by=by, on=on)
    except ModelError as error:
        return _back(told(error), "notice")
    if on:
        return _back(gettext("What is in service stays until a person changes it."))
    return _back(gettext("What is learnt and better is put into service again."))


@blueprint.post("/models/shadow")
@may(Right.RULES)
def shadow_model() -> ResponseReturnValue:
    """Have a version score beside the one in service; without one, none."""
    db, live = service().db, service().judges.live
    version, by = request.form.get("version", "") or None, user().name
    try:
        versions.shadow(db, live.registry, live.ground, g.site, version, by=by)
    except ModelError as error:
        return _back(told(error), "notice")
    if version is None:
        return _back(gettext("No version is in the shadow."))
    return _back(gettext("%(version)s scores in the shadow.", version=version))


@blueprint.post("/models/schedule")
@may(Right.RULES)
def schedule_model() -> ResponseReturnValue:
    """Have it learnt by itself after so many decisions, or no longer."""
    sites.configure(
        service().db,
        g.site,
        by=user().name,
        **{field: forms.optional(field, *its) for field, its in RETRAINING.items()},
    )
    flash(gettext("It is set when the site's own judge is learnt by itself."), "told")
    return redirect(url_for("desk.models", _anchor="learning"))


def _back(sentence: str, kind: str = "told") -> ResponseReturnValue:
    flash(sentence, kind)
    return redirect(url_for("desk.models", _anchor="versions"))
