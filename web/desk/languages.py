"""In which language the pages are, and how dates and numbers look in it."""

from flask import Flask, g, request
from flask_babel import Babel, get_locale

LANGUAGES = {"en": "English", "ur": "اردو"}
"""That all pages are complete in, each by its own name."""


def register(app: Flask) -> None:
    """Let each page be in its reader's language."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "desk/translations"
    Babel(app, locale_selector=_chosen, timezone_selector=lambda: "UTC")
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES, language=_language, direction=_direction
    )


def _chosen() -> str:
    """What the person chose, else what the browser asks for."""
    chosen = g.preferences.language if "preferences" in g else ""
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, "en") or "en"


def _language() -> str:
    return str(get_locale() or "en")


def _direction() -> str:
    locale = get_locale()
    return "rtl" if locale and locale.text_direction == "rtl" else "ltr"
