"""The last look at whether a site's model still fits what comes."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from moderation.store.database import moment, stamp


class Kept(NamedTuple):
    """A look: of which version, when it was tried, and whether something worries."""

    version: str
    at: datetime
    worries: bool


def keep(
    db: Connection, site: str, version: str, at: datetime, found: str, *, worries: bool
) -> None:
    """Keep what was found, as JSON, in the place of the look before."""
    db.execute(
        "INSERT OR REPLACE INTO drift_looks (site, version, at, worries, found) "
        "VALUES (?, ?, ?, ?, ?)",
        (site, version, stamp(at), int(worries), found),
    )


def tried(db: Connection, site: str, version: str, at: datetime) -> None:
    """Note that it was looked, and nothing came of that: what was found before stays
    for the version that it is about.
    """
    db.execute(
        "INSERT INTO drift_looks (site, version, at, worries, found) "
        "VALUES (?1, ?2, ?3, 0, '') ON CONFLICT (site) DO UPDATE SET at = ?3, "
        "worries = CASE version WHEN ?2 THEN worries ELSE 0 END, "
        "found = CASE version WHEN ?2 THEN found ELSE '' END, version = ?2",
        (site, version, stamp(at)),
    )


def found(db: Connection, site: str) -> str | None:
    """What the last look found, as JSON; "" where nothing came of it."""
    row = db.execute("SELECT found FROM drift_looks WHERE site = ?", (site,)).fetchone()
    return None if row is None else str(row["found"])


def all_kept(db: Connection) -> dict[str, Kept]:
    """The last look at each site."""
    rows = db.execute("SELECT site, version, at, worries FROM drift_looks")
    return {
        row["site"]: Kept(row["version"], moment(row["at"]), bool(row["worries"]))
        for row in rows
    }


def forget(db: Connection, key: int) -> None:
    """Take a comment's id out of what was found."""
    db.execute(
        "UPDATE drift_looks SET found = replace(found, "
        "(SELECT json_quote(id) FROM comments WHERE key = ?1), '\"\"') "
        "WHERE site = (SELECT site FROM comments WHERE key = ?1)",
        (key,),
    )
