"""In which language the pages are, and how dates and numbers look in it."""

from flask import Flask, g, request
from flask_babel import Babel, get_locale
from werkzeug.datastructures import ImmutableDict

_IN_ORDER = "\u2066{}\u2069"  # an isolate, from left to right
_APART = "\u2068{}\u2069"  # an isolate, in the direction of what is in it

LANGUAGES = {"en": "English", "ur": "اردو"}
"""That all pages are complete in, each by its own name."""


DATE_FORMATS = ImmutableDict(
    {
        **Babel.default_date_formats,
        "time.short": "HH:mm",
        "date.medium": "d MMM y",
        "datetime.medium": "d MMM y, HH:mm",
    }
)
"""How moments are told, in each language: the day before the month, to the minute, and
the hour from 0 to 23, as rosters and logs have it."""


def register(app: Flask) -> None:
    """Let each page be in its reader's language."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "desk/translations"
    Babel(
        app,
        date_formats=DATE_FORMATS,
        locale_selector=_chosen,
        timezone_selector=lambda: "UTC",
    )
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES, asked=asked, language=_language, direction=_direction
    )


def in_order(number: str) -> str:
    """A number with a sign, such as "87%", that stays so among words of any direction.

    Among Urdu words the sign would else come to the number's other side (Unicode
    Standard Annex 9, rules W2 and N2).
    """
    return _IN_ORDER.format(number) if _direction() == "rtl" else number


def apart(text: str) -> str:
    """A name, an id or a number, so that it turns no words around it.

    Among Urdu words it is isolated, whatever its own direction.
    """
    return _APART.format(text) if _direction() == "rtl" else text


def asked() -> str | None:
    """The language that the address asks for, as `?lang=ur`; of ours, if any."""
    found = request.args.get("lang", "")
    return found if found in LANGUAGES else None


def _chosen() -> str:
    """What the person chose, else what the address or the browser asks for."""
    chosen = g.preferences.language if "preferences" in g else asked()
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, "en") or "en"


def _language() -> str:
    return str(get_locale() or "en")


def _direction() -> str:
    locale = get_locale()
    return "rtl" if locale and locale.text_direction == "rtl" else "ltr"
