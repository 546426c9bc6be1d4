"""What is read at a glance: soon, to its end, every place found again."""

import random
import time

import pytest

from classifier.evaluation.probes.disguises import DISGUISES
from classifier.spelling import MENDED, fold, spelt
from classifier.spelling.glance import plainly

BEGINNINGS = {
    "digits": "1d10t 57up1d m0r0n " * 80,
    "drawn out": "iiddiioott ssttuuppiidd " * 60,
    "parted": "i.d.i.o.t m.o.r.o.n " * 80,
    "starred": "id*ot st*pid mor*n " * 80,
    "spelt out": "i d i o t   " * 300,
}
"""Each in a manner that all the rest is then read in."""
ENDS = (
    "a",
    "!",
    "a!",
    "*",
    "a*",
    "a.",
    "'",
    "a ",
    "a  b",
    "1",
    "@",
    "é",
    "ѕ",
    "ω",
    ".",
)


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS.keys())
@pytest.mark.parametrize("end", ENDS)
def test_a_hostile_rest_is_read_soon_in_any_manner(beginning: str, end: str) -> None:
    text = beginning + end * (20_000 // len(end))
    begin = time.process_time()
    folded = fold(text)
    assert spelt(text) == folded.text
    assert time.process_time() - begin < 1.0


@pytest.mark.parametrize("end", [".", "é", "字", "\u200b", "?!"])
@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_a_rest_without_any_words_is_read_in_any_manner(
    beginning: str, end: str
) -> None:
    first = beginning[:60].rsplit(" ", 1)[0]
    text = f"{first} {end * 2_000}"
    assert spelt(text) == fold(text).text


def test_of_endless_kinds_of_characters_the_first_are_made_plain() -> None:
    many = "".join(map(chr, range(0x4E00, 0x4E00 + 3_000)))
    assert plainly(f"É {many} É").text == f"e {many} É"
    few = "字" * 3_000
    assert plainly(f"É {few} É").text == f"e {few} e"


def in_letters_of(times: int, text: str) -> str:
    return "".join(letter * times if letter.isalpha() else letter for letter in text)


@pytest.mark.parametrize("times", [2, 3])
def test_a_long_text_of_drawn_out_letters_is_read_to_its_end(times: int) -> None:
    sentence = "don't feed all the geese, said zzyx at the big pool. "
    text = in_letters_of(times, sentence * 60)
    folded = fold(text)
    assert len(text) > 5 * MENDED
    assert folded.text == (sentence * 60).strip()
    assert spelt(text) == folded.text


@pytest.mark.parametrize(
    ("disguise", "sentence"),
    [
        ("leetspeak", "this is a sentence about tea and coffee for all."),
        ("dots_inside", "don't feed all the geese at the pool, said he."),
        ("hyphens", "don't feed all the geese at the pool, said he."),
        ("star_for_letter", "my idiotic friend is going to think about this"),
        ("spaced_letters", "feed all the geese at the pool said he too"),
    ],
)
def test_a_long_text_in_one_manner_is_read_to_its_end(
    disguise: str, sentence: str
) -> None:
    text = " ".join([sentence] * 80)
    disguised = DISGUISES[disguise](text, random.Random(0))
    folded = fold(disguised)
    assert len(disguised) > 3 * MENDED
    assert folded.text == text
    assert spelt(disguised) == folded.text
    begin, end = folded.span(folded.text.rindex(sentence), len(text))
    assert fold(disguised[begin:end]).text == sentence


def test_a_word_that_is_read_at_a_glance_has_its_place() -> None:
    text = in_letters_of(2, "you are good. " * 2 * MENDED)
    folded = fold(text)
    at = folded.text.rindex("good.")
    begin, end = folded.span(at, at + 4)
    assert text[begin:end] == "ggoooodd"
