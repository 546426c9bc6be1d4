"""Labelled comments from files, as training takes them.

Files are gzip-compressed CSV with the columns `text`, `source`, `split` and one for
each attribute, empty where not labelled. The spam file has `spam`.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from classifier.errors import NotEnoughExamples

ATTRIBUTES = (
    "toxicity",
    "severe_toxicity",
    "insult",
    "threat",
    "profanity",
    "identity_attack",
    "spam",
)
BASE_RATES = {
    "toxicity": 0.0958,
    "severe_toxicity": 0.0100,
    "insult": 0.0494,
    "threat": 0.0030,
    "profanity": 0.0529,
    "identity_attack": 0.0088,
    "spam": 0.05,
}
"""Shares of comments as they come: Jigsaw's official training set of Wikipedia talk
(2018); for spam our own assumption, as no open set has a natural rate."""

_COLUMNS = {"profanity": "obscene"}  # called so in the data sets


@dataclass(frozen=True)
class Sample:
    """A text, its labels (0 or 1) where it has any, and where it is from."""

    text: str
    labels: dict[str, int]
    source: str
    split: str
    weight: float = 1.0


def read(path: Path) -> Iterator[Sample]:
    """The labelled rows of a file; a share of votes of at least a half is a 1.

    Raises:
        NotEnoughExamples: there is no such file.
    """
    if not path.is_file():
        raise NotEnoughExamples(
            f"{path}: wanted a file of labelled comments, found none"
        )
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            labels = {
                name: int(float(value) >= 0.5)
                for name in ATTRIBUTES
                if (value := row.get(_COLUMNS.get(name, name)) or "")
            }
            yield Sample(row["text"], labels, row["source"], row["split"])
