"""What people do to words so that a machine shall not read them.

Each disguise takes a text and a source of chance and disguises every word that it can.
The same text and a generator of the same seed give the same disguise. A word is a run
of letters; what stands between words stays, unless the disguise is about it.
"""

import random
import re
from collections.abc import Callable, Iterable, Mapping
from unicodedata import lookup

Disguise = Callable[[str, random.Random], str]

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")

_DIGITS: Mapping[str, str] = {
    "a": "4",
    "e": "3",
    "i": "1",
    "o": "0",
    "s": "5",
    "t": "7",
}
_SIGNS: Mapping[str, str] = {"a": "@", "e": "€", "i": "!", "s": "$"}

# Letters that common fonts draw as they draw the Latin one, by their Unicode names.
_CYRILLIC: Mapping[str, str] = {
    latin: lookup(f"CYRILLIC SMALL LETTER {name}")
    for latin, name in {
        "a": "A",
        "c": "ES",
        "e": "IE",
        "i": "BYELORUSSIAN-UKRAINIAN I",
        "j": "JE",
        "o": "O",
        "p": "ER",
        "s": "DZE",
        "x": "HA",
        "y": "U",
    }.items()
}
_GREEK: Mapping[str, str] = {
    latin: lookup(f"GREEK SMALL LETTER {name}")
    for latin, name in {
        "a": "ALPHA",
        "e": "EPSILON",
        "i": "IOTA",
        "k": "KAPPA",
        "n": "ETA",
        "o": "OMICRON",
        "p": "RHO",
        "t": "TAU",
        "u": "UPSILON",
        "v": "NU",
        "x": "CHI",
        "y": "GAMMA",
    }.items()
}

_SMALL_CAPITALS: Mapping[str, str] = {
    letter.lower(): lookup(f"LATIN LETTER SMALL CAPITAL {letter}")
    for letter in "ABCDEFGHIJKLMNOPRSTUVWYZ"
}

_ZERO_WIDTH = (
    lookup("ZERO WIDTH SPACE"),
    lookup("ZERO WIDTH NON-JOINER"),
    lookup("ZERO WIDTH JOINER"),
    lookup("WORD JOINER"),
    lookup("SOFT HYPHEN"),
)
_MARKS = (
    lookup("COMBINING ACUTE ACCENT"),
    lookup("COMBINING DIAERESIS"),
    lookup("COMBINING TILDE"),
    lookup("COMBINING LONG STROKE OVERLAY"),
    lookup("COMBINING DOT BELOW"),
)
# Only styles whose 52 letters stand in one row, without holes.
_STYLES = ("BOLD", "BOLD ITALIC", "SANS-SERIF", "BOLD FRAKTUR", "MONOSPACE")


def leetspeak(text: str, chance: random.Random) -> str:
    """Digits for all of a, e, i, o, s and t: "1d107"."""
    return _letters(text, lambda letter: _DIGITS.get(letter.lower(), letter))


def leet_signs(text: str, chance: random.Random) -> str:
    """Signs for all of a, e, i and s, and 0 for o: "!d!0t"."""
    signs = {**_SIGNS, "o": "0"}
    return _letters(text, lambda letter: signs.get(letter.lower(), letter))


def leet_once(text: str, chance: random.Random) -> str:
    """A digit or a sign for one letter of each word: "sh1t"."""

    def masked(word: str) -> str:
        places = [at for at, letter in enumerate(word) if letter.lower() in _DIGITS]
        if not places:
            return word
        # Behind the first letter if it can be: people leave words recognisable.
        at = chance.choice(places[1:] if places[0] == 0 and places[1:] else places)
        letter = word[at].lower()
        sign = chance.choice([_DIGITS[letter], _SIGNS.get(letter, _DIGITS[letter])])
        return word[:at] + sign + word[at + 1 :]

    return _words(text, masked)


def spaced_letters(text: str, chance: random.Random) -> str:
    """Blanks between letters, two or three between words: "a n  i d i o t"."""
    words = (" ".join(word) for word in text.split())
    return _parted(words, lambda: " " * chance.randint(2, 3))


def spaced_letters_single(text: str, chance: random.Random) -> str:
    """One blank between any two letters, also of two words: "a n i d i o t"."""
    return " ".join("".join(text.split()))


def dots_inside(text: str, chance: random.Random) -> str:
    """A dot between the letters of each word: "i.d.i.o.t"."""
    return _words(text, ".".join)


def stars_inside(text: str, chance: random.Random) -> str:
    """A star between the letters of each word: "i*d*i*o*t"."""
    return _words(text, "*".join)


def hyphens(text: str, chance: random.Random) -> str:
    """A hyphen between the letters of each word: "i-d-i-o-t"."""
    return _words(text, "-".join)


def underscores(text: str, chance: random.Random) -> str:
    """An underscore between the letters of each word: "i_d_i_o_t"."""
    return _words(text, "_".join)


