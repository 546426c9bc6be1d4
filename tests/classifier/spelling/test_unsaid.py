"""Letters left unsaid."""

import pytest

from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fu*k", "fuck"),
        ("f**k", "fuck"),
        ("f***", "fuck"),
        ("f***ing", "fucking"),
        ("id*ot", "idiot"),
        ("y*u", "you"),
        ("sh#t", "shit"),
    ],
)
def test_a_sign_is_read_as_the_letter_that_is_unsaid(written: str, meant: str) -> None:
    assert in_a_sentence(written) == meant


@pytest.mark.parametrize("written", ["-----it", "--it", "__it", "----hole"])
def test_a_dash_before_a_word_is_no_letter(written: str) -> None:
    assert in_a_sentence(written) == written
