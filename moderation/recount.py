"""What the rules in service would make of comments that are held already.

Only the rules are asked anew; the scores are those of the time, and so is what was
known around a comment. Nothing is changed here.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import TypeVar

from moderation import judging, policy, surroundings
from moderation.cases import Case
from moderation.comments import (
    Action,
    Comment,
    Finding,
    Judgement,
    Mode,
    Outcome,
    Status,
)
from moderation.errors import UnknownRules
from moderation.judges import Judges
from moderation.service import Service
from moderation.store import Database, comments, people
from moderation.store import rulebooks as store
from moderation.store.people import Site
from moderation.store.rulebooks import Mark

T = TypeVar("T")
Tell = Callable[[int], None]
"""Is told of how many comments more it is done."""

Ask = Callable[[Judges, Case, Comment], Judgement]
"""Has judges say something of a comment that they were asked about before."""

_AT_ONCE = 50
"""Comments in one transaction."""


@dataclass(frozen=True)
class Change:
    """A held comment of which the rules say something else now."""

    key: int
    version: int
    action: Action


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What would change.

    Attributes:
        mark: of the rules in service that said so.
        rules: their version.
        held: comments that were looked at.
    """

    site: str
    mark: Mark
    rules: str
    held: int
    changes: Sequence[Change]

    @property
    def counts(self) -> Mapping[Action, int]:
        """How many would be approved, rejected, or held for other reasons."""
        counted = Counter(change.action for change in self.changes)
        return {action: counted[action] for action in Action}


def held(db: Database, site: str) -> int:
    """How many comments are held, which `plan` would look at."""
    with db.reading() as connection:
        return len(comments.pending(connection, site))


def plan(
    service: Service,
    site: str,
    *,
    rule: str | None = None,
    tell: Tell = lambda done: None,
) -> Plan:
    """Count what the rules in service would change among the comments that are held.

    Args:
        rule: only comments that this rule hits, or hit when they came.

    Raises:
        UnknownRules: no rule in service is called so.
        UnknownSite: there is no such site.
    """
    usual = service.judges.rulebook
    with service.db.reading() as connection:
        settings = people.site(connection, site)
        mark = store.mark(connection, site)
        book = service.rulebooks.for_site(connection, site, usual)
        keys = comments.pending(connection, site)
    if rule is not None and rule not in {its.id for its in book.rules}:
        raise UnknownRules(f"site {site!r} has no rule {rule!r} in service")
    changes = list[Change]()
    for some in parts(keys):
        for comment, judgement, outcome in judged(service, settings, some):
            concerned = rule is None or rule in {
                its.rule for its in (*comment.reasons, *judgement.findings)
            }
            if concerned and _says_else(comment, outcome):
                changes.append(Change(comment.key, comment.version, outcome.action))
        tell(len(some))
    return Plan(
        site=site, mark=mark, rules=book.version, held=len(keys), changes=changes
    )


def judged(
    service: Service,
    site: Site,
    keys: Sequence[int],
    *,
    ask: Ask = judging.judge_again,
    statuses: Collection[Status] = (Status.PENDING,),
) -> list[tuple[Comment, Judgement, Outcome]]:
    """Those of the comments that are still held, with what is said of them now.

    Args:
        ask: the judges; by default the rules alone.
        statuses: others than held ones too.
    """
    with service.db.reading() as connection:
        found = [comments.get(connection, key) for key in keys]
        cases = [
            (comment, case, _settings(service, connection, site, case))
            for comment in found
            if comment.status in statuses
            for case in [surroundings.case_of(connection, service, comment)]
        ]
    result = list[tuple[Comment, Judgement, Outcome]]()
    for comment, case, settings in cases:
        judgement = ask(service.judges, case, comment)
        result.append((comment, judgement, policy.decide(judgement, settings)))
    return result


def _settings(
    service: Service, connection: Connection, site: Site, case: Case
) -> policy.Settings:
    found = surroundings.in_force(connection, service, site, case.article, case.author)
    if found.mode is Mode.CLOSED:  # that is about what comes, not what is here
        return replace(found, mode=Mode.AUTO)
    return found


def _says_else(comment: Comment, outcome: Outcome) -> bool:
    return (
        outcome.action is not comment.action
        or outcome.priority != comment.priority
        or _said(outcome.reasons) != _said(comment.reasons)
    )


def _said(reasons: Sequence[Finding]) -> list[tuple[str, float, str]]:
    return sorted((its.rule, its.weight, its.then or "") for its in reasons)


def parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    """In what one transaction takes: few, so that what comes in does not wait."""
    for begin in range(0, len(whole), _AT_ONCE):
        yield whole[begin : begin + _AT_ONCE]
