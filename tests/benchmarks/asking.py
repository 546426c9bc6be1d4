"""What is gained by asking people in the right order.

    python -m tests.benchmarks.asking DATA

DATA and the houses are those of `learning`, with one in ten rejected. First, how far a
queue has to be read until so many of its rejections were met, if it is read by the
chance of a rejection that a judge gives, which learns again and again from what was
read (continuous active learning: Cormack and Grossman, 2014), beside a random order.
What is told is the share of reading that is saved; WSS is work saved over sampling
(Cohen et al., 2006). Then the AUC on comments that were not asked about, after so many
decisions on what was most uncertain (Lewis and Gale, 1994) and on what came at random.
Means of some orders. The exit status is 1 when a bar is not met.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import classifier
from classifier import NotEnoughExamples
from classifier.house import Ground, SiteModel, training
from classifier.house.examples import Example
from classifier.house.reading import Readings, chosen, read
from tests.benchmarks.houses import House, auc_of, examples_of, houses
from tests.benchmarks.table import Bar, Row, shown

POOL = 4_000  # comments that wait
REJECTED = 0.1
RECALLS = (0.8, 0.9, 0.95)
LEAST, AIM = Bar(0.37, at_least=True), Bar(0.55, at_least=True)
"""The range of what is published of technology-assisted review."""

GROWS = 1.25
"""By how much more must be decided until it is learnt again."""

FIRST = 40  # decisions that are random in either order
SIZES = (100, 200, 500)

_Rows = NDArray[np.intp]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--orders", type=int, default=3)
    given = parser.parse_args()
    ground = Ground.under(classifier.pretrained())
    found = [_pool(house) for house in houses(given.data)]
    saved = [row for house in found for row in _saved(ground, house, given.orders)]
    print(shown("Reading that is saved", "share", saved), flush=True)
    for house in found:
        rows = list(_learnt(ground, house, given.orders))
        print(shown(f"Learnt by asking, {house.name}", "AUC", rows), flush=True)
    return int(any(row.failed for row in saved))


def _pool(house: House) -> House:
    dice = np.random.default_rng(0)
    kinds = [np.flatnonzero(house.rejected == kind) for kind in (True, False)]
    most = [round(POOL * REJECTED), round(POOL * (1 - REJECTED))]
    whole = min(len(its) / wanted for its, wanted in zip(kinds, most, strict=True))
    rows = np.concatenate(
        [
            dice.permutation(its)[: round(min(whole, 1.0) * wanted)]
            for its, wanted in zip(kinds, most, strict=True)
        ]
    )
    texts = [house.texts[row] for row in rows]
    return replace(house, texts=texts, rejected=house.rejected[rows])


def _saved(ground: Ground, house: House, orders: int) -> Iterator[Row]:
    readings = read(ground.model, house.texts)
    its = examples_of(readings, house.rejected)
    toxicity = readings.logits[:, ground.model.attributes.index("toxicity")]
    figures = np.mean(
        [
            _recalled(house.rejected, _read(ground, readings, its, toxicity, order))
            for order in range(orders)
        ],
        axis=0,
    )
    for recall, part in zip(RECALLS, figures, strict=True):
        saved = 1 - part / recall
        bar = AIM if recall == RECALLS[0] else LEAST
        note = f"WSS {recall - part:.2f}, {part:.0%} read"
        name = f"{house.name}, {recall:.0%}"
        yield Row(name, float(saved), bar=bar if house.differs else None, note=note)


def _recalled(rejected: NDArray[np.bool_], order: _Rows) -> list[float]:
    """Which part is read until each share of the rejections was met."""
    met = rejected[order].cumsum() / rejected.sum()
    return [(int(np.argmax(met >= recall)) + 1) / len(order) for recall in RECALLS]


def _read(
    ground: Ground,
    readings: Readings,
    its: list[Example],
    toxicity: NDArray[np.floating],
    seed: int,
) -> _Rows:
    """All comments, in the order in which they are read."""
    dice = np.random.default_rng(seed)
    done, left = list[int](), set(range(len(its)))
    scores = toxicity + dice.normal(0, 1e-3, len(its))
    model: SiteModel | None = None
    while left:
        wanted = max(FIRST, round(len(done) * (GROWS - 1)))
        rest = np.array(sorted(left))
        next_ones = rest[np.argsort(-scores[rest], kind="stable")][:wanted].tolist()
        done += next_ones
        left -= set(next_ones)
        try:
            model = training.fit(ground, [its[row] for row in done])
        except NotEnoughExamples:
            continue
        scores = model.score_read(readings, [{}] * len(its))
    return np.array(done)


def _learnt(ground: Ground, house: House, orders: int) -> Iterator[Row]:
    readings = read(ground.model, house.texts)
    its = examples_of(readings, house.rejected)
    half = len(its) // 2
    for size in SIZES:
        figures = np.mean(
            [
                [
                    _asked(ground, readings, its, (half, size, order), uncertain=which)
                    for which in (False, True)
                ]
                for order in range(orders)
            ],
            axis=0,
        )
        yield Row(f"{size} at random", float(figures[0]))
        yield Row(f"{size} uncertain", float(figures[1]))


def _asked(
    ground: Ground,
    readings: Readings,
    its: list[Example],
    drawn: tuple[int, int, int],
    *,
    uncertain: bool,
) -> float:
    half, size, order = drawn
    rows = np.random.default_rng(order).permutation(len(its))
    pool, later = rows[:half], rows[half:]
    done = pool[: FIRST if uncertain else size].tolist()
    model: SiteModel | None = None
    while True:
        with suppress(NotEnoughExamples):
            model = training.fit(ground, [its[row] for row in done])
        if len(done) >= size:
            break
        rest = np.setdiff1d(pool, done)
        more = min(size - len(done), max(20, round(len(done) * (GROWS - 1))))
        if model is None:
            done += pool[~np.isin(pool, done)][:more].tolist()
            continue
        scores = model.score_read(chosen(readings, rest), [{}] * len(rest))
        done += rest[np.argsort(np.abs(scores - 0.5), kind="stable")][:more].tolist()
    return 0.5 if model is None else auc_of(model, readings, its, later)


if __name__ == "__main__":
    sys.exit(main())
