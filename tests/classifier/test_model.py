"""The shipped model: scores in range, reasons that add up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import classifier


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=50)
def test_any_text_gets_scores_from_0_to_1(text: str) -> None:
    scores = classifier.pretrained().score([text])
    assert np.all((scores >= 0) & (scores <= 1))


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=50)
def test_the_words_of_an_explanation_and_the_bias_add_up_to_the_logit(
    text: str,
) -> None:
    model = classifier.pretrained()
    bias, words = model.bias(), model.explain(text)
    for attribute, logit in zip(model.attributes, model.logits([text])[0], strict=True):
        total = bias[attribute] + sum(weight for _, _, weight in words[attribute])
        assert total == pytest.approx(float(logit), abs=1e-3)


def test_a_disguised_insult_scores_like_a_plain_one() -> None:
    texts = ["you are an idiot", "y o u  are an 1d!ot", "yоu аre аn idiоt"]
    scores = classifier.pretrained().score(texts)[:, 0]
    assert scores.min() > 0.9


def test_one_text_instead_of_a_list_is_an_error() -> None:
    with pytest.raises(TypeError, match="wanted a list"):
        classifier.pretrained().score("Hello")


@pytest.mark.parametrize("text", ["The tram is late. ", "You idiot. ", "Well said! "])
def test_saying_it_a_hundred_times_makes_it_little_surer(text: str) -> None:
    once, often = classifier.pretrained().score([text, text * 100])
    assert np.abs(once - often).max() < 0.2


def test_a_single_insult_in_a_long_dull_text_is_no_severe_abuse() -> None:
    model = classifier.pretrained()
    text = "You idiot. " + "A long story about the tram and its stops. " * 400
    scores = dict(zip(model.attributes, model.score([text])[0], strict=True))
    assert scores["severe_toxicity"] < 0.4
