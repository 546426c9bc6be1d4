"""Vectors of words from a sentence encoder: near words near, and packed as learnt."""

from collections.abc import Sequence

import numpy as np
import pytest

from classifier.errors import NotEnoughExamples
from classifier.topic import meaning_training
from classifier.topic.card import calibration_error
from classifier.topic.meaning import Floats, Meanings

SUBJECTS = 4
WORDS = [
    f"{'abcd'[subject]}word{number}" for subject in range(4) for number in range(60)
]


class SubjectEncoder:
    """Encodes a text by the subjects that its words' first letters name."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, shape (n_texts, 256)."""
        noise = np.random.default_rng(0).normal(0, 0.02, (len(texts), 256))
        for row, text in enumerate(texts):
            for word in text.split():
                noise[row, "abcd".index(word[0])] += 1
        unit = noise / np.linalg.norm(noise, axis=1, keepdims=True)
        return unit.astype(np.float32)


@pytest.fixture(scope="module")
def texts() -> list[list[str]]:
    random = np.random.default_rng(1)
    return [
        [WORDS[60 * (number % SUBJECTS) + int(n)] for n in random.permutation(60)[:20]]
        for number in range(400)
    ]


@pytest.fixture(scope="module")
def meanings(texts: list[list[str]]) -> Meanings:
    passages = [" ".join(text[:8]) for text in texts]
    return meaning_training.learn(
        texts, passages, passages, str.split, SubjectEncoder()
    )


def _cosine(meanings: Meanings, one: str, other: str) -> float:
    senses = [meanings.sense([word], [meanings.row(word)]) for word in (one, other)]
    return float(senses[0].direction @ senses[1].direction)


def test_words_of_one_subject_come_out_near_and_of_another_far(
    meanings: Meanings,
) -> None:
    assert _cosine(meanings, "aword1", "aword2") > 0.8
    assert _cosine(meanings, "aword1", "bword2") < 0.2


def test_an_unknown_word_has_no_row(meanings: Meanings) -> None:
    assert meanings.row("elsewhere") == -1


def test_a_plural_that_is_unknown_is_known_by_its_singular(meanings: Meanings) -> None:
    assert meanings.row("aword1s") == meanings.row("aword1") >= 0


def test_a_text_of_a_subject_comes_near_to_subjects_and_another_does_not(
    meanings: Meanings,
) -> None:
    known = meanings.sense(["aword1"], [meanings.row("aword1")]).direction
    mixed = np.random.default_rng(2).normal(0, 1, len(known)).astype(np.float32)
    directions = np.array([known, mixed / np.linalg.norm(mixed)])

    nearest = meanings.background.nearest(directions)

    assert nearest[0] > 0.8
    assert nearest[1] < 0.5


def test_the_same_texts_give_the_same_vectors(
    meanings: Meanings, texts: list[list[str]]
) -> None:
    passages = [" ".join(text[:8]) for text in texts]
    again = meaning_training.learn(
        texts, passages, passages, str.split, SubjectEncoder()
    )

    assert all(
        np.array_equal(array, again.arrays()[name])
        for name, array in meanings.arrays().items()
    )


def test_what_is_kept_reads_as_what_was_learnt(meanings: Meanings) -> None:
    again = Meanings.of(meanings.arrays())

    assert _cosine(again, "aword1", "aword2") == _cosine(meanings, "aword1", "aword2")
    assert again.background.rest == meanings.background.rest


def test_too_few_words_are_an_error_that_says_how_many() -> None:
    with pytest.raises(NotEnoughExamples, match="found 1"):
        meaning_training.learn([["one"]] * 9, ["one"], [], str.split, SubjectEncoder())


def test_passages_are_cut_from_texts_and_are_the_same_for_one_seed() -> None:
    texts = [" ".join(f"{letter}{n}" for n in range(90)) for letter in "abc"]

    drawn = meaning_training.drawn(texts, 5, np.random.default_rng(5))

    assert len(drawn) == 5
    assert all(any(passage in text for text in texts) for passage in drawn)
    assert max(map(len, drawn)) <= meaning_training.PASSAGE_LENGTH
    assert drawn == meaning_training.drawn(texts, 5, np.random.default_rng(5))


def test_passages_are_short_and_long_and_together_the_whole_text() -> None:
    text = [f"{n}" for n in range(400)]

    drawn = meaning_training.drawn([" ".join(text)], 400, np.random.default_rng(5))

    lengths = [len(passage.split()) for passage in drawn]
    assert min(lengths) < 10 < 25 < max(lengths) <= meaning_training.LONGEST_PASSAGE + 4
    assert sorted(" ".join(drawn).split(), key=int) == text


def test_the_calibration_error_is_the_distance_of_scores_from_shares() -> None:
    scores = np.linspace(0.75, 0.85, 100, dtype=np.float32)
    labels = np.arange(100) % 5 < 3

    error = calibration_error(scores, labels, np.full(100, 0.01))

    assert error == pytest.approx(0.2, abs=0.001)
