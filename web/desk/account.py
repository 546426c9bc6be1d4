"""A person's own page: looks, language, what they are spared, and what they have read.

It is theirs alone: nobody reads or changes another's. An admin says what holds for
those of a site who chose nothing.
"""

from enum import StrEnum
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import preferences
from moderation.errors import BadSubmission, FieldProblem
from moderation.preferences import MOST_IN_A_ROW, Theme
from moderation.rights import Right
from web.desk import forms
from web.desk.entering import blueprint, may, service, signed_in, user
from web.desk.languages import LANGUAGES

_SWITCHES = ("blurs", "masks", "eases")


class Switch(StrEnum):
    """What to do about something that is done or not."""

    OPEN = "open"  # as wider settings have it
    YES = "yes"
    NO = "no"


@blueprint.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """What a person chose, and what holds where they did not."""
    db = service().db
    return render_template(
        "account.html",
        chosen=preferences.chosen(db, user().name),
        of_site=preferences.of_site(db, g.site),
        usual=preferences.with_choices(preferences.of_site(db, g.site)),
        shipped=preferences.Preferences(),
        themes=tuple(Theme),
        most_in_a_row=MOST_IN_A_ROW,
        may_set_site=Right.ADMIN in g.rights,
    )


@blueprint.post("/account")
@signed_in
def choose_own() -> ResponseReturnValue:
    """Keep what a person chose."""
    choices = {
        "theme": forms.one_of(Theme, "theme"),
        "language": _language(),
        **_spared(),
    }
    preferences.choose(service().db, user().name, choices)
    flash(gettext("What you chose is kept."), "done")
    return redirect(url_for("desk.account"))


@blueprint.post("/account/site")
@may(Right.ADMIN)
def choose_for_site() -> ResponseReturnValue:
    """Keep what holds for all of the site's people who chose nothing else."""
    preferences.choose_for_site(service().db, g.site, _spared(), by=user().name)
    flash(gettext("What holds at this site is kept."), "done")
    return redirect(url_for("desk.account"))


def _language() -> str:
    """One of the pages' languages; "" for what the browser asks for.

    Raises:
        BadSubmission: it is another.
    """
    given = request.form.get("language", "")
    if given and given not in LANGUAGES:
        wanted = ", ".join(LANGUAGES)
        raise BadSubmission(FieldProblem("language", wanted, repr(given[:50])))
    return given


def _spared() -> dict[str, Any]:
    """What is chosen about what is spared; nothing of what is left open.

    Raises:
        BadSubmission: something cannot be chosen.
    """
    answers = {name: forms.one_of(Switch, name) for name in _SWITCHES}
    choices: dict[str, Any] = {
        name: answer is Switch.YES
        for name, answer in answers.items()
        if answer is not Switch.OPEN
    }
    if forms.text("blur_from"):
        choices["blur_from"] = forms.number("blur_from", most=100) / 100
    if forms.text("break_after"):
        choices["break_after"] = forms.number("break_after", most=MOST_IN_A_ROW)
    return choices
