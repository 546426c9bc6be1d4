"""Texts to words and buckets: with places, and with bounds on what they cost."""

from classifier import features
from classifier.features import LINK, bare_words, word_buckets, words


def test_words_are_folded_and_know_their_places() -> None:
    text = "No, you 1d!ot!"
    found = [(word.text, text[word.begin : word.end]) for word in words(text)]
    assert found == [("no", "No"), ("you", "you"), ("idiot", "1d!ot"), ("!", "!")]


def test_all_numbers_of_a_length_are_one_word() -> None:
    assert bare_words("1984 and 2026") == ["0000", "and", "0000"]


def test_all_links_are_one_word() -> None:
    assert bare_words("see https://a.example/x now") == ["see", LINK, "now"]
    assert bare_words("see www.b.example") == ["see", LINK]


def test_a_word_has_buckets_for_itself_and_each_of_its_parts() -> None:
    assert len(word_buckets("ab")) == 1 + 3 + 2 + 1  # <a ab b>, <ab ab>, <ab>
    assert all(0 <= bucket < features.BUCKETS for bucket in word_buckets("moron"))
    assert word_buckets("moron")[0] != word_buckets("morons")[0]


def test_alike_words_share_most_buckets() -> None:
    one, other = set(word_buckets("idiots")), set(word_buckets("idiot"))
    assert len(one & other) > len(other) / 2
    assert not one & set(word_buckets("gentle"))


def test_what_is_no_word_costs_no_more_than_a_long_one() -> None:
    (word,) = bare_words("ab" * 10_000)
    assert len(word) == features.LONGEST_WORD
