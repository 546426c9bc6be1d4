"""What was judged about each revision of a comment."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection

from moderation.comments import (
    Action,
    Comment,
    Finding,
    Judgement,
    Outcome,
    Reason,
    Span,
)
from moderation.store.columns import decoded, encoded
from moderation.store.database import stamp


def keep(
    db: Connection,
    key: int,
    judgement: Judgement,
    outcome: Outcome,
    signals: Mapping[str, float | None],
    at: datetime,
) -> None:
    """Keep what was judged about the comment's present revision."""
    db.execute(
        "INSERT INTO judgements "
        "(comment, revision, text, scores, reasons, signals, model, rules, risk, "
        "levels, subject, at) "
        "SELECT key, revision, text, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM comments "
        "WHERE key = ?",
        (
            encoded(dict(judgement.scores)),
            encoded(outcome.reasons),
            encoded(dict(signals)),
            judgement.model,
            judgement.rules,
            judgement.risk,
            encoded(dict(outcome.levels)),
            judgement.subject,
            stamp(at),
            key,
        ),
    )


def replace(
    db: Connection,
    key: int,
    judgement: Judgement,
    outcome: Outcome,
    signals: Mapping[str, float | None],
) -> None:
    """Set what rules, asked anew, say of the comment's present revision."""
    db.execute(
        "UPDATE judgements SET reasons = ?, signals = ?, rules = ?, risk = ?, "
        "levels = ? WHERE comment = ? "
        "AND revision = (SELECT revision FROM comments WHERE key = ?)",
        (
            encoded(outcome.reasons),
            encoded(dict(signals)),
            judgement.rules,
            judgement.risk,
            encoded(dict(outcome.levels)),
            key,
            key,
        ),
    )


def rescore(db: Connection, key: int, judgement: Judgement) -> None:
    """Set the scores of the comment's present revision, which models gave them, and
    what it is about, as far as that is told.
    """
    db.execute(
        "UPDATE judgements SET scores = ?, model = ?, "
        "subject = coalesce(?, subject) WHERE comment = ? "
        "AND revision = (SELECT revision FROM comments WHERE key = ?)",
        (
            encoded(dict(judgement.scores)),
            judgement.model,
            judgement.subject,
            key,
            key,
        ),
    )


def reasons(stored: str) -> tuple[Finding, ...]:
    """Reasons as they were kept."""
    return tuple(
        Finding(
            code=Reason(each["code"]),
            rule=each["rule"],
            message=each["message"],
            weight=each["weight"],
            spans=tuple(Span(**span) for span in each["spans"]),
            then=Action(each["then"]) if each["then"] else None,
            to_author=each.get("to_author", ""),
            tag=each.get("tag", ""),
            queue=each.get("queue", ""),
        )
        for each in decoded(stored)
    )


def as_at(db: Connection, comment: Comment, moment: datetime) -> Comment:
    """A comment as it was judged at a time, if that is another than its present."""
    row = db.execute(
        "SELECT reasons, rules FROM judgements WHERE comment = ? AND at <= ? "
        "ORDER BY revision DESC LIMIT 1",
        (comment.key, stamp(moment)),
    ).fetchone()
    if row is None:
        return comment
    found = reasons(row["reasons"])
    return dataclasses.replace(comment, reasons=found, rules=row["rules"])
