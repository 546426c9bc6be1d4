"""All that is looked at of a site whose model is in service."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import numpy as np

from classifier.house import SiteModel
from classifier.language import detect
from moderation import guarantees
from moderation.drift import shifts
from moderation.drift.found import Look, Performance
from moderation.drift.performance import performance
from moderation.drift.shifts import Item, Kind, Shift, shift
from moderation.drift.wording import words_moved
from moderation.learning import contest, lessons
from moderation.service import Service
from moderation.store import Database, arrivals, examples
from moderation.store.arrivals import Arrival
from moderation.store.database import now as at_present
from moderation.store.examples import Example, Source
from moderation.text import Original

LOOKED_AT = 2_000
"""Comments of either time, spread over all of it, and the latest decisions."""

WINDOW = timedelta(days=28)
"""The time until the model had learnt, and that until now: four weeks, so that no
single day, or story, is all there is."""

DOUBT = 0.01
"""In how many looks anything is told that is mere chance; and, by itself, any word."""

BINS = 10
"""Of scores, each with as many of both times together."""


def look(service: Service, site: str) -> Look:
    """Whether what comes now is as what the model in service has learnt from.

    Raises:
        NothingLearnt: the site has no model of its own.
        UnknownSite: there is no such site.
    """
    model = guarantees.in_service(service, site)
    learnt = datetime.fromisoformat(model.card["made_at"])
    before, since, all_since = _came(service.db, site, learnt)
    found = [
        _scores(all_since, model.version),
        _decisions(service.db, site, model, learnt),
        _named(Kind.LANGUAGES, before, since, _language),
        _named(Kind.SECTIONS, before, since, lambda its: its.section or ""),
    ]
    its = performance(*_audits(service, site, model), learnt)
    told, audits = _told_beyond_chance(found, its)
    return Look(
        version=model.version,
        at=at_present(),
        learnt=learnt,
        shifts=told,
        words=words_moved(before, since, DOUBT),
        audits=audits,
        unkept=tuple(guarantees.broken(service, site, model)),
    )


def _came(
    db: Database, site: str, learnt: datetime
) -> tuple[Sequence[Arrival], Sequence[Arrival], Sequence[Arrival]]:
    """What came until it had learnt, what comes now, and all since."""
    with db.reading() as connection:
        between = partial(arrivals.between, connection, site)
        end = arrivals.last(connection, site, learnt) or learnt
        before = between(end - WINDOW, end, LOOKED_AT)
        end = arrivals.last(connection, site, at_present()) or learnt
        since = between(max(learnt, end - WINDOW), end, LOOKED_AT)
        return before, since, between(learnt, end, 2 * LOOKED_AT)


def _scores(since: Sequence[Arrival], version: str) -> Shift:
    """By one model: those that it gave first beside those that it gave last."""
    scored = [
        each
        for each in since
        if each.model.endswith(version) and each.rejects is not None
    ]
    if not scored:
        return Shift(Kind.SCORES, 0, 0)
    values = [each.rejects or 0.0 for each in scored]
    edges = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1]))
    items = [
        Item(_bin(value, edges.tolist()), each.unit, each.id)
        for value, each in zip(values, scored, strict=True)
    ]
    half = len(items) // 2
    return shift(Kind.SCORES, items[:half], items[half:])


def _bin(score: float, edges: Sequence[float]) -> str:
    """Which scores it is among, as people read it.

    >>> _bin(0.3, [0.1, 0.5]), _bin(0.5, [0.1, 0.5])
    ('0.1-0.5', '0.5-1')
    """
    bounds = [0.0, *edges, 1.0]
    place = sum(score >= edge for edge in edges)
    return f"{bounds[place]:.3g}-{bounds[place + 1]:.3g}"


def _decisions(db: Database, site: str, model: SiteModel, learnt: datetime) -> Shift:
    """One by one, each when it came: archives and many at once are no habit."""
    with db.reading() as connection:
        its = [
            each
            for each in examples.in_order(connection, site)
            if each.source in (Source.DECISION, Source.APPEAL)
        ]
    through = model.card.get("through", 0)
    old = [_decided(each) for each in its if each.number <= through]
    new = [_decided(e) for e in its if e.number > through and e.at > learnt]
    return shift(Kind.DECISIONS, old[-LOOKED_AT:], new[-LOOKED_AT:])


def _decided(its: Example) -> Item:
    name = str(its.reason or "reject") if its.rejected else "approve"
    return Item(name, its.author or f"comment {its.key}")


def _named(
    kind: Kind,
    before: Sequence[Arrival],
    since: Sequence[Arrival],
    name: Callable[[Arrival], str],
) -> Shift:
    old, new = (
        [Item(name(each), each.unit, each.id) for each in its]
        for its in (before, since)
    )
    return shift(kind, old, new)


def _language(its: Arrival) -> str:
    return its.language or detect(Original(its.text, its.format).text).code or "und"


def _audits(
    service: Service, site: str, model: SiteModel
) -> tuple[Sequence[Example], contest.Scores]:
    ground = service.judges.live.ground
    found = lessons.audited(service.db, site, ground)
    if not found:
        return found, np.zeros(0)
    return found, contest.by_house(ground, model, found)


def _told_beyond_chance(
    found: Sequence[Shift], its: Performance
) -> tuple[Sequence[Shift], Performance]:
    """With what is beyond chance of all that was looked at, whatever had too few."""
    chances = [*(each.chance for each in found), its.chance]
    known = [chance for chance in chances if chance is not None]
    sure = iter(shifts.sure(known, DOUBT))
    flags = [chance is not None and next(sure) for chance in chances]
    told = tuple(
        replace(each, is_sure=flag)
        for each, flag in zip(found, flags[:-1], strict=True)
    )
    return told, replace(its, is_sure=flags[-1])
