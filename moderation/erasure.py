"""What somebody wrote is taken away; that something was decided about it stays.

Erased are the texts of all revisions, what came with them, the author's id and name,
notes that may quote them, and what they taught: a model that has learnt from a text
forgets it when it is trained anew. What stays is what says nothing of anybody: scores,
codes of reasons, times, and who decided.
"""

from collections.abc import Callable
from sqlite3 import Connection

from moderation import searching, surroundings, webhooks
from moderation.comments import Comment, EventKind
from moderation.store import Database, comments, erasing, events
from moderation.store.database import now
from moderation.text import Original


def erase(db: Database, site: str, id: str, *, by: str) -> None:
    """Erase one comment.

    Args:
        by: who asks for it, as the audit trail shall name them.

    Raises:
        UnknownComment: the site has no such comment, or it is erased.
    """
    with db.writing() as connection:
        _erase(connection, comments.existing(connection, site, id).key, by)
    shred(db)


def erase_author(db: Database, site: str, author: str, *, by: str) -> int:
    """Erase all comments of an author, and what else is known of them as one.

    Returns:
        How many comments it was.
    """
    with db.writing() as connection:
        keys = erasing.of_author(connection, site, author)
        for key in keys:
            _erase(connection, key, by)
        erasing.forget_person(connection, site, author)
    shred(db)
    return len(keys)


def erase_old(connection: Connection, key: int, *, by: str) -> None:
    """Erase a comment for its age: its publisher is not told, and may keep theirs."""
    _erase(connection, key, by, webhooks.forget)


def shred(db: Database) -> None:
    """Let nothing of it stay in the index of words, nor in the write-ahead log."""
    searching.tidy_up(db)
    db.shred()


def _erase(
    connection: Connection,
    key: int,
    by: str,
    tell: Callable[[Connection, Comment], None] = webhooks.tell_erased,
) -> None:
    format = comments.get(connection, key).format
    digests = {
        surroundings.prints_of(Original(text, format)).digest
        for text in erasing.texts(connection, key)
    }
    erasing.erase(connection, key, digests, now())
    events.add(connection, key, EventKind.ERASED, by=by, at=now())
    tell(connection, comments.get(connection, key))
