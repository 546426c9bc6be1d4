"""Letters that only look so."""

import pytest

from classifier.spelling import fold
from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("idiоt", "idiot"),  # a Cyrillic o
        ("idiοt", "idiot"),  # a Greek omicron
        ("ոigger", "nigger"),  # an Armenian letter
        ("аѕѕ", "ass"),  # all Cyrillic, but of no one language
        ("ηοτ", "not"),  # all Greek
        ("id\u200biot", "idiot"),
        ("id\u00adiot", "idiot"),
        ("i\u0301d\u0308iot", "idiot"),
        ("ｉｄｉｏｔ", "idiot"),
        ("𝕚𝕕𝕚𝕠𝕥", "idiot"),
        ("ⓘⓓⓘⓞⓣ", "idiot"),
        ("🅘🅓🅘🅞🅣", "idiot"),
        ("IDIOT", "idiot"),
        ("ID\u202eIOT", "idiot"),
        ("ɪᴅɪᴏᴛ", "idiot"),
    ],
)
def test_what_looks_like_a_letter_is_read_as_it(written: str, meant: str) -> None:
    assert in_a_sentence(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "кот и рот",
        "сосок",
        "это не нос, а рот",
        "ελλάδα",
        "το νερό και η πατάτα",
        "вот",
        "日本語",
        "한국어",
        "हिन्दी",
        "שלום",
    ],
)
def test_other_scripts_are_not_read_as_latin(text: str) -> None:
    folded = fold(text).text
    assert not any("a" <= letter <= "z" for letter in folded)
