"""What is read at a glance, as work on hostile texts must be bounded.

Beyond what is mended of a long text, letters are read as what they look like, and
words only as what is found without a search: where the beginning is written with
letters too often, so is the rest.
"""

import re
from collections.abc import Callable
from string import ascii_uppercase
from typing import NamedTuple

from classifier.spelling.doubles import without_doubles
from classifier.spelling.lookalikes import PLAIN, latin
from classifier.spelling.manners import DRAWN
from classifier.spelling.throughout import shortened_at_a_glance

LOOKED_UP = 6_000
CHARACTERS = 1_000
"""Characters of a text not all of ASCII that are read as what they look like; and how
many, if each counts once. Chinese has more, in which nothing looks Latin."""
_BLOCK = 1_000  # characters of it that are counted together

_WITHOUT_BLANKS = re.compile(r"\S+")
_WORD = re.compile(r"([a-z']+)")


class Folded(NamedTuple):
    """A folded text; `text[i]` came from `[begins[i], ends[i])` of the original.

    Positions count Unicode code points.
    """

    text: str
    begins: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where `text[begin:end]`, which must not be empty, was in the original."""
        return self.begins[begin], self.ends[end - 1]


def followed(first: Folded, rest: Folded, *, blank: bool = True) -> Folded:
    """Two texts as one, with places in the same original."""
    if not (first.text and rest.text):
        return first if first.text else rest
    text, begins, ends = first
    if blank:
        text, begins, ends = text + " ", (*begins, begins[-1]), (*ends, ends[-1])
    return Folded(text + rest.text, (*begins, *rest.begins), (*ends, *rest.ends))


def at_a_glance(text: str, manner: int, offset: int) -> Folded:
    """A text folded at a glance.

    Args:
        manner: the one that it is written in, 0 for none.
        offset: where it begins in the text that places are wanted in.
    """
    folded = plainly(text, offset)
    if manner != DRAWN:
        return folded
    parts = _WORD.split(folded.text)
    meant, at = _shortened(folded.text, parts[1::2]), 0
    begins, ends = list[int](), list[int]()
    for number, part in enumerate(parts):
        its, after = meant.get(part, part), at + len(part)
        if its == part:
            begins += folded.begins[at:after]
            ends += folded.ends[at:after]
        else:  # each letter is from the whole word
            begins += [folded.begins[at]] * len(its)
            ends += [folded.ends[after - 1]] * len(its)
            parts[number] = its
        at = after
    return Folded("".join(parts), tuple(begins), tuple(ends))


def spelt_at_a_glance(text: str, manner: int) -> str:
    """The text of `at_a_glance` alone."""
    end = _looked_up(text)
    spelt = latin(" ".join(text[:end].translate(PLAIN).split()))
    if end < len(text):
        rest = " ".join(_small(text[end:]).split())
        blank = _is_blank(text, end) and spelt and rest
        spelt = f"{spelt} {rest}" if blank else spelt + rest
    if manner != DRAWN:
        return spelt
    parts = _WORD.split(spelt)
    words = parts[1::2]
    parts[1::2] = map(_shortened(spelt, words).__getitem__, words)
    return "".join(parts)


def _shortened(text: str, words: list[str]) -> dict[str, str]:
    """What each of a text's words was meant to be."""
    return shortened_at_a_glance(words, _WORD.findall(without_doubles(text)))


def plainly(text: str, offset: int = 0) -> Folded:
    """A text folded letter by letter, without any reading.

    Args:
        offset: where it begins in the text that places are wanted in.
    """
    end = _looked_up(text)
    first = _by_words(text[:end], offset, lambda word: word.translate(PLAIN))
    first = first._replace(text=latin(first.text))
    if end == len(text):
        return first
    rest = _by_words(text[end:], offset + end, _small)
    return followed(first, rest, blank=_is_blank(text, end))


def _by_words(text: str, offset: int, read: Callable[[str], str]) -> Folded:
    words, begins, before = list[str](), list[int](), 0
    for found in _WITHOUT_BLANKS.finditer(text):
        begin, end = found.span()
        word = read(found.group())
        if not word:
            continue
        if words:  # a blank is where the word before it ended
            begins.append(before)
        before = offset + end
        if len(word) == end - begin:
            begins += range(offset + begin, before)
        else:
            letters = enumerate(map(read, found.group()))
            begins += [offset + begin + at for at, its in letters for _ in its]
        words.append(word)
    ends = tuple([begin + 1 for begin in begins])
    return Folded(" ".join(words), tuple(begins), ends)


def _looked_up(text: str) -> int:
    """Where what is read as it looks ends, by `LOOKED_UP` and `CHARACTERS`."""
    if text.isascii():
        return len(text)
    seen = set[str]()
    for begin in range(0, min(len(text), LOOKED_UP), _BLOCK):
        seen.update(text[begin : begin + _BLOCK])
        if len(seen) > CHARACTERS:
            return begin
    return min(len(text), LOOKED_UP)


def _small(text: str) -> str:
    """The text with letters of ASCII in lower case, and all else as it is."""
    for letter in ascii_uppercase:
        text = text.replace(letter, letter.lower())
    return text


def _is_blank(text: str, end: int) -> bool:
    """Whether there is a blank before or behind a place."""
    return text[max(end - 1, 0)].isspace() or text[end].isspace()
