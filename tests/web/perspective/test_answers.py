"""Scores, spans, languages and contexts, as Perspective's clients read them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from classifier.registry import Registry
from classifier.scorers.standins import StandIn, StandIns
from moderation import learning
from moderation.service import Service
from moderation.store import people
from tests.web.perspective.calling import FINNISH, KIND, RUDE, Caller

ARTICLE = (
    "The council voted on Tuesday to build a tram line from the harbour to the "
    "station. Construction of the tracks begins in spring, and the first trams will "
    "run in three years, the mayor said. Drivers fear for parking places in the centre."
)
ABOUT = (
    "I doubt that the tram to the station will be full, because drivers who find no "
    "parking places at the harbour go to another town."
)
ELSEWHERE = (
    "My grandmother bakes this cake with almonds, butter and a little cinnamon, and "
    "the oven must not be hotter than for bread."
)


def test_an_answer_has_all_that_clients_read(caller: Caller) -> None:
    told = caller.analyze(RUDE, "TOXICITY", "INSULT", clientToken="t")
    for its in told["attributeScores"].values():
        assert 0.5 < its["summaryScore"]["value"] <= 1
        assert its["summaryScore"]["type"] == "PROBABILITY"
        (span,) = its["spanScores"]
        assert (span["begin"], span["end"]) == (0, len(RUDE))
        assert span["score"] == its["summaryScore"]
    assert (told["languages"], told["detectedLanguages"]) == (["en"], ["en"])
    assert told["clientToken"] == "t"
    assert "clientToken" not in caller.analyze(RUDE)


def test_scores_are_those_of_the_native_api(caller: Caller) -> None:
    headers = {"Authorization": f"Bearer {caller.key}"}
    native = caller.client.post("/v1/score", json={"text": RUDE}, headers=headers).json
    assert native is not None
    names = ("TOXICITY", "SEVERE_TOXICITY", "IDENTITY_ATTACK", "INSULT", "PROFANITY")
    for name, score in caller.scores(RUDE, *names, "THREAT", "SPAM").items():
        assert score == pytest.approx(native["scores"][name.lower()], abs=1e-4)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("TOXICITY_FAST", "TOXICITY"),
        ("TOXICITY@6", "TOXICITY"),
        ("TOXICITY_EXPERIMENTAL", "TOXICITY"),
        ("SPAM_EXPERIMENTAL@2", "SPAM"),
        ("OBSCENE", "PROFANITY"),
    ],
)
def test_other_names_of_an_attribute_mean_the_same(
    caller: Caller, name: str, same: str
) -> None:
    found = caller.scores(RUDE, name, same)
    assert list(found) == [name, same]
    assert found[name] == found[same]


def test_each_sentence_has_a_score_of_its_own_at_its_place_in_utf16(
    caller: Caller,
) -> None:
    text = "😀 What a day! You are an idiot… 💩\nWell said."
    told = caller.analyze(text, spanAnnotations=True)
    units = text.encode("utf-16-le")
    spans = told["attributeScores"]["TOXICITY"]["spanScores"]
    cut = [units[2 * s["begin"] : 2 * s["end"]].decode("utf-16-le") for s in spans]
    assert cut == ["😀 What a day!", "You are an idiot…", "💩", "Well said."]
    calm, rude, _, kind = (span["score"]["value"] for span in spans)
    assert rude > 0.9
    assert max(calm, kind) < 0.2
    alone = caller.scores("You are an idiot…")["TOXICITY"]
    assert rude == pytest.approx(alone, abs=1e-6)
    whole = caller.analyze(text)["attributeScores"]["TOXICITY"]["spanScores"]
    assert [(span["begin"], span["end"]) for span in whole] == [(0, len(units) // 2)]


def test_a_score_below_its_threshold_is_left_out(caller: Caller) -> None:
    names = {"INSULT": {"scoreThreshold": 0.5}, "THREAT": {"scoreThreshold": 0.9}}
    told = caller.analyze(RUDE, requestedAttributes=names)
    assert list(told["attributeScores"]) == ["INSULT"]
    none = caller.analyze(KIND, requestedAttributes=names)
    assert "attributeScores" not in none
    assert none["languages"] == ["en"]


def test_the_language_is_that_which_is_asked_for_or_found(caller: Caller) -> None:
    german = "Das ist eine sehr gute Entscheidung, und ich danke dem Rat dafür."
    found = caller.analyze(german)
    assert (found["languages"], found["detectedLanguages"]) == (["de"], ["de"])
    asked = caller.analyze(german, languages=["en-GB", "de"])
    assert asked["languages"] == ["en-GB", "de"]
    assert asked["detectedLanguages"] == ["de"]


def test_a_threat_in_another_language_than_the_rest_is_found(caller: Caller) -> None:
    german = "Das ist eine sehr gute Entscheidung, und ich danke dem Rat dafür. "
    told = caller.analyze(german + "You are a filthy idiot and you know it.")
    assert sorted(told["detectedLanguages"]) == ["de", "en"]
    assert told["attributeScores"]["TOXICITY"]["summaryScore"]["value"] > 0.8


@pytest.mark.parametrize("name", ["FLIRTATION", "SEXUALLY_EXPLICIT_EXPERIMENTAL@1"])
def test_chosen_names_that_no_model_has_are_answered_with_0_where_a_site_says_so(
    caller: Caller, service: Service, name: str
) -> None:
    body = {"comment": {"text": RUDE}, "requestedAttributes": {name: {}}}
    assert caller.refused(body)[1]["message"] == f"Unknown requested attribute: {name}"
    with service.db.writing() as db:
        people.change_site(db, "default", zeros=["FLIRTATION", "SEXUALLY_EXPLICIT"])
    assert caller.scores(RUDE, name) == {name: 0.0}
    assert caller.refused({**body, "requestedAttributes": {"AFFINITY": {}}})[0] == 400


def context(kind: str) -> dict[str, Any]:
    article, parent = {"text": ARTICLE}, {"text": "I like trams."}
    if kind == "entries":
        return {"entries": [article, parent]}
    if kind == "html":
        article = {"text": f"<p>{ARTICLE}</p>", "type": "HTML"}
    return {"articleAndParentComment": {"article": article, "parentComment": parent}}


@pytest.mark.parametrize("kind", ["entries", "both", "html"])
def test_on_and_off_topic_are_told_from_the_article_in_the_context(
    caller: Caller, kind: str
) -> None:
    around = {"context": context(kind)}
    about = caller.scores(ABOUT, "ON_TOPIC", "OFF_TOPIC", **around)
    away = caller.scores(ELSEWHERE, "ON_TOPIC", "OFF_TOPIC_EXPERIMENTAL", **around)
    assert about["ON_TOPIC"] > 0.7 > 0.3 > away["ON_TOPIC"]
    assert about["OFF_TOPIC"] == pytest.approx(1 - about["ON_TOPIC"], abs=1e-6)
    assert away["OFF_TOPIC_EXPERIMENTAL"] > 0.7


def test_without_an_article_there_is_no_opinion_on_the_topic(caller: Caller) -> None:
    assert caller.scores(ABOUT, "OFF_TOPIC", "INSULT").keys() == {"INSULT"}


def test_likely_to_reject_follows_the_policy_where_nobody_has_learnt_it(
    caller: Caller,
) -> None:
    texts = [KIND, "This is damn stupid.", RUDE, "These people are vermin. Kill them."]
    found = [
        caller.scores(text, "LIKELY_TO_REJECT")["LIKELY_TO_REJECT"] for text in texts
    ]
    assert len(set(found)) == len(found)  # no constant
    assert found[0] < 0.1
    assert found[2] >= 0.9  # the policy rejects it
    assert 0.5 < found[3] < 0.9  # a person has to look
    off = caller.scores(ELSEWHERE, "LIKELY_TO_REJECT", context=context("entries"))
    on = caller.scores(ELSEWHERE, "LIKELY_TO_REJECT")
    assert off["LIKELY_TO_REJECT"] > on["LIKELY_TO_REJECT"]


def test_likely_to_reject_is_the_sites_own_models_where_it_has_one(
    caller: Caller, service: Service
) -> None:
    for number in range(90):
        law = number % 3 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        caller.suggest(f"House {number}, {about} the market.", 1 if law else 0)
    registry = Registry(service.db.path.parent / "models")
    learning.retrain(service.db, registry, service.judges.live.ground, "default")
    law, tram = (
        caller.scores(text, "LIKELY_TO_REJECT")["LIKELY_TO_REJECT"]
        for text in ("His lawyer may sue for it.", "The stops are near the station.")
    )
    assert law > 0.5 > tram


def test_only_what_is_asked_for_is_judged(
    caller: Caller, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.judges.rulebook, "check", None)
    monkeypatch.setattr(type(service.judges.topic), "score", None)
    assert caller.scores(RUDE, "TOXICITY", "SPAM").keys() == {"TOXICITY", "SPAM"}


def test_what_the_widest_clients_send_is_answered(caller: Caller) -> None:
    coral = {
        "comment": {"text": RUDE},
        "doNotStore": True,
        "requestedAttributes": {"TOXICITY": {}},
        "languages": ["en"],
    }
    discourse = {
        "comment": {"text": RUDE},
        "doNotStore": True,
        "sessionId": "https://forum.example",
        "requestedAttributes": {"SEVERE_TOXICITY": {"scoreType": "PROBABILITY"}},
    }
    osmod = {
        "comment": {"text": RUDE},
        "context": {"entries": [{"text": ARTICLE}, {"text": "I like trams."}]},
        "requestedAttributes": {"TOXICITY@6": {}, "OFF_TOPIC": {}},
        "languages": ["en"],
        "clientToken": "1",
        "spanAnnotations": True,
    }
    for body in (coral, discourse, osmod):
        answer = caller.post(body)
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        for its in answer.json["attributeScores"].values():
            assert isinstance(its["summaryScore"]["value"], float)


class Certain:
    """A scorer of somebody else's, which is sure of everything."""

    attributes, version = ("insult",), "certain-1"

    def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 1), np.float32)


def test_a_scorer_that_stands_in_for_an_attribute_is_asked_in_its_language(
    caller: Caller, service: Service
) -> None:
    standing = StandIn("own", Certain(), ("insult",), frozenset({"fi"}))
    object.__setattr__(service.judges, "stand_ins", StandIns([standing]))
    told = caller.analyze(FINNISH, "INSULT", spanAnnotations=True)
    its = told["attributeScores"]["INSULT"]
    assert its["summaryScore"]["value"] == 1
    assert [span["end"] for span in its["spanScores"]] == [len(FINNISH)]
    assert caller.scores("Hei!", "INSULT", languages=["fi"]) == {"INSULT": 1}
    assert caller.scores(KIND, "INSULT")["INSULT"] < 0.1
