"""Ready-made judgements, as the product keeps them: by its own policy, of scores by
chance.

Of a hundred comments some seventy are approved at once, as at a publisher whose readers
mostly behave; the others have one thing that speaks against them, or several.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import rules
from moderation import judging, policy
from moderation.comments import Action, Finding, Judgement, Reason, Span
from moderation.store.columns import encoded

KINDS = 2_000
"""Different judgements of each action: so many that no score stands out."""

MODEL = "attributes-en-filled"

_USUAL: Mapping[str, tuple[float, float]] = {
    "toxicity": (0.9, 14.0),
    "severe_toxicity": (0.5, 80.0),
    "insult": (0.8, 20.0),
    "threat": (0.5, 150.0),
    "profanity": (0.6, 25.0),
    "identity_attack": (0.5, 90.0),
    "spam": (0.5, 60.0),
    "on_topic": (6.0, 1.5),
}
"""Both parameters of the beta distribution of an attribute's scores."""

_RAISED = (3.0, 1.6)
_TOGETHER: Sequence[Sequence[str]] = (
    ("toxicity", "insult"),
    ("toxicity", "profanity"),
    ("toxicity", "insult", "identity_attack"),
    ("toxicity", "threat", "severe_toxicity"),
    ("spam",),
    (),
)
"""Attributes that are high together; none where only rules see something."""

_RULES: Sequence[Sequence[str]] = (
    ("insult_aimed", "insult_likely"),
    ("profanity",),
    ("against_groups", "slur_likely"),
    ("threat", "call_for_violence"),
    ("advertising_link", "link_and_spam", "self_promotion"),
    ("shouting", "many_links", "email_address", "other_subject", "link_drop"),
)
"""What rules may see beside each of these."""


@dataclass(frozen=True)
class Verdict:
    """One judgement with its outcome; `scores`, `reasons`, `signals` and `levels` are
    JSON, as they are stored.
    """

    action: Action
    code: Reason | None
    priority: float
    risk: float
    scores: str
    reasons: str
    signals: str
    levels: str
    rules: tuple[str, ...]
    shadow: tuple[str, ...]


def made(dice: random.Random, each: int = KINDS) -> Mapping[Action, Sequence[Verdict]]:
    """So many different ones of each action."""
    known = {rule.id: rule for rule in rules.default().rules}
    found: dict[Action, list[Verdict]] = {action: [] for action in Action}
    while any(len(some) < each for some in found.values()):
        wanted = min(found, key=lambda action: len(found[action]))
        verdict = _verdict(dice, known, wanted)
        if len(found[verdict.action]) < each:
            found[verdict.action].append(verdict)
    return found


def _verdict(
    dice: random.Random, known: Mapping[str, rules.Rule], wanted: Action
) -> Verdict:
    scores = {name: dice.betavariate(*usual) for name, usual in _USUAL.items()}
    seen = list[str]()
    if wanted is not Action.APPROVE:
        kind = dice.randrange(len(_TOGETHER))
        for name in _TOGETHER[kind]:
            scores[name] = dice.betavariate(*_RAISED)
        most = len(_RULES[kind])
        seen = dice.sample(_RULES[kind], dice.randint(0, min(2, most)))
    opinions: dict[str, float | None] = {**scores}
    if dice.random() < 0.3:  # too short for one
        opinions["on_topic"] = None
    findings = tuple(_finding(known[name], dice) for name in seen)
    judgement = Judgement(
        scores=opinions,
        findings=findings,
        failures=("topic",) if dice.random() < 0.001 else (),
        foreign="fr" if dice.random() < 0.004 else None,
        marks={name: (_span(dice),) for name in scores},
        model=MODEL,
        rules=rules.default().version,
        risk=min(1.0, sum(its.weight for its in findings)),
        shadow=tuple(
            _finding(known[name], dice)
            for name in ("chatter",)
            if dice.random() < 0.02 and name not in seen
        ),
    )
    usual = policy.Settings(levels={"mode": "site", "thresholds": "site"})
    outcome = policy.decide(judgement, usual)
    return Verdict(
        action=outcome.action,
        code=outcome.reasons[0].code if outcome.reasons else None,
        priority=outcome.priority,
        risk=judgement.risk,
        scores=encoded(dict(judgement.scores)),
        reasons=encoded(outcome.reasons),
        signals=encoded(judging.signals(judgement.scores, findings)),
        levels=encoded(dict(outcome.levels)),
        rules=tuple(seen),
        shadow=tuple(its.rule for its in judgement.shadow),
    )


def _finding(rule: rules.Rule, dice: random.Random) -> Finding:
    return Finding(
        code=Reason(rule.reason),
        rule=rule.id,
        message=rule.says,
        weight=rule.weight,
        spans=(_span(dice),),
        then=Action(rule.then) if rule.then else None,
        queue=rule.queue,
        tag=rule.tag,
    )


def _span(dice: random.Random) -> Span:
    """Within the first twenty characters, which every text has."""
    begin = dice.randrange(12)
    return Span(begin, begin + dice.randint(3, 8))
