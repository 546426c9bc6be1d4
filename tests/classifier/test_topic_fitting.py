"""Fitting the topic judge: at the natural rate, and hard pairs counting more."""

import numpy as np
import pytest

from classifier.topic import fitting
from classifier.topic.pairs import NEGATIVES, Row


def _row(kind: str, article: int, stand_in: str = "") -> Row:
    own = f"article {article}"
    shown = own if kind == "true" else f"article {article + 1}"
    return {
        "kind": kind,
        "lang": "en",
        "own_article": own,
        "article_id": shown,
        "stand_in": stand_in,
    }


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    kinds = ("true", *NEGATIVES)
    return [_row(kind, article) for article in range(60) for kind in kinds]


def _features(row: Row) -> fitting.Floats:
    """One that tells far pairs, and one that tells the nearest."""
    far = row["kind"] not in ("true", "nearest_article")
    near = row["kind"] == "nearest_article"
    noise = np.random.default_rng(len(str(row)) + int(row["own_article"][8:]))
    return (noise.normal(0, 0.5, 2) - [far, near]).astype(np.float32)


def test_weights_keep_the_share_of_true_rows_whatever_the_emphasis() -> None:
    labels = np.array([True, True, False, False, False])
    emphasis = np.array([1.0, 1.0, 1.0, 10.0, 5.0])

    weights = fitting.natural(labels, emphasis)

    assert weights.sum() == pytest.approx(1)
    assert weights[labels].sum() == pytest.approx(fitting.ON_TOPIC_RATE)
    assert weights[3] == pytest.approx(10 * weights[2])


def test_what_tells_the_nearest_article_counts_more_than_its_number_of_rows(
    rows: list[Row],
) -> None:
    features = np.array([_features(row) for row in rows])
    hard = fitting.fit(features, rows)
    even = fitting.fit(features, rows, {})

    assert hard[1] / hard[0] > 1.5 * even[1] / even[0] > 0


def test_whatever_counts_more_the_scores_are_probabilities(rows: list[Row]) -> None:
    found = fitting.judged(rows, _features)
    labels = np.array([row["kind"] == "true" for row in found.rows])

    mean = float(fitting.natural(labels) @ found.scores)

    assert mean == pytest.approx(fitting.ON_TOPIC_RATE, abs=0.02)


def test_rows_are_judged_without_their_articles(rows: list[Row]) -> None:
    found = fitting.judged(rows, _features)
    own = fitting.fit(found.features, found.rows)

    assert len(found.scores) == len(rows)
    assert not np.allclose(found.scores, fitting.probabilities(own, found.features))


def test_rows_without_an_opinion_are_left_out(rows: list[Row]) -> None:
    found = fitting.judged(
        rows, lambda row: None if row["kind"] == "spam" else _features(row)
    )

    assert len(found.rows) == len(rows) - 60
    assert "spam" not in {row["kind"] for row in found.rows}
