"""The last look at whether a site's model still fits what comes."""

from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import stamp


def keep(
    db: Connection, site: str, version: str, at: datetime, found: str, *, worries: bool
) -> None:
    """Keep what was found, as JSON, in the place of the look before."""
    db.execute(
        "INSERT OR REPLACE INTO drift_looks (site, version, at, worries, found) "
        "VALUES (?, ?, ?, ?, ?)",
        (site, version, stamp(at), int(worries), found),
    )


def worrying(db: Connection) -> dict[str, bool]:
    """Of each site that was looked at, whether something worries."""
    rows = db.execute("SELECT site, worries FROM drift_looks")
    return {row["site"]: bool(row["worries"]) for row in rows}


def last(db: Connection, site: str) -> str | None:
    """What the last look found, as JSON."""
    row = db.execute("SELECT found FROM drift_looks WHERE site = ?", (site,)).fetchone()
    return None if row is None else str(row["found"])


def when(db: Connection, site: str) -> datetime | None:
    """When it was looked last."""
    row = db.execute("SELECT at FROM drift_looks WHERE site = ?", (site,)).fetchone()
    return None if row is None else datetime.fromisoformat(row["at"])
