"""What is read at a glance, as work on hostile texts must be bounded.

Beyond what is mended of a long text, letters are read as what they look like, and
words, if the beginning is written in one manner, as what is found without a search:
where that has letters too often, so has the rest.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from string import ascii_uppercase
from typing import NamedTuple

from classifier.spelling.lookalikes import PLAIN, latin
from classifier.spelling.manners import DRAWN, LEET, PARTED, UNSAID
from classifier.spelling.throughout import (
    all_decoded,
    all_joined,
    all_said,
    all_shortened,
)

LOOKED_UP = 4_000
CHARACTERS = 300
"""Characters of a rest not all of ASCII that are read as what they look like; and how
many, if each counts once: Chinese has more, in which nothing looks Latin. What follows
stays as it is, but for capital letters of ASCII. Chosen by us, for a millisecond."""
_BLOCK = 250  # characters of it that are counted together

_WITHOUT_BLANKS = re.compile(r"\S+")
SPELT_OUT = 9
"""A manner besides those of `manners`: letter by letter, with wider gaps for blanks."""
_SPELT_WORD = re.compile(r"(?<!\S)(?<!\S\s)\S(?:\s\S){1,30}(?!\S|\s\S)")
_SPELT_WORDS = re.compile(rf"{_SPELT_WORD.pattern}|\S+")
# No pattern tries the same letters twice, as hostile texts would have them do so often.
_READERS: dict[
    int, tuple[re.Pattern[str], Callable[[Sequence[str]], Mapping[str, str]]]
] = {
    DRAWN: (re.compile(r"([a-z']+)"), all_shortened),
    LEET: (
        re.compile(r"(!?[a-z0-9@$|€+']+(?:![a-z0-9@$|€+']+)*)"),
        all_decoded,
    ),
    PARTED: (
        re.compile(r"(?<![a-z0-9])([a-z](?:[^\w\s'][a-z]|_[a-z])+)(?![a-z0-9])"),
        all_joined,
    ),
    UNSAID: (re.compile(r"([a-z'*]+)"), all_said),
}
"""How words are found and read, by the manner of the text."""


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
    folded = plainly(
        text, offset, _SPELT_WORDS if manner == SPELT_OUT else _WITHOUT_BLANKS
    )
    if manner not in _READERS:
        return folded
    parts, meant = _meant(folded.text, manner)
    at = 0
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
    first, rest = text[:end], text[end:]
    if manner == SPELT_OUT:
        first, rest = map(_put_together, (first, rest))
    spelt = latin(" ".join(first.translate(PLAIN).split()))
    if rest:
        rest = " ".join(_small(rest).split())
        blank = _is_blank(text, end) and spelt and rest
        spelt = f"{spelt} {rest}" if blank else spelt + rest
    if manner not in _READERS:
        return spelt
    parts, meant = _meant(spelt, manner)
    words = parts[1::2]
    parts[1::2] = map(meant.get, words, words)
    return "".join(parts)


def _meant(text: str, manner: int) -> tuple[list[str], Mapping[str, str]]:
    """A text in parts, and what those that are read otherwise are read as."""
    pattern, read = _READERS[manner]
    parts = pattern.split(text)
    return parts, read(parts[1::2])


def _put_together(text: str) -> str:
    return _SPELT_WORD.sub(lambda found: found.group()[::2], text)


def _without_gaps(word: str) -> str:
    return word[::2] if word[1:2].isspace() else word


def plainly(
    text: str, offset: int = 0, words: re.Pattern[str] = _WITHOUT_BLANKS
) -> Folded:
    """A text folded letter by letter, without any reading.

    Args:
        offset: where it begins in the text that places are wanted in.
        words: finds its words.
    """
    end = _looked_up(text)
    begun = words.finditer(text[:end])
    first = _placed(begun, offset, lambda word: word.translate(PLAIN))
    first = first._replace(text=latin(first.text))
    if end == len(text):
        return first
    rest = _placed(words.finditer(text[end:]), offset + end, _small)
    return followed(first, rest, blank=_is_blank(text, end))


def _placed(
    matches: Iterable[re.Match[str]], offset: int, read: Callable[[str], str]
) -> Folded:
    words, begins, before = list[str](), list[int](), 0
    for found in matches:
        begin, end = found.span()
        its = _without_gaps(found.group())
        word = read(its)
        if not word:
            continue
        if words:  # a blank is where the word before it ended
            begins.append(before)
        before = offset + end
        if len(word) == end - begin:
            begins += range(offset + begin, before)
        else:
            letters = range(offset + begin, before, 1 if len(its) == end - begin else 2)
            each = zip(letters, map(read, its), strict=True)
            begins += [at for at, text in each for _ in text]
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
