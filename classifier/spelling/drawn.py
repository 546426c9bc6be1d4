"""Letters written too often: drawn out ("stuuuupid") or doubled ("iiddiioott")."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import gt

from classifier.spelling.doubles import (
    REPEATED,
    doubled,
    lengths,
    placed,
    without_doubles,
)
from classifier.spelling.places import Reading
from classifier.spelling.strong import is_strong
from classifier.spelling.vocabulary import count, known, vocabulary

LONGEST_DRAWN = 64
"""Letters of the longest word that is searched for drawn-out letters. Of 32,119 words
of comments that are read right with letters drawn out, doubled or once too many, one
fewer would be at 32, and 65 at 24."""

_FOUR = re.compile(r"([a-z])\1{3,}")
_THRICE = re.compile(r"([a-z])\1\1")
_TWICE = re.compile(r"(?:([a-z])\1|')+")
_SHORTEST, _SHORTEST_UNCLEAR = 4, 5
"""Letters of the shortest, and where none is there three times or more. With one more
2,869 and 295 fewer of those are read right."""
_MEANT = 100
"""How much rather a word of abuse is drawn out than another, and a word that has its
double letters where they are written: "asss" is no "as". At 30 113 fewer of those are
read right, at 300 four more. Chosen by us."""


def drawn(word: str) -> Reading | None:
    """What a word of letters and apostrophes is without those that are too many.

    >>> drawn("iiddiioott")[0], drawn("stuuupid")[0], drawn("aaass")[0]
    ('idiot', 'stupid', 'ass')
    """
    if len(word) > LONGEST_DRAWN or not REPEATED.search(word):
        return None
    half, shortened = _halved(word), _shortened(word)
    if half and shortened and _MEANT * _weight(half[0]) < _weight(shortened[0]):
        return shortened
    return half or shortened


def may_be_drawn(word: str) -> bool:
    """Whether letters may be too many at all: where they are, one is there three times
    in a row, or all are twice, or it is strong abuse with each once.
    """
    if not REPEATED.search(word):
        return False
    if word[::2] == word[1::2] or "'" in word or _THRICE.search(word):
        return True
    return without_doubles(word) in _strong()


def halved(word: str) -> Reading | None:
    """Every letter that is written twice once, whether that is a word or not."""
    if len(word) < _SHORTEST or not _TWICE.fullmatch(word) or len(set(word)) < 2:
        return None
    kept = list(_second_of_each_two(word))
    half = "".join([word[at] for at in kept])
    places = [(at - 1 if word[at] != "'" else at, at + 1) for at in kept]
    return (half, places) if 1 < len(half) < len(word) else None


def squeezed(word: str) -> Reading | None:
    """Four or more of a letter once, in what is no word either way."""
    if not _FOUR.search(word):
        return None
    if len(set(word)) == 1:  # "kkkkkk" is laughter
        return word[:2], [(0, 1), (1, len(word))]
    text = _FOUR.sub(lambda row: row[1], word)  # three are left: "Schifffahrt"
    return text, placed(text, word)


def _halved(word: str) -> Reading | None:
    half = halved(word)
    return half if half and known(half[0]) else None


def _second_of_each_two(word: str) -> Iterator[int]:
    """Where every second letter of each run is, and the apostrophes."""
    for run in re.finditer(r"([a-z])\1+|'", word):
        begin, end = run.span()
        yield from range(begin + (end > begin + 1), end, 2)


def _shortened(word: str) -> Reading | None:
    """The likeliest word with fewer letters in a row."""
    clear = _THRICE.search(word) is not None
    if len(word) < (_SHORTEST if clear else _SHORTEST_UNCLEAR):
        return None
    once = without_doubles(word)
    if not clear and once not in _strong():
        return None  # German "hatte" is not "hate"
    best = likeliest(once, lengths(word), _rather)
    if best is None or not (clear or is_strong(best)):
        return None
    return best, placed(best, word)


def likeliest(
    once: str, most: Sequence[int], weight: Callable[[str, bool], int]
) -> str | None:
    """The likeliest word that has no letter in a row more often than so.

    Args:
        once: the word with each letter once.
        most: for each letter of it.
        weight: of a word, and whether it has double letters where they were written.
    """
    best, heaviest = None, 0
    if once in vocabulary().counts:
        best, heaviest = once, weight(once, 2 not in most)
    for text in doubled().get(once, "").split():
        its = lengths(text)
        if any(map(gt, its, most)):
            continue
        as_written = [n for n, written in zip(its, most, strict=True) if written == 2]
        heavy = weight(text, 1 not in as_written)
        if heavy > heaviest:
            best, heaviest = text, heavy
    if best is None and once.endswith("'s"):
        stem = likeliest(once[:-2], most[:-2], weight)
        return f"{stem}'s" if stem else None
    return best


@cache
def _strong() -> frozenset[str]:
    """Strong abuse without any letter twice in a row."""
    return frozenset(
        without_doubles(word) for word in vocabulary().abuse if is_strong(word)
    )


def _rather(text: str, as_written: bool) -> int:
    return _weight(text) * (_MEANT if as_written else 1)


def _weight(text: str) -> int:
    return count(text) * (_MEANT if text in vocabulary().abuse else 1)
