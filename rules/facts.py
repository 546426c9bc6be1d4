"""All that a rule may see of a comment and of what is around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Spans = tuple[tuple[int, int], ...]
"""Places in the comment's text, `[begin, end)` in Unicode code points."""


@dataclass(frozen=True, kw_only=True)
class ArticleFacts:
    """What the comment is about, as far as it is known."""

    title: str | None = None
    text: str | None = None
    section: str | None = None


@dataclass(frozen=True, kw_only=True)
class AuthorFacts:
    """What the site knows of the author; `None` where it knows nothing.

    `age_days` is the age of the account, `approved` and `rejected` count earlier
    comments, `recent` those of the last ten minutes.
    """

    approved: int | None = None
    rejected: int | None = None
    recent: int | None = None
    age_days: float | None = None

    @property
    def first(self) -> bool | None:
        """Whether this is the author's first comment here."""
        if self.approved is None or self.rejected is None or self.recent is None:
            return None
        return not (self.approved or self.rejected or self.recent)


@dataclass(frozen=True, kw_only=True)
class RepetitionFacts:
    """How often the same text came in the last days, from whom."""

    own: int = 0
    others: int = 0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One comment: its text, its folded spelling, its scores and its surroundings.

    `folded_begins` and `folded_ends` say for each character of `folded` where in
    `text` it came from; left empty, both texts are the same length.
    """

    text: str
    folded: str = ""
    folded_begins: Sequence[int] = ()
    folded_ends: Sequence[int] = ()
    scores: Mapping[str, float | None] = field(default_factory=dict)
    article: ArticleFacts = field(default_factory=ArticleFacts)
    parent: str | None = None
    author: AuthorFacts = field(default_factory=AuthorFacts)
    repetition: RepetitionFacts = field(default_factory=RepetitionFacts)

    @cached_property
    def reading(self) -> str:
        """The spelling that word lists and patterns are matched on."""
        return encodable(self.folded or self.text.lower())

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where `reading[begin:end]`, which must not be empty, is in the text."""
        if not self.folded_begins:
            return begin, end
        return self.folded_begins[begin], self.folded_ends[end - 1]


def encodable(text: str) -> str:
    """The same with "?" for what UTF-8 cannot hold, which is no letter of a word."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule saw; `weight` in [0, 1], `then` what it asks for, if anything."""

    rule: str
    family: str
    reason: str
    weight: float
    message: str
    spans: Spans = ()
    then: str | None = None
