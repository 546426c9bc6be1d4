"""Agreement beyond chance: figures that others have published, and what must hold."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.blind.agreement import (
    Verdicts,
    alpha,
    alpha_figure,
    kappa,
    kappa_figure,
    pairs_of,
)

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


def test_each_two_are_paired_by_name() -> None:
    found = pairs_of([{"b": "x", "a": "y"}, {"a": "x", "c": "x", "b": "x"}])
    assert found == {
        ("a", "b"): [("y", "x"), ("x", "x")],
        ("a", "c"): [("x", "x")],
        ("b", "c"): [("x", "x")],
    }


def simulated(dice: random.Random, comments: int) -> list[Verdicts]:
    """Two who each see one comment in ten otherwise than it is, of which 30 % are
    rejected.
    """
    found = []
    for _ in range(comments):
        true = dice.random() < 0.3
        seen = {name: true ^ (dice.random() < 0.1) for name in "xy"}
        found.append({name: "r" if its else "a" for name, its in seen.items()})
    return found


def both(found: list[Verdicts]) -> list[tuple[str, str]]:
    return [(its["x"], its["y"]) for its in found]


def test_intervals_are_those_of_drawing_comments_again() -> None:
    """Here one by one; at 95 %, by 1,000 draws."""
    dice = random.Random(2)
    found = simulated(dice, 150)
    for measure, figure in (
        (alpha, alpha_figure(found)),
        (lambda drawn: kappa(both(drawn)), kappa_figure(both(found))),
    ):
        drawn = sorted(measure(dice.choices(found, k=150)) or 0 for _ in range(1_000))
        assert figure is not None
        assert figure.value == measure(found)
        assert figure.low == pytest.approx(drawn[25], abs=0.03)
        assert figure.high == pytest.approx(drawn[975], abs=0.03)
        assert figure.comments == 150


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """On 300 houses of 80 comments, but for what chance and percentiles miss."""
    dice = random.Random(3)
    truth = alpha(simulated(dice, 200_000))
    assert truth == pytest.approx(0.6, abs=0.02)
    figures = [alpha_figure(simulated(dice, 80)) for _ in range(300)]
    held = sum(its is not None and its.low <= truth <= its.high for its in figures)
    assert 0.9 <= held / 300 <= 0.99


def test_the_same_verdicts_have_the_same_interval() -> None:
    found = simulated(random.Random(4), 60)
    assert alpha_figure(found) == alpha_figure(found[::-1])
    assert kappa_figure(both(found)) == kappa_figure(both(found)[::-1])


def test_of_too_few_comments_no_figure_is_told() -> None:
    found = simulated(random.Random(5), 20)
    assert alpha_figure(found) is not None
    assert kappa_figure(both(found)) is not None
    assert alpha_figure(found[:19]) is None
    assert kappa_figure(both(found)[:19]) is None
    alone = [{"x": "a"}] * 50  # whom nobody else has confirmed
    assert alpha_figure(found[:19] + alone) is None


def test_who_always_agreed_may_yet_disagree() -> None:
    """None of 40 differ: by the exact bound at most 8.8 % do, where chance is 50 %."""
    found: list[Verdicts] = [{"x": said, "y": said} for said in "ar" * 20]
    for figure in (alpha_figure(found), kappa_figure(both(found))):
        assert figure is not None
        assert (figure.value, figure.high) == (1, 1)
        assert figure.low == pytest.approx(1 - 0.0881 / 0.5, abs=0.01)


def test_where_all_say_the_same_chance_is_no_measure() -> None:
    found: list[Verdicts] = [{"x": "a", "y": "a"}] * 30
    for figure in (alpha_figure(found), kappa_figure(both(found))):
        assert figure is not None
        assert (figure.value, figure.low, figure.high) == (None, -1, 1)
