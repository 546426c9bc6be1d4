"""Settings by level: of the site, a section, an article or an author."""

from dataclasses import replace

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import level_changes as story
from moderation.comments import Caution, Mode
from moderation.levels import Level, Override
from moderation.policy import THRESHOLDS
from moderation.rights import Right
from web.desk import forms
from web.desk.entering import blueprint, may, service, user


@blueprint.get("/admin/levels")
@may(Right.ADMIN)
def levels() -> ResponseReturnValue:
    """All levels that set something, and a way to any other."""
    return render_template(
        "admin/levels.html",
        levels=story.listed(service().db, g.site),
        kinds=list(Level),
    )


@blueprint.get("/admin/level")
@may(Right.ADMIN)
def level() -> ResponseReturnValue:
    """What one level sets, as a form."""
    asked, name = _named(request.args.get("level", ""), request.args.get("name", ""))
    return render_template(
        "admin/level.html",
        level=story.find(service().db, g.site, asked, name),
        modes=list(Mode),
        cautions=list(Caution),
        thresholds=THRESHOLDS,
    )


@blueprint.post("/admin/level")
@may(Right.ADMIN)
def set_level() -> ResponseReturnValue:
    """All that a level sets, but for what is said of an author; empty is inherited."""
    kind, name = _meant()
    mode = forms.one_of(Mode, "mode") if forms.text("mode") else None
    caution = forms.one_of(Caution, "caution") if forms.text("caution") else None
    holds, rejects = _shares("hold"), _shares("reject")

    def changed(before: Override) -> Override:
        return replace(
            before,
            mode=mode,
            caution=caution,
            holds=holds,
            rejects=rejects,
            off_topic=_share("off_topic"),
            risk=_share("risk"),
        )

    set_now = story.change(service().db, g.site, kind, name, changed, by=user().name)
    flash(gettext("The level is set: %(level)s.", level=set_now.told), "told")
    return redirect(url_for("desk.levels"))


@blueprint.post("/admin/level/clear")
@may(Right.ADMIN)
def clear_level() -> ResponseReturnValue:
    """Everything is inherited again, but for what is said of an author."""
    kind, name = _meant()
    story.clear_settings(service().db, g.site, kind, name, by=user().name)
    flash(gettext("The level inherits everything again."), "told")
    return redirect(url_for("desk.levels"))


def _meant() -> tuple[Level, str]:
    """Which level a form is about.

    Raises:
        BadSubmission: there is no such kind of level.
    """
    kind = forms.one_of(Level, "level")
    return kind, "" if kind is Level.SITE else forms.text("name")


def _named(kind: str, name: str) -> tuple[Level, str]:
    """Which level an address names; the site's where it names none."""
    found = Level(kind) if kind in set(Level) else Level.SITE
    return found, "" if found is Level.SITE else name.strip()


def _shares(begin: str) -> dict[str, float]:
    """From which score on, by attribute; what is empty is inherited."""
    found = {name: _share(f"{begin}.{name}") for name in THRESHOLDS}
    return {name: its for name, its in found.items() if its is not None}


def _share(field: str) -> float | None:
    return forms.share(field) if forms.text(field) else None
