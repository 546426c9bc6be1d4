"""Stored comments weighed by two rulebooks: the part of a backtest that is much work.

It is done for a batch at a time, in several processes where there are several. A
process reads both rules files itself, as compiled rules cannot be sent.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rules
from classifier.spelling import spelt
from moderation import levels, policy
from moderation.backtests import recall
from moderation.backtests.recall import Recalled, Spelt
from moderation.backtests.tally import (
    CANDIDATE,
    LIVE,
    Example,
    Key,
    Move,
    Tally,
    chance,
)
from moderation.backtests.tally import stricter as is_stricter
from moderation.comments import (
    Action,
    Article,
    Finding,
    Judgement,
    Outcome,
    Reason,
    Span,
)
from moderation.levels import Level, Override, Standing
from moderation.live_rules import compiled
from moderation.store.past import Stored, Written
from moderation.store.rulebooks import Kept
from moderation.text import Original
from rules import Findings, Rulebook
from rules.findings import gathered
from rules.seen import Seen


@dataclass(frozen=True)
class Plan:
    """What is compared with what.

    Attributes:
        candidate: the rules file that is tried.
        live: that of the service; `None` for the shipped one.
        kept: the site's own version in service instead, if it has one.
        paused: rules in service that are only tried.
        language: of the site, as `en`.
        settings: of the site's policy.
        overrides: of all its levels.
    """

    candidate: Path
    live: Path | None
    language: str
    settings: policy.Settings
    overrides: Sequence[Override] = ()
    kept: Kept | None = None
    paused: Collection[str] = ()

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """What moderators say of authors, by their ids."""
        return {each.name: each.standing for each in self.overrides if each.standing}

    def settings_for(
        self, section: str | None, author: str | None, article: str | None
    ) -> policy.Settings:
        """Those in force for a comment, by all levels that it is in."""
        names = (
            (Level.SITE, ""),
            (Level.SECTION, section),
            (Level.ARTICLE, article),
            (Level.AUTHOR, author),
        )
        found = [self._by_level[each] for each in names if each in self._by_level]
        return levels.resolved(self.settings, found) if found else self.settings

    @cached_property
    def _by_level(self) -> Mapping[tuple[Level, str | None], Override]:
        return {(each.level, each.name): each for each in self.overrides}


@dataclass(frozen=True)
class Batch:
    """Some stored comments, with the articles that they are about."""

    comments: Sequence[Recalled]
    articles: Mapping[str, Article]


class Books:
    """The rulebooks of a plan, read.

    Most rules of a candidate are as they are in the live file, and are asked once of a
    comment in which both find the same words.

    Args:
        candidate, live: the rulebooks.
    """

    def __init__(self, candidate: Rulebook, live: Rulebook) -> None:
        self.candidate, self.live = candidate, live
        self.ask_for_language = candidate.asks_for_language or live.asks_for_language
        self.ask_for_similar = candidate.asks_for_similar or live.asks_for_similar
        self._same_patterns = candidate.has_patterns_of(live)
        self._see_alike = candidate.has_lists_of(live)
        tried = {rule.id: rule for rule in candidate.rules}
        alike = {
            rule.id
            for rule in live.rules
            if rule.id in tried and rule.is_as(tried[rule.id])
        }
        self._alike = frozenset(alike)
        self._rest = live.only([its for its in live.rules if its.id not in alike])

    @classmethod
    def of(cls, plan: Plan) -> "Books":
        """Read both.

        Raises:
            RulesError: one cannot be used.
        """
        if plan.kept is not None:
            live = compiled(plan.kept)
        else:
            live = rules.load(plan.live, spelt) if plan.live else rules.default()
        return cls(rules.load(plan.candidate, spelt), live.without(plan.paused))

    def found(self, facts: rules.Facts) -> tuple[Findings | None, Findings | None]:
        """What the candidate finds and what the live rules do; `None` if one broke."""
        seen, tried = self._tried(facts)
        try:
            if seen is None or tried is None:
                return tried, self.live.check(facts)
            again = self._again(facts, seen)
            if again.words != seen.words or not self._same_patterns:
                return tried, self.live.findings(again)
            rest = self._rest.findings(again)
        except rules.RuleFailed:
            return tried, None
        live = [its for its in tried.live if its.rule in self._alike]
        shadow = [its for its in tried.shadow if its.rule in self._alike]
        return tried, gathered(
            (*live, *rest.live), (*shadow, *rest.shadow), self.live.caps
        )

    def _again(self, facts: rules.Facts, seen: Seen) -> Seen:
        """The comment as the live rules see it, mostly just as the candidate does."""
        if self._see_alike:
            return seen
        return self.live.seen(facts, seen, same_patterns=self._same_patterns)

    def _tried(self, facts: rules.Facts) -> tuple[Seen | None, Findings | None]:
        try:
            seen = self.candidate.seen(facts)
            return seen, self.candidate.findings(seen)
        except rules.RuleFailed:
            return None, None


def weigh(plan: Plan, books: Books, batch: Batch) -> Tally:
    """What both rulebooks make of some comments."""
    tally = Tally()
    usual = plan.language if books.ask_for_language else None
    for recalled in batch.comments:
        _Weighed(plan, batch.articles, recalled, usual).count(tally, books)
    return tally


def spell_all(
    plan: Plan, books: Books, texts: Sequence[Stored | Written]
) -> list[Spelt]:
    """Texts in their folded spelling, with their fingerprints."""
    return [recall.spell(its.text, its.format) for its in texts]


class _Weighed:
    """One stored comment."""

    def __init__(
        self,
        plan: Plan,
        articles: Mapping[str, Article],
        recalled: Recalled,
        usual: str | None,
    ) -> None:
        self._stored = recalled.stored
        self._original = Original(self._stored.text, self._stored.format)
        article = recall.article_of(self._stored, articles)
        author = self._stored.arrival.author
        self._settings = plan.settings_for(article.section, author, article.id)
        self._facts = recall.facts(
            recalled,
            self._original,
            article,
            plan.standings.get(author) if author else None,
            usual=usual,
        )
        self._silent = _silent(self._stored.reasons)

    def count(self, tally: Tally, books: Books) -> None:
        """Add it to a tally."""
        found, before = books.found(self._facts)
        keys = [Key(CANDIDATE, each.rule) for each in _both(found)]
        if before:
            keys += [Key(LIVE, each.rule) for each in before.shadow]
        tally.fired(keys, self._stored.decided)
        for name, its in ((CANDIDATE, found), (LIVE, before)):
            tally.failed[name] += its is None
        after = self._outcome(found)
        self._compare(tally, after if before == found else self._outcome(before), after)

    def _outcome(self, findings: Findings | None) -> Outcome:
        failures, foreign = self._silent
        judgement = Judgement(
            scores=self._facts.scores,
            findings=tuple(map(_finding, findings.live)) if findings else (),
            risk=findings.risk if findings else 0.0,
            failures=failures if findings else (*failures, "rules"),
            foreign=foreign,
            marks={},
            model=self._stored.model,
            rules="",
        )
        return policy.decide(judgement, self._settings)

    def _compare(self, tally: Tally, before: Outcome, after: Outcome) -> None:
        move = Move(before.action, after.action, self._stored.decided)
        tally.moves[move] += 1
        if before.action is after.action:
            return
        stricter, its = is_stricter(move), chance(self._stored.id)
        if tally.wants(its, stricter=stricter):
            tally.show(self._example(its, move, before, after), stricter=stricter)

    def _example(
        self, chance: int, move: Move, before: Outcome, after: Outcome
    ) -> Example:
        old = [each.rule for each in before.reasons]
        new = [each.rule for each in after.reasons]
        shown = after if is_stricter(move) else before
        places = [
            (span.begin, span.end) for each in shown.reasons for span in each.spans
        ]
        return Example(
            chance=chance,
            id=self._stored.id,
            text=self._stored.text,
            move=move,
            before=tuple(each for each in old if each not in new),
            after=tuple(each for each in new if each not in old),
            spans=self._original.spans(places),
        )


def _both(findings: Findings | None) -> Iterable[rules.Finding]:
    return (*findings.live, *findings.shadow) if findings else ()


def _finding(found: rules.Finding) -> Finding:
    """As the policy takes it; its places stay those of the plain text."""
    return Finding(
        code=Reason(found.reason),
        rule=found.rule,
        message=found.message,
        weight=found.weight,
        spans=tuple(Span(*place) for place in found.spans),
        then=Action(found.then) if found.then else None,
    )


def _silent(reasons: str) -> tuple[tuple[str, ...], str | None]:
    """Which judges had failed, and whether it was in a language that nobody reads.

    Rules are run anew, so that they once failed does not matter.
    """
    if '"failed:' not in reasons and '"language"' not in reasons:
        return (), None
    named = [each["rule"] for each in json.loads(reasons)]
    failed = [each.removeprefix("failed:") for each in named if each[:7] == "failed:"]
    kept = tuple(each for each in failed if each != "rules")
    return kept, "another" if "language" in named else None
