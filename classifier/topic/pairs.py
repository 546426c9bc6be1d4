"""Comments with the article that they are under, or that they are not under.

The pairs may not be redistributed: a model is fitted on them and measured by them, and
nothing of their text is kept.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from classifier.errors import NotEnoughExamples

PAIRS = "topic_pairs_dev.csv.gz"
COMMENTS = "topic_comments.csv.gz"

NEGATIVES = (
    "random_article",
    "same_section",
    "nearest_article",
    "cross_domain",
    "spam",
)
HUMAN = ("human_on_topic", "human_off_topic")

FEWEST_STAND_INS, MOST_STAND_INS, LONGEST_STAND_IN = 3, 8, 1500
"""Comments that stand in for the body of an article, and their characters. No English
pairs with bodies could be had; other comments of the thread are about the same subject
and as long, so they teach what silence means under a long text."""

Row = dict[str, str]


def read(data: Path) -> Iterator[Row]:
    """The pairs, each with the article that its comment is in truth from.

    Args:
        data: the folder of labelled files.

    Raises:
        NotEnoughExamples: the file is missing.
    """
    rows = list(_rows(data / PAIRS))
    own = {row["pair_id"]: row["article_id"] for row in rows if is_true(row)}
    for row in rows:
        if row["kind"] in ("true", *NEGATIVES, *HUMAN):
            article = own.get(row["pair_id"], row["article_id"])
            yield {**row, "own_article": article, "stand_in": ""}


def with_bodies(rows: Sequence[Row], data: Path) -> list[Row]:
    """Copies of the pairs, other comments standing in for the bodies of articles."""
    comments = defaultdict(list)
    for row in _rows(data / COMMENTS):
        comments[row["article_id"]].append((row["comment_id"], row["text"]))
    result = []
    for row in rows:
        others = [
            text
            for comment_id, text in comments[row["article_id"]]
            if comment_id != row["comment_id"] and text != row["parent_text"]
        ]
        if row["kind"] in HUMAN or len(others) < FEWEST_STAND_INS:
            continue
        body = "\n".join(others[:MOST_STAND_INS])[:LONGEST_STAND_IN]
        result.append({**row, "article_text": body, "stand_in": "comments"})
    return result


def is_true(row: Row) -> bool:
    """Whether a comment is shown under its own article."""
    return row["kind"] == "true"


def is_fitted(row: Row) -> bool:
    """Whether weights are fitted on a row: English ones whose label is certain."""
    return row["lang"] == "en" and row["kind"] in ("true", *NEGATIVES)


def _rows(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise NotEnoughExamples(f"{path}: wanted a file of labelled pairs, found none")
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
