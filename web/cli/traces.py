"""One text's way through the rules: as people read it, and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from moderation import receipts
from moderation.trying import Step, Trial
from rules import RuleMode
from rules.seen import Value
from web.cli.printing import printable


def lines(trial: Trial, *, whole: bool) -> Iterator[str]:
    """The outcome, then the rules that fired, those that are unknown, and the others.

    Args:
        trial: the text and what became of it.
        whole: whether the rules that did not fire are listed too.
    """
    yield from _outcome(trial)
    fired = [step for step in trial.steps if step.fires]
    unknown = [step for step in trial.steps if step.holds is None]
    others = [s for s in trial.steps if not s.fires and s.holds is not None]
    if fired:
        yield "\nFired:"
        for step in sorted(fired, key=lambda its: (-its.rule.weight, its.rule.id)):
            yield from _fired(trial.text, step)
    if unknown:
        yield "\nUnknown, so without a say:"
        for step in unknown:
            yield f"  {_named(step)}"
            yield from _facts(step)
    if whole and others:
        yield "\nDid not fire:"
        for step in others:
            yield f"  {_named(step)}"
            yield from _facts(step)
    elif others:
        is_one = len(others) == 1
        yield f"\n{len(others):,} other rule{'s' * (not is_one)} did not fire " + (
            "(--all lists it)" if is_one else "(--all lists them)"
        )


def _outcome(trial: Trial) -> Iterator[str]:
    outcome = trial.outcome
    yield f"{outcome.action}, priority {outcome.priority:.2f}"
    if outcome.levels:
        told = (f"{name} by {level}" for name, level in sorted(outcome.levels.items()))
        yield f"  set: {_shown(', '.join(told))}"
    if not outcome.reasons:
        yield "  nothing speaks against it"
    for each in outcome.reasons:
        asks = f", asks to {each.then}" if each.then else ""
        yield f"  {each.weight:.2f}  {each.rule} ({each.code}{asks}): {each.message}"


def _fired(text: str, step: Step) -> Iterator[str]:
    yield f"  {step.rule.weight:.2f}  {_named(step)}"
    yield from _facts(step)
    if step.spans:
        yield f"        marked: {', '.join(_marked(text, step.spans))}"


def _named(step: Step) -> str:
    rule = step.rule
    notes = [rule.mode.value] if rule.mode is not RuleMode.LIVE else []
    notes += [f"asks to {rule.then}"] if rule.then else []
    notes += [step.idle] if step.idle else []
    told = f" ({', '.join(notes)})" if notes else ""
    return f"{rule.id}{told}: {rule.says}"


def _facts(step: Step) -> Iterator[str]:
    yield f"        when {_shown(step.rule.when)}"
    for name, value in step.facts:
        yield f"        {name} is {_value(value)}"


def _value(value: Value) -> str:
    match value:
        case None:
            return "unknown"
        case bool():
            return "true" if value else "false"
        case float() | int():
            return f"{value:.4g}" if value % 1 else f"{value:.0f}"
        case str():
            return f'"{_shown(value)}"'


_MOST_MARKED, _LONGEST = 20, 80


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    for begin, end in spans[:_MOST_MARKED]:
        words = text[begin:end]
        cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        yield f'"{_shown(cut)}"'
    if len(spans) > _MOST_MARKED:
        yield f"and {len(spans) - _MOST_MARKED} more"


def _shown(text: str) -> str:
    """A text in one line, without what a terminal would act on."""
    return printable(" ".join(text.split()))


def as_json(trial: Trial) -> dict[str, Any]:
    """The same, with every rule; places are in code points of the text."""
    outcome = trial.outcome
    return {
        "action": outcome.action,
        "priority": round(outcome.priority, 4),
        "levels": dict(outcome.levels),
        "reasons": receipts.reasons(outcome.reasons),
        "scores": receipts.rounded(trial.scores),
        "rules": list(map(_step, trial.steps)),
    }


def _step(step: Step) -> dict[str, Any]:
    rule = step.rule
    return {
        "rule": rule.id,
        "mode": rule.mode,
        "says": rule.says,
        "when": rule.when,
        "then": rule.then,
        "weight": rule.weight,
        "holds": step.holds,
        "fires": step.fires,
        "idle": step.idle or None,
        "facts": dict(step.facts),
        "spans": [{"begin": begin, "end": end} for begin, end in step.spans],
    }
