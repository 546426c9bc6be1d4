"""Word lists: whole words, phrases, open ends, and what is allowed after all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from classifier.spelling import spelt
from rules import Facts, listed, patterns, wordlists
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


_PHRASES = st.text("ab !*\N{LATIN SMALL LETTER E WITH ACUTE}", min_size=1, max_size=6)
_ENTRIES = st.lists(_PHRASES.map(str.strip).filter(lambda its: its.strip("*")))


@given(
    st.dictionaries(st.sampled_from(["rude", "mild", "allowed"]), _ENTRIES),
    st.text("ab !*_\0\N{LATIN SMALL LETTER E WITH ACUTE}", max_size=40),
)
@example({"rude": ["a *"]}, "a a\0")
def test_a_text_looked_through_for_whole_words_meets_the_same(
    lists: dict[str, list[str]], text: str
) -> None:
    given_text = Facts(text=text)
    usual = WordLists(lists).find(given_text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wordlists, "MOST_HITS", 0)
        assert WordLists(lists).find(given_text) == usual


def test_a_text_is_read_in_parts_without_losing_what_lies_across_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lists = WordLists({"rude": ["you fool", "fool"]})
    monkeypatch.setattr(wordlists, "MOST_HITS", 10)  # parts of five letters
    text = "so, you fool, you fool"
    assert lists.find(Facts(text=text)) == {
        "rude": ((4, 12), (8, 12), (14, 22), (18, 22))
    }


def test_of_one_list_no_more_is_told_than_of_one_pattern() -> None:
    nested = ["a" * length for length in range(1, 200)]
    found = WordLists({"rude": nested, "never": ["b"]}).find(Facts(text="a " * 9_999))
    assert len(found["rude"]) == patterns.MOST_PLACES
    assert set(found) == {"rude"}


def test_behind_many_places_of_others_each_list_still_counts() -> None:
    many = {f"list{number}": ["a"] for number in range(100)}
    text = "a " * 9_000 + "clown clown"
    found = WordLists({**many, "rude": ["clown"]}).find(Facts(text=text))
    assert sum(map(len, found.values())) == listed.MOST_PLACES + 1
    assert found["rude"] == ((18_000, 18_005),)


def test_what_is_allowed_shields_however_often_it_is_there() -> None:
    lists = {"rude": ["bull", "cock"], "allowed": ["cock and bull"]}
    text = "cock and bull " * 2_000
    assert WordLists(lists).find(Facts(text=text)) == {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wordlists, "MOST_HITS", 0)
        assert WordLists(lists).find(Facts(text=text + "cock")) == {
            "rude": ((len(text), len(text) + 4),)
        }


def test_beyond_very_many_places_what_is_allowed_shields_no_more() -> None:
    lists = WordLists({"rude": ["a"], "allowed": ["a", "a a", "a a a"]})
    assert lists.find(Facts(text="a " * listed.MOST_SHIELDS)) == {}
    found = lists.find(Facts(text="a " * (listed.MOST_SHIELDS + 10)))
    assert len(found["rude"]) == 10


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("l0ser", "A l0ser.", ["l0ser"]),
        ("l0ser", "A loser.", ["loser"]),
        ("@ss", "What an @ss!", ["@ss"]),
        ("m0ron*", "All m0ronic.", ["m0ronic"]),
        ("1488", "It is 1488.", ["1488"]),
        ("4chan", "Go to 4chan.", ["4chan"]),
        ("don't", "I don't.", ["don't"]),
        ("nigge*", "Those niggers.", ["niggers"]),
    ],
)
def test_an_entry_is_read_as_texts_are(
    entry: str, text: str, expected: list[str]
) -> None:
    found = WordLists({"rude": [entry]}, spelt).find(facts(text))
    assert [text[begin:end] for begin, end in found.get("rude", ())] == expected


def test_only_entries_with_digits_or_signs_are_read_anew() -> None:
    asked = list[str]()

    def spelling(text: str) -> str:
        asked.append(text)
        return text

    WordLists({"rude": ["loser", "you fool", "don't", "a-b", "l0ser", "b*d"]}, spelling)
    assert asked == ["l0ser", "b*d"]
