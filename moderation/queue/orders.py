"""In which order what waits is shown."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from moderation.errors import BadSubmission, FieldProblem
from moderation.queue import teaching
from moderation.waiting.codes import Bools, Numbers
from moderation.waiting.columns import Columns

HALF_DAY = 12 * 3600.0
"""Seconds after which what is left to full urgency is halved: our own choice. What was
sent at night with urgency 0.2 has 0.6 at noon and 0.8 a day later, so that nothing
waits for ever behind what is worse, while a threat of 0.95 comes before all of them."""

MOST_HALVINGS = 1_000
"""Smaller powers are none that a `float64` holds: what came more than 500 days ago is
in the order of its priority."""


class By(StrEnum):
    """What the order goes by."""

    URGENT = "urgent"
    NEWEST = "newest"
    OLDEST = "oldest"
    UNCERTAIN = "uncertain"
    TEACHES = "teaches"
    RISK = "risk"
    REPORTS = "reports"
    EASY = "easy"
    SCORE = "score"


@dataclass(frozen=True)
class Order:
    """An order; `attribute` is the one whose highest scores come first."""

    by: By = By.URGENT
    attribute: str = ""

    def __str__(self) -> str:
        return f"{self.by}:{self.attribute}" if self.attribute else str(self.by)


MOST_URGENT = Order()


def read(told: str | None) -> Order:
    """The order that an address tells.

    Raises:
        BadSubmission: there is no such order.
    """
    if not told:
        return Order()
    by, _, attribute = told.partition(":")
    if by not in list(By) or (by == By.SCORE) != bool(attribute):
        wanted = ", ".join(each for each in By if each is not By.SCORE)
        problem = FieldProblem("order", f"{wanted} or score:ATTRIBUTE", repr(told[:50]))
        raise BadSubmission(problem)
    return Order(By(by), attribute)


def values(
    columns: Columns, order: Order, at: float, fits: Bools, rows: Numbers
) -> Numbers:
    """By which some rows are ordered, the highest first; shape (rows,), never NaN.

    Args:
        at: as of when, in seconds since 1970: what waits grows more urgent.
        fits: the rows that would be asked for if they were waiting.
        rows: the numbers of those that do; what no one asks for is not reckoned.
    """
    match order.by:
        case By.URGENT:
            waited = at - columns["at"].take(rows)
            found = -left(columns["priority"].take(rows), waited)
        case By.NEWEST:
            found = columns["at"].take(rows)
        case By.OLDEST:
            found = -columns["at"].take(rows)
        case By.UNCERTAIN:
            found = columns["uncertainty"].take(rows)
        case By.TEACHES:
            found = teaching.values(columns, fits, rows, at)
        case By.RISK:
            found = columns["risk"].take(rows)
        case By.REPORTS:
            found = columns["reports"].take(rows)
        case By.EASY:
            found = -columns["priority"].take(rows)
        case By.SCORE:
            found = columns.score(order.attribute).take(rows)
    found = found.astype(np.float64, copy=False)
    found[np.isnan(found)] = -1.0
    return found


def left(priority: Numbers, waited: Numbers) -> Numbers:
    """How much comments lack of full urgency, in [0, 1]: the most urgent have 0.

    Not what they have, which would soon be 1 for all of a long queue.

    Args:
        priority: when they came, or were reported; in [0, 1].
        waited: for how long, in seconds.
    """
    found: Numbers = waited / -HALF_DAY
    np.clip(found, -MOST_HALVINGS, 0, out=found)
    np.exp2(found, out=found)
    found *= 1 - priority
    return found
