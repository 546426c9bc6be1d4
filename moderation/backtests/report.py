"""What a backtest found: how each rule did, and what would have become of comments."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import NamedTuple

from moderation.backtests.tally import (
    CANDIDATE,
    LIVE,
    STRICTNESS,
    Example,
    Hits,
    Key,
    Move,
    Tally,
    stricter,
)
from moderation.backtests.weighing import Books
from moderation.comments import Action, Mode, Status
from rules import Rule, RuleMode

OVERLAPS = 3
"""Other rules that are named with a rule, those with which it fires most often."""


class Overlap(NamedTuple):
    """On how many comments another rule fires too."""

    key: Key
    hits: int


@dataclass(frozen=True)
class RuleReport:
    """How a rule did.

    Attributes:
        share: of all comments.
        precision: of its hits that people decided, the share that they rejected;
            `None` where they decided none.
        caught: of all that people rejected, the share that it hits.
        together: the rules with which it fires most often.
    """

    key: Key
    rule: Rule
    hits: Hits
    share: float
    precision: float | None
    caught: float | None
    together: Sequence[Overlap]


class Outcomes(NamedTuple):
    """Comments with the same two outcomes, and what people made of them."""

    comments: int
    approved: int
    rejected: int
    stricter: bool


@dataclass(frozen=True)
class Backtest:
    """How a candidate did, beside the rules in service.

    Attributes:
        candidate, live: versions of the rulebooks.
        decided, rejected: comments that people decided, and rejected.
        outcomes: how many comments have which outcome by the live rules and by the
            candidate, the mild ones first.
        failed: comments on which each rulebook broke.
    """

    site: str
    mode: Mode
    since: datetime
    candidate: str
    live: str
    comments: int
    decided: int
    rejected: int
    rules: Sequence[RuleReport]
    outcomes: Mapping[tuple[Action, Action], Outcomes]
    milder: Sequence[Example]
    stricter: Sequence[Example]
    failed: Mapping[str, int]

    def changed(self, *, to_stricter: bool) -> int:
        """How many comments become stricter, or milder."""
        return sum(
            its.comments
            for (before, after), its in self.outcomes.items()
            if before is not after and its.stricter is to_stricter
        )


def reported(
    site: str, mode: Mode, since: datetime, books: Books, total: Tally
) -> Backtest:
    """What was counted, as people want to know it.

    Args:
        site: whose comments they are, and since when; `mode` is its mode.
        books: the rulebooks that were asked.
        total: of all comments, of which there is one or more.
    """
    together = _overlaps(total)
    return Backtest(
        site=site,
        mode=mode,
        since=since,
        candidate=books.candidate.version,
        live=books.live.version,
        comments=total.comments,
        decided=sum(total.people.values()),
        rejected=total.people[Status.REJECTED],
        rules=[
            _rule(key, rule, total, together.get(key, ()))
            for key, rule in _reportable(books)
        ],
        outcomes=_outcomes(total),
        milder=total.milder,
        stricter=total.stricter,
        failed={name: total.failed[name] for name in (CANDIDATE, LIVE)},
    )


def _reportable(books: Books) -> Iterator[tuple[Key, Rule]]:
    """Each rule of the candidate that runs, and what the live file only tries."""
    for rule in books.candidate.rules:
        if rule.mode is not RuleMode.DRAFT:
            yield Key(CANDIDATE, rule.id), rule
    for rule in books.live.rules:
        if rule.mode is RuleMode.SHADOW:
            yield Key(LIVE, rule.id), rule


def _rule(
    key: Key, rule: Rule, total: Tally, together: Sequence[Overlap]
) -> RuleReport:
    hits, rejected = total.hits.get(key, Hits()), total.people[Status.REJECTED]
    return RuleReport(
        key=key,
        rule=rule,
        hits=hits,
        share=hits.all / total.comments,
        precision=hits.rejected / hits.decided if hits.decided else None,
        caught=hits.rejected / rejected if rejected else None,
        together=together,
    )


def _outcomes(total: Tally) -> dict[tuple[Action, Action], Outcomes]:
    return {
        (before, after): Outcomes(
            comments=sum(counts.values()),
            approved=counts[Status.APPROVED],
            rejected=counts[Status.REJECTED],
            stricter=stricter(Move(before, after, None)),
        )
        for before, after in product(STRICTNESS, STRICTNESS)
        if (counts := _by_people(total, before, after))
    }


def _by_people(total: Tally, before: Action, after: Action) -> Counter[Status | None]:
    return Counter(
        {
            move.decided: number
            for move, number in total.moves.items()
            if (move.before, move.after) == (before, after)
        }
    )


def _overlaps(total: Tally) -> dict[Key, list[Overlap]]:
    """The rules with which each fires most often, the most often first."""
    result = dict[Key, list[Overlap]]()
    for (one, other), hits in total.together.items():
        result.setdefault(one, []).append(Overlap(other, hits))
        result.setdefault(other, []).append(Overlap(one, hits))
    for overlaps in result.values():
        overlaps.sort(key=lambda each: (-each.hits, each.key))
        del overlaps[OVERLAPS:]
    return result
