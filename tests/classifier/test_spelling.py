"""Folding: disguises undone, ordinary writing left alone, every place found again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.spelling import fold


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1d!ot", "idiot"),
        ("id10t", "idiot"),
        ("y0u", "you"),
        ("m0r0n", "moron"),
        ("a$$hole", "asshole"),
        ("i d i o t", "idiot"),
        ("i.d.i.o.t", "idiot"),
        ("i-d-i-o-t", "idiot"),
        ("i_d_i_o_t", "idiot"),
        ("idiоt", "idiot"),  # a Cyrillic o
        ("idiοt", "idiot"),  # a Greek omicron
        ("id\u200biot", "idiot"),
        ("id\u00adiot", "idiot"),
        ("i\u0301d\u0308iot", "idiot"),
        ("ｉｄｉｏｔ", "idiot"),
        ("𝕚𝕕𝕚𝕠𝕥", "idiot"),
        ("idioooooot", "idiot"),
        ("IDIOT", "idiot"),
        ("ID\u202eIOT", "idiot"),
    ],
)
def test_a_disguise_is_undone(written: str, meant: str) -> None:
    assert fold(f"You {written} there").text == f"you {meant} there"


@pytest.mark.parametrize(
    "text",
    [
        "in 1984 it cost $50",
        "the 1st of 24 on page 3",
        "covid19 and w3c and 4x4",
        "soon, off to the zoo",
        "go! stop!",
        "at 7:30 on 3.5.2026",
        "a plan b or c",
        "3-1 at half time",
        "mail a@b.example",
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert fold(text).text == text


@given(st.text(st.characters(), max_size=200))
@settings(deadline=None)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(st.characters(), max_size=200))
@settings(deadline=None)
def test_every_folded_character_has_its_place_in_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.begins) == len(folded.ends) == len(folded.text)
    before = 0
    for begin, end in zip(folded.begins, folded.ends, strict=True):
        assert before <= begin < end <= len(text)
        before = begin


def test_a_place_covers_the_whole_disguise() -> None:
    text = "So y o u   are an 1d!ooooot."
    folded = fold(text)
    begin = folded.text.index("idiot")
    first, last = folded.span(begin, begin + 5)
    assert text[first:last] == "1d!ooooot"


@pytest.mark.parametrize(
    "text",
    ["e" + "\u0301" * 10_000, "a" * 20_000, "@" * 20_000, "a " * 10_000, "\ud800"],
)
def test_hostile_texts_are_folded(text: str) -> None:
    assert len(fold(text).text) <= len(text)
