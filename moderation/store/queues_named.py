"""The names of the queues that people put comments into."""

from collections.abc import Sequence
from sqlite3 import Connection


def known(db: Connection, site: str, *, limit: int) -> Sequence[str]:
    """Those in which something waits, by name: one look by the index for each."""
    found: list[str] = []
    while len(found) < limit:
        row = db.execute(
            "SELECT queue FROM comments WHERE site = ? AND queue > ? "
            "AND waiting = 1 AND queue != '' ORDER BY queue LIMIT 1",
            (site, found[-1] if found else ""),
        ).fetchone()
        if row is None:
            break
        found.append(row["queue"])
    return found
