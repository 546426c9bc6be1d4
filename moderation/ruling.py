"""The rules are asked about one comment: what they see of it, and what they find."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import rules
from moderation.cases import Case
from moderation.comments import Action, Article, Finding, Reason, Scores
from moderation.text import Original


class Reader(NamedTuple):
    """Who read a comment before the rules.

    Attributes:
        language: what it is in; "" where none is told.
        certainty: of that, in [0, 1].
        versions: of the models that scored it.
    """

    language: str = ""
    certainty: float | None = None
    versions: str = ""


class Found(NamedTuple):
    """What the rules see: those at work, those that are only tried, and the risk."""

    live: tuple[Finding, ...] = ()
    shadow: tuple[Finding, ...] = ()
    risk: float = 0.0


def found(rulebook: rules.Rulebook, facts: rules.Facts, original: Original) -> Found:
    """What a rulebook finds, with places in the comment as it was sent."""
    checked = rulebook.check(facts)
    return Found(
        _told(checked.live, original), _told(checked.shadow, original), checked.risk
    )


class Folding(Protocol):
    """A text in its folded spelling, and where its letters are in the text."""

    @property
    def text(self) -> str:
        """The spelling."""

    @property
    def begins(self) -> Sequence[int]:
        """Where each letter of it begins in the text."""

    @property
    def ends(self) -> Sequence[int]:
        """Where each letter of it ends in the text."""


def facts(
    case: Case, folded: Folding | None, scores: Scores, reader: Reader
) -> rules.Facts:
    """All that rules may see; what nobody knows is `None`."""
    article, history = case.article or Article(), case.history
    return rules.Facts(
        text=case.original.text,
        folded=folded.text if folded else "",
        folded_begins=folded.begins if folded else (),
        folded_ends=folded.ends if folded else (),
        scores=scores,
        model=reader.versions,
        language=reader.language or None,
        language_certainty=reader.certainty,
        article=rules.ArticleFacts(
            title=article.title,
            text=article.text,
            section=article.section,
            age_days=_age(article.published_at, case.at),
            closed=article.closed,
        ),
        parent=_parent(case),
        author=rules.AuthorFacts(
            id=case.author,
            approved=history.approved,
            rejected=history.rejected,
            recent=history.recent,
            age_days=history.age_days,
            trusted=history.trusted,
            banned=history.banned,
        ),
        repetition=rules.RepetitionFacts(
            own=history.repeats_own,
            others=history.repeats_others,
            own_similar=history.similar_own,
            others_similar=history.similar_others,
        ),
        reports=history.reports,
    )


def _parent(case: Case) -> rules.ParentFacts | None:
    if not case.is_reply and case.parent is None:
        return None
    return rules.ParentFacts(
        text=case.parent,
        status=case.parent_status,
        same_author=case.parent_same_author,
    )


def _age(published: datetime | None, at: datetime | None) -> float | None:
    if published is None or at is None:
        return None
    return (at - published).total_seconds() / 86_400


def _told(findings: Iterable[rules.Finding], original: Original) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code=Reason(its.reason),
            rule=its.rule,
            message=its.message,
            weight=its.weight,
            spans=original.spans(its.spans),
            then=Action(its.then) if its.then else None,
            to_author=its.to_author,
            tag=its.tag,
            queue=its.queue,
        )
        for its in findings
    )
