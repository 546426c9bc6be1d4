"""What a house's judge learns from its decisions: how well, how quickly, how safely.

    python -m tests.benchmarks.learning DATA
    python -m tests.benchmarks.learning DATA --sizes 100 500 --orders 8

DATA is a folder with labelled comments, of which each house that can be made is made:
some reject what the shipped model knows of, others what only they reject, as talk of
politics. A house's comments come in a random order; the model learns from so many
decisions, and is asked about all that follow. The figure is its AUC less that of
toxicity, the mean of several orders. Then decisions are learnt some of which are wrong,
at random or all of one moderator; and a hundred thousand beside `TfidfVectorizer` and
`LogisticRegression`. The exit status is 1 when a bar is not met.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

import classifier
from classifier import NotEnoughExamples
from classifier.evaluation.metrics import auc
from classifier.house import Ground, training
from classifier.house.deciders import unlike_others
from classifier.house.reading import Readings, chosen, read
from tests.benchmarks.houses import House, examples_of, houses, is_a, rows_of
from tests.benchmarks.table import Bar, Row, shown

GAINS = {100: 0.03, 500: 0.08, 5_000: 0.15}
"""By how much AUC must be higher where the style differs, after so many decisions."""
NO_LOSS = Bar(-0.005, at_least=True)  # where it does not
RETRAINED = 100_000
OF_PEER = Bar(0.2)
POISONED = Bar(0.01)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(GAINS))
    parser.add_argument("--orders", type=int, default=4)
    given = parser.parse_args()
    ground = Ground.under(classifier.pretrained())
    rows, failed = list[Row](), False
    for house in houses(given.data):
        rows += _learnt(ground, house, given.sizes, given.orders)
    print(shown("AUC above that of toxicity", "", rows), flush=True)
    failed |= any(row.failed for row in rows)
    for title, unit, measured in (
        ("Wrong decisions", "AUC that is lost", _poisoned(ground, given.data)),
        ("Retraining", "seconds", _retrained(ground, given.data)),
    ):
        print(shown(title, unit, measured), flush=True)
        failed |= any(row.failed for row in measured)
    return int(failed)


def _learnt(
    ground: Ground, house: House, sizes: Sequence[int], orders: int
) -> Iterator[Row]:
    readings = read(ground.model, house.texts)
    for size in sizes:
        if size > len(house.texts) * 0.7:
            continue
        gains = [
            _gain(ground, readings, house.rejected, size, order)
            for order in range(orders if size < 2_000 else 1)
        ]
        bar = (
            Bar(GAINS[size], at_least=True) if house.differs and size in GAINS else None
        )
        yield Row(
            f"{house.name}, {size:,}",
            float(np.mean(gains)),
            bar=bar or (None if house.differs else NO_LOSS),
            note=f"from {min(gains):+.3f} to {max(gains):+.3f}",
        )


def _gain(
    ground: Ground,
    readings: Readings,
    rejected: NDArray[np.bool_],
    size: int,
    order: int,
) -> float:
    rows = np.random.default_rng(order).permutation(len(rejected))
    before, after = rows[:size], rows[size:]
    labels = rejected[after].astype(int)
    toxicity = readings.logits[after, ground.model.attributes.index("toxicity")]
    try:
        examples = examples_of(chosen(readings, before), rejected[before])
        model = training.fit(ground, examples)
    except NotEnoughExamples:  # the site goes on as it was
        return 0.0
    scores = model.score_read(chosen(readings, after), [{}] * len(after))
    return auc(labels, scores) - auc(labels, toxicity)


def _poisoned(ground: Ground, data: Path) -> list[Row]:
    house = next(houses(data), None)
    if house is None:
        return []
    size = len(house.texts) * 2 // 3
    readings, dice = read(ground.model, house.texts), np.random.default_rng(0)
    before, after = np.arange(size), np.arange(size, len(house.texts))
    names = [f"moderator {number}" for number in dice.integers(10, size=size)]
    one_in_ten = np.array([name == "moderator 7" for name in names])
    labels = house.rejected[before]
    flips = {
        "1 in 20 wrong at random": dice.random(size) < 0.05,
        "1 moderator in 10 hostile": one_in_ten,
    }
    learnt = chosen(readings, before)

    def ranked(rejected: NDArray[np.bool_], rows: NDArray[np.integer]) -> float:
        its = examples_of(chosen(learnt, rows), rejected[rows])
        scores = training.fit(ground, its).score_read(
            chosen(readings, after), [{}] * len(after)
        )
        return auc(house.rejected[after].astype(int), scores)

    clean, rows = ranked(labels, before), list[Row]()
    for name, flipped in flips.items():
        wrong = labels ^ flipped
        logits = training.expected(ground, examples_of(learnt, wrong))
        unlike = {its.name for its in unlike_others(names, wrong, logits)}
        kept = np.flatnonzero([by not in unlike for by in names])
        note = f"named: {', '.join(sorted(unlike)) or 'nobody'}"
        rows.append(Row(name, clean - ranked(wrong, kept), bar=POISONED, note=note))
    return rows


def _retrained(ground: Ground, data: Path) -> list[Row]:
    found = list(rows_of(data, "jigsaw_wiki"))[:RETRAINED]
    if not found:
        return []
    texts = [row["text"] for row in found]
    rejected = np.array([is_a(row, "toxicity") for row in found])
    begin = time.perf_counter()
    examples = examples_of(read(ground.model, texts), rejected)
    reading = time.perf_counter() - begin
    ours, peer = list[float](), list[float]()
    for _ in range(3):
        begin = time.perf_counter()
        training.fit(ground, examples)
        ours.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        features = TfidfVectorizer().fit_transform(texts)
        LogisticRegression().fit(features, rejected)
        peer.append(time.perf_counter() - begin)
    return [
        Row(f"{len(texts):,} decisions that were read", min(ours)),
        Row("reading them, once and for all", reading),
        Row("TfidfVectorizer and LogisticRegression", min(peer)),
        Row("ratio", min(ours) / min(peer), bar=OF_PEER),
    ]


if __name__ == "__main__":
    sys.exit(main())
