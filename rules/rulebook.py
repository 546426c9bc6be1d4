"""A rulebook: the rules of one file, run on the facts of one comment.

Whatever the order of rules in the file, the findings are the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property

from rules.conditions import Condition, Node, names
from rules.facts import Facts
from rules.findings import Finding, Findings, gathered
from rules.index import Index
from rules.patterns import LEAST_PLACES, Patterns
from rules.problems import RuleFailed
from rules.seen import NOWHERE, Seen
from rules.wordlists import WordLists

MOST_TOLD = 10_000
"""Places of each fact that all findings of a comment tell together, or
`LEAST_PLACES` of each: forty rules may tell all that there is, and what a thousand tell
is no more than a person looks at."""
MOST_PLACED = 100
"""Findings of a comment that tell places, live ones first and the heaviest: those of
hundreds more mark the same words again, and to gather them takes as long as to see
which rules fire."""


class RuleMode(StrEnum):
    """Whether a rule is at work."""

    DRAFT = "draft"  # is only checked
    SHADOW = "shadow"  # is run and written down, without effect
    LIVE = "live"


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule:
    """One rule as the file has it.

    Attributes:
        says: the sentence for moderators.
        message: that for the author; "" for none of its own.
        until: the last day that it is at work.
        languages, sections: of the comments that it is about; all if empty.
        tag, queue: what a comment gets, and where it waits; "" for none.
        line: in the file.
    """

    id: str
    family: str
    says: str
    when: str
    condition: Condition
    reason: str
    weight: float
    then: str | None = None
    mode: RuleMode = RuleMode.LIVE
    until: date | None = None
    languages: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    tag: str = ""
    queue: str = ""
    message: str = ""
    line: int = 0

    def is_as(self, other: "Rule") -> bool:
        """Whether another one says the same, where lists and patterns are the same."""
        return self._says == other._says

    @property
    def _says(self) -> tuple[object, ...]:
        apart = {"condition", "line"}  # of another file, or another place in it
        return tuple(
            getattr(self, each.name) for each in fields(self) if each.name not in apart
        )

    @property
    def tree(self) -> Node:
        """What its condition says."""
        return self.condition.tree

    @cached_property
    def finding(self) -> Finding:
        """What it says where it fires, without the places that it saw."""
        return Finding(
            rule=self.id,
            family=self.family,
            reason=self.reason,
            weight=self.weight,
            message=self.says,
            spans=NOWHERE,
            then=self.then,
            tag=self.tag,
            queue=self.queue,
            to_author=self.message,
        )

    def is_about(self, facts: Facts) -> bool:
        """Whether it is for comments of this language and section."""
        if self.languages and facts.language not in self.languages:
            return False
        return not self.sections or facts.article.section in self.sections

    def is_over(self, today: date | None = None) -> bool:
        """Whether its last day is before this one, or before the given one."""
        return self.until is not None and self.until < (
            today or datetime.now(UTC).date()
        )


@dataclass(frozen=True)
class Example:
    """A text of the file, and what shall become of it.

    Attributes:
        expect: `approve`, `hold` or `reject`; "" if only `rules` are wanted.
        rules: ids of some that shall fire.
    """

    text: str
    expect: str = ""
    rules: tuple[str, ...] = ()
    article: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    line: int = 0


class Rulebook:
    """Rules with their lists and patterns; immutable, safe in many threads.

    Attributes:
        version: names the file and a digest of all that it says, lists included.
        lists, patterns: the names of them, the built-in patterns too.
    """

    def __init__(
        self,
        version: str,
        rules: Sequence[Rule],
        lists: WordLists,
        patterns: Patterns,
        *,
        description: str = "",
        caps: Mapping[str, float] | None = None,
        examples: Sequence[Example] = (),
    ) -> None:
        self.version = version
        self.description = description
        self.rules = tuple(rules)
        self.caps = dict(caps or {})
        self.examples = tuple(examples)
        self.lists, self.patterns = lists.names, patterns.names
        self._lists = lists
        self._patterns = patterns
        self._asks_built_in = any(
            its.fact.built_in or its.finds in patterns.built_in
            for rule in rules
            for its in names(rule.tree)
        )
        self._index = Index([its for its in rules if its.mode is not RuleMode.DRAFT])

    def check(self, facts: Facts, today: date | None = None) -> Findings:
        """What the rules see in a comment.

        Args:
            facts: of the comment.
            today: whose rules are at work; this day if not given.

        Raises:
            RuleFailed: a rule broke; the comment must be held.
        """
        return self.findings(self.seen(facts), today)

    def findings(self, seen: Seen, today: date | None = None) -> Findings:
        """As `check`, of a comment that was looked through with `seen`."""
        fired = [
            rule
            for rule in self._candidates(seen)
            if _fires(rule, seen) and not rule.is_over(today)
        ]
        most = max(MOST_TOLD // max(len(fired), 1), LEAST_PLACES)
        live, shadow = list[Finding](), list[Finding]()
        fired.sort(key=lambda its: (its.mode is RuleMode.SHADOW, -its.weight, its.id))
        for number, rule in enumerate(fired):
            found = live if rule.mode is RuleMode.LIVE else shadow
            is_placed = number < MOST_PLACED
            found.append(_placed(rule, seen, most) if is_placed else rule.finding)
        return gathered(live, shadow, self.caps)

    def without(self, ids: Collection[str]) -> "Rulebook":
        """The same with some of its live rules only tried, which its version tells.

        Args:
            ids: of rules; those that are not live here change nothing.
        """
        live = {its.id for its in self.rules if its.mode is RuleMode.LIVE}
        if not (tried := sorted(live.intersection(ids))):
            return self
        return Rulebook(
            f"{self.version} without {', '.join(tried)}",
            [
                replace(its, mode=RuleMode.SHADOW) if its.id in tried else its
                for its in self.rules
            ],
            self._lists,
            self._patterns,
            description=self.description,
            caps=self.caps,
            examples=self.examples,
        )

    def seen(
        self, facts: Facts, by: Seen | None = None, *, same_patterns: bool = False
    ) -> Seen:
        """A comment with what lists and patterns find in it.

        Args:
            facts: of the comment.
            by: the same comment as another rulebook sees it; the facts that are known
                there need not be found again.
            same_patterns: whether that one has the same patterns (`has_patterns_of`),
                so that they need not be looked for again either.

        Raises:
            RuleFailed: they broke.
        """
        try:
            words = self._lists.find(facts)
            if by is not None and same_patterns:
                matches = by.matches
            else:
                matches = self._patterns.find(facts, built_in=self._asks_built_in)
            return Seen(facts, words, matches, by.values if by else {})
        except Exception as error:
            raise RuleFailed(f"lists and patterns: {type(error).__name__}") from error

    @property
    def asks_for_language(self) -> bool:
        """Whether a rule is about some languages, or names one."""
        return any(
            rule.languages or any(its.name in _LANGUAGE for its in names(rule.tree))
            for rule in self.rules
        )

    @property
    def asks_for_similar(self) -> bool:
        """Whether a rule names texts that are nearly the same."""
        return any(
            its.name in _SIMILAR for rule in self.rules for its in names(rule.tree)
        )

    def has_lists_of(self, other: "Rulebook") -> bool:
        """Whether both have the same lists and patterns, so that both see the same."""
        return self._lists == other._lists and self.has_patterns_of(other)

    def has_patterns_of(self, other: "Rulebook") -> bool:
        """Whether both look for the same patterns."""
        mine = self._patterns, self._asks_built_in
        return mine == (other._patterns, other._asks_built_in)

    def differing(self, other: "Rulebook") -> frozenset[str]:
        """What conditions would find other things by, as they name it: `words("x")`."""
        lists = self._lists.differing(other._lists)
        patterns = self._patterns.differing(other._patterns)
        return frozenset(
            [f'{function}("{name}")' for function in _OF_LISTS for name in lists]
            + [f'matches("{name}")' for name in patterns]
        )

    def only(self, rules: Sequence[Rule]) -> "Rulebook":
        """The same with some of its rules alone."""
        return Rulebook(
            self.version,
            rules,
            self._lists,
            self._patterns,
            description=self.description,
            caps=self.caps,
        )

    def _candidates(self, seen: Seen) -> Iterable[Rule]:
        try:
            return self._index.candidates(seen)
        except Exception as error:
            raise RuleFailed(f"facts: {type(error).__name__}") from error


_OF_LISTS = ("words", "links_to")
_LANGUAGE = frozenset({"language", "language.certainty"})
_SIMILAR = frozenset({"repetition.own_similar", "repetition.others_similar"})


def _fires(rule: Rule, seen: Seen) -> bool:
    try:
        return rule.condition.holds(seen) is True and rule.is_about(seen.facts)
    except Exception as error:
        raise RuleFailed(f"{rule.id}: {type(error).__name__}") from error


def _placed(rule: Rule, seen: Seen, most: int) -> Finding:
    spans = rule.condition.spans(seen, most)
    return replace(rule.finding, spans=spans) if spans else rule.finding


def families(book: Rulebook) -> Mapping[str, list[Rule]]:
    """The rules by family, in the order of the file."""
    result: dict[str, list[Rule]] = {}
    for rule in book.rules:
        result.setdefault(rule.family, []).append(rule)
    return result
