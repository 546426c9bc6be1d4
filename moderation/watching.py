"""Whether each rule hits as often as it does.

A rule is odd when its share of today's comments leaves the band of the days before.
The band is that of Laney's p' chart for shares that vary more from day to day than
chance alone would have it (D. B. Laney, "Improved control charts for attributes",
Quality Engineering 14, 2002), with medians in place of means, so that one odd day in
the past does not widen it: the spread between days is 1.4826 times the median absolute
deviation (P. J. Rousseeuw and C. Croux, "Alternatives to the median absolute
deviation", JASA 88, 1993).
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from sqlite3 import Connection
from statistics import median

import rules
from moderation import rulebooks
from moderation.errors import UnknownRules
from moderation.service import Service
from moderation.store import Database, drift_looks, hits, people
from moderation.store import rulebooks as store
from moderation.store.database import now
from moderation.store.hits import Odd
from moderation.store.people import Site

DAYS = 28
"""The days before that a band is made of: four weeks, for the sake of weekends."""

LEAST_DAYS = 7
"""With fewer a rule is too new to be odd."""

LEAST_COMMENTS = 20
"""Of a day that counts among them."""

LEAST_TODAY = 50
"""Comments of today before anything is said of it."""

LEAST_APART = 5
"""Hits more or less than usual that are never odd: a rare rule may come twice."""

WIDTH = 4.0
"""Deviations on either side. Charts of factories have 3; here some forty rules are
looked at all day long. Of 400 simulated days with 20 looks each, whose rates vary by
20 % and are lower at weekends, it finds a usual rule odd on 1.5 % or fewer (with 3 on
4.5 %). Of rules that hit 3 % of 500 comments a day, 84 % are found when that trebles,
all when it is six times as much."""

WATCHER = "watching"
"""Who paused a rule, when no person did."""

_ROBUST = 1.4826  # makes the median absolute deviation of normal values their deviation

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Day:
    """How many comments were judged on a day, and how many a rule hit."""

    comments: int
    hits: int


@dataclass(frozen=True)
class Band:
    """The shares that are usual for a rule, in [0, 1], for so many comments."""

    low: float
    high: float


def band(days: Sequence[Day], comments: int) -> Band | None:
    """What is usual for a rule on a day of so many comments, by the days before.

    Returns:
        `None` where there are too few days, or too few comments, to say.

    >>> quiet = [Day(comments=200, hits=10 + each % 3) for each in range(14)]
    >>> band(quiet, 200)
    Band(low=0.0, high=0.12290...)
    >>> band(quiet[:3], 200) is None
    True
    """
    days = [day for day in days if day.comments >= LEAST_COMMENTS]
    if len(days) < LEAST_DAYS or comments < LEAST_TODAY:
        return None
    # Half a hit more: a rule that never hit is not one that never can.
    usual = median((day.hits + 0.5) / (day.comments + 1) for day in days)
    by_chance = usual * (1 - usual)
    apart = [
        (day.hits / day.comments - usual) / sqrt(by_chance / day.comments)
        for day in days
    ]
    middle = median(apart)
    between = _ROBUST * median(abs(each - middle) for each in apart)
    wide = WIDTH * sqrt(by_chance / comments) * max(1.0, between)
    wide = max(wide, LEAST_APART / comments)
    return Band(max(0.0, usual - wide), min(1.0, usual + wide))


def look(service: Service) -> None:
    """See which rules of each site are odd now, and keep it for desk and metrics.

    Where a site wants that, a rule that hits too much is paused; once a day at most,
    so that a person who resumes it has the last word.
    """
    with service.db.reading() as connection:
        sites = people.sites(connection)
    for site in sites:
        _look_at(service, site)


def odd(db: Database, site: str) -> Sequence[Odd]:
    """The rules that are odd today, as last looked at."""
    with db.reading() as connection:
        return odd_today(connection, site)


def told(odd: Odd) -> str:
    """What is odd about a rule, for people.

    >>> from datetime import UTC
    >>> told(Odd(rule="x", hits=30, comments=200, low=0.01, high=0.05,
    ...     at=datetime(2026, 1, 1, tzinfo=UTC)))
    '15.0 % of the 200 comments of today, usually 1.0 to 5.0 %'
    """
    return (
        f"{100 * odd.hits / odd.comments:.1f} % of the {odd.comments} comments of "
        f"today, usually {100 * odd.low:.1f} to {100 * odd.high:.1f} %"
    )


def metrics(service: Service) -> str:
    """What a monitor may want of rules and models, in the text format of Prometheus."""
    today = now()
    hit, oddly = list[str](), list[str]()
    with service.db.reading() as connection:
        for site in people.sites(connection):
            names = {its.rule for its in odd_today(connection, site.name)}
            by_day = hits.by_day(connection, site.name, today)
            for rule in sorted({*by_day, *names}):
                labels = f'{{site="{_label(site.name)}",rule="{_label(rule)}"}}'
                hit.append(f"{labels} {sum(by_day.get(rule, {}).values())}")
                oddly.append(f"{labels} {int(rule in names)}")
        looks = sorted(drift_looks.all_kept(connection).items())
    registry = service.judges.live.registry
    fits = [
        f'{{site="{_label(site)}"}} {int(its.worries)}'
        for site, its in looks
        if its.version == registry.current(site)
    ]
    unreadable = [
        f'{{site="{_label(site)}"}} {times}'
        for site, times in sorted(service.rulebooks.unreadable.items())
    ]
    return "".join(
        (
            _metric("model_worries", "gauge", "1: it fits less than it did.", fits),
            _metric("rule_hits_today", "gauge", "Comments it hit today, UTC.", hit),
            _metric("rule_odd", "gauge", "1: it hits more or less than usual.", oddly),
            _metric(
                "rules_unreadable_total",
                "counter",
                "Saved rules that this process could not read.",
                unreadable,
            ),
        )
    )


def _look_at(service: Service, site: Site) -> None:
    at = now()
    with service.db.reading() as connection:
        book = service.rulebooks.for_site(
            connection, site.name, service.judges.rulebook
        )
        found = _odd(connection, site.name, book, at)
        known = hits.odd(connection, site.name)
    if _bare(found) != _bare(known):
        with service.db.writing() as connection:
            hits.note_odd(connection, site.name, found)
    for its in found:
        if its.rule not in {each.rule for each in known}:
            log.warning("the rule %s of %s: %s", its.rule, site.name, told(its))
    if site.pause_odd_rules:
        for its in found:
            if its.hits / its.comments > its.high:
                _pause(service, site.name, its)


def _odd(
    connection: Connection, site: str, book: rules.Rulebook, at: datetime
) -> list[Odd]:
    today = at.date()
    since = at - timedelta(days=DAYS)
    comments = hits.comments_by_day(connection, site, since)
    by_day = hits.by_day(connection, site, since)
    came = store.since(connection, site)
    now_judged = comments.get(today.isoformat(), 0)
    result = list[Odd]()
    for rule in sorted(its.id for its in run(book, today)):
        its_hits = by_day.get(rule, {})
        usual = band(_days(comments, its_hits, came.get(rule), today), now_judged)
        now_hit = its_hits.get(today.isoformat(), 0)
        if usual and not usual.low <= now_hit / now_judged <= usual.high:
            result.append(
                Odd(
                    rule=rule,
                    hits=now_hit,
                    comments=now_judged,
                    low=usual.low,
                    high=usual.high,
                    at=at,
                )
            )
    return result


def _days(
    comments: Mapping[str, int],
    its_hits: Mapping[str, int],
    came: datetime | None,
    today: date,
) -> list[Day]:
    """The whole days before today on which the rule was there."""
    first = came.date().isoformat() if came else ""
    return [
        Day(count, its_hits.get(day, 0))
        for day, count in comments.items()
        if first < day < today.isoformat()
    ]


def run(book: rules.Rulebook, today: date | None = None) -> list[rules.Rule]:
    """The rules that are asked, live or not; if a day is given, on that day."""
    return [
        its
        for its in book.rules
        if its.mode is not rules.RuleMode.DRAFT
        and (today is None or its.until is None or its.until >= today)
    ]


def _bare(odd: Iterable[Odd]) -> list[tuple[str, date]]:
    return [(its.rule, its.at.date()) for its in odd]


def odd_today(connection: Connection, site: str) -> list[Odd]:
    """As `odd`, in a transaction."""
    today = now().date()
    return [its for its in hits.odd(connection, site) if its.at.date() == today]


def _pause(service: Service, site: str, odd: Odd) -> None:
    with service.db.reading() as connection:
        paused = [its for its in store.pauses(connection, site) if its.rule == odd.rule]
    if paused and paused[-1].at.date() == odd.at.date():
        return  # a person had the last word, or it is paused already
    try:
        rulebooks.pause(
            service.db,
            site,
            odd.rule,
            service.judges.rulebook,
            by=WATCHER,
            note=told(odd),
        )
    except UnknownRules:
        return  # it is only tried, or gone by now


def _metric(name: str, kind: str, says: str, samples: Sequence[str]) -> str:
    name = f"moderation_{name}"
    lines = [f"# HELP {name} {says}", f"# TYPE {name} {kind}"]
    return "".join(f"{line}\n" for line in [*lines, *(name + each for each in samples)])


def _label(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
