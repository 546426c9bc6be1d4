"""The audit as it is stored: only ever added to, which the database itself sees to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row
from typing import Any

from moderation.store.columns import decoded, encoded
from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that somebody did.

    Attributes:
        number: grows with time.
        site: `None` where it was of no one site.
        kind: such as "user.added".
        about: such as "user ann"; "erased" of a reader who was forgotten.
    """

    number: int
    site: str | None
    by: str
    at: datetime
    kind: str
    about: str
    details: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which entries are looked for; what is `None` or "" narrows nothing.

    Attributes:
        site: of this one; with `everywhere` also what was of no one site.
        text: a part of what it was about, or of its details.
        since: from then on.
        until: before then.
    """

    site: str
    everywhere: bool = False
    by: str = ""
    kind: str = ""
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None


def add(
    db: Connection,
    *,
    site: str | None,
    by: str,
    at: datetime,
    kind: str,
    about: str,
    details: Mapping[str, Any],
) -> None:
    """Write an entry."""
    db.execute(
        "INSERT INTO audit (site, by, at, kind, about, details) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (site, by, stamp(at), kind, about, encoded(dict(details))),
    )


def search(
    db: Connection, wanted: Wanted, *, limit: int, before: int | None = None
) -> Sequence[Entry]:
    """What is looked for, the latest first.

    Args:
        before: the `number` of an entry; those before it.
    """
    conditions = [
        "number < :before",
        "(site = :site OR (:everywhere AND site IS NULL))",
    ]
    conditions += ["by = :by"] if wanted.by else []
    conditions += ["kind = :kind"] if wanted.kind else []
    conditions += ["at >= :since"] if wanted.since else []
    conditions += ["at < :until"] if wanted.until else []
    if wanted.text:  # instr: no letter of it stands for others
        conditions.append(
            "(instr(lower(about), lower(:text)) OR instr(lower(details), lower(:text)))"
        )
    rows = db.execute(
        f"SELECT * FROM audit WHERE {' AND '.join(conditions)} "  # noqa: S608 - ours
        "ORDER BY number DESC LIMIT :limit",
        {
            "before": 2**62 if before is None else before,
            "site": wanted.site,
            "everywhere": int(wanted.everywhere),
            "by": wanted.by,
            "kind": wanted.kind,
            "text": wanted.text,
            "since": wanted.since and stamp(wanted.since),
            "until": wanted.until and stamp(wanted.until),
            "limit": limit,
        },
    )
    return [_entry(row) for row in rows]


def kinds(db: Connection) -> Sequence[str]:
    """All kinds that there are, sorted."""
    return [
        row["kind"] for row in db.execute("SELECT DISTINCT kind FROM audit ORDER BY 1")
    ]


def forget_author(db: Connection, site: str, author: str) -> None:
    """Take out of the audit whom it was about."""
    db.execute(
        "UPDATE audit SET about = 'erased', details = '{}' "
        "WHERE site = ? AND about = ?",
        (site, f"author {author}"),
    )


def _entry(row: Row) -> Entry:
    return Entry(
        number=row["number"],
        site=row["site"],
        by=row["by"],
        at=moment(row["at"]),
        kind=row["kind"],
        about=row["about"],
        details=decoded(row["details"]),
    )
