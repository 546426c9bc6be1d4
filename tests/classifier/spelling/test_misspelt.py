"""Words of abuse with a slip."""

import pytest

from classifier.spelling import fold
from classifier.spelling.misspelt import mended
from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("idot", "idiot"),
        ("idoit", "idiot"),
        ("fcuk", "fuck"),
        ("fuckng", "fucking"),
        ("bicth", "bitch"),
        ("muslm", "muslim"),
        ("mulsim", "muslim"),
        ("id iot", "idiot"),
        ("id iot,", "idiot,"),
        ("stu pid", "stupid"),
        ("fuc king", "fucking"),
        ("fuckoff", "fuck off"),
        ("allwomen", "all women"),
        ("tha7", "that"),
        ("wh*re", "whore"),
        ("a*s", "ass"),
        ("asss", "ass"),
    ],
)
def test_a_slip_in_a_word_of_abuse_or_a_group_is_mended(
    written: str, meant: str
) -> None:
    assert in_a_sentence(written) == meant


@pytest.mark.parametrize(
    "word",
    str.split(
        """
        sitter waning setter Duce Moran Bich tars dunes Korans Georgina Christin
        Romain Germain Fuchs Cuny Fagan Dickins Shih Bitch-free aromatic tosses
        Stupice Idiom Wanless Crete Mormon retarder Asher Faso
        """
    ),
)
def test_names_and_rare_words_are_not_mended_to_abuse(word: str) -> None:
    assert mended(word.lower()) is None
    assert fold(word).text == word.lower()
