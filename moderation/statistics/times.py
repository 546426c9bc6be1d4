"""Over which time figures are told, and in which steps. All times are in UTC."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from moderation.store.database import stamp
from moderation.store.statistics.reading import Span


class Reach(StrEnum):
    """How far back."""

    DAY = "24h"
    WEEK = "7d"
    MONTH = "30d"
    QUARTER = "90d"


class Step(StrEnum):
    """The periods that it is told by."""

    HOUR = "hour"
    DAY = "day"


STEPS: Mapping[Reach, Sequence[Step]] = {
    Reach.DAY: (Step.HOUR,),
    Reach.WEEK: (Step.DAY, Step.HOUR),
    Reach.MONTH: (Step.DAY,),
    Reach.QUARTER: (Step.DAY,),
}
"""Which steps there are, the usual one first: more than 168 would be a blur."""

_HOURS = {Reach.DAY: 24, Reach.WEEK: 7 * 24}
_DAYS = {Reach.WEEK: 7, Reach.MONTH: 30, Reach.QUARTER: 90}


@dataclass(frozen=True)
class Times:
    """Periods up to and with the one that is now.

    Attributes:
        begins: of the periods, in order.
    """

    reach: Reach
    step: Step
    begins: Sequence[datetime]

    @property
    def steps(self) -> Sequence[Step]:
        """In which steps the same could be told."""
        return STEPS[self.reach]

    @property
    def span(self) -> Span:
        """The same as counts are kept by."""
        return Span(str(self.step), self.key(self.begins[0]), self.key(self.begins[-1]))

    @property
    def hours(self) -> tuple[str, str]:
        """The first hour, and one after the last."""
        first, last = self.begins[0], self.begins[-1] + timedelta(days=1)
        return stamp(first)[:13], stamp(last)[:13]

    def key(self, begin: datetime) -> str:
        """The name of a period as counts are kept by."""
        return stamp(begin)[: 13 if self.step is Step.HOUR else 10]


def until(at: datetime, reach: Reach, step: Step | None = None) -> Times:
    """The periods of a reach up to a time.

    Args:
        step: the usual one if `None`, or if the reach has no such steps.

    >>> from datetime import UTC
    >>> found = until(datetime(2026, 3, 1, 12, 30, tzinfo=UTC), Reach.WEEK)
    >>> found.span
    Span(step='day', first='2026-02-23', last='2026-03-01')
    """
    if step is None or step not in STEPS[reach]:
        step = STEPS[reach][0]
    if step is Step.HOUR:
        last = at.replace(minute=0, second=0, microsecond=0)
        each, count = timedelta(hours=1), _HOURS[reach]
    else:
        last = at.replace(hour=0, minute=0, second=0, microsecond=0)
        each, count = timedelta(days=1), _DAYS[reach]
    return Times(reach, step, [last - each * ago for ago in reversed(range(count))])
