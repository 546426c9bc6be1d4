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
from moderation import ruling
from moderation.backtests.bygone import Before
from moderation.cases import Case, History
from moderation.comments import STATUS_AFTER, Action, Article, Status
from moderation.levels import Standing
from moderation.ruling import Reader
from moderation.store import articles as kept_articles
from moderation.store.past import Answered, Stored
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
        self.begins = _Places(self, "begins")
        self.ends = _Places(self, "ends")

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
    stored = recalled.stored
    detected = language.detect(original.text, usual=usual) if usual else None
    reader = Reader(
        detected.code if detected else "",
        detected.certainty if detected else None,
        stored.model,
    )
    return ruling.facts(
        _case(recalled, original, article, standing),
        _Folding(original.text, recalled.folded),
        msgspec.json.decode(stored.scores),
        reader,
    )


def _case(
    recalled: Recalled,
    original: Original,
    article: Article,
    standing: Standing | None,
) -> Case:
    """A stored comment as its judges saw it; nobody asks for its site any more."""
    stored = recalled.stored
    arrival, answers = stored.arrival, stored.answers or Answered()
    return Case(
        site="",
        language="",
        original=original,
        article=article,
        is_reply=stored.answers is not None,
        parent=answers.text,
        parent_status=_status_at(answers, arrival.at),
        parent_same_author=_same(answers.author, arrival.author),
        author=arrival.author,
        at=arrival.at,
        history=_history(recalled, standing),
    )


def article_of(stored: Stored, articles: Mapping[str, Article]) -> Article:
    """The article of a comment, among those with an id or as it came with it."""
    if stored.article_id is not None:
        return articles.get(stored.article_id, Article())
    return kept_articles.from_json(stored.article) if stored.article else Article()


def _history(recalled: Recalled, standing: Standing | None) -> History:
    stored, before = recalled.stored, recalled.before
    known = stored.arrival.author is not None
    return History(
        approved=before.approved,
        rejected=before.rejected,
        recent=before.recent,
        age_days=_days(stored.registered_at, stored.arrival.at),
        repeats_own=before.own,
        repeats_others=before.others,
        similar_own=before.own_similar,
        similar_others=before.others_similar,
        trusted=standing is Standing.TRUSTED if known else None,
        banned=standing is Standing.BANNED if known else None,
    )


def _days(since: datetime | None, at: datetime) -> float | None:
    return (at - since).total_seconds() / 86_400 if since else None


def _same(one: str | None, other: str | None) -> bool | None:
    return one == other if one and other else None


def _status_at(answers: Answered, at: datetime) -> Status | None:
    """A person's decision counts from when it was made; before stands the policy's."""
    if answers.decided_at is not None and answers.decided_at <= at:
        return answers.status
    return STATUS_AFTER[answers.action] if isinstance(answers.action, Action) else None
