"""Where a comment's words are, each place told once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from sqlite3 import Connection

from moderation.store import (
    audit,
    blind,
    drift_looks,
    fingerprints,
    readings,
    searching,
    shadow_scores,
)
from moderation.store.database import stamp

_OF_READERS = "('received', 'edited', 'appealed', 'reported')"
"""What readers do; all else is done by people of the desk, keys, and the policy."""


def of_author(db: Connection, site: str, author: str) -> Sequence[int]:
    """The keys of an author's comments that are not erased."""
    rows = db.execute(
        "SELECT key FROM comments WHERE site = ? AND author_id = ? "
        "AND erased_at IS NULL",
        (site, author),
    )
    return [row["key"] for row in rows]


def texts(db: Connection, key: int) -> Sequence[str]:
    """The texts of all revisions of a comment."""
    rows = db.execute("SELECT text FROM judgements WHERE comment = ?", (key,))
    return [row["text"] for row in rows]


def erase(db: Connection, key: int, digests: Collection[str], at: datetime) -> None:
    """Take away all that was written in or about a comment.

    Args:
        digests: of the texts of all its revisions.
    """
    db.execute("PRAGMA secure_delete = ON")  # what is freed is overwritten
    db.executemany(
        "DELETE FROM suggestions WHERE digest = ? "
        "AND site = (SELECT site FROM comments WHERE key = ?)",
        [(digest, key) for digest in digests],
    )
    db.execute(
        "UPDATE comments SET parent_text = NULL WHERE (site, parent_id) = "
        "(SELECT site, id FROM comments WHERE key = ?)",
        (key,),
    )
    drift_looks.forget(db, key)
    searching.let_go(db, key)
    searching.erased(db)
    db.execute(
        "UPDATE comments SET text = '', digest = '', article = NULL, "
        "parent_text = NULL, author_id = NULL, author_name = NULL, "
        "author_registered_at = NULL, waiting = 0, version = version + 1, "
        "erased_at = ? WHERE key = ?",
        (stamp(at), key),
    )
    searching.take_again(db, key)
    db.execute(
        "UPDATE judgements SET text = '', subject = NULL WHERE comment = ?", (key,)
    )
    db.execute("DELETE FROM examples WHERE comment = ?", (key,))
    readings.forget(db, key)
    blind.forget(db, key)
    shadow_scores.forget(db, key)
    fingerprints.drop(db, key)
    db.execute("DELETE FROM known_as WHERE comment = ?", (key,))
    db.execute("UPDATE reports SET note = NULL WHERE comment = ?", (key,))
    db.execute("UPDATE appeals SET text = NULL WHERE comment = ?", (key,))
    db.execute("DELETE FROM claims WHERE comment = ?", (key,))
    db.execute(
        "UPDATE events SET note = NULL, message = NULL WHERE comment = ?", (key,)
    )
    db.execute(
        "UPDATE events SET by = 'erased', note = NULL, message = NULL "  # noqa: S608
        "WHERE comment = ? "
        f"AND kind IN {_OF_READERS}",
        (key,),
    )


def forget_author_of(db: Connection, key: int) -> None:
    """Take away who wrote a comment, and who reported it; its text stays."""
    db.execute("PRAGMA secure_delete = ON")  # what is freed is overwritten
    db.execute(
        "UPDATE comments SET author_id = NULL, author_name = NULL, "
        "author_registered_at = NULL WHERE key = ?",
        (key,),
    )
    db.execute(  # each another, as nobody reports a text twice
        "UPDATE reports SET reporter = 'erased ' || rowid WHERE comment = ?", (key,)
    )
    db.execute(
        "UPDATE events SET by = 'erased', note = NULL, message = NULL "  # noqa: S608
        f"WHERE comment = ? AND kind IN {_OF_READERS}",
        (key,),
    )


def forget_person(db: Connection, site: str, author: str) -> None:
    """Take away what is known of somebody besides their comments."""
    db.execute(
        "DELETE FROM levels WHERE site = ? AND level = 'author' AND name = ?",
        (site, author),
    )
    for table in ("notes", "sanctions"):
        db.execute(
            f"DELETE FROM {table} WHERE site = ? AND author = ?",  # noqa: S608 - ours
            (site, author),
        )
    db.execute("DELETE FROM reports WHERE site = ? AND reporter = ?", (site, author))
    audit.forget_author(db, site, author)
    db.execute(
        "UPDATE events SET by = 'erased', note = NULL, message = NULL "  # noqa: S608
        "WHERE site = ? AND by = ? "
        f"AND kind IN {_OF_READERS}",
        (site, author),
    )
