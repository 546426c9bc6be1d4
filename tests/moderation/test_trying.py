"""One text through every rule, and the examples of a rules file."""

from dataclasses import replace
from pathlib import Path

import pytest

import rules
from moderation import judging, policy, trying
from moderation.cases import Case
from moderation.comments import DEFAULT_SITE, Action, Article
from moderation.judges import Judges
from moderation.service import Service
from moderation.text import Original
from moderation.trying import Step, Trial
from rules import Problem

RULES = """
name: tried
words:
  fruit: [apple, pear]
rules:
  - {id: fruit, says: It names fruit., when: words("fruit"), then: hold}
  - {id: sport, says: On sport., when: length > 0, sections: [sport], weight: 0.1}
  - {id: shy, says: Only tried., when: words.count >= 2, then: reject, mode: shadow}
  - {id: planned, says: Only planned., when: length > 0, then: reject, mode: draft}
  - {id: past, says: No longer., when: length > 0, then: reject, until: 2020-01-01}
  - {id: newcomer, says: A newcomer., when: author.first and length > 3, then: hold}
"""


@pytest.fixture
def judges(service: Service, tmp_path: Path) -> Judges:
    return with_rules(service.judges, tmp_path, RULES)


def with_rules(judges: Judges, folder: Path, text: str) -> Judges:
    path = folder / "tried.yaml"
    path.write_text(text, encoding="utf-8")
    return replace(judges, rulebook=rules.load(path))


def tried(judges: Judges, text: str, **about: str) -> Trial:
    case = Case(
        site=DEFAULT_SITE,
        language="en",
        original=Original(text),
        article=Article(**about) if about else None,  # type: ignore[arg-type]
    )
    return trying.attempt(judges, case, policy.Settings(hold_off_topic_below=0.0))


def step(trial: Trial, rule: str) -> Step:
    (found,) = (each for each in trial.steps if each.rule.id == rule)
    return found


def test_every_rule_has_a_step_in_the_order_of_the_file(judges: Judges) -> None:
    steps = tried(judges, "An apple a day").steps
    named = ["fruit", "sport", "shy", "planned", "past", "newcomer"]
    assert [each.rule.id for each in steps] == named


def test_a_rule_that_fires_marks_its_words_and_holds(judges: Judges) -> None:
    trial = tried(judges, "An Apple and a pear")
    found = step(trial, "fruit")
    assert found.fires
    assert [trial.text[begin:end] for begin, end in found.spans] == ["Apple", "pear"]
    assert found.facts == [('words("fruit")', 2)]
    assert trial.outcome.action is Action.HOLD


def test_words_in_disguise_are_marked_where_they_stand(judges: Judges) -> None:
    trial = tried(judges, "Eat an аpplе then")
    ((begin, end),) = step(trial, "fruit").spans
    assert trial.text[begin:end] == "аpplе"  # two letters are Cyrillic


def test_what_is_unknown_is_told_and_nothing_is_made_of_it(judges: Judges) -> None:
    trial = tried(judges, "Well said!")
    found = step(trial, "newcomer")
    assert found.holds is None
    assert dict(found.facts)["author.first"] is None
    assert not found.fires
    assert trial.outcome.action is Action.APPROVE


def test_a_shadow_rule_fires_and_changes_nothing(judges: Judges) -> None:
    trial = tried(judges, "Well said!")
    assert step(trial, "shy").fires
    assert trial.outcome.action is Action.APPROVE


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("planned", "it is a draft"),
        ("past", "it was at work until 2020-01-01"),
        ("sport", "it is for other languages or sections"),
    ],
)
def test_what_keeps_a_rule_idle_is_told(judges: Judges, rule: str, told: str) -> None:
    found = step(tried(judges, "Well said!"), rule)
    assert (found.holds, found.idle, found.fires) == (True, told, False)


def test_the_section_of_the_article_counts(judges: Judges) -> None:
    assert step(tried(judges, "Well said!", section="sport"), "sport").fires


def test_the_trace_agrees_with_the_judgement(service: Service) -> None:
    text = "You are a complete moron, visit my blog http://bit.ly/x"
    case = Case(site=DEFAULT_SITE, language="en", original=Original(text))
    judgement = judging.judge(service.judges, case)
    trial = trying.attempt(service.judges, case, policy.Settings())
    fired = {each.rule.id for each in trial.steps if each.fires}
    assert fired == {each.rule for each in judgement.findings}
    assert fired


# Examples


def failures(judges: Judges, folder: Path, examples: str) -> list[Problem]:
    text = f"{RULES}examples:\n{examples}"
    return trying.failed_examples(
        with_rules(judges, folder, text), policy.Settings(), text.splitlines()
    )


def test_examples_that_come_out_as_they_say_are_no_problem(
    judges: Judges, tmp_path: Path
) -> None:
    good = (
        "  - {text: Well said!, expect: approve, rules: [shy]}\n"
        "  - {text: An apple., expect: hold, rules: [fruit]}\n"
        "  - {text: Ok, article: {section: sport}, rules: [sport]}\n"
    )
    assert failures(judges, tmp_path, good) == []


@pytest.mark.parametrize(
    ("example", "told"),
    [
        (
            "{text: An apple., expect: approve}",
            "shall be approved and is held: `fruit`",
        ),
        ("{text: Ok, expect: reject}", "shall be rejected and is approved"),
        ("{text: Ok, rules: [fruit]}", "`fruit` shall fire, and does not"),
        ("{text: Well said, rules: [planned]}", "`planned` shall fire, and does not"),
    ],
)
def test_an_example_that_fails_is_told_with_its_line(
    judges: Judges, tmp_path: Path, example: str, told: str
) -> None:
    fine = "  - {text: Well said!, expect: approve}\n"
    (problem,) = failures(judges, tmp_path, f"{fine}  - {example}\n")
    assert told in problem.message
    lines = f"{RULES}examples:\n{fine}  - {example}\n".splitlines()
    assert problem.place.line == len(lines)
    assert lines[-1][problem.place.column - 1 :] == example
