"""Fingerprints: what differs in few words is near, what is another text is not."""

import random
from hashlib import blake2b
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.repetition import BANDS, FEWEST, are_near, bands, fingerprint

WORDS = str.split(
    "the tram bridge council voted late again money river school teachers pay rain"
    " north station closed year people think cost report mayor street lights bus plan"
)


def text(seed: int, length: int = 60) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def print_of(words: list[str]) -> int:
    found = fingerprint(" ".join(words))
    assert found is not None
    return found


def test_a_text_with_one_other_word_is_near_and_shares_a_band() -> None:
    near = shared = 0
    for seed in range(100):
        words = text(seed)
        changed = [*words[:30], "zebra", *words[31:]]
        one, other = print_of(words), print_of(changed)
        near += are_near(one, other)
        shared += not set(bands(one)).isdisjoint(bands(other))
    assert near >= 85
    assert shared >= 85


def test_different_texts_are_not_near() -> None:
    prints = [print_of(text(seed)) for seed in range(60)]
    near = sum(are_near(a, b) for n, a in enumerate(prints) for b in prints[:n])
    assert near <= 2


def test_signs_and_blanks_make_no_other_text() -> None:
    words = text(1)
    assert fingerprint(", ".join(words) + "!!!") == print_of(words)


@pytest.mark.parametrize("count", range(FEWEST))
def test_a_short_text_has_none(count: int) -> None:
    assert fingerprint(" ".join(WORDS[:count])) is None


@given(st.text())
def test_any_text_has_a_fingerprint_that_a_database_can_hold(any_text: str) -> None:
    found = fingerprint(any_text)
    if found is not None:
        assert 0 <= found < 2**63
        assert len(set(bands(found))) == BANDS


def slowly(text: str) -> int | None:
    """As the first version had it: stored fingerprints must stay comparable."""
    words = "".join(each if each.isalnum() else " " for each in text).split()
    if len(words) < FEWEST:
        return None
    sums = [0] * 64
    for one, other in pairwise(words):
        pair = f"{one} {other}".encode("utf-8", "replace")
        hashed = int.from_bytes(blake2b(pair, digest_size=8).digest())
        for bit in range(64):
            sums[bit] += hashed >> 63 - bit & 1
    half = (len(words) - 1) / 2
    return int("".join(str(int(each > half)) for each in sums), 2) >> 1


@given(st.lists(st.text() | st.sampled_from(["the", "a_b", "é", "½", "\ud800"])))
def test_a_fingerprint_is_that_of_its_letters_whatever_they_are(
    words: list[str],
) -> None:
    many = " ".join(words * 3)
    assert fingerprint(many) == slowly(many)


def test_letters_and_numbers_are_those_of_python() -> None:
    every = " ".join(map(chr, range(0x3000)))
    assert fingerprint(every) == slowly(every)
