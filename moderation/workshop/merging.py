"""What two people changed in the same text, brought together where they were apart."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from moderation.workshop.texts import RULES, Texts


class _Hunk(NamedTuple):
    """Lines `[begin, end)` of the text before, and what stands in their place."""

    begin: int
    end: int
    lines: tuple[str, ...]


def merged(before: str, mine: str, theirs: str) -> str | None:
    """A text with the changes of both; `None` where both changed the same lines, or
    lines beside each other.

    >>> merged("a\\nb\\nc\\n", "A\\nb\\nc\\n", "a\\nb\\nc\\nd\\n")
    'A\\nb\\nc\\nd\\n'
    >>> merged("a\\n", "b\\n", "c\\n") is None
    True
    """
    old = before.splitlines(keepends=True)
    hunks = sorted({*_hunks(old, mine), *_hunks(old, theirs)})
    for first, second in pairwise(hunks):
        if second.begin <= first.end:
            return None
    for hunk in reversed(hunks):
        old[hunk.begin : hunk.end] = hunk.lines
    return "".join(old)


def merged_files(before: Texts, mine: Texts, theirs: Texts) -> Texts | None:
    """As `merged`, of a rules file and its lists; a file that is gone is an empty one,
    unless somebody changed it.
    """
    names = {*before.files, *mine.files, *theirs.files}
    found = {
        name: merged(_of(before, name), _of(mine, name), _of(theirs, name))
        for name in names
    }
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


def _hunks(old: Sequence[str], new: str) -> list[_Hunk]:
    lines = new.splitlines(keepends=True)
    matcher = SequenceMatcher(None, old, lines, autojunk=False)
    return [
        _Hunk(begin, end, tuple(lines[first:last]))
        for kind, begin, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _of(texts: Texts, name: str) -> str:
    return texts.content if name == RULES else texts.lists.get(name, "")
