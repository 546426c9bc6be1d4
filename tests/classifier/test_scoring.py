"""Sums of rows: of a whole text and of its worst window."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.scoring import SHARE, STEP, Words, logits, shares

END, BAD, CALM = 0, 1, 2
DICE = np.random.default_rng(0)
ROWS = np.hstack([DICE.normal(size=(50, 3)), np.full((50, 1), 9.0)]).astype(np.float32)
ROWS[END] = 0
ROWS[BAD, :3], ROWS[CALM:, :3] = 5, -1
PAIRS = np.hstack([DICE.normal(size=(64, 3)) / 9, np.full((64, 1), 4.0)])
PAIRS = PAIRS.astype(np.float32)
BIAS = np.array([-1, 0, 1], np.float32)


def read(*texts: list[int]) -> Words:
    places = np.array([place for text in texts for place in [*text, END]], np.int64)
    return Words(places, (places[:-1] * 7 + places[1:] * 3) % len(PAIRS), END)


def score(*texts: list[int]) -> np.ndarray:
    return logits(read(*texts), ROWS, PAIRS, BIAS)


TEXTS = st.lists(st.lists(st.integers(1, 49), max_size=30), min_size=1, max_size=5)


@given(TEXTS)
def test_a_text_has_the_same_logits_alone_and_among_others(
    texts: list[list[int]],
) -> None:
    together = score(*texts)
    alone = np.vstack([score(text) for text in texts])
    assert together == pytest.approx(alone, abs=1e-4)


@given(st.lists(st.integers(1, 49), max_size=40))
def test_shares_add_up_to_the_logits(text: list[int]) -> None:
    its = shares(read(text), ROWS, PAIRS)
    assert its.shape == (len(text), 3)
    assert its.sum(axis=0) + BIAS == pytest.approx(score(text)[0], abs=1e-4)


def test_a_text_without_words_has_the_bias() -> None:
    assert score([]) == pytest.approx(BIAS[None])
    assert score([], [BAD], []).shape == (3, 3)


def test_one_bad_word_counts_more_in_a_long_calm_text_for_its_window() -> None:
    calm = list(range(CALM, CALM + 40))
    bad = [*calm[:20], BAD, *calm[20:]]
    whole = ROWS[bad].sum(axis=0)
    assert (score(bad)[0] > score(calm)[0] + 5 / np.sqrt(whole[-1])).all()


def test_what_is_said_twice_counts_once() -> None:
    once = [CALM, CALM + 1, BAD]
    again = score(once * (5 * STEP))
    assert again == pytest.approx(score(once), abs=0.3)


def test_the_worst_window_has_its_share_and_the_text_the_rest() -> None:
    calm = list(range(CALM, CALM + 4 * STEP))
    bad = [*calm[: 2 * STEP], BAD, *calm[2 * STEP :]]
    rows = ROWS.copy()
    rows[CALM:, :3] = 0
    none = np.zeros_like(PAIRS)
    found = logits(read(bad), rows, none, np.zeros(3, np.float32))
    norm = float(rows[BAD, -1])
    whole, window = 5 / np.sqrt(norm * len(bad)), 5 / np.sqrt(norm * STEP * 2)
    most = max(window, 5 / np.sqrt(norm * (STEP + 1)))  # the last may be shorter
    least = (1 - SHARE) * whole + SHARE * window
    assert (least - 1e-4 <= found).all()
    assert (found <= (1 - SHARE) * whole + SHARE * most + 1e-4).all()
