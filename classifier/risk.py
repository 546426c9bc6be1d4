"""How wrong decisions are at most, told from audited ones, and surely.

What is audited was drawn by chance, so that of what a threshold decides alone the wrong
ones are binomial. `upper` is the exact bound of Clopper and Pearson (1934), `p_value`
the exact test behind it. Of several thresholds `passing` finds those to be trusted by
Learn then Test with fixed-sequence testing (Angelopoulos, Bates, Candes, Jordan and
Lei, 2021): from a start on they are tried towards the laxer ones until the first that
fails, so that looking at many costs nothing; several starts share the doubt. The
sequence, and where in it to start, must not depend on what the audits came out as. How
much may be decided at an accepted error is selective classification (Geifman and
El-Yaniv, 2017).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log, log1p

CONFIDENCE = 0.95
"""Unless another is asked for: wrong once in twenty sites."""

MOST = 1_000_000
"""Audits that are thought of when it is told how many are needed."""


@dataclass(frozen=True)
class Counted:
    """Audited decisions of one kind: how many there are, and how many were wrong."""

    decided: int
    wrong: int


def p_value(its: Counted, accepted: float) -> float:
    """The chance that so few are wrong, or fewer, where more are wrong than accepted.

    Args:
        accepted: the share of wrong decisions, in (0, 1).
    """
    from scipy.special import bdtr  # which serving does without

    if not its.decided:
        return 1.0
    return float(bdtr(its.wrong, its.decided, accepted))


def is_within(its: Counted, accepted: float, confidence: float = CONFIDENCE) -> bool:
    """Whether the share of wrong ones surely is no more than is accepted."""
    # As sure to the last digit as the figures that are told to people.
    return p_value(its, accepted) <= 1 - confidence + 1e-12


def upper(its: Counted, confidence: float = CONFIDENCE) -> float:
    """The share of wrong ones that is surely not exceeded, in (0, 1]; one-sided."""
    from scipy.special import betaincinv  # as above

    if its.wrong >= its.decided:
        return 1.0
    return float(betaincinv(its.wrong + 1, its.decided - its.wrong, confidence))


def lower(its: Counted, confidence: float = CONFIDENCE) -> float:
    """The share of wrong ones that is surely reached, in [0, 1); one-sided."""
    from scipy.special import betaincinv  # as above

    if not its.wrong:
        return 0.0
    right = its.decided - its.wrong
    return float(betaincinv(its.wrong, right + 1, 1 - confidence))


def is_surely_more(
    its: Counted, accepted: float, confidence: float = CONFIDENCE
) -> bool:
    """Whether more are wrong than is accepted, surely, however often one looks while
    audits come in.

    By the likelihood of what was seen with a share above the accepted one, any of which
    may be (Jeffreys' prior cut off there), against that with the accepted one: where no
    more are wrong, that ever exceeds 1 / (1 - confidence) at most as often as one is
    not sure (Ville, 1939; Robbins, "Statistical methods related to the law of the
    iterated logarithm", 1970).
    """
    from scipy.special import betainc, betaln  # as above

    wrong, right = its.wrong, its.decided - its.wrong
    if not wrong:
        return False
    above = 1 - betainc(wrong + 0.5, right + 0.5, accepted)
    prior = 1 - betainc(0.5, 0.5, accepted)
    seen = betaln(wrong + 0.5, right + 0.5) - betaln(0.5, 0.5)
    expected = wrong * log(accepted) + right * log1p(-accepted)
    more = seen + log(max(float(above), 1e-300)) - log(prior) - expected
    return bool(more >= -log(1 - confidence))


def interval(its: Counted, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Between which shares the true one surely lies; two-sided."""
    if not its.decided:
        return 0.0, 1.0
    half = (1 + confidence) / 2
    return lower(its, half), upper(its, half)


def needed(wrong: int, accepted: float, confidence: float = CONFIDENCE) -> int:
    """The fewest audited decisions among which so many wrong ones are within what is
    accepted; at most `MOST`.
    """
    low, high = wrong, MOST
    while high - low > 1:
        middle = (low + high) // 2
        if is_within(Counted(middle, wrong), accepted, confidence):
            high = middle
        else:
            low = middle
    return high


def passing(
    tried: Sequence[Counted],
    starts: Collection[int],
    accepted: float,
    confidence: float = CONFIDENCE,
) -> list[int]:
    """The thresholds that may be trusted, by their places; surely none of them wrongly.

    Args:
        tried: what each decides, from the strictest on.
        starts: places in it, one or more.
    """
    found = set[int]()
    for start in set(starts):
        for place in range(start, len(tried)):
            surely = 1 - (1 - confidence) / len(set(starts))
            if not is_within(tried[place], accepted, surely):
                break
            found.add(place)
    return sorted(found)
