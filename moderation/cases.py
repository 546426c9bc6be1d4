"""A case: a comment, and what is known around it when its judges are asked."""

from dataclasses import dataclass
from datetime import datetime

import rules
from moderation.comments import Article
from moderation.text import Original


@dataclass(frozen=True, kw_only=True)
class History:
    """What the site knows of the author and of this text's earlier arrivals."""

    approved: int | None = None
    rejected: int | None = None
    recent: int | None = None
    age_days: float | None = None
    repeats_own: int = 0
    repeats_others: int = 0
    similar_own: int | None = 0
    similar_others: int | None = 0
    trusted: bool | None = None
    banned: bool | None = None
    reports: int | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that the judges get to see of a comment.

    `is_reply` says whether it answers another comment, known or not, and `parent` is
    the text of that. `author` is the author's id, and `at` when the comment came.
    `rulebook` is that of the site; the judges' own if it has none.
    """

    site: str
    language: str
    original: Original
    article: Article | None = None
    is_reply: bool = False
    parent: str | None = None
    parent_status: str | None = None
    parent_same_author: bool | None = None
    author: str | None = None
    at: datetime | None = None
    history: History = History()
    rulebook: rules.Rulebook | None = None
