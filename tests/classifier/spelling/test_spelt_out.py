"""Letters spelt out one by one."""

import pytest

from classifier.spelling import fold
from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("i d i o t", "idiot"),
        ("I  D  I  O  T", "idiot"),
        ("1 d 1 0 t", "idiot"),
        ("y o u a r e a n i d i o t", "you are an idiot"),
        ("y o u   a r e   a n   i d i o t", "you are an idiot"),
    ],
)
def test_letters_with_blanks_between_are_words(written: str, meant: str) -> None:
    assert in_a_sentence(written) == meant


def test_signs_between_blanks_are_no_word() -> None:
    assert fold("oi { i ! or - - - a").text == "oi { i ! or - - - a"
