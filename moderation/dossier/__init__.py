"""All that a person needs to decide about one comment, read in one look.

Every query goes by an index and takes a bounded number of rows, so that it takes as
long with a million comments stored as with a thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from moderation import authors, scopes, surroundings
from moderation.authors import Card
from moderation.comments import Comment, Event
from moderation.dossier import alike, bars, policies, thread
from moderation.dossier.alike import Alike
from moderation.dossier.bars import Bar
from moderation.dossier.policies import Said
from moderation.dossier.thread import Thread
from moderation.review import places
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import appeals, comments, events, people, reports
from moderation.store.appeals import Appeal
from moderation.store.reports import Report

__all__ = ["Alike", "Bar", "Dossier", "Said", "Thread", "of"]

MOST_EVENTS, MOST_REPORTS = 200, 50
"""That are shown of one comment: the latest events, the first reports."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A comment and what is known of it.

    Attributes:
        author: their card; `None` where the publisher told no id.
        said: what each rule that fired says, in the order of the reasons.
        alike: what was decided before of texts that are the same, or nearly so.
    """

    comment: Comment
    thread: Thread
    bars: Sequence[Bar]
    author: Card | None
    said: Sequence[Said]
    history: Sequence[Event]
    alike: Sequence[Alike]
    reports: Sequence[Report]
    appeal: Appeal | None

    @property
    def is_aside(self) -> bool:
        """Whether a person put it where it waits, and can put it back."""
        return self.comment.waiting and places.is_aside(self.history)

    @property
    def message(self) -> str | None:
        """What the author was told last of a decision by a person that stands."""
        if self.comment.decided_by is None:
            return None
        told = [each.message for each in self.history if each.action is not None]
        return told[-1] if told else None


def of(service: Service, site: str, id: str, scope: Scope = UNLIMITED) -> Dossier:
    """The dossier of a comment, with other comments as far as they are inside.

    Raises:
        Erased: it was erased.
        NotAllowed: it is outside of the scope itself.
        UnknownComment: the site has none of this id.
    """
    with service.db.reading() as connection:
        comment = scopes.require(scope, comments.existing(connection, site, id))
        return _read(connection, service, comment, scope)


def _read(
    connection: Connection, service: Service, comment: Comment, scope: Scope
) -> Dossier:
    site = people.site(connection, comment.site)
    by = comment.author.id
    settings = surroundings.in_force(connection, service, site, comment.article, by)
    usual = service.judges.rulebook
    book = service.rulebooks.for_site(connection, site.name, usual)
    return Dossier(
        comment=comment,
        thread=thread.of(connection, comment, scope),
        bars=bars.of(comment, settings),
        author=None if by is None else authors.read(connection, site.name, by, scope),
        said=policies.of(comment, book),
        history=events.latest(connection, comment.key, limit=MOST_EVENTS),
        alike=alike.of(connection, service.near_texts, comment, scope),
        reports=reports.of_comment(connection, comment.key, limit=MOST_REPORTS),
        appeal=appeals.of_comment(connection, comment.key),
    )
