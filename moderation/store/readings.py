"""What was read of comments' texts, so that nothing is read twice."""

from collections.abc import Iterable
from sqlite3 import Connection


def keep(db: Connection, base: str, its: Iterable[tuple[int, int, bytes]]) -> None:
    """Keep what a model has read, in place of what another read.

    Args:
        base: the version of the model.
        its: the comment's key, its revision and the reading of each.
    """
    # Of what was erased meanwhile nothing is kept.
    db.executemany(
        "INSERT OR REPLACE INTO readings (comment, revision, base, reading) "
        "SELECT comment, revision, ?, ? FROM judgements "
        "WHERE comment = ? AND revision = ? AND text != ''",
        [(base, reading, key, revision) for key, revision, reading in its],
    )


def forget(db: Connection, key: int) -> None:
    """Forget what was read of a comment."""
    db.execute("DELETE FROM readings WHERE comment = ?", (key,))
