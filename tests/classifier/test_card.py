"""The card, for people: what it must say, and that no card is too old to be shown."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import classifier
from classifier import card, evaluation
from classifier.card import Section, Table
from classifier.errors import DamagedModel
from tests.classifier.test_evaluation import GOOD, rows

FULL = {
    "version": "attributes-1",
    "date": "2026-01-01",
    "attributes": ["toxicity", "insult"],
    "languages": ["en"],
    "seed": 0,
    "made_with": {"numpy": "2.0"},
    "sources": [
        {"source": "a", "name": "Set A", "licence": "CC0", "rows": 1000, "weight": 0.5}
    ],
    "base_rates": {"toxicity": 0.1, "insult": 0.05},
    "out_of_source": {
        "away": {
            "toxicity": {
                "rows": 10,
                "positive": 5,
                "auc": 0.9,
                "baseline": 0.85,
                "difference": 0.05,
                "interval": (0.01, 0.09),
            }
        }
    },
    "limits": ["Irony escapes it."],
    **evaluation.card_parts(GOOD, rows("one"), {}),
}


def titles(of: dict[str, object]) -> list[str]:
    return [section.title for section in card.sections(of)]


def text(of: dict[str, object]) -> str:
    return "\n".join(card.lines(card.sections(of)))


def test_a_full_card_tells_all_its_parts() -> None:
    assert titles(FULL) == [
        "The model",
        "What it cannot do",
        "What it learnt from",
        "How good it is",
        "On sources of which it learnt nothing",
        "How true its scores are",
        "Fairness",
        "Each identity term, toxicity",
        "Letters in disguise",
        "Hate and its look-alikes",
    ]
    for told in (
        "attributes-1",
        "Set A",
        "CC0",
        "1,000",
        "Irony escapes it.",
        "+0.050",
    ):
        assert told in text(FULL)


@pytest.mark.parametrize("part", [*FULL])
def test_a_card_that_lacks_a_part_is_shown(part: str) -> None:
    less = {key: value for key, value in FULL.items() if key != part}
    assert "What it cannot do" in titles(less)
    assert card.OTHER_SHAPE not in text(less)


def test_figures_without_an_interval_are_shown() -> None:
    old = {"rows": 5, "positive": 2, "auc": 0.75}
    told = text({"validation": {"toxicity": {"talk": old}}})
    assert "0.750" in told


@pytest.mark.parametrize("shape", [3, "words", ["a"], {"toxicity": {"at": 1}}])
def test_a_part_of_another_shape_hides_nothing_else(shape: object) -> None:
    told = text({**FULL, "fairness": shape})
    assert card.OTHER_SHAPE in told
    assert "Set A" in told


def test_what_no_data_was_had_for_is_said_once() -> None:
    assert text(FULL).count("sexually explicit") == 1
    said = {**FULL, "limits": ["No score for sexually explicit text."]}
    assert text(said).count("sexually explicit") == 1


def test_a_sites_own_card_is_shown() -> None:
    own = {"version": "house-1", "made_at": "2026-02-02", "rows": 90, "base": "b-1"}
    told = text(own)
    for each in ("house-1", "2026-02-02", "90", "b-1", card.UNSAID):
        assert each in told


def test_what_a_card_gives_no_licence_of_is_not_stated() -> None:
    sources = [{"source": 7, "name": None, "licence": None}]
    told = text({**FULL, "sources": sources})
    assert "not stated" in told
    assert "None" not in told
    assert card.OTHER_SHAPE not in told


def test_a_share_of_no_cases_hides_nothing_else() -> None:
    none = {"functionality": "x", "kind": "y", "cases": 0, "passed": 0}
    told = text({**FULL, "functional": {"functionalities": [none]}})
    assert card.OTHER_SHAPE in told
    assert "Set A" in told


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["toxicity", "name", "licence", "rows", "auc", "terms"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from([*FULL, "held", "kind"]), json_values, max_size=4),
    st.sampled_from(["attributes", "topic"]),
)
# The first of these nested values takes seconds on a machine that is busy otherwise.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_card_is_too_odd_to_be_shown(odd: dict[str, object], kind: str) -> None:
    assert text({**FULL, "kind": kind, **odd}).startswith("The model\n")


@pytest.mark.parametrize("name", ["topic", "topic-minilm"])
def test_the_card_of_a_topic_judge_is_shown_whole(name: str) -> None:
    own = card.read(classifier.SHIPPED / name)
    told = text(own)
    assert card.OTHER_SHAPE not in told
    assert str(own["hold_below"]) in told
    assert f"{own['validation']['en']['spam']:.3f}" in told
    assert f"{own['held']['spam']:.1%}" in told


@pytest.mark.parametrize("found", ["", "[]", "{}", '"x"'])
def test_a_card_of_no_kind_cannot_be_read(tmp_path: Path, found: str) -> None:
    (tmp_path / "card.json").write_text(found)
    with pytest.raises(DamagedModel, match="not a readable model"):
        card.read(tmp_path)


cells = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=200)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_a_table_loses_no_letter(found: list[tuple[str, str]]) -> None:
    lines = card.lines([Section("t", (), Table(("a", "b"), tuple(found)))])
    told = "".join("".join(lines).split())
    assert all(each in told for row in found for each in row if len(each) < 20)
