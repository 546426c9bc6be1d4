"""Two texts compared line by line, and what that would cost."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["replace", "delete", "insert", "equal"]
Opcode: TypeAlias = tuple[Kind, int, int, int, int]
"""As `difflib.SequenceMatcher.get_opcodes` has it."""

MOST_WORK = 4_000_000
"""Of one comparison, in what `work` counts: 2,000 lines, each there once, in any other
order. That takes 0.3 s at the worst."""

CONTEXT = 3
"""Lines that stay the same, shown around those that do not."""


class Compared(SequenceMatcher[str]):
    """Lines that are compared between what is the same at both ends of two texts.

    What is the same there costs nothing; nor is anything taken for junk.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._sides = old, new
        self._head, self._tail = _ends(old, new)
        super().__init__(None, *self._middles(), autojunk=False)

    def work(self) -> int:
        """How many steps the comparison takes at most, counted in linear time."""
        old, new = self._middles()
        often = Counter(old)
        return min(len(old), len(new)) * sum(often[line] for line in new)

    def get_opcodes(self) -> list[Opcode]:
        """Of the whole texts."""
        head, (old, new) = self._head, self._sides
        found: list[Opcode] = [("equal", 0, head, 0, head)] if head else []
        for kind, *places in super().get_opcodes():
            begin, end, first, last = (head + place for place in places)
            found.append((kind, begin, end, first, last))
        if tail := self._tail:
            begin, first = len(old) - tail, len(new) - tail
            found.append(("equal", begin, len(old), first, len(new)))
        return found

    def _middles(self) -> tuple[Sequence[str], Sequence[str]]:
        old, new = self._sides
        return (
            old[self._head : len(old) - self._tail],
            new[self._head : len(new) - self._tail],
        )


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines are the same at the begin, and of the others at the end."""
    head = _same(old, new)
    return head, _same(old[head:][::-1], new[head:][::-1])


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
