"""How the scores of what waits are spread, so that many can be decided by a band."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from moderation.queue import matching, pages
from moderation.queue.filters import Band, Filter
from moderation.service import Service

BINS = 50
"""Columns of a histogram: each is 0.02 of a score wide."""


@dataclass(frozen=True, kw_only=True)
class Histogram:
    """How many of the comments that a filter asks for have which score.

    Attributes:
        counts: in each of `BINS` equal parts of [0, 1]; a score of 1 is in the last.
        unscored: how many have no score.
        at: as of when, in seconds since 1970.
    """

    attribute: str
    counts: Sequence[int]
    unscored: int
    at: float


def attributes(service: Service, site: str) -> Sequence[str]:
    """What has scores in the queue."""
    with service.queues.columns(service.db, site) as columns:
        return columns.attributes


def histogram(
    service: Service, site: str, wanted: Filter, attribute: str, at: float | None = None
) -> Histogram:
    """The scores of all that a filter asks for, bands of this attribute left aside."""
    at = time.time() if at is None else at
    others = tuple(band for band in wanted.scores if band.attribute != attribute)
    found = pages.found(service, site, wanted)
    with service.queues.columns(service.db, site) as columns:
        among = matching.with_keys(columns, found)
        rows = matching.rows(columns, replace(wanted, scores=others), at, among)
        scores = columns.score(attribute)[rows & (columns["at"] <= at)]
    scored = scores[~np.isnan(scores)]
    places = np.minimum((scored * BINS).astype(np.int32), BINS - 1)
    counts = np.bincount(places, minlength=BINS)
    return Histogram(
        attribute=attribute,
        counts=[int(count) for count in counts],
        unscored=len(scores) - len(scored),
        at=at,
    )


def within(wanted: Filter, band: Band) -> Filter:
    """The same filter, with this band alone of its attribute."""
    others = [each for each in wanted.scores if each.attribute != band.attribute]
    return replace(wanted, scores=tuple(sorted([*others, band])))
