"""All that a rule may see of a comment and of what is around it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Spans = tuple[tuple[int, int], ...]
"""Places in the comment's text, `[begin, end)` in Unicode code points."""


@dataclass(frozen=True, kw_only=True)
class ArticleFacts:
    """What the comment is about, as far as it is known.

    `age_days` is how long ago it was published; `closed` whether comments on it are.
    """

    title: str | None = None
    text: str | None = None
    section: str | None = None
    age_days: float | None = None
    closed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ParentFacts:
    """The comment that this one answers.

    `status` is `approved`, `rejected` or `pending`; `same_author` whether the author
    answers themselves.
    """

    text: str | None = None
    status: str | None = None
    same_author: bool | None = None


@dataclass(frozen=True, kw_only=True)
class AuthorFacts:
    """What the site knows of the author; `None` where it knows nothing.

    `age_days` is the age of the account, `approved` and `rejected` count earlier
    comments, `recent` those of the last ten minutes. `trusted` and `banned` are what
    moderators said of the author.
    """

    id: str | None = None
    approved: int | None = None
    rejected: int | None = None
    recent: int | None = None
    age_days: float | None = None
    trusted: bool | None = None
    banned: bool | None = None

    @property
    def first(self) -> bool | None:
        """Whether this is the author's first comment here."""
        if self.approved is None or self.rejected is None or self.recent is None:
            return None
        return not (self.approved or self.rejected or self.recent)

    @property
    def rejected_share(self) -> float | None:
        """The share of the author's decided comments that were rejected, in [0, 1]."""
        if self.approved is None or self.rejected is None:
            return None
        decided = self.approved + self.rejected
        return self.rejected / decided if decided else None


@dataclass(frozen=True, kw_only=True)
class RepetitionFacts:
    """How often the same text came in the last days, from whom; and one like it, `None`
    where that is not known.
    """

    own: int = 0
    others: int = 0
    own_similar: int | None = 0
    others_similar: int | None = 0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One comment: its text, its folded spelling, its scores and its surroundings.

    `folded_begins` and `folded_ends` say for each character of `folded` where in
    `text` it came from; left empty, both texts are the same length. `model` names the
    versions of all that gave `scores`. `language` is a two-letter code, which the text
    is in by `language_certainty`, in [0, 1]. `reports` counts those of readers.
    """

    text: str
    folded: str = ""
    folded_begins: Sequence[int] = ()
    folded_ends: Sequence[int] = ()
    scores: Mapping[str, float | None] = field(default_factory=dict)
    model: str | None = None
    language: str | None = None
    language_certainty: float | None = None
    article: ArticleFacts = field(default_factory=ArticleFacts)
    parent: ParentFacts | None = None
    author: AuthorFacts = field(default_factory=AuthorFacts)
    repetition: RepetitionFacts = field(default_factory=RepetitionFacts)
    reports: int | None = None

    @cached_property
    def reading(self) -> str:
        """The spelling that word lists and patterns are matched on."""
        return encodable(self.folded or self.text.lower())

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where `reading[begin:end]`, which must not be empty, is in the text."""
        if not self.folded_begins:
            return begin, end
        return self.folded_begins[begin], self.folded_ends[end - 1]

    def spans(self, places: Iterable[tuple[int, int]]) -> Spans:
        """As `span`, of several."""
        begins, ends = self.folded_begins, self.folded_ends
        if not begins:
            return tuple(places)
        return tuple((begins[begin], ends[end - 1]) for begin, end in places)


def encodable(text: str) -> str:
    """The same with "?" for what UTF-8 cannot hold, which is no letter of a word."""
    return text.encode("utf-8", "replace").decode()
