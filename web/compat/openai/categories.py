"""From a judgement to the thirteen categories that OpenAI's clients expect.

| category | what backs it |
| --- | --- |
| `harassment` | `toxicity`, `severe_toxicity`, `insult`; rules for `abuse`, `insult` |
| `harassment/threatening`, `violence` | `threat`; rules for `threat` |
| `hate` | `identity_attack`; rules for `hate` |
| `hate/threatening` | what is both of `hate` and `violence` |
| `sexual` | rules for `sexual`: word lists, no model |
| `self-harm` | the rules `self_harm` and `self_harm_words`, no model |
| the other six | nothing: score 0, never flagged |

Spam, swearing at nobody and what is off topic have no category here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from moderation.comments import Action, Finding, Reason
from moderation.intake import Assessment
from moderation.policy import LANGUAGE


@dataclass(frozen=True)
class Backing:
    """The attributes, and the rules by reason or name, that stand behind a category."""

    attributes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    rules: tuple[str, ...] = ()


_THREAT = Backing(("threat",), (Reason.THREAT,))
_NOTHING = Backing()
_HATE_THREATENING = "hate/threatening"

CATEGORIES: Mapping[str, Backing] = {
    "harassment": Backing(
        ("toxicity", "severe_toxicity", "insult"), (Reason.ABUSE, Reason.INSULT)
    ),
    "harassment/threatening": _THREAT,
    "hate": Backing(("identity_attack",), (Reason.HATE,)),
    _HATE_THREATENING: _NOTHING,  # made of two others
    "illicit": _NOTHING,
    "illicit/violent": _NOTHING,
    "self-harm": Backing(rules=("self_harm", "self_harm_words")),
    "self-harm/instructions": _NOTHING,
    "self-harm/intent": _NOTHING,
    "sexual": Backing(reasons=(Reason.SEXUAL,)),
    "sexual/minors": _NOTHING,
    "violence": _THREAT,
    "violence/graphic": _NOTHING,
}


def backed(category: str) -> bool:
    """Whether anything here can flag a category."""
    return category == _HATE_THREATENING or CATEGORIES[category] != _NOTHING


def unflagged() -> dict[str, Any]:
    """The result for a text with nothing in it."""
    return _result(dict.fromkeys(CATEGORIES, False), dict.fromkeys(CATEGORIES, 0.0))


def result(found: Assessment) -> dict[str, Any]:
    """What is said of one text.

    A category is flagged where the site's thresholds or rules hold or reject for it.
    A text in a language that nobody reads here is flagged without any category: it
    is for a person.
    """
    scores, against = found.judgement.scores, _against(found.outcome.reasons)
    flags = dict[str, bool]()
    numbers = dict[str, float]()
    for name, backing in CATEGORIES.items():
        behind = [each for each in against if _backs(backing, each)]
        known = [scores.get(attribute) or 0.0 for attribute in backing.attributes]
        flags[name] = bool(behind)
        numbers[name] = max((*known, *(each.weight for each in behind)), default=0.0)
    flags[_HATE_THREATENING] = flags["hate"] and flags["violence"]
    numbers[_HATE_THREATENING] = min(numbers["hate"], numbers["violence"])
    unread = any(each.rule == LANGUAGE for each in found.outcome.reasons)
    return _result(flags, numbers, unread=unread)


def _against(reasons: Iterable[Finding]) -> list[Finding]:
    return [each for each in reasons if each.then in (Action.HOLD, Action.REJECT)]


def _backs(backing: Backing, finding: Finding) -> bool:
    """By its attribute, if it is a score's: two attributes may have one reason."""
    attribute = finding.rule.removeprefix("score:")
    if attribute != finding.rule:
        return attribute in backing.attributes
    return finding.code in backing.reasons or finding.rule in backing.rules


def _result(
    flags: Mapping[str, bool], scores: Mapping[str, float], *, unread: bool = False
) -> dict[str, Any]:
    return {
        "flagged": unread or any(flags.values()),
        "categories": flags,
        "category_scores": {name: round(its, 6) for name, its in scores.items()},
        "category_applied_input_types": {
            name: ["text"] if backed(name) else [] for name in CATEGORIES
        },
    }
