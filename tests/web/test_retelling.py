"""What is said below in English is told in the page's language, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

import rules
from moderation import errors
from moderation.comments import Finding, Judgement, Reason, Scores
from moderation.errors import BadSubmission, FieldProblem
from moderation.policy import THRESHOLDS, Settings, decide
from moderation.promises import Kept, Promise
from web.desk import retelling
from web.desk.languages import LANGUAGES

WRONG = sorted((Path(__file__).parents[1] / "rules/wrong").glob("*.yaml"))
SCORES: Scores = dict.fromkeys(THRESHOLDS, 0.99) | {"on_topic": 0.1}


@pytest.fixture(params=sorted(set(LANGUAGES) - {"en"}))
def other(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    """A page in another language than English."""
    with app.test_request_context(), force_locale(request.param):
        yield request.param


def judgement() -> Judgement:
    """One about which the policy says all that it can say."""
    sign = Finding(code=Reason.SHOUTING, rule="r", message="It shouts.", weight=0.3)
    return Judgement(
        scores=SCORES,
        findings=(sign, sign),
        failures=("classifier", "topic", "rules", "house"),
        foreign="fi",
        marks={},
        model="m",
        rules="r",
        risk=0.7,
    )


def latin(text: str) -> list[str]:
    """The words of a text in Latin letters."""
    words = text.replace("\u2068", " ").replace("\u2069", " ").split()
    return [word for word in words if any("a" <= sign <= "z" for sign in word)]


def test_all_that_the_policy_says_of_a_comment_is_told(other: str) -> None:
    reasons = decide(judgement(), Settings(holds_all=True)).reasons
    reasons += _promised()
    made = [each for each in reasons if ":" in each.rule or each.rule == "language"]
    assert len(made) > len(THRESHOLDS) + 5
    for each in made:
        named = ["fi"] if each.rule == "language" else []
        assert latin(retelling.message(each)) == named, each.message


def _promised() -> tuple[Finding, ...]:
    """What is said where thresholds promise something, or could not."""
    found = tuple[Finding, ...]()
    its = Promise(0.02, 0.95, audited=400, wrong=3, is_kept=True)
    unsure = Promise(0.02, 0.95, audited=40, wrong=9, is_kept=False)
    for kept in (
        Kept(0.1, 0.9, its, its),
        Kept(0.1, 1.0, its, its),
        Kept(0.0, None, unsure),
    ):
        settings = Settings(kept_to={"house-1": kept})
        judged = replace(judgement(), model="base+house-1")
        found += decide(judged, settings).reasons
    return found + decide(judgement(), Settings(holds_unproven=True)).reasons


def test_what_is_filled_in_stays(other: str) -> None:
    message = "The classifier finds it threatening (99% likely)."
    found = Finding(
        code=Reason.THREAT, rule="score:threat", message=message, weight=0.99
    )
    assert "\u206899%\u2069" in retelling.message(found)


@pytest.mark.parametrize(
    "message",
    ["Rude to our staff.", "The classifier finds it rubbish (very likely)."],
)
def test_a_sites_own_sentence_stays_as_it_was_written(other: str, message: str) -> None:
    its = Finding(code=Reason.OTHER, rule="ours", message=message, weight=0.5)
    assert retelling.message(its) == message


def test_why_something_is_not_done_is_told_with_its_names(other: str) -> None:
    told = retelling.told(errors.UnknownComment("site 'a' has no comment '7'"))
    assert "\u2068'a'\u2069" in told
    assert "\u2068'7'\u2069" in told
    assert latin(told) == ["'a'"]
    stale = errors.StaleVersion(
        "already approved by mo, 2026-11-27 10:00 UTC", version=2
    )
    assert "approved" not in retelling.told(stale)
    assert "mo" in retelling.told(stale)


def test_each_field_is_told_with_what_was_wanted(other: str) -> None:
    wrong = BadSubmission(FieldProblem("name", "a new name", "'mo', taken"))
    assert latin(retelling.told(wrong)) == ["'mo'"]


def test_what_is_wrong_in_a_rules_file_is_told(other: str) -> None:
    problems = [each for path in WRONG for each in rules.check(path).problems]
    assert len(problems) > 30
    for each in problems:
        for text in filter(None, (each.message, each.hint)):
            told = retelling.problem(text)
            assert told != text
            own, _, _of_re2 = told.partition("invalid ")
            assert not re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", own), text


def test_what_nobody_knows_stays(other: str) -> None:
    for text in ("", "made up", "x" * 5_000):
        assert retelling.problem(text) == text


def test_in_english_all_stays_as_it_was_said(app: Flask) -> None:
    wrong = BadSubmission(
        FieldProblem("per_minute", "a number of comments from 1 on", "0"),
        FieldProblem("name", "a name", "nothing but blanks"),
    )
    with app.test_request_context():
        assert retelling.told(wrong) == str(wrong)
        for each in decide(judgement(), Settings()).reasons:
            assert retelling.message(each) == each.message
