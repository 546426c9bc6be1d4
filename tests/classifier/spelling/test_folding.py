"""Folding: disguises undone, ordinary writing left alone, every place found again."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from classifier.spelling import fold, fold_chunk, is_run_together, spelt
from tests.classifier.spelling.sentences import in_a_sentence


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.d.1.0.t", "idiot"),
        ("y0u1d10t", "you idiot"),
        ("іd!ооооt", "idiot"),
    ],
)
def test_two_disguises_at_once_are_undone(written: str, meant: str) -> None:
    assert in_a_sentence(written) == meant


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
        "i a and i",
        "3-1 at half time",
        "mail a@b.example",
        "see http://www.example.com/a_b?c=d#e and www.example.org",
        "www hmm zoo aaa",
        "well-known and/or on-line, t-shirt",
        "u.s. e.g. a.m. p.s.",
        "j. r. r. tolkien",
        "*really* **really** word*",
        "2nd, 3rd and 4th at 9am for 10km or 5g",
        "an a1 in the 90s; mp3s, h1n1, b12",
        "he said: hooray!!! :-) ;)",
        "the rock'n'roll of o'brien's",
        "c++ and c# on #f5fffa",
        "@somebody and @another_one and @iknowwhereyoulive",
        "chapter iii of henry viii",
        "kkk",
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize(
    "word",
    str.split(
        """
        Scunthorpe Dickens assess Essex Sussex Middlesex Lightwater Penistone
        Cockburn Hancock Dickinson Matsushita shiitake Arsenal cocktail
        peacock therapist analysis grapefruit constitution titular Nigeria
        niggardly Cummings Weiner Clitheroe bass classic Hitchcock Babcock
        Shuttlecock document cucumber Pissarro Takeshita Fukuda Fuchs Schitt
        Kuntz Hussein Wankel Titchmarsh Dickman Bigott hatte musst Schifffahrt
        Wahlkampf Herausforderung Debatte passt Kardashian Szczepański Nguyen
        candida evento comecando idiotii bastardisation
        """
    ),
)
def test_innocent_words_and_names_stay_as_they_are(word: str) -> None:
    plain = word.lower().replace("ń", "n")
    assert fold(word).text == plain


any_text = st.text(st.characters(), max_size=200)
disguised = st.text(st.sampled_from("aiots dm.*'!1$0-_ eуо\u200b"), max_size=80)
texts = any_text | disguised


@given(texts)
@example("x y iknowwhereyoulive")
@example("{ i ! m'# wa")
@example("a.b c.d e.f")
@example(" 0000000000000IFA0")
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_a_text_of_one_chunk_that_is_no_sentence_is_folded_as_it(text: str) -> None:
    for chunk in text.split():
        if not is_run_together(chunk):
            assert fold(chunk).text == fold_chunk(chunk).text


@given(texts)
def test_the_spelling_alone_is_that_of_the_folded_text(text: str) -> None:
    assert spelt(text) == fold(text).text


@given(texts)
def test_case_says_nothing(text: str) -> None:
    for chunk in text.split():
        assert fold_chunk(chunk).text == fold_chunk(chunk.lower()).text


@given(texts)
def test_every_folded_character_has_its_place_in_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.begins) == len(folded.ends) == len(folded.text)
    before = 0
    for begin, end in zip(folded.begins, folded.ends, strict=True):
        assert before <= begin < end <= len(text)
        before = begin


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("So y o u   are an 1d!ooooot.", "idiot", "1d!ooooot"),
        ("Hey youareanidiot!", "idiot", "idiot"),
        ("you y.o.u.i.d.i.o.t now", "idiot", "i.d.i.o.t"),
        ("  i\nd\ni\no\nt", "idiot", "i\nd\ni\no\nt"),
        ("an f**k it", "fuck", "f**k"),
        ("A  stuuuupid\tone", "stupid", "stuuuupid"),
        ("iiddiioott", "idiot", "iiddiioott"),
    ],
)
def test_a_place_covers_the_whole_disguise(text: str, word: str, written: str) -> None:
    folded = fold(text)
    begin = folded.text.index(word)
    first, last = folded.span(begin, begin + len(word))
    assert text[first:last] == written


HOSTILE = {
    "one letter": "a" * 20_000,
    "one sign": "@" * 20_000,
    "lone letters": "a " * 10_000,
    "letters of all kinds": "".join(chr(97 + at * at % 26) for at in range(20_000)),
    "made-up words": " ".join(f"q{at:x}zv" for at in range(3_000)),
    "starred words": " ".join(f"q{at:x}**z" for at in range(2_500)),
    "no blank": "youareanidiot" * 1_500,
    "letter by letter": " ".join("youareanidiot" * 750),
    "marks": "e" + "\u0301" * 20_000,
    "emoji": "😀" * 20_000,
    "nul": "\0" * 20_000,
    "surrogates": "\ud800" * 20_000,
    "dots": "a." * 10_000,
    "doubled": "aabb" * 5_000,
    "apostrophes": "aa" + "'" * 26 + "b",
    "stops around a letter": f"1d10t y0u {'?' * 20_000}a",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_folded_soon(text: str) -> None:
    begin = time.process_time()
    folded = fold(text)
    # A tenth of it is usual; a quadratic step would take many times as long.
    assert time.process_time() - begin < 1.0
    assert len(folded.text) <= 1.5 * len(text)
