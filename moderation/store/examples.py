"""What people decided, as something to learn from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection, Row

from moderation.comments import Reason
from moderation.store.database import stamp


class Source(StrEnum):
    """How an example came about."""

    DECISION = "decision"  # in the desk, or in the publisher's own tool
    BULK = "bulk"  # with many others at once
    APPEAL = "appeal"  # by another person than the first
    IMPORT = "import"
    SUGGESTION = "suggestion"  # what a publisher says of a text, such as "spam"
    AUDIT = "audit"  # drawn by chance and decided blind; what judges are measured by


@dataclass(frozen=True)
class Example:
    """One text and what a person made of it.

    Attributes:
        key, revision: of the comment; 0 of a text that is none here.
        signals: as they stood then.
        language: as the publisher named it.
        reading: what a model has read of it; `None` if it has not.
        confirmed: whether a second person agreed who did not know of the first.
        author: who wrote it, as the publisher knows them.
        number: its place in the order of deciding, whatever the clock said; a decision
            that replaces another has a new one.
    """

    key: int
    revision: int
    text: str
    format: str
    rejected: bool
    reason: Reason | None
    signals: Mapping[str, float | None]
    source: Source
    by: str
    at: datetime
    section: str | None
    language: str | None
    reading: bytes | None
    number: int = 0
    confirmed: bool = False
    author: str | None = None


def keep(
    db: Connection,
    key: int,
    *,
    rejected: bool,
    reason: Reason | None,
    by: str,
    at: datetime,
    source: Source,
) -> None:
    """Keep the decision on the present revision; a later one replaces it."""
    db.execute(
        "INSERT INTO examples "
        "(comment, revision, site, rejected, reason, by, at, source) "
        "SELECT key, revision, site, ?, ?, ?, ?, ? FROM comments WHERE key = ? "
        "ON CONFLICT (comment, revision) DO UPDATE SET "
        "rejected = excluded.rejected, reason = excluded.reason, "
        "by = excluded.by, at = excluded.at, source = excluded.source, confirmed = 0",
        (int(rejected), reason, by, stamp(at), source, key),
    )


def forget(db: Connection, key: int) -> None:
    """Take back what an undone decision taught about the present revision."""
    db.execute(
        "DELETE FROM examples WHERE comment = ? AND revision = "
        "(SELECT revision FROM comments WHERE key = ?)",
        (key, key),
    )


def count(db: Connection, site: str) -> int:
    """How many examples a site has."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM examples WHERE site = ?1) "
        "+ (SELECT count(*) FROM suggestions WHERE site = ?1) AS number",
        (site,),
    ).fetchone()
    return int(row["number"])


def since(db: Connection, site: str, number: int) -> int:
    """How many examples of a site are later than one of this number."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM examples WHERE site = ?1 AND number > ?2) "
        "+ (SELECT count(*) FROM suggestions WHERE site = ?1 AND number > ?2) AS found",
        (site, number),
    ).fetchone()
    return int(row["found"])


def in_order(db: Connection, site: str, base: str = "") -> Sequence[Example]:
    """All examples of a site as they were decided, the oldest first.

    What was suggested of texts that are no comments here is among them.

    Args:
        base: the version of the model whose readings are wanted; "" for none.
    """
    rows = db.execute(
        "SELECT e.comment AS key, e.revision, j.text, c.format, e.rejected, e.reason, "
        "j.signals, e.source, e.by, e.at, a.section, c.language, r.reading, e.number, "
        "e.confirmed, c.author_id FROM examples e "
        "JOIN judgements j ON j.comment = e.comment AND j.revision = e.revision "
        "JOIN comments c ON c.key = e.comment "
        "LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id "
        "LEFT JOIN readings r ON r.comment = e.comment "
        "AND r.revision = e.revision AND r.base = ?2 WHERE e.site = ?1 "
        # What judges are measured by is not what they have learnt.
        "AND NOT EXISTS (SELECT 1 FROM blind_reviews b WHERE b.comment = e.comment "
        "AND b.revision = e.revision AND b.kind = 'audit') "
        "UNION ALL SELECT 0, 0, text, format, rejected, reason, signals, "
        "'suggestion', by, at, NULL, NULL, NULL, number, "
        "0, NULL FROM suggestions WHERE site = ?1 ORDER BY at, key",
        (site, base),
    )
    return [_example(row) for row in rows]


def audited(db: Connection, site: str, base: str = "") -> Sequence[Example]:
    """Of the comments drawn by chance those that a person decided blind, the oldest
    first; nothing is learnt from them.

    Args:
        base: as of `in_order`.
    """
    rows = db.execute(
        "SELECT b.comment AS key, b.revision, j.text, c.format, b.rejected, b.reason, "
        "j.signals, 'audit' AS source, b.by, b.decided_at AS at, a.section, "
        "c.language, r.reading, b.number, "
        "0 AS confirmed, c.author_id FROM blind_reviews b "
        "JOIN judgements j ON j.comment = b.comment AND j.revision = b.revision "
        "JOIN comments c ON c.key = b.comment "
        "LEFT JOIN articles a ON a.site = c.site AND a.id = c.article_id "
        "LEFT JOIN readings r ON r.comment = b.comment "
        "AND r.revision = b.revision AND r.base = ?2 "
        "WHERE b.site = ?1 AND b.kind = 'audit' AND b.decided_at IS NOT NULL "
        "AND c.erased_at IS NULL ORDER BY b.decided_at, b.number",
        (site, base),
    )
    return [_example(row) for row in rows]


def _example(row: Row) -> Example:
    return Example(
        key=row["key"],
        revision=row["revision"],
        text=row["text"],
        format=row["format"],
        rejected=bool(row["rejected"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        signals=json.loads(row["signals"]),
        source=Source(row["source"]),
        by=row["by"],
        at=datetime.fromisoformat(row["at"]),
        section=row["section"],
        language=row["language"],
        reading=row["reading"],
        number=row["number"],
        confirmed=bool(row["confirmed"]),
        author=row["author_id"],
    )
