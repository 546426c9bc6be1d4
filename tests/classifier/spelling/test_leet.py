"""Digits and signs for letters, and numbers that are none."""

import pytest

from classifier.spelling import fold
from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1d!ot", "idiot"),
        ("1d10t", "idiot"),
        ("id10t", "idiot"),
        ("y0u", "you"),
        ("57up1d", "stupid"),
        ("m0r0n", "moron"),
        ("a$$hole", "asshole"),
        ("@$$hole", "asshole"),
        ("$hit", "shit"),
        ("sh!t", "shit"),
        ("b1tch", "bitch"),
        ("8itch", "bitch"),
        ("fa9got", "faggot"),
    ],
)
def test_digits_and_signs_are_read_as_letters(written: str, meant: str) -> None:
    assert in_a_sentence(written) == meant


@pytest.mark.parametrize(
    "text", ["he has 4 cats and 1 1d10t", "15 people, 7 of them id10t5", "aa batteries"]
)
def test_numbers_beside_a_disguise_stay_numbers(text: str) -> None:
    kept = [word for word in text.split() if word.isdigit() or word == "aa"]
    assert [word for word in fold(text).text.split() if word in kept] == kept
