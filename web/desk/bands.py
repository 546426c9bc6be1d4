"""Many at once by a band of scores: a histogram, what is in the band, and acting."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from moderation.queue import bands as spread
from moderation.queue import pages, saved
from moderation.queue.filters import Band
from moderation.rights import Right
from web.desk import asking
from web.desk.deciding import REJECT_FOR
from web.desk.dots import Dots
from web.desk.entering import blueprint, may, service

SAMPLES = 6
"""Comments of the band that are shown."""

USUAL = "toxicity"
"""The attribute that is shown if none is asked for."""


@blueprint.get("/by-score")
@may(Right.READ)
def bands() -> ResponseReturnValue:
    """The scores of what the filter asks for, a band of them, and samples of it."""
    asked = asking.asked()
    known = spread.attributes(service(), g.site)
    attribute = request.args.get("attribute") or request.args.get("band") or USUAL
    if attribute not in known and known:
        attribute = known[0]
    band = next(
        (each for each in asked.filter.scores if each.attribute == attribute),
        Band(attribute, 0.9, 1.0),
    )
    at = asked.cursor.at if asked.cursor else None
    found = spread.histogram(service(), g.site, asked.filter, attribute, at)
    wanted = spread.within(asked.filter, band)
    sample = pages.page(
        service(), g.site, wanted, asked.order, pages.Cursor(found.at), size=SAMPLES
    )
    return render_template(
        "bands.html",
        attributes=known,
        band=band,
        dots=Dots.of(found.counts),
        histogram=found,
        sample=sample,
        asked=asked,
        rest=[
            (name, value)
            for name, value in asked.filter.asked()
            if not value.startswith(f"{attribute}:")
        ],
        query=saved.query(wanted, asked.order),
        reject_for=REJECT_FOR,
        address=asking.address,
    )
