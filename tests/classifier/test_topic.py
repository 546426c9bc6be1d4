"""On topic: an opinion only where there is something to go by, and a good one."""

import math

import pytest

import classifier
from classifier.topic_features import FEATURES

TITLE = "City votes to build a tram along the harbour"
TEXT = (
    """The council voted on Tuesday to close the harbour road to cars and to build a
tram. The line will run from the station past the fish market to the hospital. Buses
will be taken out of service. Shop owners fear for their customers, and residents have
complained about noise and exhaust fumes for years. """
    * 3
)
ON = "Closing the harbour road will ruin every shop owner between market and station."
OFF = (
    "Knead flour and water with a spoon of yeast, let the dough rise overnight, and "
    "bake the loaf in a hot oven."
)


def score(
    comment: str,
    article: tuple[str | None, str | None] | None = (TITLE, TEXT),
    parent: str | None = None,
) -> float:
    return float(classifier.pretrained_topic().score([comment], [article], [parent])[0])


def test_what_is_about_the_article_is_told_from_what_is_not() -> None:
    assert score(ON) > 0.99
    assert score(OFF) < 0.9


def test_other_words_of_the_same_subject_count() -> None:
    near = "Railway lines and subways move more passengers through towns than traffic."
    assert score(near) > score(OFF)


def test_an_answer_to_a_parent_is_judged_by_it_too() -> None:
    parent = "My loaf has a pale crust, is my oven too cold or the dough too young?"
    assert score(OFF, parent=parent) > score(OFF)


@pytest.mark.parametrize(
    "comment",
    [
        "Well said!",
        "Trams ruin the harbour market, full stop.",  # seven words
        "It is what it is and that is that, is it not?",
        "",
        "😀 😀 😀 😀 😀 😀 😀 😀 😀",
        "1 2 3 4 5 6 7 8 9 10 11",
    ],
)
def test_there_is_no_opinion_under_eight_words_or_without_content(comment: str) -> None:
    assert math.isnan(score(comment))


@pytest.mark.parametrize("article", [None, (None, None), ("", "")])
def test_there_is_no_opinion_without_anything_to_be_about(
    article: tuple[str | None, str | None] | None,
) -> None:
    assert math.isnan(score(ON, article))


def test_an_article_may_be_given_in_any_usual_form() -> None:
    topic = classifier.pretrained_topic()
    forms = [TEXT, (None, TEXT), {"title": None, "text": TEXT}]
    scores = topic.score([ON] * 3, forms, [None] * 3)
    assert scores.min() == scores.max()


def test_lists_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        classifier.pretrained_topic().score([ON], [TEXT, TEXT], [None])


def test_hostile_articles_are_read() -> None:
    for article in ("word " * 40_000, "\ud800" * 99, "x" * 200_000):
        value = score(ON, (article, article))
        assert math.isnan(value) or 0 <= value <= 1


def test_the_card_names_every_feature_and_source() -> None:
    card = classifier.pretrained_topic().card
    assert card["features"] == list(FEATURES)
    assert all(source["licence"] for source in card["sources"])
    assert card["validation"]["en"]["random_article"] > 0.85
