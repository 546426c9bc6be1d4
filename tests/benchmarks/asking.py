"""What is gained by asking people in the right order.

    python -m tests.benchmarks.asking DATA

DATA and the houses are those of `learning`, with one in ten rejected. First, how far a
queue has to be read until so many of its rejections were met, if it is read by the
chance of a rejection that a judge gives, which learns again and again from what was
read (continuous active learning: Cormack and Grossman, 2014), beside a random order.
What is told is the share of reading that is saved; WSS is work saved over sampling
(Cohen et al., 2006). Means of some orders. Then the AUC on comments that were not asked
about, after so many decisions by a site that begins without any (`asked`): on what came
by chance, on what was most uncertain, and on what the queue says teaches most, with the
gain over chance. Medians of some orders. The exit status is 1 when a bar is not met.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import classifier
from classifier import NotEnoughExamples
from classifier.house import Ground, SiteModel, training
from classifier.house.examples import Example
from classifier.house.reading import Readings, read
from tests.benchmarks.asked import ORDERS, SIZES, Pool, curve
from tests.benchmarks.houses import House, examples_of, houses
from tests.benchmarks.table import Bar, Row, shown

POOL = 4_000  # comments that wait
REJECTED = 0.1
RECALLS = (0.8, 0.9, 0.95)
LEAST, AIM = Bar(0.37, at_least=True), Bar(0.55, at_least=True)
"""The range of what is published of technology-assisted review."""

GROWS = 1.25
"""By how much more must be decided until it is learnt again."""

FIRST = 40  # comments that are read before it is learnt

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
    every = list[Mapping[str, list[float]]]()
    for house in found:
        pool = Pool.of(ground, house, read(ground.model, house.texts))
        every.append(dict(_curves(pool, given.orders)))
        title = f"Learnt by asking, {house.name}"
        print(shown(title, "AUC", _told(every[-1])), flush=True)
    means = {
        name: np.mean([its[name] for its in every], axis=0).tolist() for name in ORDERS
    }
    print(shown("Learnt by asking, mean of the houses", "AUC", _told(means)))
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


def _curves(pool: Pool, orders: int) -> Iterator[tuple[str, list[float]]]:
    """By each order, the medians after each of `SIZES`."""
    for name, order in ORDERS.items():
        curves = [curve(pool, order, seed) for seed in range(orders)]
        yield name, np.median(curves, axis=0).tolist()


def _told(curves: Mapping[str, Sequence[float]]) -> list[Row]:
    """One row for each order and size, with what it gains over chance."""
    return [
        Row(f"{size} decisions, {name}", its[place], note=f"{its[place] - base:+.3f}")
        for place, size in enumerate(SIZES)
        for name, its in curves.items()
        for base in [curves["random"][place]]
    ]


if __name__ == "__main__":
    sys.exit(main())
