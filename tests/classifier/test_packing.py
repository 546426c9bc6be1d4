"""Weights in eight bits: near what they were, and the same when packed again."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from classifier.packing import STEPS, pack, unpack

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
