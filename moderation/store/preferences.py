"""What people of the desk chose for themselves, and what was chosen for a site's."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from moderation.store.columns import decoded, encoded


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
    """What was chosen for a site's people, by name."""
    row = db.execute(
        "SELECT choices FROM site_preferences WHERE site = ?", (site,)
    ).fetchone()
    return dict(decoded(row["choices"])) if row else {}


def keep_for_site(db: Connection, site: str, choices: Mapping[str, Any]) -> None:
    """Set what holds for a site's people, whatever it was."""
    db.execute(
        "INSERT OR REPLACE INTO site_preferences (site, choices) VALUES (?, ?)",
        (site, encoded(dict(choices))),
    )
