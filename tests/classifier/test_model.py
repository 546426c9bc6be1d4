"""The shipped model: scores in range, shares that add up, bounds on what it costs."""

import random
import string
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import classifier
from classifier import folder, remembered
from classifier.errors import DamagedModel
from classifier.model import BLOCK, BLOCK_CHARACTERS, KIND, Model
from classifier.spelling import spelt
from classifier.spelling.vocabulary import vocabulary
from classifier.words import LONG, MOST_WORDS
from tests import needs

WORLD = st.text(st.characters(), max_size=200)
SLOWEST = 0.05
"""Seconds that no text may take in a test, on however busy a machine: ten times what
one of 20 KB takes on a quiet one."""


@given(WORLD)
def test_any_text_gets_scores_from_0_to_1(text: str) -> None:
    scores = classifier.pretrained().score([text])
    assert scores.dtype == np.float32
    assert np.all((scores >= 0) & (scores <= 1))


@given(WORLD)
@example("İi" * 380 + " idiot 1d10t")
def test_the_shares_of_an_explanation_add_up_to_the_score(text: str) -> None:
    model = classifier.pretrained()
    shares = model.explain(text)
    for attribute, score in zip(model.attributes, model.score([text])[0], strict=True):
        total = sum(share for _, _, share in shares[attribute])
        assert total == pytest.approx(float(score), abs=1e-5)


@given(WORLD)
@settings(max_examples=50)
def test_every_share_has_its_place_and_the_last_is_that_of_no_words(text: str) -> None:
    model = classifier.pretrained()
    nothing = model.score([""])[0]
    for attribute, base in zip(model.attributes, nothing, strict=True):
        *spans, last = model.explain(text)[attribute]
        assert last == (0, 0, pytest.approx(float(base), abs=1e-6))
        assert all(0 <= begin < end <= len(text) for begin, end, _ in spans)
        weights = [weight for _, _, weight in spans]
        assert weights == sorted(weights, reverse=True)


def test_a_text_that_grows_when_it_is_folded_has_shares_that_add_up() -> None:
    known = vocabulary().counts
    every = map("".join, product("bcdfghjkmpqvwx", "aeou", "bdgkmpqvxz"))
    unknown = islice((word for word in every if word not in known), 150)
    text = " ".join(["\ufdfa" * 40, *unknown, "We wait for the tram. " * 400])
    text = text[: LONG - 100]
    assert len(spelt(text)) > LONG
    model = classifier.pretrained()
    assert model._store.is_told(text)
    shares = model.explain(text)
    for attribute, score in zip(model.attributes, model.score([text])[0], strict=True):
        total = sum(share for _, _, share in shares[attribute])
        assert total == pytest.approx(float(score), abs=1e-5)


def test_the_word_that_is_meant_has_the_largest_share() -> None:
    text = "Thank you, what a m0r0n you are"
    begin, end, share = classifier.pretrained().explain(text)["insult"][0]
    assert text[begin:end] == "m0r0n"
    assert share > 0.1


@given(st.lists(WORLD, max_size=5))
@settings(max_examples=50)
def test_a_text_scores_the_same_alone_and_in_company(texts: list[str]) -> None:
    model = classifier.pretrained()
    together = model.score(texts)
    assert together.shape == (len(texts), len(model.attributes))
    for row, text in zip(together, texts, strict=True):
        assert row == pytest.approx(model.score([text])[0], abs=1e-6)


def test_many_texts_score_as_each_does() -> None:
    model = classifier.pretrained()
    texts = ["", "You idiot.", "i d i o t", "Well said!", "gay Muslim"] * BLOCK
    scores = model.score(texts)
    assert scores[:5] == pytest.approx(scores[-5:], abs=1e-6)
    assert scores[1] == pytest.approx(model.score(["You idiot."])[0], abs=1e-6)


def test_one_text_instead_of_a_list_is_an_error() -> None:
    with pytest.raises(TypeError, match="wanted a list"):
        classifier.pretrained().score("Hello")


@pytest.mark.parametrize("text", ["The tram is late. ", "You idiot. ", "Well said! "])
def test_saying_it_a_hundred_times_makes_it_hardly_surer(text: str) -> None:
    once, often = classifier.pretrained().score([text, text * 100])
    assert np.abs(once - often).max() < 0.15


def test_a_single_insult_in_a_long_dull_text_is_no_severe_abuse() -> None:
    model = classifier.pretrained()
    text = "You idiot. " + "A long story about the tram and its stops. " * 400
    scores = dict(zip(model.attributes, model.score([text])[0], strict=True))
    assert scores["severe_toxicity"] < 0.4


