"""How wrong decisions are at most: by exact bounds, surely."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import risk
from classifier.risk import Counted

counts = st.integers(1, 2_000).flatmap(
    lambda decided: st.builds(
        Counted, decided=st.just(decided), wrong=st.integers(0, decided)
    )
)
shares = st.floats(0.001, 0.5)


@pytest.mark.parametrize(("wrong", "fewest"), [(0, 149), (1, 236), (2, 313), (3, 386)])
def test_so_many_audits_are_needed_for_two_in_a_hundred(
    wrong: int, fewest: int
) -> None:
    assert risk.needed(wrong, 0.02) == fewest
    assert risk.is_within(Counted(fewest, wrong), 0.02)
    assert not risk.is_within(Counted(fewest - 1, wrong), 0.02)


def test_bounds_are_those_of_clopper_and_pearson() -> None:
    low, high = risk.interval(Counted(20, 4))
    assert (low, high) == pytest.approx((0.0573, 0.4366), abs=5e-5)
    assert risk.upper(Counted(149, 0)) == pytest.approx(0.0199, abs=5e-5)
    assert risk.interval(Counted(0, 0)) == (0.0, 1.0)
    assert risk.interval(Counted(5, 5))[1] == 1.0


@given(counts, shares, st.floats(0.5, 0.999))
def test_the_test_and_the_bound_say_the_same(
    its: Counted, accepted: float, confidence: float
) -> None:
    bound = risk.upper(its, confidence)
    if abs(bound - accepted) > 1e-6:
        assert risk.is_within(its, accepted, confidence) == (bound <= accepted)


@given(counts, shares)
def test_one_more_that_is_wrong_is_never_better(its: Counted, accepted: float) -> None:
    worse = Counted(its.decided, min(its.wrong + 1, its.decided))
    assert risk.p_value(worse, accepted) >= risk.p_value(its, accepted)
    assert risk.upper(worse) >= risk.upper(its)


@given(st.lists(counts, min_size=1), st.integers(0, 5), shares)
def test_nothing_behind_the_first_that_fails_is_trusted(
    tried: list[Counted], start: int, accepted: float
) -> None:
    start = min(start, len(tried) - 1)
    found = risk.passing(tried, [start], accepted)
    passed = [risk.is_within(its, accepted) for its in tried]
    assert found == list(range(start, start + len(found)))
    assert all(passed[place] for place in found)
    after = start + len(found)
    assert after == len(tried) or not passed[after]


@given(st.lists(counts, min_size=3), shares)
def test_several_starts_share_the_doubt(tried: list[Counted], accepted: float) -> None:
    both = risk.passing(tried, [0, 2], accepted)
    assert set(both) <= {
        *risk.passing(tried, [0], accepted),
        *risk.passing(tried, [2], accepted),
    }


def test_what_is_promised_holds_as_often_as_it_says() -> None:
    """Of 2,000 sites whose thresholds go from right to wrong."""
    dice = np.random.default_rng(0)
    true = np.linspace(0.002, 0.06, 30)  # of what each threshold decides more
    broken = 0
    for _ in range(2_000):
        decided = 200 + 20 * np.arange(1, 31)
        wrong = dice.binomial(200, true[0]) + dice.binomial(20, true).cumsum()
        tried = [Counted(*map(int, each)) for each in zip(decided, wrong, strict=True)]
        for place in risk.passing(tried, [0, 10], 0.02)[-1:]:
            shares_of = (200 * true[0] + 20 * true[: place + 1].sum()) / decided[place]
            broken += shares_of > 0.02
    assert broken / 2_000 <= 0.05
    assert broken > 0  # it is no bound that nothing ever comes near


def test_more_wrong_than_accepted_is_said_in_vain_as_seldom_as_told_at_any_look() -> (
    None
):
    draw = np.random.default_rng(5)
    said = 0
    for _ in range(300):
        wrong = np.cumsum(draw.random(400) < 0.05)
        said += any(
            risk.is_surely_more(Counted(n, int(wrong[n - 1])), 0.05)
            for n in range(10, 401, 10)
        )
    assert said / 300 <= 0.05


def test_that_more_are_wrong_is_said_where_it_is_plain() -> None:
    assert risk.is_surely_more(Counted(58, 20), 0.02)
    assert not risk.is_surely_more(Counted(58, 1), 0.02)
    assert not risk.is_surely_more(Counted(0, 0), 0.02)
    assert not risk.is_surely_more(Counted(1000, 0), 0.02)
