"""Comments by the words in them, through SQLite's full-text index (FTS5)."""

import re
from collections.abc import Sequence
from sqlite3 import Connection

AT_ONCE = 2_000
"""Comments that are taken in by one transaction: some 50 ms."""

WHOLE_BELOW = 4
"""Letters: a shorter word is meant as it is, a longer one may go on. Too many begin
with "the": all comments with any of them would be looked for."""

MOST_WORDS = 12
"""Of a search; more are not asked for."""

PAGES = 200
"""Of the index that are put in order by one transaction."""

_ASKED = re.compile(r'"([^"]+)"|(\S+)')


def take_in(db: Connection) -> bool:
    """Take in comments that are new since; whether there may be more."""
    upto = _upto(db)
    newest = db.execute("SELECT max(key) AS key FROM comments").fetchone()["key"] or 0
    if upto >= newest:
        return False
    last = min(newest, upto + AT_ONCE)
    db.execute(
        "INSERT INTO words (rowid, text, site) "
        "SELECT key, text, site FROM comment_words WHERE key > ? AND key <= ?",
        (upto, last),
    )
    db.execute("UPDATE words_taken SET upto = ?", (last,))
    return bool(last < newest)


def let_go(db: Connection, key: int) -> None:
    """Take out the text that a comment has now, which is about to change."""
    if key <= _upto(db):
        db.execute(
            "INSERT INTO words (words, rowid, text, site) "
            "SELECT 'delete', key, text, site FROM comment_words WHERE key = ?",
            (key,),
        )


def take_again(db: Connection, key: int) -> None:
    """Take in the text that a comment has now, after `let_go`."""
    if key <= _upto(db):
        db.execute(
            "INSERT INTO words (rowid, text, site) "
            "SELECT key, text, site FROM comment_words WHERE key = ?",
            (key,),
        )


def erased(db: Connection) -> None:
    """Let the index be put in order, as it still holds what was let go."""
    db.execute("UPDATE words_taken SET untidy = 1")


def has_new(db: Connection) -> bool:
    """Whether there are comments that no search would find yet."""
    row = db.execute("SELECT max(key) AS key FROM comments").fetchone()
    return int(row["key"] or 0) > _upto(db)


def is_untidy(db: Connection) -> bool:
    """Whether parts of the index may still hold words of what was erased."""
    return bool(db.execute("SELECT untidy FROM words_taken").fetchone()["untidy"])


def tidy(db: Connection) -> bool:
    """Put a part of the index in order, and drop what was erased; whether more is left.

    FTS5 keeps what is deleted until the part that has it is written anew. See
    https://sqlite.org/fts5.html, "The 'merge' Command": a negative number begins to
    merge all parts into one, and a merge that changes nothing has nothing left to do.
    """
    db.execute("PRAGMA secure_delete = ON")  # what is freed is overwritten
    before = db.total_changes
    db.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (-PAGES,))
    if db.total_changes - before >= 2:
        return True
    db.execute("UPDATE words_taken SET untidy = 0")
    return False


def keys(db: Connection, site: str, asked: str, *, most: int) -> Sequence[int]:
    """The comments of a site that have all words asked for, the newest first.

    Args:
        asked: words; of longer ones the beginnings do; what is in quotes is a phrase.
        most: so many at most.
    """
    query = as_query(asked)
    if not query:
        return []
    its = f"s{site.encode().hex()}"  # as `comment_words` has it, in either case
    rows = db.execute(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (f'text : ({query}) AND site : "{its}"', most),
    )
    return [row["rowid"] for row in rows]


def as_query(asked: str) -> str:
    """What somebody typed as a query of FTS5, in which no sign has a meaning.

    >>> as_query('moron "city council" -x')
    '"moron"* "city council" "-x"'
    """
    found = [
        f'"{phrase}"' if phrase else _begun(word.replace('"', ""))
        for phrase, word in _ASKED.findall(asked.replace("\0", " "))
        if any(map(str.isalnum, phrase or word))
    ]
    return " ".join(found[:MOST_WORDS])


def _begun(word: str) -> str:
    letters = sum(map(str.isalnum, word))
    return f'"{word}"' if letters < WHOLE_BELOW else f'"{word}"*'


def _upto(db: Connection) -> int:
    return int(db.execute("SELECT upto FROM words_taken").fetchone()["upto"])
