"""A share of few, and how sure one may be of it."""

from math import sqrt
from typing import NamedTuple

LEAST = 25
"""Decisions before a share is told at all: with 25 the band below is up to 37 points
wide, with fewer it says next to nothing."""

_Z = 1.96  # 95 % of a normal distribution


class Share(NamedTuple):
    """A share in [0, 1], and between which two it is with a certainty of 95 %."""

    share: float
    low: float
    high: float


def share(part: int, whole: int) -> Share | None:
    """A share with its band; `None` where there are fewer than `LEAST`.

    The band is Wilson's (E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", JASA 22, 1927), which is right for small numbers and for
    shares near 0 and 1, too.

    >>> share(24, 24) is None
    True
    >>> share(45, 50)
    Share(share=0.9, low=0.786..., high=0.956...)
    """
    if whole < LEAST:
        return None
    its = part / whole
    middle = (its + _Z**2 / (2 * whole)) / (1 + _Z**2 / whole)
    wide = sqrt(its * (1 - its) / whole + _Z**2 / (4 * whole**2))
    wide *= _Z / (1 + _Z**2 / whole)
    low, high = min(its, max(0.0, middle - wide)), max(its, min(1.0, middle + wide))
    return Share(its, low, high)
