"""What a site begins with, and how it goes on: others' lessons, and few new ones.

    python -m tests.benchmarks.beginnings DATA

DATA is that of `learning`. Of each house another site has learnt half; a new one
begins with what that one taught, or with what one of another style did, and decides
some of the other half. Then a thousand decisions are learnt fifty by fifty, without
those before, and beside it all anew. The figures are AUCs on what follows, means of
four orders.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import classifier
from classifier.house import Ground, SiteModel, training, updating
from classifier.house.examples import Example
from classifier.house.reading import Readings, read
from tests.benchmarks.houses import House, auc_of, examples_of, houses
from tests.benchmarks.table import Row, shown


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    ground, found = Ground.under(classifier.pretrained()), list(houses(given.data))
    for title, rows in (
        ("Begun with what another site taught", _shared(ground, found)),
        ("2,000 learnt, then more", _updated(ground, found)),
    ):
        print(shown(title, "AUC", list(rows)), flush=True)
    return 0


def _shared(ground: Ground, houses: Sequence[House]) -> Iterator[Row]:
    """From the first half another site has learnt; a new one decides of the second."""
    differing = [house for house in houses if house.differs]
    for house, unlike in zip(differing, differing[1:] + differing[:1], strict=True):
        readings = read(ground.model, house.texts)
        its, half = examples_of(readings, house.rejected), len(house.texts) // 2
        other = examples_of(read(ground.model, unlike.texts), unlike.rejected)
        taught = {
            "": None,
            ", like": training.fit(ground, its[:half][:3_000]),
            ", unlike": training.fit(ground, other[:3_000]),
        }
        for size in (30, 100, 500):
            for name, shared in taught.items():
                found = [
                    _begun_with(ground, readings, its, shared, (half, size, order))
                    for order in range(4)
                ]
                yield Row(f"{house.name}, {size}{name}", float(np.mean(found)))


def _begun_with(
    ground: Ground,
    readings: Readings,
    its: Sequence[Example],
    shared: SiteModel | None,
    drawn: tuple[int, int, int],
) -> float:
    half, size, order = drawn
    rows = np.random.default_rng(order).permutation(np.arange(half, len(its)))
    while sum(its[row].rejected for row in rows[:size]) < training.LEAST:
        rows = np.roll(rows, -1)
    model = training.fit(ground, [its[row] for row in rows[:size]], shared=shared)
    return auc_of(model, readings, its, rows[size:])


def _updated(ground: Ground, houses: Sequence[House]) -> Iterator[Row]:
    for house in houses:
        if len(house.texts) < 3_500:
            continue
        readings = read(ground.model, house.texts)
        its, later = (
            examples_of(readings, house.rejected),
            np.arange(3_000, len(readings)),
        )
        first = model = training.fit(ground, its[:2_000])
        begin = time.perf_counter()
        for at in range(2_000, 3_000, 50):
            model = updating.update(model, its[at : at + 50])
        took = (time.perf_counter() - begin) / 20
        anew = training.fit(ground, its[:3_000])
        for name, each in (
            ("2,000", first),
            ("and 20 times 50", model),
            ("anew", anew),
        ):
            note = f"{1_000 * took:.0f} ms each" if each is model else ""
            told = auc_of(each, readings, its, later)
            yield Row(f"{house.name}, {name}", told, note=note)


if __name__ == "__main__":
    sys.exit(main())
