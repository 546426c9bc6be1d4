"""Subjects that turn up under any article, and those that are the article's own."""

import pytest

from rules import ArticleFacts, Facts, subjects
from tests.rules.reading_facts import found

TRAM = ArticleFacts(title="Council votes for a second tram line")


@pytest.mark.parametrize(
    "text",
    [
        "Dogecoin to the moon",
        "Virgo: rest today.",
        "What a goal by the new striker!",
        "Preheat the oven and knead the dough.",
        "Jesus saves, repent!",
        "Garage to let, good as new",
        "Happy birthday, Emma!",
        "My cat has caught a mouse.",
    ],
)
def test_another_subject_is_held_unless_the_article_has_it(text: str) -> None:
    assert "other_subject" in found(text, article=TRAM)
    assert "other_subject" not in found(text, article=ArticleFacts(title=text))
    assert "other_subject" not in found(text)


def test_a_comment_that_shares_words_with_the_article_may_compare_it() -> None:
    text = "The council plays its second tram as Messi plays the ball."
    assert "other_subject" not in found(text, article=TRAM)


def test_without_an_article_no_subject_is_another() -> None:
    assert subjects.other_subjects(Facts(text="My horoscope")) == ()
