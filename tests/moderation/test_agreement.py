"""Agreement beyond chance: figures that others have published, and what must hold."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.blind.agreement import alpha, alpha_figure, kappa, pairs_of

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C: four
# observers and twelve units, of which some observers missed some.
OBSERVED = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
units = st.lists(
    st.dictionaries(
        st.sampled_from("abcd"), st.sampled_from(["approve", "reject"]), max_size=4
    ),
    max_size=30,
)


def test_alpha_is_that_of_the_worked_example() -> None:
    found = [
        {str(who): said for who, said in enumerate(unit) if said != "."}
        for unit in zip(*OBSERVED, strict=True)
    ]
    assert alpha(found) == pytest.approx(0.743, abs=5e-4)


def test_kappa_is_cohens() -> None:
    """Of 50 grants two readers say yes 20 times together and no 15 times: 0.40."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5
    pairs += [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([]) is None
    assert kappa([("yes", "yes")]) is None


@given(units)
def test_alpha_is_the_same_whoever_is_called_what(found: list[dict[str, str]]) -> None:
    renamed = [
        {f"the other {name}": said for name, said in its.items()} for its in found
    ]
    other = {"approve": "reject", "reject": "approve"}
    turned = [{name: other[said] for name, said in its.items()} for its in found]
    shuffled = random.Random(0).sample(found, len(found))
    assert alpha(renamed) == alpha(found)
    for its in (turned, shuffled):
        assert alpha(its) == (
            None if alpha(found) is None else pytest.approx(alpha(found))
        )


@given(units)
def test_full_agreement_is_one_and_nothing_is_more(found: list[dict[str, str]]) -> None:
    same = [{name: min(its.values()) for name in its} for its in found if its]
    assert alpha(same) in (None, pytest.approx(1.0))
    told = alpha(found)
    assert told is None or told <= 1


def test_two_who_throw_coins_agree_by_chance_alone() -> None:
    dice = random.Random(1)
    found = [{name: dice.choice("ar") for name in "xy"} for _ in range(2_000)]
    figure = alpha_figure(found)
    assert figure is not None
    assert figure.value is not None
    assert figure.low < 0 < figure.high
    assert abs(figure.value) < 0.06
    assert alpha_figure(found[:19]) is None


def test_each_two_are_paired_by_name() -> None:
    found = pairs_of([{"b": "x", "a": "y"}, {"a": "x", "c": "x", "b": "x"}])
    assert found == {
        ("a", "b"): [("y", "x"), ("x", "x")],
        ("a", "c"): [("x", "x")],
        ("b", "c"): [("x", "x")],
    }
