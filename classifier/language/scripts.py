"""The scripts that letters belong to, and the languages that are written in them."""

import unicodedata
from collections import Counter
from functools import lru_cache

SCRIPTS: dict[str, tuple[str, ...]] = {
    "ARMENIAN": ("hy",),
    "BENGALI": ("bn", "as"),
    "CJK": ("zh", "ja"),
    "DEVANAGARI": ("hi", "mr", "ne", "sa"),
    "ETHIOPIC": ("am", "ti"),
    "GEORGIAN": ("ka",),
    "GREEK": ("el",),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "HANGUL": ("ko",),
    "HEBREW": ("he", "yi"),
    "HIRAGANA": ("ja",),
    "KANNADA": ("kn",),
    "KATAKANA": ("ja",),
    "KHMER": ("km",),
    "LAO": ("lo",),
    "MALAYALAM": ("ml",),
    "MYANMAR": ("my",),
    "SINHALA": ("si",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "THAI": ("th",),
}
"""Languages written in a script that tells them; a site's own comes before the first.
Codes of ISO 639-1, names of the Unicode character database."""

ALPHABETS: dict[str, frozenset[str]] = {
    "ARABIC": frozenset({"ar", "fa", "ur"}),
    "CYRILLIC": frozenset({"be", "bg", "kk", "mk", "ru", "sr", "uk"}),
}
"""Languages of the table that are written in another alphabet than Latin; Serbian is
written in both."""


def scripts(text: str) -> Counter[str]:
    """How many letters of each script are in a text; of ASCII, one of Latin.

    >>> scripts("ça, 中文").most_common()
    [('LATIN', 2), ('CJK', 2)]
    """
    if text.isascii():
        return Counter(LATIN=1)
    found: Counter[str] = Counter()
    for sign, often in Counter(text).items():
        if sign.isalpha():
            found[script_of(sign)] += often
    return found


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The script of a letter: the first word of its Unicode name."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
