"""What a person is told of their own day, and the break that is suggested to them."""

from flask import g, get_template_attribute, redirect
from flask.typing import ResponseReturnValue

from moderation import care
from moderation.care import Advice
from moderation.store.exposures import Exposure
from web.desk import onward
from web.desk.entering import blueprint, service, signed_in, user


@blueprint.post("/account/break-later")
@signed_in
def break_later() -> ResponseReturnValue:
    """Suggest no break for now."""
    care.put_off(service().db, user().name)
    return redirect(onward.then())


@blueprint.app_template_global("break_due")
def break_due() -> Advice | None:
    """The break that whoever looks at the page should be suggested."""
    return care.advice(service().db, user().name, g.preferences)


@blueprint.app_template_global("seen_today")
def seen_today() -> Exposure:
    """What whoever looks at the page has read today."""
    return care.today(service().db, user().name)


def suggestion() -> str:
    """What a page says of a break that is due, for a script; "" where none is."""
    told: str = get_template_attribute("care.html", "suggestion")()
    return told.strip()
