"""The last look at whether a site's model still fits what comes."""

from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def keep(db: Connection, site: str, version: str, at: datetime, found: str) -> None:
    """Keep what was found, as JSON, in the place of the look before."""
    db.execute(
        "INSERT OR REPLACE INTO drift_looks (site, version, at, found) "
        "VALUES (?, ?, ?, ?)",
        (site, version, stamp(at), found),
    )


def last(db: Connection, site: str) -> str | None:
    """What the last look found, as JSON."""
    row = db.execute("SELECT found FROM drift_looks WHERE site = ?", (site,)).fetchone()
    return None if row is None else str(row["found"])


def when(db: Connection, site: str) -> tuple[str, datetime] | None:
    """Which version was looked at last, and when."""
    row = db.execute(
        "SELECT version, at FROM drift_looks WHERE site = ?", (site,)
    ).fetchone()
    if row is None:
        return None
    return str(row["version"]), datetime.fromisoformat(row["at"])
