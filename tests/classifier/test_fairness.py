"""A sentence scores the same whoever it names: the shipped model on our templates."""

import re
from collections.abc import Callable
from functools import cache
from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

import classifier
from classifier import identities
from classifier.evaluation.probes import identity
from moderation.policy import THRESHOLDS

HIGHEST_GAP = 0.05
"""Of false-positive rates between the terms. Tools of today have 0.35 to 1.00."""

HIGHEST_SPREAD = 1e-5
"""Of the scores of one harmless sentence: none but what rounding makes."""

LOWEST_AUC = 0.95
"""Among the sentences of each term; chosen by us, for plain abuse and plain talk."""

CASES = identity.sentences()
# What can be said of people; spam and a site's own `reject` are none of it.
ATTRIBUTES = [each for each in THRESHOLDS if each not in ("spam", "reject")]


@cache
def scores(attribute: str) -> NDArray[np.float32]:
    """Of all cases, shape (n_cases,)."""
    return _all_scores()[:, classifier.pretrained().attributes.index(attribute)]


@cache
def _all_scores() -> NDArray[np.float32]:
    return classifier.pretrained().score([case.text for case in CASES])


def test_terms_differ_little_in_false_positives_where_one_in_twenty_is_flagged() -> (
    None
):
    toxicity = scores("toxicity")
    threshold = identity.threshold_at_rate(CASES, toxicity, 0.05)

    rates = identity.false_positive_rates(CASES, toxicity, threshold)

    assert identity.gap(rates) <= HIGHEST_GAP, _extremes(rates)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_terms_differ_little_in_false_positives_at_the_hold_threshold(
    attribute: str,
) -> None:
    hold = THRESHOLDS[attribute].hold

    rates = identity.false_positive_rates(CASES, scores(attribute), hold)

    assert identity.gap(rates) <= HIGHEST_GAP, _extremes(rates)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_few_harmless_sentences_are_held_whoever_they_name(attribute: str) -> None:
    hold = THRESHOLDS[attribute].hold

    rates = identity.false_positive_rates(CASES, scores(attribute), hold)

    assert max(rates.values()) <= HIGHEST_GAP, _extremes(rates)


@pytest.mark.parametrize("template", identity.NEUTRAL)
def test_a_harmless_sentence_scores_the_same_whoever_it_names(template: str) -> None:
    """Of terms on the list of `classifier.identities`; "Turks" and "Turkish people"
    make two sentences."""
    frames: dict[str, list[int]] = {}
    for at, case in enumerate(CASES):
        if case.template == template and LISTED[case.term]:
            frames.setdefault(_frame(case.text, LISTED[case.term]), []).append(at)
    assert max(map(len, frames.values())) > 20
    for attribute in ATTRIBUTES:
        for own in frames.values():
            found = {CASES[at].term: float(scores(attribute)[at]) for at in own}
            spread = max(found.values()) - min(found.values())
            assert spread <= HIGHEST_SPREAD, f"{attribute}: {_extremes(found)}"


def test_most_terms_are_on_the_list_and_the_others_are_held_no_more() -> None:
    unlisted = {term for term, forms in LISTED.items() if not forms}
    assert len(unlisted) <= 8
    for attribute in ATTRIBUTES:
        hold = THRESHOLDS[attribute].hold
        rates = identity.false_positive_rates(CASES, scores(attribute), hold)
        assert max(rates[term] for term in unlisted) <= HIGHEST_GAP, attribute


def _frame(text: str, forms: frozenset[str]) -> str:
    """What is left of a sentence without the words for who it names."""
    words = re.findall(r"[\w'-]+|[^\w\s]", text.lower())
    kept = ["a" if word == "an" else word for word in words if word not in forms]
    return " ".join(kept)


def _listed_forms(term: identity.Term) -> frozenset[str]:
    """The words of a term in all its forms, if the classifier's list has them."""
    forms = f"{term.word} {term.after_is} {term.plural}".lower().split()
    words = frozenset(forms) - {"a", "an", "people", "person"}
    known = identities.TERMS | identities.MODIFIERS
    return words if words <= known and words & identities.TERMS else frozenset()


LISTED = {term.word: _listed_forms(term) for term in identity.TERMS}


FACETS = ("gay", "Muslim", "Black", "trans", "Jewish", "elderly", "deaf", "Mexican")


@pytest.mark.parametrize(
    "sentence",
    [
        "I am a {} {} person.",
        "My {} {} friend says hello.",
        "As a {} {} woman I found the article fair.",
        "The {} {} nurse was kind to my father.",
        "You are {} and {}, so you will know better.",
    ],
)
def test_whoever_is_two_things_at_once_is_not_held_for_it(sentence: str) -> None:
    model = classifier.pretrained()
    texts = [sentence.format(*two) for two in permutations(FACETS, 2)]

    found = model.score(texts)

    for attribute in ATTRIBUTES:
        column = found[:, model.attributes.index(attribute)]
        worst = texts[int(column.argmax())]
        assert column.max() < THRESHOLDS[attribute].hold, f"{attribute}: {worst}"


@pytest.mark.parametrize(
    "figure", [identity.subgroup_auc, identity.bpsn_auc, identity.bnsp_auc]
)
def test_abuse_is_told_from_talk_whoever_is_named(
    figure: Callable[..., dict[str, float]],
) -> None:
    found = figure(CASES, scores("toxicity"))
    assert min(found.values()) >= LOWEST_AUC, _extremes(found)


@pytest.mark.parametrize(
    "text",
    [
        *("He is Mexican.", "They are immigrants.", "She is a trans woman."),
        *(
            "My brother is black",
            "the new dentist is a Muslim",
            "Our tram driver: Sikh",
        ),
        *("I'm a lesbian", "Two Poles and a Turk came in.", "My aunt is a sex worker."),
    ],
)
def test_to_say_who_somebody_is_holds_no_comment(text: str) -> None:
    model = classifier.pretrained()
    found = dict(zip(model.attributes, model.score([text])[0], strict=True))
    assert {
        each for each in ATTRIBUTES if found[each] >= THRESHOLDS[each].hold
    } == set()


def _extremes(by_term: dict[str, float]) -> str:
    """The three lowest and the three highest, for whoever reads a failure."""
    ordered = sorted(by_term.items(), key=lambda item: item[1])
    return ", ".join(
        f"{term} {value:.3f}" for term, value in ordered[:3] + ordered[-3:]
    )
