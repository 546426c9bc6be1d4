"""How a comment is written: shouting, repetition of signs, illegible strings."""

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from unicodedata import name

from rules import kinds
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
# To look first for the next one alone is half the work where nothing is drawn out.
_DRAWN_OUT = re.compile(rf"(.)(?=\1)\1{{{REPEATED - 1},}}", re.DOTALL)


def words(facts: Facts) -> int:
    """How many words of letters the comment has."""
    return len(kinds.kinds(facts.text).split())


def capitals(facts: Facts) -> float | None:
    """The share of letters that are capitals; no opinion under 15 letters.

    Fifteen letters are three words: shorter shouts are names and abbreviations.
    """
    upper = kinds.count(facts.text, kinds.CAPITALS)
    letters = upper + kinds.count(facts.text, kinds.SMALL)
    return upper / letters if letters >= 15 else None


# On the kinds of characters: a word that has a capital and no small letter. What was
# read of one is not read again, so that the work is linear in the text.
_OF_WORDS = f"[{kinds.LETTERS}{kinds.MARK}{kinds.LOWER_MARK}]"
_SHOUTED = f"(?>[{kinds.UPPER}{kinds.UNCASED}{kinds.MARK}]+)(?!{_OF_WORDS})"
_WITH_A_CAPITAL = f"(?=[{kinds.UNCASED}{kinds.MARK}]*{kinds.UPPER})"
_RUN_OF_CAPITALS = re.compile(
    rf"(?<!{_OF_WORDS}){_WITH_A_CAPITAL}(?={_OF_WORDS}{{2}}){_SHOUTED}"
    rf"(?:\s++{_WITH_A_CAPITAL}{_SHOUTED})*+"
)


def capital_words(facts: Facts) -> Spans:
    """The first `MOST_PLACES` runs of words in capitals; a lone letter only within."""
    its = kinds.kinds(facts.text)
    if kinds.UPPER not in its:
        return ()
    runs = islice(_RUN_OF_CAPITALS.finditer(its), MOST_PLACES)
    return tuple(run.span() for run in runs)


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
_PICTURES = re.compile(_PICTURE)  # flags are among them


def emoji(facts: Facts) -> int:
    """How many emoji there are; flags and joined ones count as one."""
    return len(_EMOJI.findall(facts.text)) if _has_emoji(facts.text) else 0


def emoji_places(facts: Facts) -> Spans:
    """Where the first `MOST_PLACES` of them are."""
    if not _has_emoji(facts.text):
        return ()
    first = islice(_EMOJI.finditer(facts.text), MOST_PLACES)
    return tuple(found.span() for found in first)


def _has_emoji(text: str) -> bool:
    """Whether there is any; to see that there is none takes a third of the work."""
    return not text.isascii() and _PICTURES.search(text) is not None


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
    # Only letters are of words here, marks are not.
    count = len(kinds.kinds(text).translate(_NO_MARKS).split())
    if count < 3:
        return None
    return sum(map(_unpronounceable, _LONG_WORD.findall(text))) / count


def letters(facts: Facts) -> float:
    """The share of characters, blanks aside, that are letters of any script."""
    seen = len(facts.text) - kinds.count(facts.text, kinds.BLANK)
    return kinds.count(facts.text, kinds.LETTERS) / seen if seen else 0.0


_NO_MARKS = str.maketrans(dict.fromkeys(kinds.MARK + kinds.LOWER_MARK, kinds.BLANK))
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]")  # a letter that is not in ASCII


@lru_cache(maxsize=1 << 14)  # most words of a comment are common; some 2 MB
def _unpronounceable(word: str) -> bool:
    if not _VOWELS & set(word) or _MASH.search(word):
        return True
    return len(_RARE.findall(word)) >= 2
