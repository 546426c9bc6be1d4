"""What a text is about is one of a few subjects, for every site the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import classifier
from classifier.house import Ground
from classifier.house.reading import read
from classifier.house.subject import UNKNOWN, subjects

TRAM = (
    "The tram stops at the station, and the train does not.",
    "Trains and a tram at one station: take the tram!",
)
DOUGH = "Put sugar and butter in the dough and bake it in the oven."


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground.under(classifier.pretrained())


def told(ground: Ground, *texts: str) -> list[int]:
    return subjects(ground.meanings, read(ground.model, texts)).tolist()


def test_texts_about_the_same_have_one_subject_and_others_another(
    ground: Ground,
) -> None:
    one, other, dough = told(ground, *TRAM, DOUGH)
    assert one == other != dough


def test_what_no_word_tells_of_is_unknown(ground: Ground) -> None:
    assert told(ground, "", "!!!", "Jyrsijätön xqzzyv", "and of the") == [UNKNOWN] * 4
    assert told(ground) == []


@given(st.lists(st.text(max_size=40) | st.sampled_from([*TRAM, DOUGH]), max_size=5))
def test_a_text_has_the_subject_that_it_has_among_others(
    ground: Ground, texts: list[str]
) -> None:
    found = told(ground, *texts)
    assert found == [each for text in texts for each in told(ground, text)]
    assert all(UNKNOWN <= each < 256 for each in found)
