"""Names of groups that are more than one word."""

import numpy as np
import pytest

import classifier
from classifier.identities import PHRASES
from classifier.naming import GROUP, Naming
from classifier.words import bare_words, words


@pytest.mark.parametrize("phrase", sorted(PHRASES))
def test_every_phrase_counts_as_one_word(phrase: tuple[str, ...]) -> None:
    name = " ".join(phrase)
    assert bare_words(f"Is a {name} there?") == ["is", GROUP, "there", "?"]


@pytest.mark.parametrize(
    "text", ["He fell ill", "the color of that class", "a single worker"]
)
def test_words_that_only_end_a_name_stay_what_they_are(text: str) -> None:
    assert GROUP not in bare_words(text)


def test_a_phrase_has_the_place_of_all_its_words() -> None:
    text = "Ask a woman of colour there"
    found = [(word.text, text[word.begin : word.end]) for word in words(text)]
    assert found == [("ask", "Ask"), (GROUP, "a woman of colour"), ("there",) * 2]


def test_no_name_reaches_over_the_end_of_a_text() -> None:
    found = ["native", "|", GROUP, "|", "people", "sex", "|", "worker"]
    naming = Naming[str](list)
    assert [*naming.read(found, 2), *naming.read(found, 7)] == []
    assert found == ["native", "|", GROUP, "|", "people", "sex", "|", "worker"]


@pytest.mark.parametrize("name", ["sex worker", "person of colour", "wheelchair user"])
def test_a_phrase_scores_as_any_other_group(name: str) -> None:
    texts = [f"My neighbour is a {each}." for each in (name, "Turk")]
    assert np.ptp(classifier.pretrained().score(texts), axis=0).max() < 1e-6
    explained = classifier.pretrained().explain(texts[0])["toxicity"]
    assert (16, len(texts[0]) - 1) in [(begin, end) for begin, end, _ in explained]
