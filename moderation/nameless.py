"""Comments that come without an id, as Coral asks about them before they have one.

We give them an id of ours; which of them a later message is about is told from what
is known of both, and from nothing that would be a guess.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from moderation import suggestions
from moderation.comments import Comment
from moderation.service import Service
from moderation.store import Database, comments, known_as
from moderation.store.database import now
from moderation.store.known_as import Nameless

SENT_TWICE_WITHIN = timedelta(minutes=1)
"""For so long the same text, author and place is the same comment, sent again."""

EDITED_WITHIN = timedelta(hours=1)
"""For so long an edit finds its comment; Coral allows authors minutes."""

TOLD_WITHIN = timedelta(seconds=30)
"""So long after we were asked the comment's id is made."""

TOLD_LATE = timedelta(days=3)
"""A message of what is longer ago is no news: whoever sends it tries for so long."""

SKEW = timedelta(seconds=5)
"""So much the publisher's clock may be behind ours."""


def id_for(
    db: Database,
    site: str,
    face: str,
    *,
    article: str,
    author: str | None,
    parent: str | None,
    text: str,
    edit: bool,
) -> str:
    """The id under which to receive a comment.

    An edit is of the one comment of its author in its place. Where there are several,
    nobody said which is meant, and it is received by itself.

    Args:
        parent: our id of the comment that it answers, or theirs if that is all we know.
        edit: whether it was there before, with another text.
    """
    at = now()
    since = at - (EDITED_WITHIN if edit else SENT_TWICE_WITHIN)
    with db.reading() as connection:
        found = known_as.recent(connection, site, face, article, since=since, until=at)
    own = [each for each in found if (each.author, each.parent) == (author, parent)]
    meant = [each for each in own if each.text == text and (edit or not each.theirs)]
    if not meant and edit and len(own) == 1:
        meant = own
    return meant[0].id if meant else known_as.new_id(face)


def ours(db: Database, site: str, face: str, theirs: str) -> str:
    """Our id of a comment by theirs; theirs, if we were not told."""
    with db.reading() as connection:
        return known_as.ours(connection, site, face, theirs) or theirs


def join(
    db: Database,
    site: str,
    face: str,
    theirs: str,
    *,
    article: str,
    at: datetime,
    parent: str | None = None,
) -> str | None:
    """Find which comment was just given this id, and remember it.

    It is the only one under its article that came shortly before and has no id of
    theirs yet. Where there are several, none is taken.

    Args:
        at: when the publisher's software made it, by its clock.
        parent: our id of what it answers, if that is told.

    Returns:
        Our id of it; `None` if it is not known which it is.
    """
    if abs(now() - at) > TOLD_LATE:
        return None
    with db.writing() as connection:
        known = known_as.ours(connection, site, face, theirs)
        if known is not None:
            return known
        found = known_as.recent(
            connection,
            site,
            face,
            article,
            since=at - TOLD_WITHIN,
            until=at + SKEW,
        )
        fitting = _fitting(found, parent)
        if len(fitting) != 1:
            return None
        known_as.join(connection, site, face, theirs, fitting[0].key, now())
        return fitting[0].id


def decided(
    service: Service, site: str, face: str, theirs: str, *, rejected: bool
) -> Comment | None:
    """Take in what a person of the publisher's decided of a comment by their id.

    Returns:
        The comment; `None` if we were not told which it is.

    Raises:
        StaleVersion: it changed again and again meanwhile.
    """
    with service.db.reading() as connection:
        ours = known_as.ours(connection, site, face, theirs)
        comment = comments.find(connection, site, ours) if ours else None
    if comment is None:
        return None
    return suggestions.suggest(
        service,
        site,
        text=comment.text,
        format=comment.format,
        rejected=rejected,
        reason=None,
        by=face,
        comment_id=comment.id,
    )


def _fitting(found: Sequence[Nameless], parent: str | None) -> Sequence[Nameless]:
    """Those without an id; of what we rejected nobody tells that it is there."""
    return [
        each
        for each in found
        if each.theirs is None
        and each.status != "rejected"
        and (parent is None or each.parent == parent)
    ]