def distinct_words(seed: int, length: int = 20_000) -> str:
    dice = random.Random(seed)
    found: list[str] = []
    while sum(map(len, found)) + len(found) < length:
        found.append(
            "".join(dice.choices(string.ascii_lowercase, k=dice.randint(3, 9)))
        )
    return " ".join(found)


HOSTILE = {
    "nothing": "",
    "one character": "x",
    "one letter": "a" * 20_000,
    "letters spelt out": "a b " * 5_000,
    "distinct words": distinct_words(0),
    "only emoji": "😀🤬" * 2_000,
    "only digits": "1234567890" * 2_000,
    "only signs": "@$!*" * 5_000,
    "no white space": "ab.cd," * 3_000,
    "NUL": "a\0b" * 1_000,
    "lone surrogates": "\ud800x\udfff " * 1_000,
    "mixed scripts": "идиot καλoς 中文 abc " * 1_000,
    "marks without end": "e" + "\u0301" * 10_000,
    "markup": "<script>alert(1)</script><b>" * 500,
    "halves of abuse": "iot " * 5_000,
    "halves between words": "iot the " * 2_500,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_are_scored_soon(kind: str) -> None:
    model = classifier.pretrained()
    model.score(["warm"])
    began = time.process_time()
    scores = model.score([HOSTILE[kind]])
    assert time.process_time() - began < SLOWEST
    assert np.all((scores >= 0) & (scores <= 1))


def test_long_texts_are_scored_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    model, sizes = classifier.pretrained(), list[int]()
    texts = [HOSTILE["no white space"]] * 50 + ["You are a fool."]
    alone = model.score(["You are a fool."])
    scored = model._logits_of

    def counted(store: remembered.Store, block: Sequence[str]) -> np.ndarray:
        sizes.append(sum(map(len, block)))
        return scored(store, block)

    monkeypatch.setattr(model, "_logits_of", counted)
    assert model.score(texts)[-1:] == pytest.approx(alone, abs=1e-5)
    assert max(sizes) <= BLOCK_CHARACTERS < sum(sizes)


def test_no_text_waits_for_an_import() -> None:
    """NumPy imports some of itself when first asked for it, in 20 ms and more."""
    asked = """
import sys, classifier
model = classifier.pretrained()
loaded = {name for name in sys.modules if name.startswith(("numpy", "classifier"))}
texts = ["f u c k you id iot", "I'm such an idiot, a native American person", "x" * 9]
model.score(texts), [model.score([text]) for text in texts], model.score(["a - b "] * 9)
new = {name for name in sys.modules if name.startswith(("numpy", "classifier"))}
sys.exit(str(new - loaded) if new - loaded else 0)
"""
    subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", asked], check=True
    )


def test_endless_new_words_do_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remembered, "MOST_REMEMBERED", 21_000)
    model = classifier.load(classifier.SHIPPED / "attributes")
    before = model.score(["You are a fool."])
    for seed in range(12):
        model.score([distinct_words(seed, 1_500)])
        assert len(model._store.words) < 21_000 + 1_000
    assert model.score(["You are a fool."]) == pytest.approx(before)


def test_endless_punctuation_does_not_fill_the_memory_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = classifier.load(classifier.SHIPPED / "attributes")
    most, known = model._store._letters + 50_000, len(model._store._about)
    monkeypatch.setattr(remembered, "MOST_LETTERS", most)
    dice = random.Random(0)
    for _ in range(400):
        stops = "".join(dice.choices(".,;:()", k=400))
        model.score([f"idiot{stops}"])
        assert model._store._letters < most + 1_000
        assert len(model._store._about) < known + 50_000 / 400 + 2


ODD = st.sampled_from(
    (
        *("id", "iot", "iot,", "(kil", "f", "u", "c", "k", "I", "a", "-", "k!"),
        *("1d10t", "y0u", "h4t3", "youidiot", "damn", "an", "Asian", "person"),
        *("don't", "what?", "the", "fool/as/they/say", "idiots!"),
    )
)
MADE_UP = st.lists(ODD, max_size=30).map(" ".join)


@given(WORLD | MADE_UP)
@example("damn a - u u")
@settings(max_examples=needs.examples(200))
def test_pieces_tell_the_words_that_the_whole_text_tells(text: str) -> None:
    store = classifier.pretrained()._store
    places, untold = store.read([text])
    if store.is_told(text) and not untold:
        assert places.tolist() == store.whole(text)


@pytest.mark.parametrize(
    "text",
    [
        *("f - u - c - k you", "you & s & h & i & t", "Å 5$ Å 5$ Å 5$"),
        *("fool/as/they/say I'm (idiots!) an idiot!?", "such-a-fool/hm we're idiots)!"),
        "stupid\u212astupidstupidasstupid",
    ],
)
def test_pieces_tell_no_other_words_when_they_are_met_anew(text: str) -> None:
    model = classifier.pretrained()
    store = model._store.renewed()
    places, untold = store.read([text])
    assert untold or places.tolist() == store.whole(text)


