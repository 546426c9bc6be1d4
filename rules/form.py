"""How a comment is written: shouting, repetition of signs, illegible strings."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, repeat
from unicodedata import category, name

from rules.facts import Facts, Spans
from rules.patterns import MOST_PLACES

_VOWELS = frozenset("aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœ")
# These patterns look at each letter a few times at most, whatever the text.
_MASH = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}")
# Letter pairs that English does not have: fingers on a keyboard.
_RARE = re.compile(
    r"q[^u]|[xzjq][bcdfghjkmnpqvwx]|[bcdfghkmpvwx][xzjq]|[vwj][bcdfgkmpqvxz]"
)
REPEATED = 10
"""The same character so often in a row is drawn out; nine dots still are a pause."""
_DRAWN_OUT = re.compile(rf"(.)\1{{{REPEATED - 1},}}", re.DOTALL)


def words(facts: Facts) -> int:
    """How many words of letters the comment has."""
    if _is_simple(facts.text):
        return len(_WORD.findall(facts.text))
    return len(_places(facts.text))


def capitals(facts: Facts) -> float | None:
    """The share of letters that are capitals; no opinion under 15 letters.

    Fifteen letters are three words: shorter shouts are names and abbreviations.
    """
    text = facts.text
    if text.isascii():  # the same at a tenth of the work
        upper = len(text.encode().translate(None, _NO_CAPITALS))
        letters = len(text.encode().translate(None, _NO_LETTERS))
    else:
        upper = sum(map(str.isupper, text))
        letters = upper + sum(map(str.islower, text))
    return upper / letters if letters >= 15 else None


def capital_words(facts: Facts) -> Spans:
    """The first `MOST_PLACES` runs of words in capitals; a lone letter only within."""
    runs = list[tuple[int, int]]()
    going_on = False
    for begin, end in _places(facts.text):
        capital = facts.text[begin:end].isupper()
        if capital and going_on:
            runs[-1] = (runs[-1][0], end)
        elif capital and end - begin > 1:
            if len(runs) == MOST_PLACES:
                break
            runs.append((begin, end))
        else:
            capital = False
        going_on = capital
    return tuple(runs)


def repeated(facts: Facts) -> Spans:
    """Where the same character stands `REPEATED` times or more in a row."""
    return tuple(found.span() for found in _DRAWN_OUT.finditer(facts.text))


# Emoji as they are written: pictures and what modifies or joins them (UTS #51).
_PICTURE = (
    "[\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\U0001f000-\U0001faff]"
)
_EMOJI = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*"
    rf"(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)


def emoji(facts: Facts) -> int:
    """How many emoji there are; flags and joined ones count as one."""
    return 0 if facts.text.isascii() else len(_EMOJI.findall(facts.text))


def emoji_places(facts: Facts) -> Spans:
    """Where the first `MOST_PLACES` of them are."""
    if facts.text.isascii():
        return ()
    first = islice(_EMOJI.finditer(facts.text), MOST_PLACES)
    return tuple(found.span() for found in first)


def script(facts: Facts) -> str | None:
    """The script of its letters by their Unicode names, `mixed` if a tenth or more are
    of others, unknown without letters. Japanese is `mixed`, as it is written so.
    """
    if facts.text.isascii():
        return "Latin" if any(map(str.isalpha, facts.text)) else None
    counts = Counter[str]()
    for letter, often in Counter(facts.text).items():  # each of a kind once
        if letter.isalpha():
            counts[_script_of(letter)] += often
    if not counts:
        return None
    ((common, often),) = counts.most_common(1)
    return common if counts.total() - often < _MIXED * counts.total() else "mixed"


_MIXED = 0.1


@lru_cache(maxsize=1 << 15)
def _script_of(letter: str) -> str:
    first = name(letter, "other").partition(" ")[0].partition("-")[0]
    return {"CJK": "Han", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}.get(
        first, first.capitalize()
    )


def gibberish(facts: Facts) -> float | None:
    """The share of words that nobody can pronounce; no opinion under three words.

    A word counts from five letters on, when it is Latin and has no vowel or six
    consonants in a row; English has hardly any such word ("rhythms" has a y).
    """
    text = facts.reading
    if _FOREIGN.search(text):
        return None
    found = _WORD.findall(text)
    if len(found) < 3:
        return None
    return sum(map(_unpronounceable, found)) / len(found)


def letters(facts: Facts) -> float:
    """The share of characters, blanks aside, that are letters of any script."""
    seen = "".join(facts.text.split())
    if not seen:
        return 0.0
    if seen.isascii():
        return len(seen.encode().translate(None, _NO_LETTERS)) / len(seen)
    return sum(map(str.isalpha, seen)) / len(seen)


_ASCII = [chr(code) for code in range(128)]
_NO_LETTERS = "".join(each for each in _ASCII if not each.isalpha()).encode()
_NO_CAPITALS = "".join(each for each in _ASCII if not each.isupper()).encode()


_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]")  # a letter that is not in ASCII


def _places(text: str) -> Sequence[tuple[int, int]]:
    """Where words are: letters of any script, with their marks, in a row."""
    if _is_simple(text):
        return [found.span() for found in _WORD.finditer(text)]
    kinds = "".join(map(str.__getitem__, map(category, text), repeat(0)))
    return [found.span() for found in _OF_WORDS.finditer(kinds)]


def _is_simple(text: str) -> bool:
    """Whether `_WORD` tells its words: no marks, and no signs of numbers but digits."""
    return text.isascii() or all(map(_is_letter_or_none, set(text)))


@lru_cache(maxsize=4096)
def _is_letter_or_none(character: str) -> bool:
    if character.isalpha() or character.isdecimal() or character == "_":
        return True
    return not character.isalnum() and not _is_of_word(character)


_OF_WORDS = re.compile("[LM]+")  # of Unicode's categories: letters and marks


def _is_of_word(character: str) -> bool:
    return character.isalpha() or category(character).startswith("M")


@lru_cache(maxsize=1 << 14)  # most words of a comment are common; some 2 MB
def _unpronounceable(word: str) -> bool:
    if len(word) < 5:
        return False
    if not _VOWELS & set(word) or _MASH.search(word):
        return True
    return len(_RARE.findall(word)) >= 2
