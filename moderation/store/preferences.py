"""What people of the desk chose for themselves, and what was chosen for a site's."""

from collections.abc import Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from moderation.store.columns import decoded, encoded
from moderation.store.database import stamp


def of(db: Connection, name: str) -> Mapping[str, Any]:
    """A person's choices, by name; those not made are not there."""
    row = db.execute(
        "SELECT choices FROM preferences WHERE user = ?", (name,)
    ).fetchone()
    return dict(decoded(row["choices"])) if row else {}


def keep(db: Connection, name: str, choices: Mapping[str, Any]) -> None:
    """Set a person's choices, whatever they were."""
    db.execute(
        "INSERT OR REPLACE INTO preferences (user, choices) VALUES (?, ?)",
        (name, encoded(dict(choices))),
    )


def of_site(db: Connection, site: str) -> Mapping[str, Any]:
    """The latest choices for a site's people, by name."""
    row = db.execute(
        "SELECT choices FROM site_preferences WHERE site = ? "
        "ORDER BY number DESC LIMIT 1",
        (site,),
    ).fetchone()
    return dict(decoded(row["choices"])) if row else {}


def keep_for_site(
    db: Connection, site: str, choices: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    """Add what holds for a site's people from now on; what held before stays known."""
    db.execute(
        "INSERT INTO site_preferences (site, choices, by, at) VALUES (?, ?, ?, ?)",
        (site, encoded(dict(choices)), by, stamp(at)),
    )
