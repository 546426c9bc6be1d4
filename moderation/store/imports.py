"""Archives that are read in: how far, and comments that come back as they stood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.archives.records import Judged, Past
from moderation.comments import Event
from moderation.store.columns import decoded, encoded
from moderation.store.database import stamp


@dataclass(frozen=True)
class Position:
    """How far an archive is in.

    Attributes:
        done: records.
        counts: what became of them.
    """

    done: int
    counts: Mapping[str, int]


def position(db: Connection, site: str, source: str, reading: str) -> Position:
    """How far an archive is in; nothing done if it is new."""
    row = db.execute(
        "SELECT done, counts FROM imports "
        "WHERE site = ? AND source = ? AND reading = ?",
        (site, source, reading),
    ).fetchone()
    return Position(row["done"], decoded(row["counts"])) if row else Position(0, {})


def keep_position(
    db: Connection, site: str, source: str, reading: str, now: Position, at: datetime
) -> None:
    """Keep how far an archive is in now."""
    db.execute(
        "INSERT INTO imports (site, source, reading, done, counts, at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "done = excluded.done, counts = excluded.counts, at = excluded.at",
        (site, source, reading, now.done, encoded(dict(now.counts)), stamp(at)),
    )


def is_under_way(db: Connection, since: datetime) -> bool:
    """Whether any archive came further after that time."""
    went_on = "SELECT 1 FROM imports WHERE at >= ? LIMIT 1"
    return db.execute(went_on, (stamp(since),)).fetchone() is not None


def is_known(db: Connection, site: str, id: str) -> bool:
    """Whether the site has a comment of this id, erased ones too."""
    found = db.execute("SELECT 1 FROM comments WHERE site = ? AND id = ?", (site, id))
    return found.fetchone() is not None


def restore(
    db: Connection, key: int, past: Past, *, queue: str, escalated: bool
) -> None:
    """Let a comment that was just kept stand as it stood, with all that happened."""
    present = past.judged[-1]
    db.execute(
        "UPDATE comments SET status = ?, action = ?, priority = ?, waiting = ?, "
        "revision = ?, version = ?, decided_by = ?, decided_at = ?, queue = ?, "
        "escalated = ? WHERE key = ?",
        (
            past.status,
            past.action,
            past.priority,
            int(past.waiting),
            present.revision,
            past.version,
            past.decided_by,
            past.decided_at and stamp(past.decided_at),
            queue,
            int(escalated),
            key,
        ),
    )
    for judged in past.judged:
        _keep_judged(db, key, judged)
    for event in past.history:
        _keep_event(db, key, event)


def _keep_judged(db: Connection, key: int, its: Judged) -> None:
    db.execute(
        "INSERT INTO judgements "
        "(comment, revision, text, scores, reasons, signals, model, rules, risk, "
        "levels, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            its.revision,
            its.text,
            encoded(dict(its.scores)),
            encoded(its.reasons),
            encoded(dict(its.signals)),
            its.model,
            its.rules,
            its.risk,
            encoded(dict(its.levels)),
            stamp(its.at),
        ),
    )


def _keep_event(db: Connection, key: int, its: Event) -> None:
    db.execute(
        "INSERT INTO events "
        "(site, comment, kind, at, by, version, action, reason, note, message, queue) "
        "SELECT site, key, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM comments WHERE key = ?",
        (
            its.kind,
            stamp(its.at),
            its.by,
            its.version,
            its.action,
            its.reason,
            its.note,
            its.message,
            its.queue,
            key,
        ),
    )
