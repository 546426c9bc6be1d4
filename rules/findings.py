"""What rules see in a comment, and how much it is together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.facts import Spans


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule saw; `weight` in [0, 1], `then` what it asks for, if anything."""

    rule: str
    family: str
    reason: str
    weight: float
    message: str
    spans: Spans = ()
    then: str | None = None
    tag: str = ""
    queue: str = ""
    to_author: str = ""


@dataclass(frozen=True)
class Findings:
    """What the rules see in a comment, each the heaviest first.

    Attributes:
        live: what counts.
        shadow: what rules see that are only tried.
        risk: of the live ones together, in [0, 1].
    """

    live: tuple[Finding, ...] = ()
    shadow: tuple[Finding, ...] = ()
    risk: float = 0.0


def gathered(
    live: Iterable[Finding], shadow: Iterable[Finding], caps: Mapping[str, float]
) -> Findings:
    """Findings in whatever order, put in theirs, with the risk of the live ones."""
    counted = _ordered(live)
    return Findings(counted, _ordered(shadow), risk(counted, caps))


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda its: (-its.weight, its.rule)))


def risk(findings: Iterable[Finding], caps: Mapping[str, float]) -> float:
    """How much findings weigh together, in [0, 1].

    The weights of a family add up to its cap, 1 if it has none, and those of all
    families to 1: many small signs count, and one kind of them is not counted as many.
    What asks for approval is no sign against a comment.

    >>> one = Finding(rule="a", family="form", reason="other", weight=0.2, message="")
    >>> risk([one, one, one], {"form": 0.3})
    0.3
    """
    by_family = dict[str, float]()
    for finding in findings:
        if finding.then == "approve":
            continue
        by_family[finding.family] = by_family.get(finding.family, 0) + finding.weight
    capped = [min(its, caps.get(family, 1.0)) for family, its in by_family.items()]
    return min(1.0, round(sum(capped), 6))
