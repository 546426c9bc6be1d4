"""Words run together throughout a text, so that a name or a compound is less likely.

Between them may stand signs and links, and they may have letters unsaid: "whatthef**k".
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice, product

from classifier.spelling.addresses import is_address
from classifier.spelling.letters import taken_apart
from classifier.spelling.places import Reading, in_a_row, one_by_one, same
from classifier.spelling.strong import is_strong
from classifier.spelling.unsaid import unsaid
from classifier.spelling.vocabulary import count, is_abuse

_TOO_COMMON = 500  # comments with a word that is surely none of two run together
_LETTERS = re.compile(r"[a-z']+")
_LINK = re.compile(r"(https?://[^\"”<>]*)")
_SOME_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)*")
_PARTS = re.compile(rf"[a-z]*\*[a-z*]*|{_SOME_LETTERS.pattern}")
_STARS = re.compile(r"\*+")
_MOST_STARRED = 8
"""Words with stars that are looked for in a piece: each takes some 50 µs."""
_BEFORE, _BEHIND = 6, 8
"""Letters before the stars and behind them of the longest word that is looked for."""
_LETTERS_OF_MILD = 3  # said, at least, where it is no word of strong abuse


def read_joined(core: str) -> Reading | None:
    """A piece without the punctuation around it, read; None when it stays as it is.

    Args:
        core: lower case.

    >>> read_joined("talkpage")[0], read_joined("whatthef**kman")[0]
    ('talk page', 'what the fuck man')
    """
    if _LETTERS.fullmatch(core):
        return _letters(core)
    if _LINK.search(core, 1):
        return _between_links(core)
    return None if is_address(core) else _between_signs(core)


def _between_links(core: str) -> Reading:
    parts, begin = list[tuple[int, Reading]](), 0
    for number, part in enumerate(_LINK.split(core)):
        reading = None if number % 2 else read_joined(part)
        if part:
            parts.append((begin, reading or same(part)))
        begin += len(part)
    return in_a_row(parts)


def _letters(core: str) -> Reading | None:
    return taken_apart(core, freely=True) if count(core) < _TOO_COMMON else None


def _between_signs(core: str) -> Reading:
    return _replaced(core, _PARTS, lambda part: _starred(part) or _letters(part))


def _replaced(
    core: str, parts: re.Pattern[str], read: Callable[[str], Reading | None]
) -> Reading:
    """With each of the parts read, and what is between them as it is."""
    text, places, at = "", list[tuple[int, int]](), 0
    for part in parts.finditer(core):
        begin, end = part.span()
        its, found = read(part.group()) or same(part.group())
        text += core[at:begin] + its
        places += one_by_one(at, begin)
        places += [(begin + first, begin + last) for first, last in found]
        at = end
    return text + core[at:], [*places, *one_by_one(at, len(core))]


def _starred(core: str) -> Reading | None:
    """Letters and stars, with blanks around words of abuse that have stars in them;
    None for letters alone.
    """
    if "*" not in core:
        return None
    parts, at = list[tuple[int, Reading]](), 0
    for begin, word in _abuse_starred(core):
        if at < begin:
            parts.append((at, _replaced(core[at:begin], _SOME_LETTERS, _letters)))
        parts.append((begin, same(word)))
        at = begin + len(word)
    if at < len(core):
        parts.append((at, _replaced(core[at:], _SOME_LETTERS, _letters)))
    return in_a_row(parts)


def _abuse_starred(core: str) -> Iterator[tuple[int, str]]:
    """Where words of strong abuse with stars in them begin, and what they are."""
    at = 0
    for stars in islice(_STARS.finditer(core), _MOST_STARRED):
        if at <= stars.start() and (found := _abuse_around(core, at, *stars.span())):
            yield found
            at = found[0] + len(found[1])


def _abuse_around(core: str, at: int, first: int, last: int) -> tuple[int, str] | None:
    """The longest word of strong abuse around such stars."""
    begins = range(max(at, first - _BEFORE), first)
    ends = range(last, min(len(core), last + _BEHIND) + 1)
    for begin, end in sorted(product(begins, ends), key=lambda its: its[0] - its[1]):
        word = unsaid(core[begin:end])
        if word and (
            is_strong(word) or (is_abuse(word) and _has_many(core[begin:end]))
        ):
            return begin, word
    return None


def _has_many(starred: str) -> bool:
    return len(starred) - starred.count("*") >= _LETTERS_OF_MILD
