"""In which language the pages are, and how dates and numbers look in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from babel.support import NullTranslations
from flask import Flask, g, request
from flask_babel import Babel, force_locale, get_locale, get_translations
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


@dataclass(frozen=True)
class Spoken:
    """What a page is said in.

    Attributes:
        language: its code.
        direction: "ltr" or "rtl", as HTML has it.
        messages: its translations of what the pages say.
    """

    language: str
    direction: str
    messages: NullTranslations


def spoken() -> Spoken:
    """What this page is said in.

    It is kept with the request: a page of the queue asks for it five hundred times, and
    Flask-Babel would find it out anew each time.
    """
    found: Spoken | None = g.get("spoken")
    if found is None:
        locale = get_locale()
        direction = "rtl" if locale and locale.text_direction == "rtl" else "ltr"
        found = Spoken(str(locale or "en"), direction, get_translations())
        g.spoken = found
    return found


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let what is said within be in another language than the page."""
    before = g.pop("spoken", None)
    try:
        with force_locale(language):
            yield
    finally:
        g.spoken = before


def gettext(text: str, **values: object) -> str:
    """A text in the page's language, with values in their places."""
    said = spoken().messages.ugettext(text)
    return said % values if values else said


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
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: spoken().messages.ugettext(text),
        ngettext=lambda one, many, n: spoken().messages.ungettext(one, many, n),
        newstyle=True,
    )
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, asked=asked, spoken=spoken)


def in_order(number: str) -> str:
    """A number with a sign, such as "87%", that stays so among words of any direction.

    Among Urdu words the sign would else come to the number's other side (Unicode
    Standard Annex 9, rules W2 and N2).
    """
    return _IN_ORDER.format(number) if spoken().direction == "rtl" else number


def apart(text: str) -> str:
    """A name, an id or a number, so that it turns no words around it.

    Among Urdu words it is isolated, whatever its own direction.
    """
    return _APART.format(text) if spoken().direction == "rtl" else text


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
