"""All that is looked at of a site whose model is in service."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from classifier.house import SiteModel
from classifier.language import detect
from moderation import guarantees
from moderation.drift import shifts
from moderation.drift.found import Look, Performance
from moderation.drift.performance import performance
from moderation.drift.shifts import Kind, Shift, shift
from moderation.drift.wording import words_moved
from moderation.learning import contest, lessons
from moderation.service import Service
from moderation.store import Database, arrivals, examples, people
from moderation.store.arrivals import Arrival
from moderation.store.database import now as at_present
from moderation.store.examples import Example
from moderation.text import Original

LOOKED_AT = 2_000
"""The latest comments of either time, and the latest decisions."""

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
    before, since, first = _came(service.db, site, model, learnt)
    found = [
        _scores(first, since, model.version),
        _decisions(service.db, site, model),
        _languages(before, since),
        _sections(before, since),
    ]
    enough = min(len(before), len(since)) >= shifts.LEAST
    its = performance(*_audits(service, site, model), learnt)
    told, audits = _told_beyond_chance(found, its)
    return Look(
        version=model.version,
        at=at_present(),
        learnt=learnt,
        shifts=told,
        words=words_moved(before, since, DOUBT) if enough else (),
        audits=audits,
        unkept=_unkept(service, site, model),
    )


def _came(
    db: Database, site: str, model: SiteModel, learnt: datetime
) -> tuple[Sequence[Arrival], Sequence[Arrival], Sequence[Arrival]]:
    """What came until it had learnt and since, and the first that it scored."""
    with db.reading() as connection:
        before = arrivals.before(connection, site, learnt, LOOKED_AT)
        since = arrivals.since(connection, site, learnt, LOOKED_AT)
        first = arrivals.first_scored(
            connection, site, learnt, model.version, LOOKED_AT
        )
    return before, since, first


def _scores(first: Sequence[Arrival], since: Sequence[Arrival], version: str) -> Shift:
    """By one model: those of the first comments that it scored beside the latest."""
    scored = [
        each
        for each in since
        if each.model.endswith(version) and each.rejects is not None
    ]
    opened = [each for each in first if each.rejects is not None]
    ids = {each.id for each in scored}
    both = [*(each for each in opened if each.id not in ids), *scored]
    half = len(both) // 2
    old, new = both[:half][:LOOKED_AT], both[half:][-LOOKED_AT:]
    values = [each.rejects or 0.0 for each in (*old, *new)]
    if not values:
        return Shift(Kind.SCORES, 0, 0)
    edges = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1]))
    named = [_bin(value, edges.tolist()) for value in values]
    ids_now = [each.id for each in new]
    return shift(Kind.SCORES, named[: len(old)], named[len(old) :], ids_now)


def _bin(score: float, edges: Sequence[float]) -> str:
    """Which scores it is among, as people read it.

    >>> _bin(0.3, [0.1, 0.5]), _bin(0.5, [0.1, 0.5])
    ('0.1-0.5', '0.5-1')
    """
    bounds = [0.0, *edges, 1.0]
    place = sum(score >= edge for edge in edges)
    return f"{bounds[place]:.3g}-{bounds[place + 1]:.3g}"


def _decisions(db: Database, site: str, model: SiteModel) -> Shift:
    with db.reading() as connection:
        its = examples.in_order(connection, site)
    through = model.card.get("through", 0)
    old = [_decided(each) for each in its if each.number <= through]
    new = [_decided(each) for each in its if each.number > through]
    return shift(Kind.DECISIONS, old[-LOOKED_AT:], new[-LOOKED_AT:])


def _decided(its: Example) -> str:
    return str(its.reason or "reject") if its.rejected else "approve"


def _languages(before: Sequence[Arrival], since: Sequence[Arrival]) -> Shift:
    old, new = ([_language(each) for each in its] for its in (before, since))
    return shift(Kind.LANGUAGES, old, new, [each.id for each in since])


def _language(its: Arrival) -> str:
    return its.language or detect(Original(its.text, its.format).text).code or "und"


def _sections(before: Sequence[Arrival], since: Sequence[Arrival]) -> Shift:
    old, new = ([each.section or "" for each in its] for its in (before, since))
    return shift(Kind.SECTIONS, old, new, [each.id for each in since])


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


def _unkept(service: Service, site: str, model: SiteModel) -> Sequence[str]:
    with service.db.reading() as connection:
        known = people.site(connection, site)
    kept = known.kept_to.get(model.version)
    if known.accepted is None or kept is None:
        return ()
    found = guarantees.look(service, site, known.accepted)
    sides = {"approvals": found.approvals, "rejections": found.rejections}
    return tuple(
        name
        for name, side in sides.items()
        if kept[name]["is_kept"] and not side.is_kept
    )
