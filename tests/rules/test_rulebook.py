"""A rulebook at work: which rules count, for whom, until when, and what they weigh."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules import ArticleFacts, Facts, Finding, Rulebook
from rules.findings import risk
from rules.rulebook import MOST_PLACED
from tests.rules.reading_facts import facts

CONDITIONS = (
    *('words("rude")', 'matches("look")', "length > 12", "capitals > 0.5", "reply"),
    *("toxicity >= 0.5", "not reply", 'words("rude") and toxicity < 0.5'),
    *('words("rude") or matches("look")', "links.count > 0", "emoji.count >= 2"),
)


def book(folder: Path, *given: dict[str, Any], **top: Any) -> Rulebook:
    usual = {"says": "It is so.", "when": "length > 0"}
    rules_ = [{"id": f"rule{n}", **usual, **each} for n, each in enumerate(given)]
    path = folder / "rules.yaml"
    path.write_text(json.dumps({**top, "rules": rules_}, default=str))
    return rules.load(path)


def fired(found: Rulebook, its: Facts, today: date | None = None) -> list[str]:
    return [finding.rule for finding in found.check(its, today).live]


def test_a_draft_does_nothing_and_a_shadow_is_only_written_down(tmp_path: Path) -> None:
    found = book(tmp_path, {"mode": "draft"}, {"mode": "shadow"}, {"mode": "live"})
    seen = found.check(facts("Well."))
    assert [its.rule for its in seen.live] == ["rule2"]
    assert [its.rule for its in seen.shadow] == ["rule1"]


def test_a_rule_is_at_work_until_its_last_day(tmp_path: Path) -> None:
    found = book(tmp_path, {"until": date(2026, 12, 31)})
    assert fired(found, facts("Well."), date(2026, 12, 31)) == ["rule0"]
    assert fired(found, facts("Well."), date(2027, 1, 1)) == []


def test_a_rule_is_for_its_languages_and_sections(tmp_path: Path) -> None:
    found = book(tmp_path, {"languages": ["de", "en"], "sections": "sport"})
    sport = ArticleFacts(section="sport")
    assert fired(found, facts("Well.", language="en", article=sport)) == ["rule0"]
    assert fired(found, facts("Well.", language="fr", article=sport)) == []
    assert fired(found, facts("Well.", language="en")) == []


def test_findings_of_a_family_weigh_no_more_than_its_cap(tmp_path: Path) -> None:
    small = {"weight": 0.3, "family": "form"}
    found = book(tmp_path, small, small, {"weight": 0.1}, caps={"form": 0.4})
    assert found.check(facts("Well.")).risk == pytest.approx(0.5)


def finding(weight: float, family: str = "form", then: str | None = None) -> Finding:
    words = {"rule": "r", "reason": "other", "message": ""}
    return Finding(weight=weight, family=family, then=then, **words)


@given(
    st.lists(st.builds(finding, st.floats(0, 1), st.sampled_from("abc"))),
    st.floats(0, 1),
    st.dictionaries(st.sampled_from("abc"), st.floats(0, 1)),
)
def test_one_finding_more_never_makes_the_risk_less(
    findings: list[Finding], weight: float, caps: dict[str, float]
) -> None:
    before = risk(findings, caps)
    assert 0 <= before <= risk([*findings, finding(weight, "a")], caps) <= 1
    assert risk([*findings, finding(weight, "a", "approve")], caps) == before


@given(st.randoms(use_true_random=False), st.sampled_from(CONDITIONS), st.text())
@settings(max_examples=25)
def test_the_order_of_rules_in_the_file_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    dice: random.Random,
    extra: str,
    text: str,
) -> None:
    folder = tmp_path_factory.mktemp("order")
    rules_ = [
        {"id": f"r{n}", "when": when, "weight": n / 20, "then": then}
        for n, when in enumerate([*CONDITIONS, extra])
        for then in [dice.choice(["hold", "reject", "approve"])]
    ]
    top = {"words": {"rude": ["clown", "fool*"]}, "patterns": {"look": "lo+k"}}
    its = facts(f"Loook, CLOWN! {text}", scores={"toxicity": 0.5})
    before = book(folder, *rules_, **top).check(its)
    dice.shuffle(rules_)
    assert book(folder, *rules_, **top).check(its) == before


@given(
    st.text(max_size=80),
    st.text("clown fool.,*1d!оӧ\u0301\u200b\U0001f600", max_size=60),
)
def test_every_place_lies_inside_the_text_and_cuts_no_sign(one: str, two: str) -> None:
    text = one + two
    for found in rules.default().check(facts(text)).live:
        for begin, end in found.spans:
            assert 0 <= begin < end <= len(text)


def test_a_rule_that_breaks_is_told_without_the_text(tmp_path: Path) -> None:
    found = book(tmp_path, {"when": "length > 0"})
    with pytest.raises(rules.RuleFailed) as told:
        found.check(Facts(text=None))  # type: ignore[arg-type]
    assert "None" not in str(told.value).replace("NoneType", "")


def test_built_in_patterns_are_looked_for_only_where_a_rule_asks() -> None:
    text = Facts(text="Just kill yourself.")
    asks = rules.read("r", b"rules: [{id: r, says: S., when: abuse.threats > 0}]", {})
    not_asks = rules.read("r", b"rules: [{id: r, says: S., when: length > 3}]", {})
    assert asks.seen(text).matches
    assert not not_asks.seen(text).matches


def test_of_very_many_findings_the_heaviest_live_ones_tell_places(
    tmp_path: Path,
) -> None:
    given = [
        {
            "id": f"r{number}",
            "says": "A word.",
            "when": 'words("rude")',
            "weight": number / 1_000,
            "mode": "live" if number < 60 else "shadow",
        }
        for number in range(2 * MOST_PLACED)
    ]
    found = book(tmp_path, *given, words={"rude": ["oaf"]}).check(facts("You oaf."))
    assert len(found.live) + len(found.shadow) == len(given)
    assert all(its.spans == ((4, 7),) for its in found.live)
    shown = [its.rule for its in found.shadow if its.spans]
    assert shown == [f"r{number}" for number in range(199, 159, -1)]
