"""Patterns: what makes one dear is told beforehand, and bounds what it reads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import Facts, patterns
from rules.breadth import breadth, together
from rules.patterns import MOST_PLACES, Patterns


@pytest.mark.parametrize(
    ("expression", "most"),
    [
        (r"\b(?:oaf|lout)s? (?:the|an?)? ?(?:fool|clown)\b", 0),
        (r"you\s+are", 0),
        ("a*b+", 0),
        (r"\Qa{5}\E", 0),
        ("[a-z ]{900}q", 900),
        ("(?:(?:a{10}){10}){10}", 1_000),
        ("(?:ab|ba){450}", 1_800),
        ("[a-z]?" * 50, 50),
        (r"\pL{5}", 5),
        ("[]a]{3}", 3),
        ("[[:alpha:]]{5}x", 5),
        (r"\d{13,19}", 19),
        ("x{4,}", 4),
        ("buy.*now.*", 2),
        ("kill .{0,30}you", 10),  # begun at every third letter at most
        ("(?:kill|shoot) .{0,30}you", 10),
        ("(?:a|shoot) .{0,30}you", 30),
        ("kill .*.{30}", 31),  # begun anywhere
        (")(", 0),
    ],
)
def test_a_pattern_is_as_broad_as_a_text_can_be_at_places_of_it(
    expression: str, most: int
) -> None:
    assert breadth(expression).most == most


def test_patterns_behind_different_words_are_not_broader_together() -> None:
    its = [breadth(f"{word} .{{30}}") for word in ("kill", "shoot", "shoot", "hang")]
    assert together(its) == 20


def test_a_broad_pattern_reads_the_beginning_and_a_slim_one_all() -> None:
    lists = Patterns({"broad": "[a-z]{400}", "slim": "fool"})
    assert (lists.broad, lists.read) == ({"broad"}, 2_500)
    there = "a" * 400
    assert set(lists.find(Facts(text=f"{there} fool"))) == {"broad", "slim"}
    found = lists.find(Facts(text=f"{'a ' * 1_250}{there} fool"))
    assert dict(found) == {"slim": ((2_901, 2_905),)}


def test_what_is_read_ends_with_a_word() -> None:
    lists = Patterns({"broad": r"[ab]{400}|\bfool\b"})
    text = "b " * 1_248 + "foolish"
    assert lists.read == len(text) - 3
    assert dict(lists.find(Facts(text=text))) == {}


def test_what_is_trusted_is_read_in_full() -> None:
    lists = Patterns({"broad": "[a-z]{400}"}, trusted={"broad"})
    assert lists.broad == frozenset()
    assert "broad" in lists.find(Facts(text="a " * 5_000 + "a" * 400))


def test_patterns_that_are_too_broad_together_are_refused() -> None:
    with pytest.raises(ValueError, match="600 places of them at once, of 500 at most"):
        Patterns({"one": "[a-z]{300}", "other": "[b-z]{300}"})


def test_of_a_long_text_that_many_patterns_match_fewer_places_are_told() -> None:
    text = Facts(text="a " * 10_000)
    many = Patterns({f"pattern{number}": "a" for number in range(300)})
    assert {len(its) for its in many.find(text).values()} == {patterns.LEAST_PLACES}
    assert len(Patterns({"one": "a"}).find(text)["one"]) == 150
    assert len(many.find(Facts(text="a " * 20))["pattern0"]) == 20
    trusted = Patterns({"one": "a"}, trusted={"one"})
    assert len(trusted.find(text)["one"]) == MOST_PLACES


_EXPRESSIONS = st.sampled_from(["a", "b+ ?", "\u00e9", ".", "[^a]{2}", "\u4f60.?"])


@given(st.text(st.sampled_from("ab \u00e9\u4f60\U0001f600\ud800")), _EXPRESSIONS)
def test_places_are_told_in_letters_whatever_the_bytes(text: str, written: str) -> None:
    text = text * 40  # longer than what is counted at once
    read = text.replace("\ud800", "?")
    wanted = [its.span() for its in re.finditer(written, read) if its.group()]
    assert list(patterns.places(patterns.pattern(written), text, 9)) == wanted[:9]


def test_what_is_built_in_is_compiled_once_for_all_rules_files() -> None:
    one, other = Patterns({"tram": "tram"}), Patterns({"bus": "bus"})
    assert one._built_in is other._built_in
    assert one._slim is not other._slim
