"""Notes about authors, among moderators: never told outside, erased with the author."""

from moderation import audit, limits
from moderation.errors import NotAllowed
from moderation.store import Database
from moderation.store import notes as store
from moderation.store.database import now

SHOWN = 50
"""Of one author, the latest."""


def add(db: Database, site: str, author: str, *, text: str, by: str) -> None:
    """Note something about an author.

    Raises:
        BadSubmission: nothing is said, or too much.
    """
    text = text.strip()
    limits.check_texts(
        ("author", author, limits.SHORT_BYTES),
        ("text", text, limits.NOTE_BYTES),
        wanted={"author", "text"},
    )
    with db.writing() as connection:
        number = store.add(connection, site, author, text=text, by=by, at=now())
        about = f"author {author}"
        audit.note(connection, site, by, "note.added", about, {"number": number})


def delete(db: Database, site: str, number: int, *, by: str) -> None:
    """Take a note of one's own away; nothing happens where there is none.

    Raises:
        NotAllowed: it is somebody else's.
    """
    with db.writing() as connection:
        note = store.find(connection, site, number)
        if note is None:
            return
        if note.by != by:
            raise NotAllowed("a note is deleted by who wrote it")
        store.delete(connection, number)
        about = f"author {note.author}"
        audit.note(connection, site, by, "note.deleted", about, {"number": number})
