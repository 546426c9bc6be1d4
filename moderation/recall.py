"""A stored comment as the rules saw it when it came, as far as the store can tell.

Scores are those that are stored, and what had come before it is counted as it was then
(`bygone`). What was edited or taken back in the meantime, and what moderators said of
an author, is seen as it is now.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

import rules
from classifier import language
from classifier.spelling import Folded, fold, spelt
from moderation.bygone import Before
from moderation.comments import STATUS_AFTER, Action, Article, Status
from moderation.levels import Standing
from moderation.store import articles as kept_articles
from moderation.store.past import Answered, Arrival, Stored
from moderation.text import Original
from rules.repetition import fingerprint


class Spelt(NamedTuple):
    """A text in its folded spelling, and its fingerprint, if it is long enough."""

    folded: str
    fingerprint: int | None


class Recalled(NamedTuple):
    """A stored comment, and what had come before it.

    `folded` is its text in its folded spelling; `None` if nobody spelt it yet.
    """

    stored: Stored
    before: Before
    folded: str | None = None


def spell(text: str, format: str) -> Spelt:
    """The spelling of a text as it was sent."""
    folded = spelt(Original(text, format).text)
    return Spelt(folded, fingerprint(folded))


class _Places(Sequence[int]):
    """Where the letters of a folded text begin or end, folded with places when asked.

    Most texts are never asked: to spell one is half the work of placing it.
    """

    def __init__(self, folding: "_Folding", which: str) -> None:
        self._folding, self._which = folding, which

    def __len__(self) -> int:
        return len(self._folding.text)

    def __getitem__(self, at: Any) -> Any:
        return getattr(self._folding.folded, self._which)[at]


class _Folding:
    def __init__(self, text: str, folded: str | None) -> None:
        self._text = text
        self.text = spelt(text) if folded is None else folded

    @cached_property
    def folded(self) -> Folded:
        return fold(self._text)


def facts(
    recalled: Recalled,
    original: Original,
    article: Article,
    standing: Standing | None,
    *,
    usual: str | None,
) -> rules.Facts:
    """All that rules may see of a stored comment.

    Args:
        recalled: the comment.
        original: its text.
        article: that it is about (`article_of`).
        standing: what moderators say of the author.
        usual: the language of the site, as `en`; `None` if nobody asks for that of the
            comment, which then is not looked for.
    """
    stored, before, folded = recalled
    folding = _Folding(original.text, folded)
    detected = language.detect(original.text, usual=usual) if usual else None
    return rules.Facts(
        text=original.text,
        folded=folding.text,
        folded_begins=_Places(folding, "begins"),
        folded_ends=_Places(folding, "ends"),
        scores=msgspec.json.decode(stored.scores),
        model=stored.model,
        language=detected.code if detected else None,
        language_certainty=detected.certainty if detected else None,
        article=rules.ArticleFacts(
            title=article.title,
            text=article.text,
            section=article.section,
            age_days=_days(article.published_at, stored.arrival.at),
            closed=article.closed,
        ),
        parent=_parent(stored.answers, stored.arrival),
        author=_author(stored, before, standing),
        repetition=rules.RepetitionFacts(
            own=before.own,
            others=before.others,
            own_similar=before.own_similar,
            others_similar=before.others_similar,
        ),
    )


def article_of(stored: Stored, articles: Mapping[str, Article]) -> Article:
    """The article of a comment, among those with an id or as it came with it."""
    if stored.article_id is not None:
        return articles.get(stored.article_id, Article())
    return kept_articles.from_json(stored.article) if stored.article else Article()


def _author(
    stored: Stored, before: Before, standing: Standing | None
) -> rules.AuthorFacts:
    known = stored.arrival.author is not None
    return rules.AuthorFacts(
        id=stored.arrival.author,
        approved=before.approved,
        rejected=before.rejected,
        recent=before.recent,
        age_days=_days(stored.registered_at, stored.arrival.at),
        trusted=standing is Standing.TRUSTED if known else None,
        banned=standing is Standing.BANNED if known else None,
    )


def _days(since: datetime | None, at: datetime) -> float | None:
    return (at - since).total_seconds() / 86_400 if since else None


def _parent(answers: Answered | None, arrival: Arrival) -> rules.ParentFacts | None:
    if answers is None:
        return None
    known = answers.author is not None and arrival.author is not None
    return rules.ParentFacts(
        text=answers.text,
        status=_status_at(answers, arrival.at),
        same_author=answers.author == arrival.author if known else None,
    )


def _status_at(answers: Answered, at: datetime) -> Status | None:
    """A person's decision counts from when it was made; before stands the policy's."""
    if answers.decided_at is not None and answers.decided_at <= at:
        return answers.status
    return STATUS_AFTER[answers.action] if isinstance(answers.action, Action) else None
