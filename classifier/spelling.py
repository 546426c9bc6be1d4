"""One folded spelling of a text, and the way back to the text as it was written.

People who want to be rude unnoticed write "y o u  1d!ot" or "іdіоt" with Cyrillic
letters. Folding undoes such disguises, so that both judges see the same words, and
keeps for each folded character the place it came from.

The steps: Unicode NFKC and case folding; invisible and combining characters dropped
(Unicode TR 36 lists the tricks); look-alike letters read as Latin in words that hold
Latin letters too; digits and signs read as letters inside words; letters spelt out
one by one joined; three or more of a letter squeezed to one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_Place = tuple[str, int, int]  # a folded character and where it came from

# Letters of other scripts that look like Latin ones in common fonts, chosen by eye
# from the Cyrillic, Greek and Armenian blocks.
_LOOK_ALIKE = {
    **dict(
        zip("абвгеёзіїјкмнорстухѕһԁԛԝѵӏ", "abbreesiijkmhopctyxshdqwvl", strict=True)
    ),
    **dict(zip("αβγεηικνορτυχω", "abyenikvoptuxw", strict=True)),
    **dict(zip("օոսց", "onug", strict=True)),
    "ı": "i",
    "ɑ": "a",
    "ɡ": "g",
}
# Digits and signs that stand for letters ("leet").
_LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t"}
_LEET |= {"@": "a", "$": "s", "!": "i", "€": "e"}

_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}
_SPELT = re.compile(r"(?<![^\W_])[^\W_](?:[ .\-_*]{1,2}[^\W_](?![^\W_])){3,}")
_WORD = re.compile(r"[\w@$!€]+")
_SIGN_THEN_LETTER = re.compile(r"[0134570@$!€][^\W\d_]")
_PLAIN = re.compile(r"[a-z ,;:?'\"()\n/&%#\[\]{}=<>~^|`\\]*")


REMEMBERED_LENGTH = 20_480
"""Texts up to so many characters, which all comments are, are folded once though
both judges ask; sixteen of them, as many as a process judges at once."""


@dataclass(frozen=True)
class Folded:
    """A folded text; `text[i]` came from `[begins[i], ends[i])` of the original.

    Positions count Unicode code points.
    """

    text: str
    begins: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where `text[begin:end]`, which must not be empty, was in the original."""
        return self.begins[begin], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text. Folding what is folded changes nothing.

    Args:
        text: any text at all, also with lone surrogates or NUL.

    >>> fold("Y0u 1d!ot").text
    'you idiot'
    >>> fold("In 1984 it cost $50").text
    'in 1984 it cost $50'
    """
    return _remembered(text) if len(text) <= REMEMBERED_LENGTH else _fold(text)


def _fold(text: str) -> Folded:
    lowered = text.lower() if text.isascii() else ""
    if lowered and _PLAIN.fullmatch(lowered) and not _needs_joining(lowered):
        whole = range(len(text))
        return Folded(lowered, whole, range(1, len(text) + 1))
    places = list(_characters(text))
    # Each step may make work for another; all only shorten or replace.
    for _ in range(4):
        folded = _squeezed(_joined(_unmasked(places)))
        if folded == places:
            break
        places = folded
    return Folded(
        "".join(place[0] for place in places),
        tuple(place[1] for place in places),
        tuple(place[2] for place in places),
    )


_remembered = lru_cache(maxsize=16)(_fold)


def _needs_joining(lowered: str) -> bool:
    return bool(_TRIPLE.search(lowered) or _SPELT.search(lowered))


_TRIPLE = re.compile(r"([^\W\d_])\1\1")


def _characters(text: str) -> Iterator[_Place]:
    """Lower-case compatibility forms of what is visible, with their places."""
    for position, character in enumerate(text):
        for folded in _fold_character(character):
            yield folded, position, position + 1


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "\n\t\r\v\f\u2028\u2029\x85":
        return " "
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    folded = unicodedata.normalize("NFKC", character).casefold()
    decomposed = unicodedata.normalize("NFD", folded)
    # Marks on Latin, Greek and Cyrillic letters go; in scripts where they are
    # vowels they come as characters of their own and go too: all count the same.
    kept = (each for each in decomposed if unicodedata.category(each)[0] != "M")
    return "".join(kept)


def _unmasked(places: list[_Place]) -> list[_Place]:
    """Look-alikes and digits inside words read as the letters they stand for."""
    text = "".join(place[0] for place in places)
    result = places.copy()
    for word in _WORD.finditer(text):
        begin, end = word.span()
        if _is_mail(text, word):
            continue
        letters = _unmask(text[begin:end])
        for offset, letter in enumerate(letters):
            result[begin + offset] = (letter, *places[begin + offset][1:])
    return result


def _is_mail(text: str, word: re.Match[str]) -> bool:
    """Whether an @ stands between a name and a host rather than for a letter."""
    host = text[word.end() : word.end() + 2]
    return word.group().count("@") == 1 and host[:1] == "." and host[1:].isalpha()


def _unmask(word: str) -> str:
    if not word.isascii() and _has_latin(word):
        word = "".join(_LOOK_ALIKE.get(letter, letter) for letter in word)
    if word.isalpha() or len(word) == 1:
        return word
    core = word.rstrip("!")  # "Go!" ends, it is not spelt with a sign
    letters = sum(letter.isalpha() for letter in core)
    masked = sum(letter in _LEET for letter in core)
    # Most must be letters, and some after the first sign: not "covid19", not "4x4".
    inner = _SIGN_THEN_LETTER.search(core)
    signs = sum(letter in "@$!€" for letter in core)
    # Two letters and a digit are a name or a count ("W3C", "1st"), but "y0u" is not.
    enough = letters >= 3 or (letters == 2 and (signs or "0" in core[1:-1]))
    if enough and letters >= masked and inner and masked + letters == len(core):
        core = "".join(_LEET.get(letter, letter) for letter in core)
    return core + word[len(core) :]


def _has_latin(word: str) -> bool:
    return any("a" <= letter <= "z" for letter in word)


def _joined(places: list[_Place]) -> list[_Place]:
    """Letters spelt out one by one, made a word; two blanks part words."""
    text = "".join(place[0] for place in places)
    drop: set[int] = set()
    for spelt in _SPELT.finditer(text):
        if sum(map(str.isalpha, spelt.group())) < 4:
            continue
        for position in range(*spelt.span()):
            gap = not text[position].isalnum()
            if gap and text[position - 1].isalnum() and text[position + 1].isalnum():
                drop.add(position)
    return [place for at, place in enumerate(places) if at not in drop]


def _squeezed(places: list[_Place]) -> list[_Place]:
    """Three or more of the same letter or sign count once, over their whole place."""
    result: list[_Place] = []
    for run in _runs(places):
        character, often = run[0][0], len(run)
        world_wide_web = character == "w" and often == 3
        squeezes = character.isalpha() or character in "!?*"
        if often >= 3 and squeezes and not world_wide_web:
            result.append((character, run[0][1], run[-1][2]))
        else:
            result += run
    return result


def _runs(places: Iterable[_Place]) -> Iterator[list[_Place]]:
    run: list[_Place] = []
    for place in places:
        if run and place[0] != run[0][0]:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
