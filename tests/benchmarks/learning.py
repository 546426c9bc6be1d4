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
import csv
import gzip
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from classifier.house.examples import Example
from classifier.house.reading import Readings, chosen, read
from tests.benchmarks.table import Bar, Row, shown

csv.field_size_limit(1 << 30)

MOST = 8_000  # comments of a house
SHARE = 0.2  # of them that are rejected, at most
GAINS = {100: 0.03, 500: 0.08, 5_000: 0.15}
"""By how much AUC must be higher where the style differs, after so many decisions."""
NO_LOSS = Bar(-0.005, at_least=True)  # where it does not
RETRAINED = 100_000
OF_PEER = Bar(0.2)
POISONED = Bar(0.01)

Rejected = Callable[[Mapping[str, str]], bool]


@dataclass(frozen=True)
class House:
    """Comments of one site, and what its moderators would do.

    Attributes:
        differs: whether that is much unlike toxicity.
    """

    name: str
    texts: Sequence[str]
    rejected: NDArray[np.bool_]
    differs: bool


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(GAINS))
    parser.add_argument("--orders", type=int, default=4)
    given = parser.parse_args()
    ground = Ground.under(classifier.pretrained())
    rows, failed = list[Row](), False
    for house in _houses(given.data):
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


def _houses(data: Path) -> Iterator[House]:
    for name, file, rejects, differs in (
        ("politics not allowed", "topic", _is_politics, True),
        ("films and television not allowed", "topic", _is_on_film, True),
        ("sexism", "edos", lambda row: _is(row, "identity_attack"), True),
        ("sarcasm held", "news_unhealthy_valid", _is_sarcastic, False),
        ("hostility", "news_unhealthy_valid", lambda row: _is(row, "toxicity"), False),
        ("Wikipedia talk", "jigsaw_wiki", lambda row: _is(row, "toxicity"), False),
        ("insults", "news_insults", lambda row: _is(row, "insult"), False),
    ):
        if found := list(_rows(data, file)):
            yield _house(name, found, rejects, differs=differs)


def _house(
    name: str, found: list[Mapping[str, str]], rejects: Rejected, *, differs: bool
) -> House:
    """As many as are wanted of them, with no more that are rejected than are usual."""
    dice = random.Random(name)
    dice.shuffle(found)
    no = [row["text"] for row in found if not rejects(row)][: int(MOST * (1 - SHARE))]
    yes = [row["text"] for row in found if rejects(row)]
    yes = yes[: int(len(no) * SHARE / (1 - SHARE))]
    both = [(text, True) for text in yes] + [(text, False) for text in no]
    dice.shuffle(both)
    rejected = np.array([each for _, each in both], bool)
    return House(name, [text for text, _ in both], rejected, differs)


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
        examples = _examples(chosen(readings, before), rejected[before])
        model = training.fit(ground, examples)
    except NotEnoughExamples:  # the site goes on as it was
        return 0.0
    scores = model.score_read(chosen(readings, after), [{}] * len(after))
    return auc(labels, scores) - auc(labels, toxicity)


def _examples(readings: Readings, rejected: NDArray[np.bool_]) -> list[Example]:
    return [
        Example("", bool(label), {}, reading=reading)
        for label, reading in zip(rejected, readings.packed(), strict=True)
    ]


def _poisoned(ground: Ground, data: Path) -> list[Row]:
    house = next(_houses(data), None)
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
        its = _examples(chosen(learnt, rows), rejected[rows])
        scores = training.fit(ground, its).score_read(
            chosen(readings, after), [{}] * len(after)
        )
        return auc(house.rejected[after].astype(int), scores)

    clean, rows = ranked(labels, before), list[Row]()
    for name, flipped in flips.items():
        wrong = labels ^ flipped
        logits = training.expected(ground, _examples(learnt, wrong))
        unlike = {its.name for its in unlike_others(names, wrong, logits)}
        kept = np.flatnonzero([by not in unlike for by in names])
        note = f"named: {', '.join(sorted(unlike)) or 'nobody'}"
        rows.append(Row(name, clean - ranked(wrong, kept), bar=POISONED, note=note))
    return rows


def _retrained(ground: Ground, data: Path) -> list[Row]:
    found = list(_rows(data, "jigsaw_wiki"))[:RETRAINED]
    if not found:
        return []
    texts = [row["text"] for row in found]
    rejected = np.array([_is(row, "toxicity") for row in found])
    begin = time.perf_counter()
    examples = _examples(read(ground.model, texts), rejected)
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


def _rows(data: Path, name: str) -> Iterator[Mapping[str, str]]:
    if name == "topic":
        yield from _with_sections(data)
        return
    source = "social" if name == "edos" else name
    for row in _read(data / f"{source}.csv.gz"):
        if name != "edos" or row["source"] == name:
            yield row


def _with_sections(data: Path) -> Iterator[Mapping[str, str]]:
    sections = {
        row["article_id"]: row["section"]
        for row in _read(data / "topic_articles.csv.gz")
        if row["source"] in ("reddit", "nyt2014")
    }
    for row in _read(data / "topic_comments.csv.gz"):
        if row["article_id"] in sections and len(row["text"]) > 15:
            yield {**row, "section": sections[row["article_id"]]}


def _read(path: Path) -> Iterator[Mapping[str, str]]:
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from csv.DictReader(file)


def _is(row: Mapping[str, str], label: str) -> bool:
    return float(row[label] or 0) >= 0.5


def _is_politics(row: Mapping[str, str]) -> bool:
    return row["section"] in ("worldnews", "news", "world", "us", "opinion")


def _is_on_film(row: Mapping[str, str]) -> bool:
    return row["section"] in ("movies", "television")


def _is_sarcastic(row: Mapping[str, str]) -> bool:
    return _is(row, "sarcastic") or _is(row, "toxicity")


if __name__ == "__main__":
    sys.exit(main())
