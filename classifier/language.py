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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.spelling import fold
from classifier.stopwords import STOPWORDS

KIND = "language"
SHIPPED = Path(__file__).parent / "pretrained" / "language"
SCALE = 16  # steps of the table to one unit of natural log probability
LONGEST_GRAM = 5

READ = 600
"""Characters that are read: more tell nothing new, and cost time."""

LEAST_GRAMS = 10
"""Sequences found in the distinct words of a text, about one for each letter; below,
the usual language: three short words are needed to tell."""

FEW_WORDS = 12
"""Distinct words up to which one foreign name or dish may outweigh all others."""

LEAST_SIGNS = 4
"""Letters, of a script in which a sign is a syllable or a word."""

AHEAD = 3.5
"""Natural log odds by which another language must be ahead of the usual one, each
language's log probability divided by the root of the number of sequences, which keeps
odds comparable between short and long texts (as in py3langid). Measured on English,
German, Portuguese and Romanian comments: at 3.5 two in a thousand comments of English
sets are taken for another language, and most of those are in one; at 2 it is twice as
many. Of Portuguese and Romanian ones, many of which are very short, it takes two in a
hundred more for English."""

LONGEST_WORD = 30
REMEMBERED_WORDS = 1 << 14  # some 5 MB

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Language:
    """A language by its ISO 639-1 code, or a script by its Unicode name.

    `certainty` is in [0, 1]: the share of the language in the odds of all that were
    looked at, 0 where the usual language was merely taken.
    """

    code: str
    certainty: float


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

READ_AS = {
    **dict.fromkeys(("bs", "sr", "sh", "cnr"), "hr"),
    **dict.fromkeys(("nb", "nn"), "no"),
    "gl": "pt",
    "lb": "de",
    "ms": "id",
}
"""A site's language that the table does not have, and the one that it is read as."""

_SHARED = """a all also am an are as at be best between by can come do don down else
even far for get give go had has have he her here him i in into is it let
like made make may me mean mine most must my no not now of oh ok on once
one or our over own per put same see shall so some still stop such than
then to too try up us use want was we well while will won yes"""
PLAIN_ENGLISH = STOPWORDS.difference(_SHARED.split())
"""Small words of English that other languages of the table have not; chosen by us."""

_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
_WORD = re.compile(r"[^\W\d_]{2,}")


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
    if _is_plain_english(beginning):
        return Language("en", 1.0)
    readable = _readable(beginning)
    scripts = _scripts(readable)
    # English in look-alike letters is a disguise, and no foreign tongue.
    if len(scripts) > 1 and _is_plain_english(fold(readable).text):
        return Language("en", 1.0)
    return _by_letters(readable, scripts, usual)


def _is_plain_english(text: str) -> bool:
    words = text.split()
    small = sum(map(PLAIN_ENGLISH.__contains__, words))
    return small >= 3 and 8 * small >= len(words)


def _readable(text: str) -> str:
    """What may be words: no links, names, tags or invisible signs."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKC", text))[:READ]
    return " ".join(
        word
        for word in text.split()
        if "@" not in word and "://" not in word and word[0] != "#"
    )


def _scripts(text: str) -> Counter[str]:
    """How many letters of each script are in a text."""
    if text.isascii():
        return Counter(LATIN=1)
    scripts: Counter[str] = Counter()
    for sign, often in Counter(text).items():
        if sign.isalpha():
            scripts[_script(sign)] += often
    return scripts


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def _by_letters(text: str, scripts: Counter[str], usual: str) -> Language:
    script, most = max(scripts.items(), key=itemgetter(1), default=("LATIN", 0))
    if script == "LATIN" or script in ALPHABETS:
        return _by_words(set(_WORD.findall(text)), script, usual)
    if most < LEAST_SIGNS:
        return Language(usual, 0.0)
    written = SCRIPTS.get(script, (script.lower(),))
    if script == "CJK" and "HIRAGANA" in scripts:
        written = ("ja",)
    code = usual if usual in written else written[0]
    return Language(code, most / scripts.total())


def _by_words(words: set[str], script: str, usual: str) -> Language:
    found = _table().verdict(words, script, usual)
    if found.code == usual or len(words) > FEW_WORDS:
        return found
    unaccented = set(filter(str.isascii, words))
    if len(unaccented) == len(words):
        return found
    # Names and dishes bring their accents; the words around them must agree.
    around = _table().verdict(unaccented, script, found.code)
    return Language(usual, 0.0) if around.code == usual else found


class _Table:
    """How much more or less probable a sequence of letters is in a language than in
    the mean one.

    Args:
        grams: the sequences; a space stands for the edge of a word.
        weights: shape (n_grams, n_languages), in steps of 1 / `SCALE`.
        codes: of the languages.
    """

    def __init__(
        self, grams: list[str], weights: NDArray[np.int8], codes: list[str]
    ) -> None:
        self._places = {gram: place for place, gram in enumerate(grams)}
        self.found = lru_cache(maxsize=REMEMBERED_WORDS)(self._found)
        others = frozenset[str]().union(*ALPHABETS.values()) - {"sr"}
        written = {"LATIN": frozenset(codes) - others, **ALPHABETS}
        self._by_script = {
            script: _columns(weights, codes, sorted(written[script]))
            for script in written
        }

    def verdict(self, words: Iterable[str], script: str, usual: str) -> Language:
        """The likeliest language of a script, if it is ahead of the usual one."""
        found = list(chain.from_iterable(map(self.found, words)))
        if len(found) < LEAST_GRAMS:
            return Language(usual, 0.0)
        known, weights = self._by_script[script]
        logs = weights.take(found, axis=0).sum(axis=0) / np.sqrt(len(found))
        best = int(logs.argmax())
        share = float(1 / np.exp(logs - logs[best]).sum())
        home = {usual, READ_AS.get(usual, usual)}
        if known[best] in home:
            return Language(usual, share)
        at_home = [logs[known.index(code)] for code in home.intersection(known)]
        if at_home and logs[best] - max(at_home) < AHEAD:
            return Language(usual, 0.0)
        return Language(known[best], share)

    def _found(self, word: str) -> tuple[int, ...]:
        """The places of what a word holds, remembered.

        The longest sequence that ends at a letter counts, as in py3langid. Laughter
        such as hahaha and kkkk says nothing.
        """
        word = _STRETCHED.sub(r"\1", word[:LONGEST_WORD])
        if len(word) > 3 and len(set(word)) < 3:
            return ()
        return tuple(self._longest(f" {word} "))

    def _longest(self, spelt: str) -> Iterator[int]:
        for end in range(1, len(spelt) + 1):
            for begin in range(max(0, end - LONGEST_GRAM), end):
                if (place := self._places.get(spelt[begin:end])) is not None:
                    yield place
                    break


def _columns(
    weights: NDArray[np.int8], codes: list[str], known: list[str]
) -> tuple[list[str], Floats]:
    """Some languages and their columns, in units of natural log probability."""
    columns = weights[:, [codes.index(code) for code in known]]
    # In C order, for rows are what is looked up.
    return known, columns.astype(np.float32, order="C") / np.float32(SCALE)


@cache
def _table() -> _Table:
    arrays, card = folder.read(SHIPPED, KIND)
    return _Table(arrays["grams"].tolist(), arrays["weights"], list(card["languages"]))
