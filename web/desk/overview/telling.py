"""How figures are said: numbers, durations and periods, in the reader's language."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from babel import numbers
from flask_babel import format_date, format_time, format_timedelta, get_locale, gettext

from moderation.statistics.drift import Reading
from moderation.statistics.times import Reach, Step, Times
from moderation.store.statistics import bins
from web.desk.entering import blueprint
from web.desk.wording import NOTHING

_CACHED = 10_000


@blueprint.app_template_filter("counted")
def counted(number: float | None) -> str:
    """A whole number."""
    return NOTHING if number is None else _counted(round(number), str(get_locale()))


@blueprint.app_template_filter("short")
def short(number: float) -> str:
    """A large number in few letters, such as 20K."""
    return str(numbers.format_compact_decimal(round(number), locale=get_locale()))


@blueprint.app_template_filter("precise")
def precise(number: float | None, digits: int = 1) -> str:
    """A number with so many digits behind the point."""
    if number is None:
        return NOTHING
    form = "#,##0." + "0" * digits
    return str(numbers.format_decimal(number, form, locale=get_locale()))


@blueprint.app_template_filter("lasting")
def lasting(since: datetime | None, until: datetime) -> str:
    """How long it is from one time to another."""
    if since is None:
        return NOTHING
    lasted = max(until - since, timedelta(minutes=1))
    return str(format_timedelta(lasted, threshold=1.2))


@blueprint.app_template_filter("opinion")
def opinion(code: str) -> str:
    """What the machine thought of what a person decided."""
    names = {
        "approve": gettext("It approved"),
        "lean_approve": gettext("It held, nearer to approving"),
        "none": gettext("It held, without an opinion"),
        "lean_reject": gettext("It held, nearer to rejecting"),
        "reject": gettext("It rejected"),
    }
    return str(names[code])


@blueprint.app_template_filter("reading")
def reading(code: Reading) -> str:
    """What a stability index says."""
    names = {
        Reading.STEADY: gettext("as before"),
        Reading.LOOK: gettext("worth a look"),
        Reading.SHIFTED: gettext("shifted"),
        Reading.TOO_FEW: gettext("too few comments"),
    }
    return str(names[code])


@blueprint.app_template_global("reach_names")
def reach_names() -> dict[Reach, str]:
    """How far back figures go."""
    return {
        Reach.DAY: gettext("24 hours"),
        Reach.WEEK: gettext("7 days"),
        Reach.MONTH: gettext("30 days"),
        Reach.QUARTER: gettext("90 days"),
    }


@blueprint.app_template_global("step_names")
def step_names() -> dict[Step, str]:
    """The periods that figures are told by."""
    return {Step.DAY: gettext("by day"), Step.HOUR: gettext("by hour")}


def periods(times: Times) -> Sequence[str]:
    """Names of periods: days, or hours with their day where there are several."""
    if times.step is Step.DAY:
        return [format_date(begin, "d MMM") for begin in times.begins]
    if times.reach is Reach.DAY:
        return [format_time(begin, "HH:mm") for begin in times.begins]
    return [
        f"{format_date(begin, 'd MMM')} {format_time(begin, 'HH:mm')}"
        for begin in times.begins
    ]


def axis(times: Times) -> Sequence[str]:
    """The same as short as there is room for below a chart."""
    if times.reach is Reach.DAY:
        return periods(times)
    return [format_date(begin, "d MMM") for begin in times.begins]


def spans() -> Sequence[str]:
    """Names of the bins that times are counted in, the shortest first."""
    edges = [
        format_timedelta(timedelta(seconds=edge), threshold=1) for edge in bins.TIMES
    ]
    return [
        gettext("under %(time)s", time=edges[0]),
        *(
            gettext("%(low)s to %(high)s", low=low, high=high)
            for low, high in pairwise(edges)
        ),
        gettext("over %(time)s", time=edges[-1]),
    ]


@lru_cache(_CACHED)
def _counted(number: int, locale: str) -> str:
    return numbers.format_decimal(number, locale=locale)
