"""What a site's model learns from those decisions that people are asked for.

A site begins without a decision. Again and again people decide a page of what waits, in
the order of the queue, and all is learnt anew: by chance, what is most uncertain first
(Lewis and Gale, 1994), or what teaches most, by the very function of the queue.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier import NotEnoughExamples
from classifier.evaluation.metrics import auc
from classifier.house import Ground, SiteModel, training
from classifier.house.examples import Example
from classifier.house.reading import Readings, chosen
from classifier.house.subject import subjects
from moderation.queue import PAGE, teaching
from moderation.waiting.columns import uncertainty
from tests.benchmarks.houses import House, auc_of, examples_of

SIZES = (20, 50, 100, 200)
"""Decisions after which it is measured."""

_Rows = NDArray[np.intp]
_Numbers = NDArray[np.floating]


@dataclass(frozen=True)
class Pool:
    """Comments that may be asked about, or that are measured on.

    Attributes:
        subjects: of each, from 0: that without one has one more.
        shipped: how uncertain the queue calls each while the site has no model.
    """

    ground: Ground
    house: House
    readings: Readings
    examples: list[Example]
    subjects: NDArray[np.int64]
    shipped: _Numbers

    @classmethod
    def of(cls, ground: Ground, house: House, readings: Readings) -> "Pool":
        """All comments of a house, as they were read."""
        chances = 1 / (1 + np.exp(-readings.logits))
        names = ground.model.attributes
        unsure = [
            uncertainty(dict(zip(names, map(float, row), strict=True)))
            for row in chances
        ]
        return cls(
            ground,
            house,
            readings,
            examples_of(readings, house.rejected),
            subjects(ground.meanings, readings) + 1,
            np.array(unsure),
        )

    def toxicity(self, rows: _Rows) -> float:
        """The AUC of what a site has that has learnt nothing."""
        column = self.ground.model.attributes.index("toxicity")
        told = self.house.rejected[rows].astype(int)
        return auc(told, self.readings.logits[rows, column])

    def scores(self, model: SiteModel, rows: _Rows) -> NDArray[np.float32]:
        """What a model says of some."""
        return model.score_read(chosen(self.readings, rows), [{}] * len(rows))


@dataclass(frozen=True)
class Moment:
    """What is known when people are asked for the next decisions.

    Attributes:
        rest: what waits, in the order in which it came.
        done: what was decided.
    """

    pool: Pool
    model: SiteModel | None
    rest: _Rows
    done: _Rows

    def at_random(self) -> _Numbers:
        """By what one is asked in the order in which all came."""
        return -np.arange(len(self.rest), dtype=float)

    def uncertain(self) -> _Numbers:
        """By what the queue shows what is most uncertain first."""
        if self.model is None:
            return self.pool.shipped[self.rest]
        return teaching.uncertain(*self._scored())

    def teaches(self) -> _Numbers:
        """By what the queue shows what teaches most first."""
        scores, reads = self._scored()
        its = self.pool.subjects
        asked = np.bincount(its[self.done], minlength=int(its.max()) + 1)
        unsure, waits = teaching.uncertain(scores, reads), its[self.rest]
        order = teaching.by_subject(unsure, waits, np.arange(len(waits)))
        worth = np.empty(len(waits))
        besides = (asked[waits] * np.isnan(scores)).astype(np.float32)
        worth[order] = teaching.worth(unsure[order], waits[order], besides[order])
        return worth

    def _scored(self) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        reads = self.pool.subjects[self.rest] > 0
        if self.model is None:
            return np.full(len(self.rest), np.nan, np.float32), reads
        return self.pool.scores(self.model, self.rest), reads


Order = Callable[[Moment], _Numbers]

ORDERS: Mapping[str, Order] = {
    "random": Moment.at_random,
    "most uncertain": Moment.uncertain,
    "teaches most": Moment.teaches,
}


def curve(pool: Pool, order: Order, seed: int) -> list[float]:
    """The AUC after each of `SIZES`, on the half that nobody was asked about."""
    rows = np.random.default_rng(seed).permutation(len(pool.examples))
    asked, later = np.split(rows, [len(rows) // 2])
    model: SiteModel | None = None
    done, found = list[int](), list[float]()
    for size in SIZES:
        while len(done) < size:
            rest = asked[~np.isin(asked, done)]
            values = order(Moment(pool, model, rest, np.array(done, np.intp)))
            first = np.argsort(-values, kind="stable")
            done += rest[first][: min(PAGE, size - len(done))].tolist()
            with suppress(NotEnoughExamples):
                learnt = [pool.examples[row] for row in done]
                model = training.fit(pool.ground, learnt)
        found.append(
            pool.toxicity(later)
            if model is None
            else auc_of(model, pool.readings, pool.examples, later)
        )
    return found
