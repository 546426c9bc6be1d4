"""How the comments of an author are treated from now on: until when, and why."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from sqlite3 import Connection

from moderation import audit, limits
from moderation.levels import Level, Override, Standing
from moderation.store import Database
from moderation.store import levels as stored_levels
from moderation.store import sanctions as store
from moderation.store.database import now

SHOWN = 20
"""Of one author, the latest."""


class Term(StrEnum):
    """For how long."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OPEN = "open"  # until somebody ends it


DAYS = {Term.DAY: 1, Term.WEEK: 7, Term.MONTH: 30, Term.YEAR: 365}


def sanction(
    db: Database,
    site: str,
    author: str,
    standing: Standing,
    *,
    reason: str,
    by: str,
    term: Term = Term.OPEN,
) -> None:
    """Let an author's comments be treated so, in place of what was before.

    Raises:
        BadSubmission: no reason is given, or one that cannot be kept.
    """
    reason = reason.strip()
    limits.check_texts(
        ("author", author, limits.SHORT_BYTES),
        ("reason", reason, limits.NOTE_BYTES),
        wanted={"author", "reason"},
    )
    at = now()
    until = at + timedelta(days=DAYS[term]) if term in DAYS else None
    with db.writing() as connection:
        store.end(connection, site, author, by=by, at=at)
        _set(connection, site, author, standing=standing, until=until)
        store.add(
            connection,
            site,
            author,
            standing,
            reason=reason,
            by=by,
            at=at,
            until=until,
        )
        audit.note(
            connection,
            site,
            by,
            "author.sanctioned",
            f"author {author}",
            {
                "standing": standing,
                "until": until and until.isoformat(),
                "reason": reason,
            },
        )


def end(db: Database, site: str, author: str, *, by: str) -> None:
    """Let an author's comments be treated as everybody's; nothing if they are."""
    with db.writing() as connection:
        before = _set(connection, site, author, standing=None, until=None)
        if before is None:
            return
        store.end(connection, site, author, by=by, at=now())
        about = f"author {author}"
        audit.note(connection, site, by, "author.released", about, {"standing": before})


def _set(
    connection: Connection,
    site: str,
    author: str,
    **changes: object,
) -> Standing | None:
    """Set the standing, leaving what else is set of an author; returns the old one."""
    found = stored_levels.of(connection, site, [(Level.AUTHOR, author)])
    before = found[0] if found else Override(level=Level.AUTHOR, name=author)
    override = replace(before, **changes)  # type: ignore[arg-type]
    override.check()
    if override.inherits_all:
        stored_levels.clear(connection, site, Level.AUTHOR, author)
    else:
        stored_levels.keep(connection, site, override, now())
    return before.standing
