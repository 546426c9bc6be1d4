"""Words to the buckets of their features."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from classifier import features
from classifier.features import (
    BITS,
    gram_buckets,
    squared_norms,
)
from classifier.naming import GROUP


def buckets_of(word: str) -> set[int]:
    return set(gram_buckets([word], BITS)[0].tolist())


def test_a_word_has_a_bucket_for_each_of_its_parts() -> None:
    found, bounds = gram_buckets(["ab"], BITS)
    assert len(found) == 3 + 2 + 1  # <a ab b>, <ab ab>, <ab>
    assert bounds.tolist() == [0, 6]
    assert squared_norms(bounds).tolist() == [features.WORD_WEIGHT**2 + 6]


def test_what_stands_for_others_has_no_parts_but_the_length_of_a_word() -> None:
    found, bounds = gram_buckets([GROUP, "worker"], BITS)
    assert bounds.tolist() == [0, 0, len(found)]
    assert len(set(squared_norms(bounds))) == 1


def test_alike_words_share_most_buckets() -> None:
    one, other = buckets_of("idiots"), buckets_of("idiot")
    assert len(one & other) > len(other) / 2
    assert len(one & buckets_of("gentle")) <= 1


@given(st.lists(st.text(max_size=12), max_size=8))
def test_a_words_buckets_are_the_same_in_any_company(found: list[str]) -> None:
    buckets, bounds = gram_buckets(found, BITS)
    assert len(bounds) == len(found) + 1
    for number, word in enumerate(found):
        its = buckets[bounds[number] : bounds[number + 1]]
        assert its.tolist() == gram_buckets([word], BITS)[0].tolist()
        assert np.all((its >= 0) & (its < 1 << BITS))
        assert squared_norms(bounds)[number] == squared_norms(np.array([0, len(its)]))
