"""A site's own model: what is kept of texts, what is learnt, and how far it goes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

import classifier
from classifier import ModelError
from classifier.evaluation.metrics import auc
from classifier.house import (
    Ground,
    SiteModel,
    regression,
    strength,
    training,
    updating,
)
from classifier.house.comparing import LEAST_OF_GROUP, compare
from classifier.house.deciders import unlike_others
from classifier.house.examples import Example
from classifier.house.features import WORD_BUCKETS
from classifier.house.reading import Readings, chosen, read, together, unpacked
from classifier.house.regression import Examples, Prior
from classifier.house.sense import FEW, Content, Sense

GROUND = Ground.under(classifier.pretrained())
SENSE = Sense.of(GROUND.meanings)
TEXTS = [
    "You are a complete idiot!",
    "",
    "Trams run on TIME, don't they? http://x.example",
]
LAW = ("solicitor", "barrister", "judge", "courtroom", "lawsuit", "attorney")
FOOD = ("bread", "oven", "flour", "baker", "butter", "cheese")


def same(one: Readings, other: Readings) -> bool:
    return (
        np.allclose(one.logits, other.logits, atol=0.02)
        and np.allclose(one.form, other.form, atol=0.02)
        and one.hashes.tolist() == other.hashes.tolist()
        and one.bounds.tolist() == other.bounds.tolist()
    )


def said(words: tuple[str, ...], *, rejected: bool) -> list[Example]:
    return [
        Example(f"Number {n}: the {word} by the station.", rejected, {})
        for n in range(6)
        for word in words
    ]


@given(st.lists(st.text(max_size=80), max_size=5))
def test_what_is_kept_of_a_text_is_what_was_read(texts: list[str]) -> None:
    found = read(GROUND.model, texts)
    assert same(unpacked(found.packed(), len(GROUND.model.attributes)), found)
    assert np.allclose(found.logits, GROUND.model.logits(texts), atol=1e-4)


def test_readings_are_chosen_and_put_together_in_order() -> None:
    whole = read(GROUND.model, TEXTS)
    parts = [read(GROUND.model, [text]) for text in TEXTS]
    assert same(together(parts), whole)
    turned = chosen(whole, np.array([2, 0]))
    assert same(turned, together([parts[2], parts[0]]))


@pytest.mark.parametrize("kept", [b"", b"123", b"\0" * 27])
def test_bytes_of_no_reading_are_refused(kept: bytes) -> None:
    with pytest.raises(ValueError, match="wanted 26 bytes and four for each word"):
        unpacked([kept], 7)


def test_words_that_are_in_any_text_are_no_content() -> None:
    content = Content.of(read(GROUND.model, ["This is the and of", "a tram is it"]))
    assert len(content.hashes) == 1
    assert content.text.tolist() == [1]


@given(
    st.lists(
        st.lists(st.sampled_from(["tram", "mayor", "the", "qzx", "bread"])).map(
            " ".join
        )
    )
)
def test_few_words_point_where_the_same_do_among_many(texts: list[str]) -> None:
    content = Content.of(read(GROUND.model, texts))
    begin, end = content.bounds[0], content.bounds[-1]
    many = 1 + FEW // max(int(end - begin), 1)
    bounds = np.concatenate([content.bounds[:-1] + end * n for n in range(many)])
    among = Content(np.tile(content.hashes, many), np.append(bounds, end * many))
    found = SENSE.directions(content)
    assert np.allclose(found, SENSE.directions(among)[: len(texts)], atol=1e-5)
    lengths = np.linalg.norm(found, axis=1)
    assert np.all(np.isclose(lengths, 1) | (lengths == 0))


def test_the_next_word_of_a_kind_is_told_by_what_it_means() -> None:
    its = said(LAW[:4], rejected=True) + said(FOOD[:4], rejected=False)
    model = training.fit(GROUND, its)
    unmet = [f"An {word} at last." for word in (*LAW[4:], *FOOD[4:])]
    scores = model.score(unmet, [{}] * len(unmet))
    assert min(scores[:2]) > max(scores[2:])


def test_a_house_that_rejects_what_is_toxic_is_learnt_no_worse_than_toxicity() -> None:
    rude = ("You are an idiot, number {}.", "What a moron wrote this, {}?")
    kind = ("Thank you for number {}.", "I read {} with joy.")
    its = [Example(each.format(n), True, {}) for n in range(10) for each in rude]
    its += [Example(each.format(n), False, {}) for n in range(10) for each in kind]
    model = training.fit(GROUND, its)
    texts = [each.format("them all") for each in (*rude, *kind)]
    assert auc(np.array([1, 1, 0, 0]), model.score(texts, [{}] * 4)) == 1.0


def test_what_was_read_before_scores_as_what_is_read_now() -> None:
    model = training.fit(GROUND, said(LAW, rejected=True) + said(FOOD, rejected=False))
    signals = [{"on_topic": 0.3}, {}, {"rule:x": None}]
    kept = unpacked(read(GROUND.model, TEXTS).packed(), len(GROUND.model.attributes))
    assert np.allclose(
        model.score_read(kept, signals), model.score(TEXTS, signals), atol=0.01
    )


def test_a_signal_is_learnt_and_one_that_is_unknown_says_nothing() -> None:
    its = [
        Example(f"Words about {n}.", n % 2 == 0, {"rule:x": 1.0} if n % 2 == 0 else {})
        for n in range(60)
    ]
    model = training.fit(GROUND, its)
    told, unknown, none = model.score(
        ["Some words."] * 3, [{"rule:x": 1.0}, {"rule:y": 1.0}, {}]
    )
    assert told > 0.6 > unknown
    assert unknown == pytest.approx(none)


def test_the_newest_may_all_be_of_one_kind() -> None:
    old = [*said(LAW, rejected=True), *said(FOOD, rejected=False)]
    whole = [*old, *(said(FOOD, rejected=False) * 60)][: strength.ALL_FOLDS + 100]
    scores = training.fit(GROUND, whole).score(
        ["The attorney.", "The bread."], [{}] * 2
    )
    assert scores[0] > scores[1]


def test_an_update_learns_a_few_more_and_forgets_nothing() -> None:
    first = said(LAW, rejected=True) + said(FOOD, rejected=False)
    before = training.fit(GROUND, first)
    new = [
        Example(f"Tram {n} crosses the viaduct.", rejected=False, signals={})
        for n in range(12)
    ]
    after = updating.update(before, new)
    text, old = ["One more tram."], [each.text for each in first]
    assert after.score(text, [{}])[0] < before.score(text, [{}])[0] - 0.2
    told = before.score(old, [{}] * len(old)), after.score(old, [{}] * len(old))
    labels = np.array([each.rejected for each in first], int)
    assert auc(labels, told[1]) > auc(labels, told[0]) - 0.01
    assert after.card["rows"] == len(first) + len(new)
    assert after.card["updated"] == before.version != after.version


def test_updates_one_after_the_other_come_near_to_learning_all_at_once() -> None:
    its = said(LAW, rejected=True) + said(FOOD, rejected=False)
    np.random.default_rng(0).shuffle(its)  # type: ignore[arg-type]
    model = training.fit(GROUND, its[:24])
    for first in range(24, len(its), 4):
        model = updating.update(model, its[first : first + 4])
    words = [f"An {word} at last." for word in (*LAW, *FOOD)]
    scores = model.score(words, [{}] * len(words))
    assert min(scores[: len(LAW)]) > max(scores[len(LAW) :])


def test_what_does_not_tell_how_surely_it_knows_is_not_updated(tmp_path: Path) -> None:
    its = said(LAW, rejected=True) + said(FOOD, rejected=False)
    model = training.fit(GROUND, its)
    model.save(tmp_path / "whole")
    assert updating.update(SiteModel.load(tmp_path / "whole", GROUND), its[:1])
    bare = SiteModel(GROUND, replace(model.weights, precision=None), model.card)
    bare.save(tmp_path / "bare")
    with pytest.raises(ModelError, match="`moderate retrain` learns all anew"):
        updating.update(SiteModel.load(tmp_path / "bare", GROUND), its[:1])


def test_what_other_sites_taught_is_begun_with_where_it_helps_and_only_there() -> None:
    house = said(LAW[:3], rejected=True) + said(FOOD[:3], rejected=False)
    alike = training.fit(GROUND, said(LAW, rejected=True) + said(FOOD, rejected=False))
    unlike = training.fit(GROUND, said(FOOD, rejected=True) + said(LAW, rejected=False))
    few = [each for n, each in enumerate(house) if n % 3 == 0]
    alone, helped, unmoved = (
        training.fit(GROUND, few, shared=shared) for shared in (None, alike, unlike)
    )
    words = [f"An {word} at last." for word in (*LAW[3:], *FOOD[3:])]
    told = [model.score(words, [{}] * len(words)) for model in (alone, helped, unmoved)]
    assert [each.card["shared"] for each in (alone, helped, unmoved)] == [
        *(False, True, False)
    ]
    assert min(told[1][:3]) - max(told[1][3:]) > min(told[0][:3]) - max(told[0][3:])
    assert np.allclose(told[2], told[0])


def test_decisions_that_count_twice_lead_further() -> None:
    both = said(LAW, rejected=True) + said(FOOD, rejected=False)
    doubt = [Example("The solicitor came.", False, {}, weight=w) for w in (1.0, 30.0)]
    once, often = (
        training.fit(GROUND, [*both, each]).score(["A solicitor."], [{}])[0]
        for each in doubt
    )
    assert often < once


def test_without_examples_the_prior_alone_speaks_and_with_many_hardly() -> None:
    rng = np.random.default_rng(0)
    prior = Prior(np.array([1.0, 0.0]), np.array([5.0, 5.0]))
    few, many = (
        Examples(
            rng.normal(size=(n, 1)).astype(np.float32),
            csr_matrix((n, 1), dtype=np.float32),
            np.ones(n, bool),
            np.ones(n),
        )
        for n in (0, 0)
    )
    assert regression.fit(few, prior).tolist() == [1.0, 0.0]
    x = rng.normal(size=(4_000, 1)).astype(np.float32)
    labels = rng.random(4_000) < 1 / (1 + np.exp(2 * x[:, 0]))
    many = Examples(x, csr_matrix((4_000, 1), dtype=np.float32), labels, np.ones(4_000))
    assert regression.fit(many, prior)[0] == pytest.approx(-2.0, abs=0.2)


def test_one_who_decides_against_all_others_is_found_and_nobody_else() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(0, 3, 1_000)
    rejected = rng.random(1_000) < 1 / (1 + np.exp(-logits))
    names = [f"m{number % 10}" for number in range(1_000)]
    assert unlike_others(names, rejected, logits) == []
    hostile = np.array([name == "m3" for name in names])
    (found,) = unlike_others(names, rejected ^ hostile, logits)
    assert (found.name, found.decisions) == ("m3", 100)
    assert found.against > 0.5 > found.others


def test_a_group_that_fares_worse_speaks_against_a_challenger() -> None:
    rejected = np.arange(400) % 2 == 0
    champion = np.where(rejected, 0.7, 0.3)
    challenger = np.where(rejected, 0.95, 0.05)
    small = np.arange(400) < LEAST_OF_GROUP - 1
    sport = np.arange(400) >= 340
    unsure = small | sport
    challenger[unsure] = np.where(rejected, 0.55, 0.45)[unsure]
    found = compare(rejected, champion, challenger, {"few": small, "sport": sport})
    assert found.gain.is_sure
    assert found.gain.matters
    assert not found.is_better
    assert found.against == ["it is worse on 60 decisions of sport"]


def test_one_kind_of_decisions_has_a_loss_and_no_auc() -> None:
    found = compare(np.zeros(30, bool), np.full(30, 0.5), np.full(30, 0.1), {})
    assert found.challenger.auc is None
    assert found.challenger.loss < found.champion.loss
    assert found.is_better


def test_words_share_as_many_weights_as_are_kept() -> None:
    model = training.fit(GROUND, said(LAW, rejected=True) + said(FOOD, rejected=False))
    assert model.weights.own.shape == (WORD_BUCKETS,)
