"""Houses whose style is known: labelled comments, some of which they reject."""

import csv
import gzip
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.evaluation.metrics import auc
from classifier.house import SiteModel
from classifier.house.examples import Example
from classifier.house.reading import Readings, chosen

csv.field_size_limit(1 << 30)

MOST = 8_000  # comments of a house
SHARE = 0.2  # of them that are rejected, at most

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


def houses(data: Path) -> Iterator[House]:
    """All that can be made of the files of a folder."""
    for name, file, rejects, differs in (
        ("politics not allowed", "topic", _is_politics, True),
        ("films and television not allowed", "topic", _is_on_film, True),
        ("sexism", "edos", lambda row: is_a(row, "identity_attack"), True),
        ("sarcasm held", "news_unhealthy_valid", _is_sarcastic, False),
        (
            "hostility",
            "news_unhealthy_valid",
            lambda row: is_a(row, "toxicity"),
            False,
        ),
        (
            "Wikipedia talk",
            "jigsaw_wiki",
            lambda row: is_a(row, "toxicity"),
            False,
        ),
        ("insults", "news_insults", lambda row: is_a(row, "insult"), False),
    ):
        if found := list(rows_of(data, file)):
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


def examples_of(readings: Readings, rejected: NDArray[np.bool_]) -> list[Example]:
    """Decisions on texts that were read."""
    return [
        Example("", bool(label), {}, reading=reading)
        for label, reading in zip(rejected, readings.packed(), strict=True)
    ]


def auc_of(
    model: SiteModel,
    readings: Readings,
    its: Sequence[Example],
    rows: NDArray[np.integer],
) -> float:
    """Of a model on some of the texts."""
    scores = model.score_read(chosen(readings, rows), [{}] * len(rows))
    return auc(np.array([its[row].rejected for row in rows], int), scores)


def rows_of(data: Path, name: str) -> Iterator[Mapping[str, str]]:
    """Those of a file, or of a source among several of one."""
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


def is_a(row: Mapping[str, str], label: str) -> bool:
    """Whether most who labelled it say so."""
    return float(row[label] or 0) >= 0.5


def _is_politics(row: Mapping[str, str]) -> bool:
    return row["section"] in ("worldnews", "news", "world", "us", "opinion")


def _is_on_film(row: Mapping[str, str]) -> bool:
    return row["section"] in ("movies", "television")


def _is_sarcastic(row: Mapping[str, str]) -> bool:
    return is_a(row, "sarcastic") or is_a(row, "toxicity")
