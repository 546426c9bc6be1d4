"""Where the sentences of a text are."""

import re
from itertools import islice

MOST = 200
"""Sentences that are told apart; what follows them is one. Few comments have 50."""

# Behind the signs that end a sentence there may be quotes or brackets, and then comes
# a blank. Signs of Chinese and Japanese need none. A line always ends one.
_ENDS = re.compile(
    r"[.!?\u2026]+[\"'\u201d\u2019\u00bb)\]]*(?=\s)|[\u3002\uff01\uff1f]+|\n"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Begin and end of each sentence, in code points, without blanks around it.

    What goes on with a small letter goes on: "He came, e.g. by tram" is one.

    >>> text = "Is it so? I think, e.g. of trams, not."
    >>> [text[begin:end] for begin, end in sentences(text)]
    ['Is it so?', 'I think, e.g. of trams, not.']
    """
    found, begin = list[tuple[int, int]](), 0
    for end in islice(_ends(text), MOST - 1):
        _add(found, text, begin, end)
        begin = end
    _add(found, text, begin, len(text))
    return found


def _ends(text: str) -> "list[int]":
    return [
        match.end()
        for match in _ENDS.finditer(text)
        if match[0] == "\n" or not _goes_on(text, match.end())
    ]


def _goes_on(text: str, place: int) -> bool:
    """Whether a small letter is next on the same line."""
    following = text[place : place + 2].lstrip(" \t")
    return following[:1].islower()


def _add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    sentence = text[begin:end]
    begin += len(sentence) - len(sentence.lstrip())
    end -= len(sentence) - len(sentence.rstrip())
    if begin < end:
        found.append((begin, end))
