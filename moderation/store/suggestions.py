"""What publishers say of texts that are no comments here, to learn from."""

import json
from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection

from moderation.comments import Reason
from moderation.store.database import stamp


def keep(
    db: Connection,
    site: str,
    digest: str,
    text: str,
    format: str,
    *,
    rejected: bool,
    reason: Reason | None,
    signals: Mapping[str, float | None],
    by: str,
    at: datetime,
) -> None:
    """Keep what is said of a text; a later word on the same text replaces it.

    Args:
        digest: of the folded text (`surroundings.prints_of`).
        signals: what rules and the topic judge said of it (`judging.signals`).
    """
    db.execute(
        "INSERT OR REPLACE INTO suggestions "
        "(site, digest, text, format, rejected, reason, signals, by, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            site,
            digest,
            text,
            format,
            int(rejected),
            reason,
            json.dumps(dict(signals)),
            by,
            stamp(at),
        ),
    )


def forget(db: Connection, site: str, digest: str) -> None:
    """Forget what was said of a text."""
    db.execute("DELETE FROM suggestions WHERE site = ? AND digest = ?", (site, digest))