def test_what_was_met_before_does_not_change_what_is_read_of_many_numbers() -> None:
    model = classifier.pretrained()
    numbers = [str(number) for number in range(1_000, 1_700)]
    text = " ".join([*numbers, *(f"you {number} idiot" for number in numbers[:3])])
    before = model.score([text])
    for number in numbers:
        model.score([number])
    assert model._store.is_told(text)
    assert model.score([text]) == pytest.approx(before, abs=1e-5)


@pytest.mark.parametrize("stop", ["", ","])
def test_what_was_met_before_does_not_change_how_much_is_mended(stop: str) -> None:
    model = classifier.pretrained()
    words = [f"st{'u' * (number + 3)}pid" for number in range(60)]
    text = " ".join([word + stop for word in words])
    before = model._store.whole(text)
    for word in words:
        model.score([word])
        model.score([word + stop])
    assert not model._store.is_told(text)
    assert model._store.whole(text) == before
    assert model.score([text]) == pytest.approx(model.score([text, "x"])[:1], abs=1e-5)


def test_a_long_text_of_endless_new_pieces_is_not_remembered() -> None:
    store = classifier.pretrained()._store.renewed()
    known = len(store._about)
    assert not store.is_told(distinct_words(1, 1_500))
    assert len(store._about) == known


def test_of_a_long_text_as_many_words_are_read_by_pieces_as_of_the_whole() -> None:
    store = classifier.pretrained()._store
    text = "The tram is late!!!!!!!!!!!! " * 270
    assert store.is_told(text)
    places, untold = store.read(["Well said.", text, "So late?"])
    assert not untold
    before, its, behind = map(store.whole, ("Well said.", text, "So late?"))
    assert places.tolist() == before + its + behind
    assert len(its) == MOST_WORDS + 1


def test_common_words_are_kept_when_all_others_are_forgotten() -> None:
    model = classifier.load(classifier.SHIPPED / "attributes")
    text, common = "You zorgling fool.", len(model._store.words)
    before = model.score([text])
    assert len(model._store.words) > common
    model._store = model._store.renewed()
    assert len(model._store.words) == common
    assert model.score([text]) == pytest.approx(before)


def test_many_threads_get_the_scores_that_one_gets() -> None:
    model = classifier.load(classifier.SHIPPED / "attributes")
    texts = [distinct_words(seed, 400) for seed in range(40)]
    expected = classifier.pretrained().score(texts)
    wrong: list[int] = []

    def score_all() -> None:
        for number, text in enumerate(texts):
            if not np.allclose(model.score([text])[0], expected[number], atol=1e-5):
                wrong.append(number)

    threads = [threading.Thread(target=score_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


SHAPES: list[tuple[str, Callable[[Any], Any]]] = [
    ("calibration", lambda its: its[:1]),
    ("calibration", lambda its: its[0, 0]),
    ("bias", lambda its: its[:1]),
    ("grams", lambda its: its[:1_000]),
    ("grams", lambda its: its[:, :1]),
    ("grams", np.ravel),
    ("grams_scale", lambda its: its[:1]),
    ("known", lambda its: its[:5]),
    ("keys", lambda its: its[::-1]),
    ("keys", lambda its: its.astype("U4")),
    ("pairs", lambda its: its[:, 0]),
    ("pairs", lambda its: its[:512]),
    ("pairs_scale", lambda its: its.astype(np.int8)),
]


def test_tables_of_n_grams_have_a_power_of_two_of_rows(tmp_path: Path) -> None:
    arrays, card = folder.read(classifier.SHIPPED / "attributes-ro", KIND)
    cut = {name: arrays[name][:1_000] for name in ("grams", "pairs")}
    folder.write(tmp_path / "model", {**arrays, **cut}, card)
    with pytest.raises(DamagedModel, match="1000"):
        Model.load(tmp_path / "model")


@pytest.mark.parametrize(("name", "changed"), SHAPES, ids=range(len(SHAPES)))
def test_arrays_that_do_not_fit_each_other_are_a_damaged_model(
    monkeypatch: pytest.MonkeyPatch, name: str, changed: Callable[[Any], Any]
) -> None:
    arrays, card = folder.read(classifier.SHIPPED / "attributes-ro", KIND)
    # As if read from a file: to write one for each would take most of the time.
    read = {**arrays, name: changed(arrays[name])}, card
    monkeypatch.setattr(folder, "read", lambda path, kind: read)
    with pytest.raises(DamagedModel, match=name):
        Model.load(Path("model"))
