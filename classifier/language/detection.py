"""Which language a comment is in, so that no model judges what it cannot read.

Most comments are plain English and known by its small words. The others are known by
the script of their letters and, where languages share one, by a table of letter
sequences: naive Bayes over the distinct words of a text. A short or unclear text takes
the site's usual language, so that names, slang, laughter and shouting are never taken
for a foreign tongue. A comment may be in several languages, so its parts are looked at
one by one too: calm German must not hide a threat in English.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.language.stopwords import STOPWORDS
from classifier.spelling import fold

KIND = "language"
SHIPPED = folder.SHIPPED / "language"
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

PART_WORDS = 12
"""Words of a part at most; it ends with its sentence, or with an equal share of it."""

CLEAR = 0.9
"""Certainty from which a part is clearly in a language."""

PART_READ = 120  # characters of a part: about 12 words of the longest languages
MOST_SENTENCES = 300  # that are told apart; what follows is cut by words alone
FEW_PARTS = 8  # up to which words are looked at one by one first
MOST_PARTS = 40
"""Parts of a text that are looked up in the table, spread over all of it."""

LONGEST_WORD = 30
REMEMBERED_WORDS = 1 << 14  # some 5 MB

Floats = NDArray[np.float32]
T = TypeVar("T")


@dataclass(frozen=True)
class Language:
    """A language by its ISO 639-1 code, or a script by its Unicode name.

    `certainty` is in [0, 1]: the share of the language in the odds of all that were
    looked at, 0 where the usual language was merely taken.
    """

    code: str
    certainty: float


@dataclass(frozen=True)
class Passage:
    """What of a text is in one language.

    Attributes:
        code: of the language, as in `Language`.
        text: the text with spaces in place of all else, so that places stay.
        letters: how many characters are in parts that are clearly in the language;
            other parts were merely taken for the usual one.
    """

    code: str
    text: str
    letters: int


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
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?\u2026])\s|[\n\u3002]")
_UNSPACED = re.compile(r"\S+")


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


def passages(text: str, first: str, usual: str = "en") -> tuple[Passage, ...]:
    """The passages of a text that is not in one language throughout.

    Args:
        text: any text.
        first: the ISO 639-1 code of its language as a whole, as `detect` found it.
        usual: that of the site's language, which parts take that tell nothing.

    Returns:
        One for each language, in the order of their codes; nothing where all is in
        `first`. What is too much to look at takes the usual language.

    >>> two = "Das ist doch alles Unsinn. You know where we all live."
    >>> [each.code for each in passages(two, first="de")]
    ['de', 'en']
    """
    if first == usual == "en" and _is_english_throughout(text):
        return ()
    parts = list(_parts(text))
    found = _languages(text, parts, first, usual)
    codes = sorted({each.code for each in found})
    if codes == [first] or not codes:
        return ()
    return tuple(_passage(text, parts, found, code) for code in codes)


def _is_english_throughout(text: str) -> bool:
    """Whether no part is clearly in another language; mostly a few look-ups."""
    sentences = _BETWEEN_SENTENCES.split(text.lower(), maxsplit=MOST_SENTENCES)
    shares = chain.from_iterable(map(_shares, filter(None, map(str.split, sentences))))
    parts = [" ".join(words)[:PART_READ] for words in shares if not _is_plain(words)]
    if len(parts) <= FEW_PARTS:
        parts = [part for part in parts if _may_lean_away(part)]
    return not any(map(_leans_away, _spread(parts)))


def _is_plain(words: list[str]) -> bool:
    small = sum(map(PLAIN_ENGLISH.__contains__, words))
    return small >= 2 and 6 * small >= len(words)


def _may_lean_away(text: str) -> bool:
    """Whether the words of a part, each taken for the language that it is likeliest
    in, are ahead of English: no less than what they come to together.
    """
    lean = _table().lean
    return sum(map(lean, set(_WORD.findall(text)))) >= AHEAD * math.sqrt(LEAST_GRAMS)


def _leans_away(text: str) -> bool:
    """Whether a part may be clearly in another language than English."""
    if set(_scripts(text)) - {"LATIN"}:
        return True
    return _table().ahead_of_english(set(_WORD.findall(text))) >= AHEAD


def _shares(words: list[T]) -> Iterator[list[T]]:
    """The words of a sentence in equal shares of at most `PART_WORDS`."""
    size = math.ceil(len(words) / math.ceil(len(words) / PART_WORDS))
    return (words[begin : begin + size] for begin in range(0, len(words), size))


def _spread(parts: list[T]) -> list[T]:
    """At most `MOST_PARTS` of them."""
    step = max(1.0, len(parts) / MOST_PARTS)
    return [parts[int(place * step)] for place in range(min(len(parts), MOST_PARTS))]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a text begin and end."""
    begin = 0
    found = islice(_BETWEEN_SENTENCES.finditer(text), MOST_SENTENCES)
    for end in [*(each.start() for each in found), len(text)]:
        words = [each.span() for each in _UNSPACED.finditer(text, begin, end)]
        begin = end
        for share in _shares(words) if words else ():
            yield share[0][0], share[-1][1]


def _languages(
    text: str, parts: list[tuple[int, int]], first: str, usual: str
) -> list[Language]:
    """The language of each part; the usual one of those that are too many.

    Links and figures are in the language around them.
    """
    told: list[Language | None] = [None] * len(parts)
    untold = []
    for place, (begin, end) in enumerate(parts):
        if _is_plain(text[begin:end].lower().split()):
            told[place] = Language("en", 1.0)
        else:
            untold.append(place)
    for place in _spread(untold):
        part = text[slice(*parts[place])][:PART_READ]
        if not any(map(str.isalpha, _readable(part))):
            told[place] = Language(first, 0.0)
        elif usual != "en" or _leans_away(part.lower()):
            told[place] = detect(part, usual)
    return [found or Language(usual, 0.0) for found in told]


def _passage(
    text: str, parts: list[tuple[int, int]], found: list[Language], code: str
) -> Passage:
    own = [
        (begin, end, each.certainty)
        for (begin, end), each in zip(parts, found, strict=True)
        if each.code == code
    ]
    written, place = [], 0
    for begin, end, _ in own:
        written += [" " * (begin - place), text[begin:end]]
        place = end
    letters = sum(end - begin for begin, end, certainty in own if certainty >= CLEAR)
    return Passage(code, "".join(written), letters)


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
        self.lean = lru_cache(maxsize=REMEMBERED_WORDS)(self._lean)
        others = frozenset[str]().union(*ALPHABETS.values()) - {"sr"}
        written = {"LATIN": frozenset(codes) - others, **ALPHABETS}
        self._by_script = {
            script: _columns(weights, codes, sorted(written[script]))
            for script in written
        }
        latin, columns = self._by_script["LATIN"]
        self._ahead = columns - columns[:, [latin.index("en")]]

    def ahead_of_english(self, words: Iterable[str]) -> float:
        """How far the likeliest language in Latin letters is ahead of English, as
        `AHEAD`; 0 where there is too little to tell.
        """
        found = list(chain.from_iterable(map(self.found, words)))
        if len(found) < LEAST_GRAMS:
            return 0.0
        sums = self._ahead.take(found, axis=0).sum(axis=0)
        return float(sums.max()) / math.sqrt(len(found))

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

    def _lean(self, word: str) -> float:
        """How far at most a word speaks for another language, in natural log odds;
        infinite where it is not in Latin letters.
        """
        if not word.isascii() and {_script(sign) for sign in word} != {"LATIN"}:
            return math.inf
        return float(self._ahead.take(self.found(word), axis=0).sum(axis=0).max())

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
