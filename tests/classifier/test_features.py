"""Texts to words, and words to buckets: with places, and bounds on what they cost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import features
from classifier.features import (
    BITS,
    LINK,
    bare_words,
    gram_buckets,
    squared_norm,
    words,
)
from classifier.naming import GROUP


def buckets_of(word: str) -> set[int]:
    return set(gram_buckets([word], BITS)[0].tolist())


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


def test_of_endless_unknown_words_the_first_are_read_and_all_that_are_known() -> None:
    unknown = ["".join(chr(97 + int(d)) for d in str(n)) + "qxz" for n in range(1_500)]
    text = " ".join([*unknown, "you", "idiot", unknown[0]])
    found = bare_words(text)
    assert found[-3:] == ["you", "idiot", unknown[0]]
    assert len(set(found)) == features.MOST_UNKNOWN + 2
    assert [word.text for word in words(text)] == found


def test_a_word_has_a_bucket_for_each_of_its_parts() -> None:
    found, bounds = gram_buckets(["ab"], BITS)
    assert len(found) == 3 + 2 + 1  # <a ab b>, <ab ab>, <ab>
    assert bounds.tolist() == [0, 6]
    assert squared_norm("ab") == features.WORD_WEIGHT**2 + 6


def test_alike_words_share_most_buckets() -> None:
    one, other = buckets_of("idiots"), buckets_of("idiot")
    assert len(one & other) > len(other) / 2
    assert len(one & buckets_of("gentle")) <= 1


@given(st.lists(st.text(max_size=12), max_size=8))
@settings(deadline=None)
def test_a_words_buckets_are_the_same_in_any_company(found: list[str]) -> None:
    buckets, bounds = gram_buckets(found, BITS)
    assert len(bounds) == len(found) + 1
    for number, word in enumerate(found):
        its = buckets[bounds[number] : bounds[number + 1]]
        assert its.tolist() == gram_buckets([word], BITS)[0].tolist()
        assert np.all((its >= 0) & (its < 1 << BITS))
        assert squared_norm(word) == features.WORD_WEIGHT**2 + len(its)


def test_what_is_no_word_costs_no_more_than_a_long_one() -> None:
    assert all(len(word) <= features.LONGEST_WORD for word in bare_words("qx" * 10_000))
