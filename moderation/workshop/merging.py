"""What two people changed in the same text, brought together where they were apart."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from moderation.rulebooks.closely import MOST_WORK, Compared
from moderation.workshop.texts import RULES, Texts


class _Hunk(NamedTuple):
    """Lines `[begin, end)` of the text before, and what stands in their place."""

    begin: int
    end: int
    lines: tuple[str, ...]


def merged(before: str, mine: str, theirs: str) -> str | None:
    """A text with the changes of both; `None` where both changed the same lines, or
    lines beside each other, or where it is too large to bring together by itself: by
    `closely.MOST_WORK`.

    >>> merged("a\\nb\\nc\\n", "A\\nb\\nc\\n", "a\\nb\\nc\\nd\\n")
    'A\\nb\\nc\\nd\\n'
    >>> merged("a\\n", "b\\n", "c\\n") is None
    True
    """
    if _work(before, mine, theirs) > MOST_WORK:
        return None
    return _merged(before, mine, theirs)


def _merged(before: str, mine: str, theirs: str) -> str | None:
    old = _lines(before)
    hunks = sorted({*_hunks(old, _lines(mine)), *_hunks(old, _lines(theirs))})
    for first, second in pairwise(hunks):
        if second.begin <= first.end:
            return None
    for hunk in reversed(hunks):
        old[hunk.begin : hunk.end] = hunk.lines
    return "".join(old)


def merged_files(before: Texts, mine: Texts, theirs: Texts) -> Texts | None:
    """As `merged`, of a rules file and its lists; a file that is gone is an empty one,
    unless somebody changed it. All together may be of `closely.MOST_WORK`.
    """
    files = {
        name: (_of(before, name), _of(mine, name), _of(theirs, name))
        for name in {*before.files, *mine.files, *theirs.files}
    }
    if sum(_work(*its) for its in files.values()) > MOST_WORK:
        return None
    found = {name: _merged(*its) for name, its in files.items()}
    texts = {name: text for name, text in found.items() if text is not None}
    if len(texts) < len(found):
        return None
    content = texts.pop(RULES)
    lists = {
        name: text
        for name, text in texts.items()
        if text or (name in mine.lists and name in theirs.lists)
    }
    return replace(theirs, content=content, lists=lists)


def _work(before: str, mine: str, theirs: str) -> int:
    """What it takes to bring them together, in what `Compared.work` counts."""
    old = _lines(before)
    return sum(Compared(old, _lines(side)).work() for side in (mine, theirs))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _hunks(old: Sequence[str], lines: Sequence[str]) -> list[_Hunk]:
    return [
        _Hunk(begin, end, tuple(lines[first:last]))
        for kind, begin, end, first, last in Compared(old, lines).get_opcodes()
        if kind != "equal"
    ]


def _of(texts: Texts, name: str) -> str:
    return texts.content if name == RULES else texts.lists.get(name, "")
