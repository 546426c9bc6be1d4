"""Where the dots of a dot histogram are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

HIGH = 14
"""Dots on top of each other at most: how many comments one stands for follows."""

STEP = 12
"""Units of the drawing from one dot to the next."""


@dataclass(frozen=True)
class Dots:
    """A histogram as columns of dots.

    Attributes:
        counts: of each column, from the left.
        each: how many comments a dot stands for; the last of a column for up to so
            many.
    """

    counts: Sequence[int]
    each: int

    @classmethod
    def of(cls, counts: Sequence[int]) -> "Dots":
        """The dots of counts."""
        return cls(counts, max(1, ceil(max(counts, default=0) / HIGH)))

    @property
    def width(self) -> int:
        """Units of the drawing."""
        return STEP * len(self.counts)

    @property
    def height(self) -> int:
        """Units of the drawing."""
        return STEP * HIGH

    def places(self) -> Iterator[tuple[int, int, float]]:
        """Each dot's middle in units of the drawing, and the score of its column."""
        for column, count in enumerate(self.counts):
            for row in range(ceil(count / self.each)):
                x = STEP * column + STEP // 2
                y = self.height - STEP * row - STEP // 2
                yield x, y, column / len(self.counts)
