"""Which language a comment is in, as far as it matters: ours or not.

Two tests, both of which can be read: the script of the letters, and the small words
that every sentence needs. A short or unclear text takes the site's usual language, so
that names, slang and shouting are never taken for a foreign tongue.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from classifier.stopwords import BY_LANGUAGE

LEAST_LETTERS = 40
"""Below, the usual language: two short sentences are needed to tell."""

LEAD = 3
"""By how many small words another language must be ahead."""

_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|@\w+|#\w+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True)
class Language:
    """A language by its ISO 639-1 code, or a script by its Unicode name.

    `certainty` is in [0, 1].
    """

    code: str
    certainty: float


def detect(text: str, usual: str = "en") -> Language:
    """The language of a text, or `usual` where that cannot be told.

    Args:
        text: any text; links, names and tags in it are not read.
        usual: the code of the site's language.

    >>> detect("Das ist doch nicht wahr, was hier von den Leuten behauptet wird").code
    'de'
    >>> detect("Guten Morgen").code
    'en'
    """
    found = _WORD.findall(_URL.sub(" ", text).replace("’", "'"))
    letters = Counter(_script(letter) for word in found for letter in word)
    total = sum(letters.values())
    if total < LEAST_LETTERS / 4:
        return Language(usual, 0.0)
    script, most = letters.most_common(1)[0]
    if script != "LATIN":
        return Language(script.lower(), most / total)
    if total < LEAST_LETTERS:
        return Language(usual, 0.0)
    return _by_small_words([word.lower() for word in found], usual)


def _by_small_words(words: list[str], usual: str) -> Language:
    counts = {
        code: sum(word in small for word in words)
        for code, small in BY_LANGUAGE.items()
    }
    best = max(counts, key=lambda code: counts[code])
    ahead = counts[best] - counts.get(usual, 0)
    if best == usual or ahead < LEAD or counts[best] < 2 * counts.get(usual, 0):
        return Language(usual, 0.5)
    return Language(best, min(1.0, 2 * counts[best] / len(words)))


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
