"""Who decides unlike all others: in bad faith, by another policy, or at random.

Each decision is compared with what a model expects that has not learnt it. Whoever is
further from that than the others, beyond chance, teaches the model nothing it should
know.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST = 20
"""Decisions of a person from which on something can be said of them."""

SURELY = 4.0
"""Standard errors of the difference from the others: by chance alone one person in
30,000 is as far, and a site has a few dozen."""

FAR = 0.25
"""Log loss, in natural units, by which they must be further from what is expected: with
less they are of another mind about hard cases, which teaches what is hard."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Decider:
    """One who decides unlike the others.

    Attributes:
        decisions: how many of theirs were looked at.
        against: the share of them that the model would decide the other way.
        others: the same share of everybody else's.
    """

    name: str
    decisions: int
    against: float
    others: float


def unlike_others(
    names: Sequence[str], rejected: NDArray[np.bool_], logits: Doubles
) -> list[Decider]:
    """Those who decide unlike all others, the furthest first.

    Args:
        names: who decided, n of them.
        rejected: what, shape (n,).
        logits: what a model expects that has not learnt it, shape (n,).
    """
    losses = np.logaddexp(0, np.where(rejected, -logits, logits))
    against = rejected != (logits > 0)
    people, by = np.unique(
        np.array(names, dtype=object).astype(str), return_inverse=True
    )
    found = list[tuple[float, Decider]]()
    for number, name in enumerate(people):
        theirs = by == number
        if theirs.sum() < LEAST or (~theirs).sum() < LEAST:
            continue
        beyond = float(losses[theirs].mean() - losses[~theirs].mean())
        error = np.hypot(_error(losses[theirs]), _error(losses[~theirs]))
        if beyond > max(FAR, SURELY * error):
            decider = Decider(
                str(name),
                int(theirs.sum()),
                float(against[theirs].mean()),
                float(against[~theirs].mean()),
            )
            found.append((beyond, decider))
    return [decider for _, decider in sorted(found, key=lambda each: -each[0])]


def _error(losses: Doubles) -> float:
    """The standard error of their mean."""
    return float(losses.std(ddof=1)) / math.sqrt(len(losses))
