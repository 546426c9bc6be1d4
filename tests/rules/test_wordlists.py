"""Word lists: whole words, phrases, open ends, and what is allowed after all."""

import pytest

from rules.wordlists import WordLists
from tests.rules.reading_facts import facts


def hits(lists: dict[str, list[str]], text: str) -> list[str]:
    found = WordLists(lists).find(facts(text))
    return [text[begin:end] for begin, end in found.get("rude", ())]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("ass", "An ass, a class, assess.", ["ass"]),
        ("ass", "ASS!", ["ASS"]),
        ("fool*", "A fool was fooling a tomfool.", ["fool", "fooling"]),
        ("you fool", "No, you fool.", ["you fool"]),
        ("fool", "fool2 _fool", ["fool"]),
        ("größer", "Das ist größer.", ["größer"]),
        ("naïve", "How naïve, how naive.", ["naïve", "naive"]),
        ("don\u2019t", "I don't and don\u2019t.", ["don't", "don\u2019t"]),
        ("a*", "a" * 60, ["a" * 60]),
        ("grosser", "Das ist größer.", ["größer"]),
    ],
)
def test_an_entry_matches_whole_words(
    entry: str, text: str, expected: list[str]
) -> None:
    assert hits({"rude": [entry]}, text) == expected


def test_an_allowed_phrase_shields_what_it_covers_and_nothing_else() -> None:
    lists = {"rude": ["cock", "clown"], "allowed": ["cock and bull"]}
    assert hits(lists, "A cock and bull story.") == []
    assert hits(lists, "A cock and bull story, you clown and cock.") == [
        "clown",
        "cock",
    ]


def test_empty_lists_find_nothing() -> None:
    assert hits({"rude": []}, "Anything.") == []
    assert WordLists({}).find(facts("Anything.")) == {}
