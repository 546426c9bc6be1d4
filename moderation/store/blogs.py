"""How often each blog asks by a key, for those who ask as Akismet's clients do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from moderation.store.usage_file import UsageFile

BLOGS = 500
"""That are told apart for one key in a month; a caller may invent any number."""

KINDS = ("spam", "ham", "missed_spam", "false_positives")
"""What is counted of a blog."""


@dataclass(frozen=True, kw_only=True)
class Blog:
    """What one blog asked by a key in a month, and what people told of the answers."""

    name: str
    spam: int
    ham: int
    missed_spam: int
    false_positives: int

    @property
    def calls(self) -> int:
        """How often it called."""
        return self.spam + self.ham + self.missed_spam + self.false_positives


def note(file: UsageFile, key: str, blog: str, kind: str, at: datetime) -> None:
    """Count a call of a blog; those beyond `BLOGS` count as one without a name.

    Args:
        kind: one of `KINDS`.

    Raises:
        OSError: the file cannot be opened.
        sqlite3.Error: the same, or it was locked.
        ValueError: there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"wanted one of {', '.join(KINDS)}, got {kind!r}")
    month, blog = at.astimezone(UTC).strftime("%Y-%m"), blog[:200]
    with file.writing() as db:
        known = db.execute(
            "SELECT count(*), coalesce(max(blog = ?), 0) FROM blogs "
            "WHERE key = ? AND month = ?",
            (blog, key, month),
        ).fetchone()
        name = blog if known[1] or known[0] < BLOGS else ""
        db.execute(
            f"INSERT INTO blogs (key, month, blog, {kind}) "  # noqa: S608 - ours
            f"VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET {kind} = {kind} + 1",
            (key, month, name),
        )


def of(file: UsageFile, key: str, month: str) -> Sequence[Blog]:
    """The blogs of a key in a month, as 2026-11, those with most calls first."""
    with file.writing() as db:
        rows = db.execute(
            "SELECT * FROM blogs WHERE key = ? AND month = ? ORDER BY "
            "spam + ham + missed_spam + false_positives DESC, blog",
            (key, month),
        ).fetchall()
    return [
        Blog(name=row["blog"], **{kind: row[kind] for kind in KINDS}) for row in rows
    ]
