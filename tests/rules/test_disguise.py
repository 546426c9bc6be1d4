"""Disguised words are found, and marked where they stand as they were sent."""

import pytest

from tests.rules.reading_facts import found


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("You are an 1d!ot.", "insult_aimed", "1d!ot"),
        ("you are an i d i o t", "insult_aimed", "i d i o t"),
        ("you are an i.d.i.o.t", "insult_aimed", "i.d.i.o.t"),
        ("You are an idiоt.", "insult_aimed", "idiоt"),  # a Cyrillic o
        ("You are an id\u200biot.", "insult_aimed", "id\u200biot"),
        ("You are an idi\u0301ot.", "insult_aimed", "idi\u0301ot"),
        ("You are an ｉｄｉｏｔ.", "insult_aimed", "ｉｄｉｏｔ"),
        ("This is bullshiiiiit.", "profanity", "bullshiiiiit"),
        ("This is bull$hit.", "profanity", "bull$hit"),
    ],
)
def test_a_disguised_word_is_found_where_it_stands(
    text: str, rule: str, marked: str
) -> None:
    assert any(marked in each for each in found(text)[rule])
