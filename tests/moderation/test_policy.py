"""From a judgement to an outcome: only silence approves, only certainty rejects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import policy
from moderation.comments import Action, Caution, Judgement, Mode, Reason
from moderation.policy import RISK_BY_CAUTION, THRESHOLDS, Settings, decide
from tests.moderation.stories import finding, judgement

APPROVE, HOLD, REJECT = Action.APPROVE, Action.HOLD, Action.REJECT
AUTO = Settings()


def action(found: Judgement, mode: Mode = Mode.AUTO) -> Action:
    return decide(found, Settings(mode=mode)).action


def test_silence_approves() -> None:
    outcome = decide(judgement(), AUTO)
    assert (outcome.action, outcome.reasons, outcome.priority) == (APPROVE, (), 0.0)
    assert not outcome.review


@pytest.mark.parametrize("attribute", THRESHOLDS)
def test_a_score_speaks_from_its_threshold_on(attribute: str) -> None:
    hold = THRESHOLDS[attribute].hold
    below, at = hold - 0.001, hold
    assert action(judgement(scores={attribute: below})) is APPROVE
    assert action(judgement(scores={attribute: at})) is HOLD
    assert action(judgement(scores={attribute: None})) is APPROVE


@pytest.mark.parametrize("attribute", THRESHOLDS)
def test_only_scores_with_a_measured_precision_reject(attribute: str) -> None:
    surest = action(judgement(scores={attribute: 1.0}))
    limit = THRESHOLDS[attribute].reject
    assert surest is (HOLD if limit is None else REJECT)
    if limit is not None:
        assert action(judgement(scores={attribute: limit - 0.001})) is HOLD


@given(st.floats(0, 1))
def test_being_off_topic_alone_never_rejects(score: float) -> None:
    outcome = decide(judgement(scores={"on_topic": score}), AUTO)
    assert outcome.action is (HOLD if score < AUTO.hold_off_topic_below else APPROVE)
    assert all(reason.code is Reason.OFF_TOPIC for reason in outcome.reasons)


@given(
    st.sampled_from(["classifier", "topic", "rules", "house"]),
    st.dictionaries(st.sampled_from(sorted(THRESHOLDS)), st.floats(0, 1)),
    st.lists(st.sampled_from([APPROVE, HOLD, REJECT, None])),
    st.sampled_from([Mode.AUTO, Mode.PRE, Mode.POST]),
)
def test_a_judge_that_failed_means_hold_whatever_else_is_said(
    judge: str, scores: dict[str, float], asked: list[Action | None], mode: Mode
) -> None:
    found = judgement(
        scores=scores, failures=(judge,), findings=tuple(map(finding, asked))
    )
    outcome = decide(found, Settings(mode=mode))
    assert outcome.action is HOLD
    assert Reason.UNSCORED in {reason.code for reason in outcome.reasons}
    assert outcome.review


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.PRE, Mode.POST])
def test_a_language_that_nobody_reads_means_hold(mode: Mode) -> None:
    found = judgement(foreign="fi", findings=(finding(REJECT),))
    assert action(found, mode) is HOLD


@pytest.mark.parametrize(
    ("mode", "clean", "doubtful", "abusive"),
    [
        (Mode.AUTO, APPROVE, HOLD, REJECT),
        (Mode.PRE, HOLD, HOLD, HOLD),
        (Mode.POST, APPROVE, APPROVE, REJECT),
        (Mode.CLOSED, REJECT, REJECT, REJECT),
    ],
)
def test_a_mode_says_what_becomes_of_the_clean_the_doubtful_and_the_abusive(
    mode: Mode, clean: Action, doubtful: Action, abusive: Action
) -> None:
    assert action(judgement(), mode) is clean
    assert action(judgement(findings=(finding(HOLD),)), mode) is doubtful
    assert action(judgement(findings=(finding(REJECT),)), mode) is abusive


def test_what_is_published_first_is_reviewed_after_when_in_doubt() -> None:
    settings = Settings(mode=Mode.POST)
    assert decide(judgement(findings=(finding(HOLD),)), settings).review
    assert not decide(judgement(), settings).review


def test_a_closed_site_says_so_first() -> None:
    outcome = decide(judgement(), Settings(mode=Mode.CLOSED))
    assert outcome.reasons[0].code is Reason.CLOSED


@given(st.lists(st.floats(0, 1), min_size=1))
def test_reasons_come_by_weight_and_the_heaviest_is_the_priority(
    weights: list[float],
) -> None:
    findings = tuple(finding(HOLD, weight=weight) for weight in weights)
    outcome = decide(judgement(findings=findings), AUTO)
    assert [reason.weight for reason in outcome.reasons] == sorted(
        weights, reverse=True
    )
    assert outcome.priority == max(weights)


def test_evidence_without_a_demand_is_shown_and_decides_nothing() -> None:
    outcome = decide(judgement(findings=(finding(None),)), AUTO)
    assert outcome.action is APPROVE
    assert len(outcome.reasons) == 1


def test_every_threshold_has_a_code_and_words() -> None:
    assert set(policy.CODES) == set(THRESHOLDS)


def test_small_signs_together_are_for_a_person() -> None:
    signs = tuple(finding(None) for _ in range(3))
    limit = RISK_BY_CAUTION[Caution.BALANCED]
    assert action(judgement(findings=signs, risk=limit - 0.01)) is APPROVE
    outcome = decide(judgement(findings=signs, risk=limit), AUTO)
    assert outcome.action is HOLD
    assert "score:risk" in {each.rule for each in outcome.reasons}


def test_rules_that_contradict_each_other_are_for_a_person() -> None:
    both = (finding(REJECT), finding(APPROVE))
    assert action(judgement(findings=both)) is HOLD
    assert action(judgement(findings=(finding(HOLD), finding(APPROVE)))) is HOLD


def test_what_a_rule_approves_need_not_wait_where_all_else_does() -> None:
    approved = judgement(findings=(finding(APPROVE),))
    assert action(approved, Mode.PRE) is APPROVE
    doubtful = judgement(findings=(finding(APPROVE), finding(HOLD)))
    assert action(doubtful, Mode.PRE) is HOLD
    failed = judgement(findings=(finding(APPROVE),), failures=("rules",))
    assert action(failed, Mode.PRE) is HOLD


ORDER = {APPROVE: 0, HOLD: 1, REJECT: 2}
AGAINST = st.sampled_from([None, HOLD, REJECT])


@given(
    st.lists(st.sampled_from([None, APPROVE, HOLD, REJECT])),
    AGAINST,
    st.dictionaries(st.sampled_from(sorted(THRESHOLDS)), st.floats(0, 1)),
    st.sampled_from(Mode),
)
def test_one_finding_more_against_a_comment_never_makes_its_outcome_milder(
    asked: list[Action | None],
    more: Action | None,
    scores: dict[str, float],
    mode: Mode,
) -> None:
    before = tuple(map(finding, asked))
    after = (*before, finding(more))
    one, other = (judgement(findings=its, scores=scores) for its in (before, after))
    assert ORDER[action(one, mode)] <= ORDER[action(other, mode)]


@pytest.mark.parametrize("code", [Reason.UNSCORED, Reason.LANGUAGE])
def test_a_rule_may_give_any_reason_and_is_no_failed_judge(code: Reason) -> None:
    assert action(judgement(findings=(finding(REJECT, code),))) is REJECT


@pytest.mark.parametrize(
    ("toxicity", "action"),
    [(0.01, Action.APPROVE), (0.2, Action.HOLD), (None, Action.HOLD)],
)
def test_swearing_at_nobody_is_emphasis(toxicity: float | None, action: Action) -> None:
    scores = {"profanity": 0.99, "toxicity": toxicity}
    assert policy.decide(judgement(scores=scores), policy.Settings()).action is action
