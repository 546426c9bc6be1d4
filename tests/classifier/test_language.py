"""Which language: enough to know what the judges cannot read."""

import pytest

from classifier import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council has voted for the tram and I think that it was right.", "en"),
        ("Das ist eine sehr gute Entscheidung und ich bin froh, dass sie fiel.", "de"),
        ("Je pense que la ville a raison et que les voitures doivent partir.", "fr"),
        ("Creo que la ciudad tiene razón y que los coches deben irse de aquí.", "es"),
    ],
)
def test_a_sentence_is_known_by_its_small_words(text: str, code: str) -> None:
    assert language.detect(text, usual="en").code == code


@pytest.mark.parametrize(
    "text",
    [
        "Это очень хорошее решение для города.",
        "هذا قرار جيد جدا للمدينة",
        "这对城市来说是一个非常好的决定",
        "これはとても良い決定です",
        "यह शहर के लिए अच्छा है",
    ],
)
def test_another_script_is_not_english(text: str) -> None:
    assert language.detect(text, usual="en").code != "en"


@pytest.mark.parametrize(
    "text", ["", "Well said!", "lol", "😀😀", "42", "Bravo", "NATO", "\ud800"]
)
def test_what_says_too_little_is_taken_for_the_usual(text: str) -> None:
    assert language.detect(text, usual="en").code == "en"
    assert language.detect(text, usual="de").code == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Señor Müller's café serves crème brûlée",
        "y o u are an 1d!ot",
        "u r so dumb lmao wtf",
        "No way José, no.",
    ],
)
def test_english_with_foreign_or_odd_words_is_english(text: str) -> None:
    assert language.detect(text, usual="en").code == "en"
