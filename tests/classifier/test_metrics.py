"""Figures of two-class scores, beside scikit-learn's and worked examples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from classifier.evaluation import metrics

Rows = list[tuple[int, float]]
scored = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.77, 1.0])),
    min_size=2,
    max_size=60,
).filter(lambda rows: len({label for label, _ in rows}) == 2)


def split(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    labels, scores = zip(*rows, strict=True)
    return np.array(labels), np.array(scores)


def drawn(rows: int, apart: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    dice = np.random.default_rng(seed)
    labels = (dice.random(rows) < 0.3).astype(int)
    return labels, 1 / (1 + np.exp(-dice.normal(apart * labels, 1)))


@given(scored)
def test_areas_are_those_of_scikit_learn(rows: Rows) -> None:
    labels, scores = split(rows)
    assert metrics.auc(labels, scores) == pytest.approx(roc_auc_score(labels, scores))
    assert metrics.average_precision(labels, scores) == pytest.approx(
        average_precision_score(labels, scores)
    )


@given(scored)
def test_an_interval_holds_its_area_and_stays_within_0_and_1(rows: Rows) -> None:
    labels, scores = split(rows)
    low, high = metrics.auc_interval(labels, scores)
    assert 0 <= low <= metrics.auc(labels, scores) <= high <= 1


def test_95_of_100_intervals_hold_the_true_area() -> None:
    """The area of two normal distributions one apart is Phi(1 / sqrt 2) = 0.7602."""
    held = [
        low <= 0.7602 <= high
        for seed in range(400)
        for low, high in [metrics.auc_interval(*drawn(200, 1.0, seed))]
    ]
    assert 0.92 <= np.mean(held) <= 0.98


def test_few_rows_in_perfect_order_are_no_certainty() -> None:
    labels, scores = np.array([1, 1, 0, 0, 0]), np.array([0.9, 0.8, 0.3, 0.2, 0.1])
    low, high = metrics.auc_interval(labels, scores)
    assert low == pytest.approx(0.025 ** (1 / 2))
    assert high == 1


def test_a_model_beside_itself_is_no_better() -> None:
    labels, scores = drawn(500, 1.0, 1)
    same = metrics.auc_difference(labels, scores, scores, resamples=50)
    assert (same.value, same.low, same.high) == (0, 0, 0)


def test_a_better_model_is_seen_to_be_better_and_the_other_way_round() -> None:
    labels, good = drawn(2_000, 2.0, 1)
    bad = np.clip(good + np.random.default_rng(2).normal(0, 0.5, len(good)), 0, 1)
    more = metrics.auc_difference(labels, good, bad, resamples=200)
    less = metrics.auc_difference(labels, bad, good, resamples=200)
    assert 0 < more.low < more.value < more.high
    assert less.value == pytest.approx(-more.value)
    assert less.high == pytest.approx(-more.low)


@given(scored, st.floats(0.01, 0.99))
def test_the_bins_add_up_to_the_calibration_error(rows: Rows, rate: float) -> None:
    labels, scores = split(rows)
    bins = metrics.reliability(labels, scores, rate)
    error = sum(each.weight * abs(each.score - each.share) for each in bins)
    assert metrics.calibration_error(labels, scores, rate) == pytest.approx(error)
    assert sum(each.weight for each in bins) == pytest.approx(1)
    assert sum(each.rows for each in bins) == len(rows)
    assert sum(each.weight * each.share for each in bins) == pytest.approx(rate)


def test_a_threshold_is_told_at_the_rate_of_comments_as_they_come() -> None:
    labels = np.array([1, 1, 0, 0, 0, 0])
    scores = np.array([0.9, 0.2, 0.8, 0.1, 0.1, 0.1])
    cut = metrics.at_threshold(labels, scores, 0.5, rate=0.1)
    assert (cut.recall, cut.clean_held) == (0.5, 0.25)
    assert cut.held == pytest.approx(0.1 * 0.5 + 0.9 * 0.25)
    assert cut.precision == pytest.approx(0.05 / cut.held)
    assert metrics.at_threshold(labels, scores, 0.95, rate=0.1).precision is None


@given(scored)
def test_curves_stay_in_the_square_and_reach_their_ends(rows: Rows) -> None:
    labels, scores = split(rows)
    roc = metrics.roc(labels, scores)
    curve = metrics.precision_recall(labels, scores)
    assert (roc[0], roc[-1]) == ((0, 0), (1, 1))
    assert roc == sorted(roc)
    assert curve[-1] == (1, pytest.approx(labels.mean()))
    assert all(0 <= each <= 1 for point in [*roc, *curve] for each in point)


def test_a_long_curve_is_thinned_and_keeps_its_area() -> None:
    labels, scores = drawn(20_000, 1.5, 3)
    roc = metrics.roc(labels, scores)
    assert len(roc) <= metrics.CURVE_POINTS
    x, y = np.array(roc).T
    area = float((np.diff(x) * (y[1:] + y[:-1]) / 2).sum())
    assert area == pytest.approx(metrics.auc(labels, scores), abs=0.002)
