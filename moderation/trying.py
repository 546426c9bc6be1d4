"""A rulebook tried on one text: what each rule makes of it, and why.

The text is judged as one that comes in, by the same judges, and nothing is kept. So
are the examples of a rules file, which say what shall become of a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import rules
from moderation import judging, policy, surroundings
from moderation.cases import Case
from moderation.comments import (
    DEFAULT_SITE,
    Action,
    Article,
    Outcome,
    Scores,
    Submission,
)
from moderation.judges import Judges
from moderation.service import Service
from moderation.store import people
from moderation.surroundings import Sent, in_force
from moderation.text import Original
from rules import Example, Problem, Rule, Rulebook
from rules.conditions import Verdict, names
from rules.facts import Spans
from rules.patterns import MOST_PLACES
from rules.problems import Place
from rules.rulebook import RuleMode
from rules.seen import NOWHERE, Seen, Value


@dataclass(frozen=True, kw_only=True)
class Step:
    """What became of one rule.

    Attributes:
        holds: whether its condition does; `None` where that is unknown.
        idle: why it does nothing although it may hold; "" if it is at work.
        facts: the value of each fact that the condition names, by its name.
        spans: the places in the plain text that it looked at, where it holds.
    """

    rule: Rule
    holds: Verdict
    idle: str = ""
    facts: Sequence[tuple[str, Value]] = ()
    spans: Spans = NOWHERE

    @property
    def fires(self) -> bool:
        """Whether it is found in the comment, if only in shadow."""
        return self.holds is True and not self.idle


@dataclass(frozen=True)
class Trial:
    """What became of a text, and of each rule, in the order of the file."""

    text: str
    scores: Scores
    outcome: Outcome
    steps: Sequence[Step]


def as_posted(
    service: Service, site: str, submission: Submission
) -> tuple[Case, policy.Settings]:
    """A case as if it had been posted at a site, and the settings in force for it.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        at = people.site(connection, site)
        case = surroundings.case(connection, service, at, Sent(submission))
        return case, in_force(connection, service, at, case.article, case.author)


def attempt(judges: Judges, case: Case, settings: policy.Settings) -> Trial:
    """Judge a text as if it came in, and tell what each rule made of it."""
    judgement, facts = judging.heard(judges, case)
    return Trial(
        text=case.original.text,
        scores=judgement.scores,
        outcome=policy.decide(judgement, settings),
        steps=steps(case.rulebook or judges.rulebook, facts),
    )


def steps(book: Rulebook, facts: rules.Facts) -> list[Step]:
    """What becomes of each rule, drafts too."""
    try:
        seen = book.seen(facts)
    except rules.RuleFailed as error:
        return [Step(rule=rule, holds=None, idle=str(error)) for rule in book.rules]
    return [_step(rule, seen) for rule in book.rules]


def _step(rule: Rule, seen: Seen) -> Step:
    try:
        holds = rule.condition.holds(seen)
        named = sorted(names(rule.tree), key=lambda each: each.name)
        values = [(each.name, seen.value(each.fact)) for each in named]
        spans = rule.condition.spans(seen, MOST_PLACES) if holds else NOWHERE
    except Exception as error:
        told = f"it broke: {type(error).__name__}"
        return Step(rule=rule, holds=None, idle=told)
    return Step(
        rule=rule,
        holds=holds,
        idle=_told_idle(rule, seen),
        facts=values,
        spans=tuple(sorted(set(spans))),
    )


def _told_idle(rule: Rule, seen: Seen) -> str:
    if rule.mode is RuleMode.DRAFT:
        return "it is a draft"
    if rule.is_over():
        return f"it was at work until {rule.until}"
    if not rule.is_about(seen.facts):
        return "it is for other languages or sections"
    return ""


def failed_examples(
    judges: Judges, settings: policy.Settings, lines: Sequence[str]
) -> list[Problem]:
    """The examples of the rulebook that do not come out as they say.

    Args:
        judges: with the rulebook.
        settings: of the policy.
        lines: of the rules file, to point at.
    """
    told = [
        (example, _told_failure(judges, settings, example))
        for example in judges.rulebook.examples
    ]
    return [
        Problem(_place(example, lines), failure, _HINT)
        for example, failure in told
        if failure
    ]


_HINT = "try it with `moderate rules test`"


def _told_failure(judges: Judges, settings: policy.Settings, example: Example) -> str:
    """What is not as the example says; "" if all is."""
    trial = attempt(judges, _case(example), settings)
    action, fired = trial.outcome.action, [s.rule.id for s in trial.steps if s.fires]
    reasons = ", ".join(f"`{each.rule}`" for each in trial.outcome.reasons)
    if example.expect and action is not Action(example.expect):
        wanted, done = _DONE[Action(example.expect)], _DONE[action]
        told = f": {reasons}" if reasons else ": nothing fires"
        return f"this example shall be {wanted} and is {done}{told}"
    missing = [f"`{each}`" for each in example.rules if each not in fired]
    if missing:
        return f"in this example {' and '.join(missing)} shall fire, and does not"
    return ""


_DONE = {
    Action.APPROVE: "approved",
    Action.HOLD: "held",
    Action.REJECT: "rejected",
}


def _case(example: Example) -> Case:
    about = example.article
    return Case(
        site=DEFAULT_SITE,
        language="en",
        original=Original(example.text),
        article=Article(
            title=about.get("title"),
            text=about.get("text"),
            section=about.get("section"),
        ),
        parent=example.parent,
    )


def _place(example: Example, lines: Sequence[str]) -> Place:
    line = lines[example.line - 1] if 0 < example.line <= len(lines) else ""
    bare = line.strip().removeprefix("- ").lstrip()
    return Place(example.line, line.find(bare) + 1, max(1, len(bare)))
