"""Which charts show the figures, and the sentences that tell what is in them."""

from collections.abc import Callable, Sequence
from functools import cached_property

from flask_babel import gettext

from moderation.statistics.drift import LOOK_FROM, SHIFTED_FROM
from moderation.statistics.figures import Figures
from moderation.statistics.overview import Overview, Rejected
from moderation.statistics.people import Statistics
from moderation.store.statistics import bins
from web.desk.overview import telling
from web.desk.overview.charts import Chart, Row, Rows, Series
from web.desk.wording import percent, words

Value = Callable[[Figures], float | None]

LEAST = 5
"""Shares of fewer are left out of charts over time: they would jump about."""

MOST_ROWS = 12
"""Of rules and reasons in a chart; the table has all."""

SOON = (bins.HOUR, 4 * bins.HOUR, bins.DAY)
"""Within what it is told how many comments were decided."""


class Site:
    """The charts of a site."""

    def __init__(self, found: Overview) -> None:
        self._found = found
        self.labels = telling.periods(found.times)
        self._axis = telling.axis(found.times)

    @cached_property
    def arrivals(self) -> Chart:
        """How many comments came."""
        series = [self._series(gettext("New comments"), "yes", lambda its: its.arrived)]
        return Chart(self.labels, self._axis, series, stacked=True)

    @cached_property
    def decisions(self) -> Chart:
        """Who decided what."""
        name = self._series
        return Chart(
            self.labels,
            self._axis,
            [
                name(gettext("Approved by people"), "yes", _people_approved),
                name(
                    gettext("Approved by the policy"),
                    "yes-pale",
                    lambda its: its.policy_approved,
                ),
                name(gettext("Rejected by people"), "no", _people_rejected),
                name(
                    gettext("Rejected by the policy"),
                    "no-pale",
                    lambda its: its.policy_rejected,
                ),
            ],
            stacked=True,
        )

    @cached_property
    def automated(self) -> Chart:
        """How much people had no part in."""
        name = gettext("Decided by the policy alone")
        return self._shares((name, "yes", _enough(lambda its: its.automated, _decided)))

    @cached_property
    def approved(self) -> Chart:
        """How much is published."""
        return self._shares(
            (
                gettext("All decisions"),
                "yes",
                _enough(lambda its: its.approved, _decided),
            ),
            (
                gettext("Those of people"),
                "no",
                _enough(lambda its: its.approved_by_people, lambda its: its.by_people),
            ),
        )

    @cached_property
    def agreement(self) -> Chart:
        """How often people and the machine agreed."""
        name = gettext("Decided as the machine thought")
        value = _enough(lambda its: its.agreement, lambda its: its.compared)
        return self._shares((name, "yes", value))

    @cached_property
    def soon(self) -> Chart:
        """How soon people decided."""
        return self._shares(
            (gettext("Within an hour"), "yes", _within(SOON[0])),
            (gettext("Within 4 hours"), "no", _within(SOON[1])),
            (gettext("Within a day"), "third", _within(SOON[2])),
        )

    @cached_property
    def waiting(self) -> Chart:
        """How much waited."""
        values = [float(its.waiting) if its else None for its in self._found.looks]
        series = [Series(gettext("Waiting"), "no", values)]
        return Chart(self.labels, self._axis, series, stacked=True)

    @cached_property
    def ages(self) -> Rows:
        """How long what waits now has waited."""
        rows = zip(telling.spans(), self._found.queue.ages, strict=True)
        return Rows(
            [Row(name, telling.counted(n), [("no", float(n))]) for name, n in rows]
        )

    @cached_property
    def reasons(self) -> Rows:
        """For what was rejected."""
        return _reasons(self._found.reasons)

    @cached_property
    def rules(self) -> Rows:
        """How often people rejected what a rule hit."""
        shown = [each for each in self._found.rules if each.its.decided][:MOST_ROWS]
        return Rows(
            [
                Row(
                    each.its.rule,
                    percent(each.precision),
                    [("yes", each.precision or 0.0)],
                    each.interval,
                )
                for each in shown
            ],
            most=1.0,
        )

    @cached_property
    def drift(self) -> Rows:
        """Whether scores are spread as before."""
        known = [(its, its.index) for its in self._found.drift if its.index is not None]
        return Rows(
            [
                Row(
                    words(its.attribute),
                    f"{telling.precise(index, 3)} · {telling.reading(its.reading)}",
                    [("no" if index >= LOOK_FROM else "yes", index)],
                )
                for its, index in known
            ],
            most=max([2 * SHIFTED_FROM, *(index for _, index in known)]),
            guides=(LOOK_FROM, SHIFTED_FROM),
        )

    @property
    def by_whom(self) -> Sequence[Series]:
        """What the parts of the bars of `reasons` stand for."""
        return _by_whom()

    def _series(self, name: str, look: str, value: Value) -> Series:
        return Series(name, look, [value(its) for its in self._found.periods])

    def _shares(self, *lines: tuple[str, str, Value]) -> Chart:
        series = [self._series(*line) for line in lines]
        return Chart(self.labels, self._axis, series, shares=True)


class OfPerson:
    """The charts of one person."""

    def __init__(self, found: Statistics) -> None:
        self._found = found
        self.labels = telling.periods(found.times)
        self._axis = telling.axis(found.times)

    @cached_property
    def decisions(self) -> Chart:
        """What they decided."""
        kinds = (
            (gettext("Approved"), "yes", _people_approved),
            (gettext("Rejected"), "no", _people_rejected),
        )
        series = [
            Series(name, look, [value(its) for its in self._found.periods])
            for name, look, value in kinds
        ]
        return Chart(self.labels, self._axis, series, stacked=True)

    @cached_property
    def reasons(self) -> Rows:
        """For what they rejected."""
        return _reasons(self._found.reasons)


def _by_whom() -> Sequence[Series]:
    return (
        Series(gettext("By people"), "no", ()),
        Series(gettext("By the policy"), "no-pale", ()),
    )


def _within(seconds: int) -> Value:
    return _enough(lambda its: its.decided_within(seconds), lambda its: sum(its.waits))


def _enough(value: Value, base: Callable[[Figures], int]) -> Value:
    """A share, of periods in which there is enough that it is a share of."""
    return lambda its: value(its) if base(its) >= LEAST else None


def _decided(its: Figures) -> int:
    return its.by_policy + its.by_people


def _people_approved(its: Figures) -> float:
    return its.people_approved


def _people_rejected(its: Figures) -> float:
    return its.people_rejected


def _reasons(found: Sequence[Rejected]) -> Rows:
    return Rows(
        [
            Row(
                words(its.reason) if its.reason else gettext("no reason"),
                telling.counted(its.by_people + its.by_policy),
                [("no", its.by_people), ("no-pale", its.by_policy)],
            )
            for its in found[:MOST_ROWS]
        ]
    )
