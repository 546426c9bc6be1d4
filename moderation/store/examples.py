"""What people decided, as something to learn from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.comments import Reason
from moderation.store.database import stamp


@dataclass(frozen=True)
class Example:
    """One text and what a person made of it; `signals` as they stood then."""

    text: str
    format: str
    rejected: bool
    signals: Mapping[str, float | None]


def keep(
    db: Connection,
    key: int,
    *,
    rejected: bool,
    reason: Reason | None,
    by: str,
    at: datetime,
) -> None:
    """Keep the decision on the present revision; a later one replaces it."""
    db.execute(
        "INSERT INTO examples (comment, revision, site, rejected, reason, by, at) "
        "SELECT key, revision, site, ?, ?, ?, ? FROM comments WHERE key = ? "
        "ON CONFLICT (comment, revision) DO UPDATE SET "
        "rejected = excluded.rejected, reason = excluded.reason, "
        "by = excluded.by, at = excluded.at",
        (int(rejected), reason, by, stamp(at), key),
    )


def forget(db: Connection, key: int) -> None:
    """Take back what an undone decision taught about the present revision."""
    db.execute(
        "DELETE FROM examples WHERE comment = ? AND revision = "
        "(SELECT revision FROM comments WHERE key = ?)",
        (key, key),
    )


def in_order(db: Connection, site: str) -> Sequence[Example]:
    """All examples of a site as they were decided, the oldest first.

    What was suggested of texts that are no comments here is among them.
    """
    rows = db.execute(
        "SELECT j.text, c.format, e.rejected, j.signals, e.at, e.comment AS place "
        "FROM examples e "
        "JOIN judgements j ON j.comment = e.comment AND j.revision = e.revision "
        "JOIN comments c ON c.key = e.comment WHERE e.site = ?1 "
        "UNION ALL SELECT text, format, rejected, signals, at, 0 "
        "FROM suggestions WHERE site = ?1 ORDER BY at, place",
        (site,),
    )
    return [
        Example(
            text=row["text"],
            format=row["format"],
            rejected=bool(row["rejected"]),
            signals=json.loads(row["signals"]),
        )
        for row in rows
    ]
