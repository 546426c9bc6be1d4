"""Thresholds looked at and set: the whole, and one attribute."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import thresholds
from moderation.comments import Caution
from moderation.errors import BadLevel, BadSubmission
from moderation.rights import Right
from moderation.thresholds import Agreement, Sample, setting
from moderation.thresholds.setting import Standing
from web.desk import forms
from web.desk.entering import blueprint, may, service, user
from web.desk.retelling import told
from web.desk.thresholds import drawing

INHERIT = ""
"""Of a threshold or caution that shall be that of the level above."""


@blueprint.get("/thresholds")
@may(Right.READ)
def all_thresholds() -> ResponseReturnValue:
    """All attributes, and what each caution would mean."""
    sample, standing = _looked_at(request.args.get("section", ""))
    curves = [
        thresholds.curve(sample, name, standing.settings) for name in thresholds.names()
    ]
    return render_template(
        "thresholds.html",
        standing=standing,
        sections=_sections(standing),
        sample=sample,
        curves=[
            (curve, curve.at(curve.hold), drawing.small(curve)) for curve in curves
        ],
        now=thresholds.of_settings(sample, standing.settings),
        cautions=thresholds.of_cautions(sample, standing.settings),
    )


@blueprint.post("/thresholds")
@may(Right.RULES)
def set_caution() -> ResponseReturnValue:
    """Set the caution of the site, or of a section."""
    section = forms.text("section")
    given = request.form.get("caution", INHERIT)
    caution = None if given == INHERIT else forms.one_of(Caution, "caution")
    setting.set_caution(
        service(),
        g.site,
        section,
        caution,
        alone=forms.ticked("alone"),
        by=user().name,
    )
    flash(gettext("The caution is set; it holds from the next comment on."))
    return redirect(url_for("desk.all_thresholds", section=section or None))


@blueprint.get("/thresholds/<attribute>")
@may(Right.READ)
def threshold(attribute: str) -> ResponseReturnValue:
    """One attribute; with `?hold=` and `?reject=` other thresholds are looked at."""
    return _page(attribute, request.args.get("section", ""))


@blueprint.post("/thresholds/<attribute>")
@may(Right.RULES)
def set_threshold(attribute: str) -> ResponseReturnValue:
    """Set the thresholds of an attribute."""
    if attribute not in thresholds.names():
        abort(404)
    section = forms.text("section")
    try:
        setting.set_thresholds(
            service(),
            g.site,
            section,
            attribute,
            hold=_score("hold"),
            reject=_score("reject"),
            by=user().name,
        )
    except (BadLevel, BadSubmission) as error:
        return _page(attribute, section, refused=told(error)), 422
    flash(gettext("The thresholds are set; they hold from the next comment on."))
    return redirect(
        url_for("desk.threshold", attribute=attribute, section=section or None)
    )


@blueprint.app_template_global("agreement")
def agreement(attribute: str, low: float, high: float) -> Agreement:
    """What people decided so far of comments with scores in a band."""
    found = thresholds.sample(service(), g.site)
    return thresholds.between(found, attribute, low, high)


def _page(attribute: str, section: str, refused: str = "") -> str:
    if attribute not in thresholds.names():
        abort(404)
    sample, standing = _looked_at(section)
    curve = thresholds.curve(sample, attribute, standing.settings)
    hold = _tried("hold", curve.hold)
    reject = _tried("reject", curve.reject)
    hold = curve.hold if hold is None else hold
    return render_template(
        "thresholds_one.html",
        standing=standing,
        sections=_sections(standing),
        sample=sample,
        curve=curve,
        drawing=drawing.drawn(curve, hold, reject),
        hold=hold,
        reject=reject,
        at_hold=curve.at(hold),
        at_reject=None if reject is None else curve.at(reject),
        names=thresholds.names(),
        refused=refused,
        width=drawing.WIDTH,
        height=drawing.HEIGHT,
    )


def _looked_at(section: str) -> tuple[Sample, Standing]:
    whole = thresholds.sample(service(), g.site)
    standing = setting.standing(service(), g.site, section)
    return (whole.of(section) if section else whole), standing


def _sections(standing: Standing) -> list[str]:
    """Those that one may look at: with comments, or with settings of their own."""
    met = thresholds.sample(service(), g.site).sections
    asked = [standing.section] if standing.section else []
    return sorted({*met, *standing.sections, *asked})


def _score(field: str) -> float | None:
    """A threshold that was sent; `None` where it is left to the level above."""
    if not request.form.get(field, "").strip():
        return None
    return forms.share(field)


def _tried(field: str, usual: float | None) -> float | None:
    """A threshold that is only looked at."""
    try:
        its = float(request.values.get(field, ""))
    except ValueError:
        return usual
    return its if 0 <= its <= 1 else usual
