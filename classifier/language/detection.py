"""Which language a comment is in, so that no model judges what it cannot read.

Most comments are plain English and known by its small words. The others are known by
the script of their letters and, where languages share one, by a table of letter
sequences: naive Bayes over the distinct words of a text. A short or unclear text takes
the site's usual language, so that names, slang, laughter and shouting are never taken
for a foreign tongue.
"""

import re
import unicodedata
from collections import Counter
from operator import itemgetter

from classifier.language.scripts import ALPHABETS, SCRIPTS, scripts
from classifier.language.stopwords import STOPWORDS
from classifier.language.table import Language, table
from classifier.spelling.lookalikes import latin

READ = 600
"""Characters that are read: more tell nothing new, and cost time."""

FEW_WORDS = 12
"""Distinct words up to which one foreign name or dish may outweigh all others."""

LEAST_SIGNS = 4
"""Letters, of a script in which a sign is a syllable or a word."""

_SHARED = """a all also am an are as at be best between by can come do don down else
even far for get give go had has have he her here him i in into is it let
like made make may me mean mine most must my no not now of oh ok on once
one or our over own per put same see shall so some still stop such than
then to too try up us use want was we well while will won yes"""
PLAIN_ENGLISH = STOPWORDS.difference(_SHARED.split())
"""Small words of English that other languages of the table have not; chosen by us."""

_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
WORD = re.compile(r"[^\W\d_]{2,}")


def detect(text: str, usual: str = "en") -> Language:
    """The language of a text, or `usual` where that cannot be told.

    Args:
        text: any text; links, names and tags in it are not read.
        usual: the ISO 639-1 code of the site's language.

    >>> detect("Das ist doch nicht wahr, was hier von den Leuten behauptet wird").code
    'de'
    >>> detect("Guten Morgen").code
    'en'
    """
    beginning = text[:READ].lower()
    if is_plain_english(beginning):
        return Language("en", 1.0)
    return told(readable(beginning, READ), usual)


def told(text: str, usual: str) -> Language:
    """The language of a text that is readable and not plain English as it stands."""
    found = scripts(text)
    # English in look-alike letters is a disguise, and no foreign tongue.
    if len(found) > 1 and is_plain_english(" ".join(map(latin, text.split()))):
        return Language("en", 1.0)
    return _by_letters(text, found, usual)


def is_plain_english(text: str) -> bool:
    """Whether a text in lower case has the small words of English among its own."""
    words = text.split()
    small = sum(map(PLAIN_ENGLISH.__contains__, words))
    return small >= 3 and 8 * small >= len(words)


def readable(text: str, most: int) -> str:
    """What may be words: no links, names, tags or invisible signs; `most` characters
    of what stands for others.
    """
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKC", text))[:most]
    return " ".join(
        word
        for word in text.split()
        if "@" not in word and "://" not in word and word[0] != "#"
    )


def _by_letters(text: str, found: Counter[str], usual: str) -> Language:
    script, most = max(found.items(), key=itemgetter(1), default=("LATIN", 0))
    if script == "LATIN" or script in ALPHABETS:
        return _by_words(set(WORD.findall(text)), script, usual)
    if most < LEAST_SIGNS:
        return Language(usual, 0.0)
    written = SCRIPTS.get(script, (script.lower(),))
    if script == "CJK" and "HIRAGANA" in found:
        written = ("ja",)
    code = usual if usual in written else written[0]
    return Language(code, most / found.total())


def _by_words(words: set[str], script: str, usual: str) -> Language:
    found = table().verdict(words, script, usual)
    if found.code == usual or len(words) > FEW_WORDS:
        return found
    unaccented = set(filter(str.isascii, words))
    if len(unaccented) == len(words):
        return found
    # Names and dishes bring their accents; the words around them must agree.
    around = table().verdict(unaccented, script, found.code)
    return Language(usual, 0.0) if around.code == usual else found
