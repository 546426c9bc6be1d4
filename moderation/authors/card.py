"""The card of an author: all that a moderator needs to know of them at a glance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.authors import notes, sanctions
from moderation.comments import Author, Comment, Status
from moderation.errors import NotAllowed, UnknownAuthor
from moderation.levels import Level, Standing
from moderation.scopes import UNLIMITED, Scope
from moderation.store import Database, authors, comments
from moderation.store import levels as stored_levels
from moderation.store import notes as kept_notes
from moderation.store import sanctions as kept_sanctions
from moderation.store.database import now
from moderation.store.notes import Note
from moderation.store.sanctions import Sanction

COUNTED = 1_000
"""Of an author's comments, the latest: what is older says less of them."""

LAST = 10
AT_ONCE = 20


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is known of one author, of their comments as far as somebody may see them.

    Attributes:
        counts: of the latest comments, at most `COUNTED`, by where they stand.
        last: of these the last ones, the latest first.
        standing: how their comments are treated now; `None`: as everybody's.
        until: when that ends; `None`: when somebody ends it.
        sanctions: all there were, the latest first.
    """

    author: Author
    counts: Mapping[Status, int]
    last: Sequence[Comment]
    notes: Sequence[Note]
    standing: Standing | None
    until: datetime | None
    sanctions: Sequence[Sanction]
    at: datetime

    @property
    def counted(self) -> int:
        """How many comments `counts` is about."""
        return sum(self.counts.values())

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were counted."""
        return self.counted >= COUNTED

    @property
    def rate(self) -> float | None:
        """The share of approved comments, of those decided; `None` if none is."""
        approved = self.counts[Status.APPROVED]
        decided = approved + self.counts[Status.REJECTED]
        return approved / decided if decided else None

    @property
    def in_force(self) -> Sanction | None:
        """Who put the present standing on them and why; `None` if nobody told."""
        return next(
            (
                its
                for its in self.sanctions
                if its.standing is self.standing and its.holds(self.at)
            ),
            None,
        )

    @property
    def past(self) -> Sequence[Sanction]:
        """Sanctions that ended."""
        return [its for its in self.sanctions if its != self.in_force]


@dataclass(frozen=True)
class Page:
    """Some of an author's comments, the latest first; `next` is what to go on after."""

    comments: Sequence[Comment]
    next: int | None


def card(db: Database, site: str, author: str, scope: Scope = UNLIMITED) -> Card:
    """The card of an author.

    Raises:
        NotAllowed: as `require`.
        UnknownAuthor: nothing is known of somebody of this id.
    """
    require(db, site, author, scope)
    with db.reading() as connection:
        found = read(connection, site, author, scope)
    if not (found.counted or found.notes or found.sanctions or found.standing):
        raise UnknownAuthor(f"site {site!r} knows no author {author!r}")
    return found


def require(db: Database, site: str, author: str, scope: Scope) -> None:
    """See that somebody who is limited may see a comment of an author, at least one.

    Raises:
        NotAllowed: they may not; nor if there is no such author.
    """
    if scope == UNLIMITED:
        return
    with db.reading() as connection:
        if comments.by(connection, site, author, limit=1, scope=scope):
            return
    raise NotAllowed(
        "no comment of this author is in a section and a queue within your limits; "
        "somebody else has to decide"
    )


def read(
    connection: Connection, site: str, author: str, scope: Scope = UNLIMITED
) -> Card:
    """The card of an author, empty where nothing is known."""
    levels = stored_levels.of(connection, site, [(Level.AUTHOR, author)])
    return Card(
        author=authors.latest(connection, site, author) or Author(id=author),
        counts=authors.counts(connection, site, author, most=COUNTED, scope=scope),
        last=comments.by(connection, site, author, limit=LAST, scope=scope),
        notes=kept_notes.of_author(connection, site, author, limit=notes.SHOWN),
        standing=levels[0].standing if levels else None,
        until=levels[0].until if levels else None,
        sanctions=kept_sanctions.of_author(
            connection, site, author, limit=sanctions.SHOWN
        ),
        at=now(),
    )


def wrote(
    db: Database,
    site: str,
    author: str,
    scope: Scope = UNLIMITED,
    *,
    after: int | None = None,
) -> Page:
    """A page of an author's comments, of those inside of a scope.

    Args:
        after: the key of the last one of the page before.
    """
    with db.reading() as connection:
        found = comments.by(
            connection, site, author, limit=AT_ONCE + 1, after=after, scope=scope
        )
    more = len(found) > AT_ONCE
    return Page(found[:AT_ONCE], found[AT_ONCE - 1].key if more else None)
