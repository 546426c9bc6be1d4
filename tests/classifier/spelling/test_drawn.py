"""Letters too many."""

import pytest

from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("idioooooot", "idiot"),
        ("stuuuupid", "stupid"),
        ("stuupid", "stupid"),
        ("iiddiioott", "idiot"),
        ("ggoooodd", "good"),
    ],
)
def test_letters_drawn_out_or_doubled_are_read_as_the_word(
    written: str, meant: str
) -> None:
    assert in_a_sentence(written) == meant
