"""Names of languages, and names in a row, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Literal

from classifier.saying import N_, Say, english, in_a_row

_LANGUAGES: Mapping[str, str] = {
    "ar": N_("Arabic"),
    "bg": N_("Bulgarian"),
    "cs": N_("Czech"),
    "da": N_("Danish"),
    "de": N_("German"),
    "el": N_("Greek"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "et": N_("Estonian"),
    "fi": N_("Finnish"),
    "fr": N_("French"),
    "hi": N_("Hindi"),
    "hr": N_("Croatian"),
    "hu": N_("Hungarian"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "lt": N_("Lithuanian"),
    "lv": N_("Latvian"),
    "nb": N_("Norwegian"),
    "nl": N_("Dutch"),
    "no": N_("Norwegian"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "sk": N_("Slovak"),
    "sl": N_("Slovenian"),
    "sr": N_("Serbian"),
    "sv": N_("Swedish"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "zh": N_("Chinese"),
}


def languages(codes: Iterable[str], gettext: Say = english) -> list[str]:
    """Their names, sorted; a code stands for one that we have no name of."""
    names = {code: _LANGUAGES.get(code) for code in codes}
    return sorted({gettext(name) if name else code for code, name in names.items()})


def listed(
    words: Iterable[str], last: Literal["and", "or"], gettext: Say = english
) -> str:
    """Words as a sentence lists them.

    >>> listed(["one", "two", "three"], "or")
    'one, two or three'
    """
    *before, final = words or [gettext("nothing")]
    if not before:
        return final
    first = in_a_row(before, gettext)
    if last == "or":
        return gettext("%(first)s or %(last)s", first=first, last=final)
    return gettext("%(first)s and %(last)s", first=first, last=final)
