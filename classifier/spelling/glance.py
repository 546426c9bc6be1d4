"""What is read at a glance, as work on hostile texts must be bounded.

Beyond what is mended of a long text, letters are read as what they look like, and
words only as what is found without a search: where the beginning is written with
letters too often, so is the rest.
"""

import re
from itertools import islice
from typing import NamedTuple

from classifier.spelling.doubles import placed, without_doubles
from classifier.spelling.lookalikes import PLAIN, latin
from classifier.spelling.manners import DRAWN
from classifier.spelling.throughout import shortened_at_a_glance

CHARACTERS = 1_000
"""Characters, each counted once, that are read as what they look like: more are in no
text of 20,000 but Chinese ones, in which nothing looks Latin."""

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
        if number % 2 and meant[part] != part:
            places = placed(meant[part], part)
            begins += [folded.begins[at + begin] for begin, _ in places]
            ends += [folded.ends[at + end - 1] for _, end in places]
            parts[number] = meant[part]
        else:
            begins += folded.begins[at : at + len(part)]
            ends += folded.ends[at : at + len(part)]
        at += len(part)
    return Folded("".join(parts), tuple(begins), tuple(ends))


def spelt_at_a_glance(text: str, manner: int) -> str:
    """The text of `at_a_glance` alone."""
    spelt = latin(" ".join(_of_few_characters(text).translate(PLAIN).split()))
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
    words, begins, before = list[str](), list[int](), 0
    text = _of_few_characters(text)
    for found in _WITHOUT_BLANKS.finditer(text):
        begin, end = found.span()
        word = found.group().translate(PLAIN)
        if not word:
            continue
        if words:  # a blank is where the word before it ended
            begins.append(before)
        before = offset + end
        if len(word) == end - begin:
            begins += range(offset + begin, before)
        else:
            letters = enumerate(map(PLAIN.__getitem__, map(ord, found.group())))
            begins += [offset + begin + at for at, its in letters for _ in its]
        words.append(word)
    ends = tuple([begin + 1 for begin in begins])
    return Folded(latin(" ".join(words)), tuple(begins), ends)


def _of_few_characters(text: str) -> str:
    """The text with no more than `CHARACTERS` kinds of them to look up: from the next
    on, what is not of ASCII is "?".
    """
    if len(text) <= CHARACTERS or text.isascii() or len(set(text)) <= CHARACTERS:
        return text
    end = text.index(next(islice(dict.fromkeys(text), CHARACTERS, None)))
    return text[:end] + text[end:].encode("ascii", "replace").decode()
