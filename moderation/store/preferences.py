"""What people of the desk chose for themselves."""

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
