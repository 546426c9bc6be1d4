"""How a comment is written: shouting, repetition of signs, illegible strings."""

import re

from rules.facts import Facts, Spans

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœ")
_MASH = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}")
_REPEATED = re.compile(r"(.)\1{9,}", re.DOTALL)


def words(facts: Facts) -> int:
    """How many words of letters the comment has."""
    return sum(1 for _ in _WORD.finditer(facts.text))


def capitals(facts: Facts) -> float | None:
    """The share of letters that are capitals; no opinion under 15 letters.

    Fifteen letters are three words: shorter shouts are names and abbreviations.
    """
    upper = sum(1 for letter in facts.text if letter.isupper())
    letters = upper + sum(1 for letter in facts.text if letter.islower())
    return upper / letters if letters >= 15 else None


def capital_words(facts: Facts) -> Spans:
    """The words in capitals of two letters or more."""
    return tuple(
        word.span()
        for word in _WORD.finditer(facts.text)
        if len(word.group()) > 1 and word.group().isupper()
    )


def repeated(facts: Facts) -> Spans:
    """Ten or more of the same character in a row."""
    return tuple(run.span() for run in _REPEATED.finditer(facts.text))


def gibberish(facts: Facts) -> float | None:
    """The share of words that nobody can pronounce; no opinion under three words.

    A word counts from five letters on, when it is Latin and has no vowel or six
    consonants in a row; English has hardly any such word ("rhythms" has a y).
    """
    found = [word.group() for word in _WORD.finditer(facts.reading)]
    if len(found) < 3 or not all(word.isascii() for word in found):
        return None
    return sum(map(_unpronounceable, found)) / len(found)


def letters(facts: Facts) -> float:
    """The share of characters, blanks aside, that are letters of any script."""
    seen = [character for character in facts.text if not character.isspace()]
    return sum(map(str.isalpha, seen)) / len(seen) if seen else 0.0


def _unpronounceable(word: str) -> bool:
    if len(word) < 5:
        return False
    return not _VOWELS & set(word) or bool(_MASH.search(word)) or _typed(word)


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_RARE = re.compile(
    r"q[^u]|[xzjq][bcdfghjkmnpqvwx]|[bcdfghkmpvwx][xzjq]|[vwj][bcdfgkmpqvxz]"
)


def _typed(word: str) -> bool:
    """Two or more letter pairs that English does not have: fingers on a keyboard."""
    return len(_RARE.findall(word)) >= 2
