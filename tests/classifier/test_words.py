"""Texts to words, with places, and bounds on what they cost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import tokens
from classifier.naming import GROUP
from classifier.words import (
    LINK,
    LONG,
    LONGEST_WORD,
    MOST_UNKNOWN,
    MOST_UNKNOWN_OF_LONG,
    bare_words,
    words,
)
from tests import needs


def test_words_are_folded_and_know_their_places() -> None:
    text = "No, you 1d!ot!"
    found = [(word.text, text[word.begin : word.end]) for word in words(text)]
    assert found == [("no", "No"), ("you", "you"), ("idiot", "1d!ot"), ("!", "!")]


def test_all_numbers_of_a_length_are_one_word() -> None:
    assert bare_words("1984 and 2026") == ["0000", "and", "0000"]


def test_all_links_are_one_word() -> None:
    assert bare_words("see https://a.example/x now") == ["see", LINK, "now"]
    assert bare_words("see www.b.example") == ["see", LINK]
    assert bare_words("see my-shop.com/now today") == ["see", LINK, "today"]


def test_laughter_is_one_word_however_long() -> None:
    assert bare_words("Hahahahahaha ahahah BWAHAHAHAAA") == ["haha"] * 3
    assert bare_words("the hahas of Bahahia") == ["the", "hahas", "of", "bahahia"]


def test_an_address_of_mail_or_two_sentences_are_no_link() -> None:
    assert LINK not in bare_words("Mail tram.fan@mail.example, or come.Then we talk")


@pytest.mark.parametrize(
    "text",
    ["gay", "a Muslim", "an Asian", "Jewish women", "African American", "Turk's"],
)
def test_who_somebody_is_counts_as_one_word_whoever_it_is(text: str) -> None:
    found = bare_words(text)
    assert GROUP in found
    assert set(found) <= {"a", GROUP}
    assert found.count(GROUP) == 1


@pytest.mark.parametrize(
    ("count", "most"), [(600, MOST_UNKNOWN), (1_500, MOST_UNKNOWN_OF_LONG)]
)
def test_of_endless_unknown_words_the_first_are_read_and_all_that_are_known(
    count: int, most: int
) -> None:
    unknown = ["".join(chr(97 + int(d)) for d in str(n)) + "qxz" for n in range(count)]
    text = " ".join([*unknown, "you", "idiot", unknown[0]])
    assert (len(text) > LONG) == (most == MOST_UNKNOWN_OF_LONG)
    found = bare_words(text)
    assert found[-3:] == ["you", "idiot", unknown[0]]
    assert len(set(found)) == most + 2
    assert [word.text for word in words(text)] == found


def test_what_is_no_word_costs_no_more_than_a_long_one() -> None:
    assert all(len(word) <= LONGEST_WORD for word in bare_words("qx" * 10_000))


_BITS_OF_TEXT = st.sampled_from(
    [*"ab'*.!/_-:@$% \x1f\x00", "é", "’", "£", "“", "www.", "http://", "c.com/", ".de/"]
)


@given(st.lists(_BITS_OF_TEXT, max_size=30).map("".join) | st.text())
@settings(max_examples=needs.examples(1_000))
def test_tokens_are_the_same_with_places_or_without(text: str) -> None:
    assert tokens.found(text) == [each.group() for each in tokens.places(text)]
