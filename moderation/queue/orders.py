"""In which order what waits is shown."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from moderation.errors import BadSubmission, FieldProblem
from moderation.waiting.codes import Numbers
from moderation.waiting.columns import Columns

HALF_DAY = 12 * 3600.0
"""Seconds after which what is left to full urgency is halved: our own choice. What was
sent at night with urgency 0.2 has 0.6 at noon and 0.8 a day later, so that nothing
waits for ever behind what is worse, while a threat of 0.95 comes before all of them."""


class By(StrEnum):
    """What the order goes by."""

    URGENT = "urgent"
    NEWEST = "newest"
    OLDEST = "oldest"
    UNCERTAIN = "uncertain"
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


def values(columns: Columns, order: Order, at: float) -> Numbers:
    """By which rows are ordered, the highest first; shape (rows,), never NaN.

    Args:
        at: as of when, in seconds since 1970: what waits grows more urgent.
    """
    match order.by:
        case By.URGENT:
            found = urgency(columns["priority"], at - columns["at"])
        case By.NEWEST:
            found = columns["at"]
        case By.OLDEST:
            found = -columns["at"]
        case By.UNCERTAIN:
            found = uncertainty(columns)
        case By.RISK:
            found = columns["risk"]
        case By.REPORTS:
            found = columns["reports"]
        case By.EASY:
            found = -columns["priority"]
        case By.SCORE:
            found = columns.score(order.attribute)
    found = found.astype(np.float64)
    found[np.isnan(found)] = -1.0
    return found


def urgency(priority: Numbers, waited: Numbers) -> Numbers:
    """How urgent comments are, in [0, 1].

    Args:
        priority: when they came, or were reported; in [0, 1].
        waited: for how long, in seconds.
    """
    halvings = (np.maximum(waited, 0) / -HALF_DAY).astype(np.float32)
    left: Numbers = (1 - priority) * np.exp2(halvings)
    return np.asarray(1 - left)


def uncertainty(columns: Columns) -> Numbers:
    """How little the machine knows what people would do, in [0, 1].

    1 where it is at 0.5: by the site's own model, which says what its moderators would
    reject, else by the highest of all other scores. -1 where nothing scored it.
    """
    highest = np.full(len(columns["key"]), np.nan, np.float32)
    for attribute in columns.attributes:
        if attribute not in ("on_topic", "reject"):
            highest = np.fmax(highest, columns.score(attribute))
    own = columns.score("reject")
    known = np.where(np.isnan(own), highest, own)
    return np.asarray(1 - 2 * np.abs(known - 0.5))
