"""The parts of a text that are in a language of their own.

A comment may be in several languages, so its parts are looked at one by one: calm
German must not hide a threat in English.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from classifier.language.detection import (
    PLAIN_ENGLISH,
    WORD,
    is_plain_english,
    readable,
    told,
)
from classifier.language.scripts import scripts
from classifier.language.table import AHEAD, LEAST_GRAMS, Language, table

PART_WORDS = 12
"""Words of a part at most; it ends with its sentence, or with an equal share of it."""

CLEAR = 0.9
"""Certainty from which a part is clearly in a language."""

PART_READ = 120  # characters of a part: about 12 words of the longest languages
PARTS_READ = 1_800  # of all parts together: of 40, the first seven words or so
MOST_SENTENCES = 300  # that are told apart; what follows is cut by words alone
FEW_PARTS = 8  # up to which words are looked at one by one first
MOST_PARTS = 40
"""Parts of a text that are looked up in the table, spread over all of it."""

T = TypeVar("T")

_BETWEEN_SENTENCES = re.compile(r"[\s\u3002](?:(?<=[\n\u3002])|(?<=[.!?\u2026]\s))")
_SHARES = {
    size: re.compile(rf"\S++(?:\s++\S++){{0,{size - 1}}}")
    for size in range(1, PART_WORDS + 1)
}
"""So many words or fewer, by their number."""


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
    unclear = [words for words in shares if not _is_plain(words)]
    few = len(unclear) <= FEW_PARTS
    unclear, most = _spread(unclear)
    parts = [" ".join(words)[:most] for words in unclear]
    return not any(map(_leans_away, filter(_may_lean_away, parts) if few else parts))


def _is_plain(words: list[str]) -> bool:
    small = sum(map(PLAIN_ENGLISH.__contains__, words))
    return small >= 2 and 6 * small >= len(words)


def _may_lean_away(text: str) -> bool:
    """Whether the words of a part, each taken for the language that it is likeliest
    in, are ahead of English: no less than what they come to together.
    """
    lean = table().lean
    return sum(map(lean, set(WORD.findall(text)))) >= AHEAD * math.sqrt(LEAST_GRAMS)


def _leans_away(text: str) -> bool:
    """Whether a part may be clearly in another language than English."""
    if not text.isascii() and scripts(text).keys() - {"LATIN"}:
        return True
    return table().ahead_of_english(set(WORD.findall(text))) >= AHEAD


def _shares(words: list[str]) -> Iterator[list[str]]:
    """The words of a sentence in equal shares of at most `PART_WORDS`."""
    size = _share_of(len(words))
    return (words[begin : begin + size] for begin in range(0, len(words), size))


def _share_of(words: int) -> int:
    return math.ceil(words / math.ceil(words / PART_WORDS))


def _spread(parts: list[T]) -> tuple[list[T], int]:
    """At most `MOST_PARTS` of them, and how many characters of each are read."""
    step = max(1.0, len(parts) / MOST_PARTS)
    some = [parts[int(place * step)] for place in range(min(len(parts), MOST_PARTS))]
    return some, min(PART_READ, PARTS_READ // max(1, len(some)))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a text begin and end."""
    begin = 0
    found = islice(_BETWEEN_SENTENCES.finditer(text), MOST_SENTENCES)
    for end in [*(each.start() for each in found), len(text)]:
        if words := len(text[begin:end].split()):
            for share in _SHARES[_share_of(words)].finditer(text, begin, end):
                yield share.span()
        begin = end


def _languages(
    text: str, parts: list[tuple[int, int]], first: str, usual: str
) -> list[Language]:
    """The language of each part; the usual one of those that are too many."""
    found = [Language(usual, 0.0)] * len(parts)
    untold = []
    for place, (begin, end) in enumerate(parts):
        if _is_plain(text[begin:end].lower().split()):
            found[place] = _ENGLISH
        else:
            untold.append(place)
    untold, most = _spread(untold)
    for place in untold:
        begin, end = parts[place]
        found[place] = _language(text[begin:end][:most].lower(), most, first, usual)
    return found


_ENGLISH = Language("en", 1.0)


def _language(part: str, most: int, first: str, usual: str) -> Language:
    written = readable(part, most)
    if not any(map(str.isalpha, written)):
        return Language(first, 0.0)  # links and figures are in what is around them
    return _ENGLISH if is_plain_english(part) else told(written, usual)


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
