"""A stored comment as the rules saw it when it came, as far as the store can tell.

Scores are those that are stored. What an author had behind them and how often a text
had come are told by going through the past in its order. What was edited or taken back
in the meantime, and what moderators said of an author, is seen as it is now. Texts that
were nearly the same are not looked for.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

import rules
from classifier import language
from classifier.spelling import Folded, fold, spelt
from moderation.comments import STATUS_AFTER, Action, Article, Status
from moderation.levels import Standing
from moderation.store import articles as kept_articles
from moderation.store.past import Answered, Arrival, Decision, Stored
from moderation.surroundings import RECENT_WITHIN, REPEATS_WITHIN
from moderation.text import Original


class Before(NamedTuple):
    """What had come before a comment: counts of the author, if known, and repeats."""

    approved: int | None
    rejected: int | None
    recent: int | None
    own: int
    others: int


class Recalled(NamedTuple):
    """A stored comment, and what had come before it."""

    stored: Stored
    before: Before


@dataclass
class _Author:
    count: Counter[Status] = field(default_factory=Counter)
    recent: deque[datetime] = field(default_factory=deque)


class Past:
    """The past of a site, gone through once from its beginning.

    It keeps counts of each author and what came in the last days, never a text.

    Args:
        decisions: of people, in the order of time.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._decisions = iter(decisions)
        self._next = next(self._decisions, None)
        self._authors = defaultdict[str, _Author](_Author)
        self._lately = deque[Arrival]()
        self._digests = Counter[str]()
        self._own = Counter[tuple[str, str]]()

    def before(self, arrival: Arrival) -> Before:
        """What had come before a comment, which is the next in order."""
        self._catch_up(arrival.at)
        if arrival.author is None:
            return Before(None, None, None, 0, self._digests[arrival.digest])
        its = self._authors[arrival.author]
        while its.recent and its.recent[0] < arrival.at - RECENT_WITHIN:
            its.recent.popleft()
        own = self._own[arrival.author, arrival.digest]
        return Before(
            approved=its.count[Status.APPROVED],
            rejected=its.count[Status.REJECTED],
            recent=len(its.recent),
            own=own,
            others=self._digests[arrival.digest] - own,
        )

    def add(self, arrival: Arrival) -> None:
        """Go past a comment."""
        self._lately.append(arrival)
        self._digests[arrival.digest] += 1
        if arrival.author is not None:
            its = self._authors[arrival.author]
            its.count[STATUS_AFTER[arrival.action]] += 1
            its.recent.append(arrival.at)
            while its.recent[0] < arrival.at - RECENT_WITHIN:
                its.recent.popleft()
            self._own[arrival.author, arrival.digest] += 1

    def _catch_up(self, at: datetime) -> None:
        while self._next is not None and self._next.at <= at:
            count = self._authors[self._next.author].count
            count[STATUS_AFTER[self._next.before]] -= 1
            count[self._next.status] += 1
            self._next = next(self._decisions, None)
        while self._lately and self._lately[0].at < at - REPEATS_WITHIN:
            gone = self._lately.popleft()
            _less(self._digests, gone.digest)
            if gone.author is not None:
                _less(self._own, (gone.author, gone.digest))


def _less(counter: Counter[Any], key: Any) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]


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
    def __init__(self, text: str) -> None:
        self._text = text
        self.text = spelt(text)

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
    stored, before = recalled
    folding = _Folding(original.text)
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
            own_similar=None,  # fingerprints are kept for some days alone
            others_similar=None,
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
