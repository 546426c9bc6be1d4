"""Weights in eight bits are near what they were; small numbers are what they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from classifier.packing import LEAST, STEPS, pack, pack_small, unpack, unpack_small

TABLES = arrays.arrays(
    np.float32,
    arrays.array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-100, 100, width=32),
)


@given(TABLES)
def test_a_weight_comes_back_to_within_a_step(weights: np.ndarray) -> None:
    packed, scale = pack(weights)
    roots = np.sqrt(np.abs(weights) / scale)
    error = np.abs(unpack(packed, scale) - weights)
    assert np.all(error <= scale * (2 * roots + 1 / STEPS) / STEPS + 1e-6)


@given(TABLES)
def test_packing_what_was_packed_changes_nothing(weights: np.ndarray) -> None:
    once = unpack(*pack(weights))
    assert np.allclose(unpack(*pack(once)), once, rtol=1e-5, atol=1e-9)


def test_unpacked_weights_lie_row_by_row_whatever_they_came_in() -> None:
    table = np.asfortranarray(np.arange(12, dtype=np.float32).reshape(6, 2))
    assert unpack(*pack(table)).flags["C_CONTIGUOUS"]


@given(TABLES)
def test_columns_unpacked_with_a_factor_are_those_without_times_the_factor(
    weights: np.ndarray,
) -> None:
    packed, scale = pack(weights)
    factors = np.arange(1, 1 + weights.shape[1], dtype=np.float32) / 7
    with_factors = unpack(packed, scale, factors)
    assert np.array_equal(with_factors, unpack(packed, scale) * factors)


def test_tables_of_more_rows_than_are_unpacked_at_a_time_are_whole() -> None:
    table = np.linspace(-1, 1, 7 * 3_000, dtype=np.float32).reshape(3_000, 7)
    assert np.abs(unpack(*pack(table)) - table).max() < 0.02
    whole = np.arange(7 * 9_001).reshape(9_001, 7).astype(np.int8)
    assert np.array_equal(unpack_small(*pack_small(whole), n_rows=9_001), whole)


@given(
    arrays.arrays(
        np.int8, arrays.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=9)
    )
)
def test_whole_numbers_come_back_as_they_were_small_or_not(whole: np.ndarray) -> None:
    again = unpack_small(*pack_small(whole), n_rows=len(whole))
    assert np.array_equal(again, whole)


def test_small_numbers_take_two_thirds_of_a_byte() -> None:
    packed, far, its = pack_small(np.full((300, 8), LEAST, np.int8))
    assert packed.nbytes == 300 * 8 * 2 / 3
    assert not len(far)
    assert not len(its)


def test_rows_and_places_that_are_not_there_are_an_error() -> None:
    packed, far, its = pack_small(np.array([[99]], np.int8))
    with pytest.raises(ValueError, match="wanted 4 rows, found 3"):
        unpack_small(packed, far, its, n_rows=4)
    with pytest.raises(IndexError):
        unpack_small(packed, far + 1, its, n_rows=1)
