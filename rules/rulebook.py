"""A rulebook: the rules of one file, run on the facts of one comment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.errors import RuleFailed
from rules.facts import Facts, Finding
from rules.language import Condition, Hits
from rules.patterns import Patterns
from rules.wordlists import WordLists


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule as the file has it; `says` is the sentence for moderators."""

    id: str
    family: str
    says: str
    when: str
    reason: str
    weight: float
    then: str | None
    condition: Condition


class Rulebook:
    """Rules with their lists and patterns; immutable, safe in many threads.

    `version` names the file and a digest of all that it says, lists included.
    """

    def __init__(
        self, version: str, rules: Sequence[Rule], lists: WordLists, patterns: Patterns
    ) -> None:
        self.version = version
        self.rules = tuple(rules)
        self._lists = lists
        self._patterns = patterns

    def check(self, facts: Facts) -> tuple[Finding, ...]:
        """What the rules see in a comment, the heaviest first.

        Raises:
            RuleFailed: a rule broke; the comment must be held.
        """
        hits = self._hits(facts)
        findings = [
            self._finding(rule, hits) for rule in self.rules if self._fires(rule, hits)
        ]
        return tuple(sorted(findings, key=lambda finding: -finding.weight))

    def _hits(self, facts: Facts) -> Hits:
        try:
            return Hits(facts, self._lists.find(facts), self._patterns.find(facts))
        except Exception as error:
            raise RuleFailed(f"lists and patterns: {type(error).__name__}") from error

    def _fires(self, rule: Rule, hits: Hits) -> bool:
        try:
            return rule.condition.holds(hits) is True
        except Exception as error:
            raise RuleFailed(f"{rule.id}: {type(error).__name__}") from error

    def _finding(self, rule: Rule, hits: Hits) -> Finding:
        return Finding(
            rule=rule.id,
            family=rule.family,
            reason=rule.reason,
            weight=rule.weight,
            message=rule.says,
            spans=tuple(sorted(set(rule.condition.spans(hits)))),
            then=rule.then,
        )


def families(book: Rulebook) -> Mapping[str, list[Rule]]:
    """The rules by family, in the order of the file."""
    result: dict[str, list[Rule]] = {}
    for rule in book.rules:
        result.setdefault(rule.family, []).append(rule)
    return result
