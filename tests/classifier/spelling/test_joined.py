"""Words run together throughout a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.spelling import fold, spelt
from classifier.spelling.joined import read_joined


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("onlybadpeoplewatchit", "only bad people watch it"),
        ("@tramlineyouareanidiot!", "@tram line you are an idiot!"),
        ("#MakeTheTramFreeAgain", "#make the tram free again"),
        ("whatthef**kisthisthing", "what the fuck is this thing"),
        ("thiss**tishappeningagain", "this shit is happening again"),
        ("thatpu**yisnothere", "that pussy is not here"),
        ("youareanidiothttp://x.co/atob", "you are an idiot http://x.co/atob"),
        ("“whatanidiot”🙂isaidthat", "“what an idiot”🙂i said that"),
    ],
)
def test_a_text_without_blanks_is_taken_apart(text: str, meant: str) -> None:
    folded = fold(text)
    assert folded.text == spelt(text) == meant
    for word in ("fuck", "idiot", "again"):
        if (at := meant.find(word)) >= 0:
            begin, end = folded.span(at, at + len(word))
            assert text[begin:end].lower().replace("**", "uc") == word


@pytest.mark.parametrize(
    "text",
    [
        *("Obsessive-compulsive", "Donaudampfschifffahrt", "Unbelievable!!!!!!!"),
        *("Schadenfreudigkeit", "https://x.example/the-tram-is-late", "*" * 20),
        *(
            "Wirtschaftsministerin",
            "first.last@mail.example.org",
            "2026-11-26T10:00:00",
        ),
    ],
)
def test_one_word_or_address_alone_stays(text: str) -> None:
    assert fold(text).text == text.lower()


def test_stars_are_no_letters_where_no_abuse_is_found() -> None:
    reading = read_joined("thatpost**isgreen")
    assert reading
    assert reading[0] == "that post**is green"


@given(st.text("abdefhiknoprstuy*'! ”1", max_size=60))
def test_places_are_as_many_as_letters_and_lie_inside(core: str) -> None:
    text, places = read_joined(core) or (core, [(n, n + 1) for n in range(len(core))])
    assert len(places) == len(text)
    assert all(0 <= begin < end <= len(core) for begin, end in places)
    assert places == sorted(places)


def test_endless_stars_cost_little() -> None:
    begin = time.process_time()
    spelt("fs*t" * 150)
    assert time.process_time() - begin < 0.5