def star_for_letter(text: str, chance: random.Random) -> str:
    """A star instead of one inner letter of each word of three or more: "id*ot"."""

    def starred(word: str) -> str:
        if len(word) < 3:
            return word
        at = chance.randrange(1, len(word) - 1)
        return f"{word[:at]}*{word[at + 1 :]}"

    return _words(text, starred)


def stretched(text: str, chance: random.Random) -> str:
    """One letter of each word, a vowel if it has one, three to six times: "idiooot"."""

    def drawn(word: str) -> str:
        vowels = [at for at, letter in enumerate(word) if letter.lower() in "aeiou"]
        at = chance.choice(vowels or range(len(word)))
        return word[:at] + word[at] * chance.randint(3, 6) + word[at + 1 :]

    return _words(text, drawn)


def doubled(text: str, chance: random.Random) -> str:
    """Every letter twice: "iiddiioott"."""
    return _letters(text, lambda letter: letter * 2)


def full_width(text: str, chance: random.Random) -> str:
    """Letters as wide as Chinese ones, which Unicode keeps at U+FF21 and U+FF41."""
    return _letters(text, lambda letter: _shifted(letter, "FULLWIDTH LATIN"))


def mathematical(text: str, chance: random.Random) -> str:
    """Letters of formulas, the whole text in one style, such as bold or Fraktur."""
    style = f"MATHEMATICAL {chance.choice(_STYLES)}"
    return _letters(text, lambda letter: _shifted(letter, style, kind=""))


def circled(text: str, chance: random.Random) -> str:
    """Every letter in a circle."""
    return _letters(text, lambda letter: _shifted(letter, "CIRCLED LATIN"))


def small_capitals(text: str, chance: random.Random) -> str:
    """Capitals as high as small letters, from phonetic script; q and x have none."""
    return _letters(text, lambda letter: _SMALL_CAPITALS.get(letter.lower(), letter))


def cyrillic_look_alikes(text: str, chance: random.Random) -> str:
    """Cyrillic letters for all that have a twin: a, c, e, i, j, o, p, s, x, y."""
    return _letters(text, lambda letter: _like_case(letter, _CYRILLIC))


def greek_look_alikes(text: str, chance: random.Random) -> str:
    """Greek letters for all that have a twin: a, e, i, k, n, o, p, t, u, v, x, y."""
    return _letters(text, lambda letter: _GREEK.get(letter.lower(), letter))


def zero_width(text: str, chance: random.Random) -> str:
    """An invisible character between the letters of each word."""
    return _words(text, lambda word: _parted(word, lambda: chance.choice(_ZERO_WIDTH)))


def combining_marks(text: str, chance: random.Random) -> str:
    """An accent, a dot or a stroke on every letter."""
    return _letters(text, lambda letter: letter + chance.choice(_MARKS))


def mixed_case(text: str, chance: random.Random) -> str:
    """Each letter large or small by chance: "iDIoT"."""
    return _letters(
        text, lambda letter: chance.choice([letter.lower(), letter.upper()])
    )


def joined_words(text: str, chance: random.Random) -> str:
    """Words joined two by two: "youare anidiot"."""
    words = text.split()
    return " ".join("".join(words[at : at + 2]) for at in range(0, len(words), 2))


def joined_all(text: str, chance: random.Random) -> str:
    """No blanks at all: "youareanidiot"."""
    return "".join(text.split())


DISGUISES: Mapping[str, Disguise] = {
    disguise.__name__: disguise
    for disguise in (
        leetspeak,
        leet_signs,
        leet_once,
        spaced_letters,
        spaced_letters_single,
        dots_inside,
        stars_inside,
        hyphens,
        underscores,
        star_for_letter,
        stretched,
        doubled,
        full_width,
        mathematical,
        circled,
        small_capitals,
        cyrillic_look_alikes,
        greek_look_alikes,
        zero_width,
        combining_marks,
        mixed_case,
        joined_words,
        joined_all,
    )
}
"""Every disguise by its name."""


def _words(text: str, change: Callable[[str], str]) -> str:
    return _WORD.sub(lambda found: change(found.group()), text)


def _letters(text: str, change: Callable[[str], str]) -> str:
    return _LATIN.sub(lambda found: change(found.group()), text)


def _parted(parts: Iterable[str], part: Callable[[], str]) -> str:
    result = ""
    for each in parts:
        result += part() + each if result else each
    return result


def _shifted(letter: str, alphabet: str, kind: str = " LETTER") -> str:
    """The letter of another alphabet of Unicode that has all 26 in both cases."""
    case = "SMALL" if letter.islower() else "CAPITAL"
    return lookup(f"{alphabet} {case}{kind} {letter.upper()}")


def _like_case(letter: str, twins: Mapping[str, str]) -> str:
    twin = twins.get(letter.lower(), letter.lower())
    return twin if letter.islower() else twin.upper()
