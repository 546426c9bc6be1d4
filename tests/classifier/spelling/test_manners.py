"""A text disguised in one manner throughout."""

import pytest

from classifier.spelling import fold


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Y0u 4r3 4 l14r, 1 54w 17", "you are a liar, i saw it"),
        ("Yyoouu aarree aa ffooooll", "you are a fool"),
        ("Thisis areal shame ofa thing", "this is a real shame of a thing"),
        ("y*o*u a*r*e a*s b*a*d", "you are as bad"),
        ("th*t m*n wh*re he w*s", "that man where he was"),
    ],
)
def test_what_a_piece_alone_does_not_tell_the_others_do(text: str, meant: str) -> None:
    assert fold(text).text == meant


@pytest.mark.parametrize(
    "address",
    ["http://example.com/talkpage", "www.talkpage.com/whatyouwant", "bob@talkpage.com"],
)
def test_addresses_beside_words_run_together_stay_whole(address: str) -> None:
    assert fold(f"youidiot youareanidiot {address}").text.endswith(f" {address}")


def test_a_sign_for_a_letter_keeps_the_quotation_mark_before_it() -> None:
    folded = fold('1d10t 57up1d "!')
    assert folded.text == 'idiot stupid "i'
    assert len(folded.begins) == len(folded.ends) == len(folded.text)


def test_letters_written_too_often_throughout_are_no_rarer_word_of_abuse() -> None:
    assert (
        fold("iitt iiss aass bbaadd aass iitt wwaass").text == "it is as bad as it was"
    )
    assert fold("aa ddoonnkkeeyy iiss aann aassss").text == "a donkey is an ass"
