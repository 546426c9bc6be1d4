"""Whatever is written, the rules answer, and in time that grows with the text only."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from tests.rules.reading_facts import facts


@given(st.text(st.characters(), max_size=300))
def test_any_text_is_checked_and_every_span_lies_inside_it(text: str) -> None:
    for finding in rules.default().check(facts(text)).live:
        for begin, end in finding.spans:
            assert 0 <= begin < end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "\udfff \ud800 you are an idiot",
        "\udfff 0171 5551234 \ud800 12 Baker Street, a.example \ud800",
        "\ud800 'kill yourself' \ud800 4111 1111 1111 1111",
    ],
)
def test_lone_surrogates_stop_no_rule_even_where_nothing_is_folded(text: str) -> None:
    found = rules.default().check(rules.Facts(text=text))
    plain = text.replace("\ud800", "?").replace("\udfff", "?")
    assert found == rules.default().check(rules.Facts(text=plain))


@pytest.mark.parametrize(
    "part",
    [
        *("a-", "1-", "@", "http://", "www.a@", "e\u0301", "A", "you are an "),
        *("you idiot ", "'you idiot' ", "don't kill yourself ", "cheap loans "),
        *("i made $5 an hour ", "thanks to dr x herpes ", "“", "'a "),
    ],
)
def test_time_grows_no_faster_than_a_hostile_text(part: str) -> None:
    book = rules.default()

    def seconds(size: int) -> float:
        given = facts(part * (size // len(part)))
        return min(_timed(lambda: book.check(given)) for _ in range(3))

    # Eight times the text: a square would take 64 times as long.
    assert seconds(20_000) < 24 * seconds(2_500) + 0.02


def _timed(do: object) -> float:
    began = time.perf_counter()
    do()  # type: ignore[operator]
    return time.perf_counter() - began
