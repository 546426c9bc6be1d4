"""Periods are named evenly below a chart: the first, the last, and some between."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.desk.overview.labels import BETWEEN, below

LEFT, RIGHT = 44.0, 348.0


@pytest.mark.parametrize(
    ("periods", "name", "places"),
    [
        (24, "16:00", [0, 5, 11, 17, 23]),
        (7, "Mon", [0, 1, 2, 3, 4, 5, 6]),
        (7, "27 Nov", [0, 2, 4, 6]),
        (168, "27 Nov", [0, 41, 83, 125, 167]),
        (30, "27 Nov", [0, 8, 15, 22, 29]),
        (90, "27 Nov", [0, 23, 45, 67, 89]),
        (2, "27 Nov", [0, 1]),
        (1, "27 Nov", [0]),
        (0, "", []),
    ],
)
def test_the_periods_of_the_overview(
    periods: int, name: str, places: list[int]
) -> None:
    axis = [f"{place:{len(name)}}" for place in range(periods)]
    assert [int(its.text) for its in below(axis, LEFT, RIGHT)] == places


@given(st.integers(2, 400), st.integers(1, 20))
def test_steps_are_even_and_labels_apart(periods: int, letters: int) -> None:
    axis = [f"{place:{letters}}" for place in range(periods)]
    labels = below(axis, LEFT, RIGHT)
    places = [int(its.text) for its in labels]
    steps = [after - before for before, after in pairwise(places)]
    assert places[-1] == periods - 1
    assert len({*steps[1:]}) <= 1
    assert all(abs(steps[0] - each) <= each / 6 for each in steps[1:])
    assert all(a.reach[1] + BETWEEN <= b.reach[0] for a, b in pairwise(labels))
