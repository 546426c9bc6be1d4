"""Drafts of rules: one for each person of a site."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody writes.

    Attributes:
        base: the number of the rules that it was begun from; 0 where none were saved.
        name: of the rules file, without its ending.
        lists: the texts of the list files, by their names.
    """

    base: int
    name: str
    content: str
    lists: Mapping[str, str]
    at: datetime


def get(db: Connection, site: str, by: str) -> Draft | None:
    """Somebody's draft."""
    row = db.execute(
        "SELECT * FROM rule_drafts WHERE site = ? AND by = ?", (site, by)
    ).fetchone()
    if row is None:
        return None
    return Draft(
        base=row["base"],
        name=row["name"],
        content=row["content"],
        lists=json.loads(row["lists"]),
        at=moment(row["at"]),
    )


def keep(db: Connection, site: str, by: str, draft: Draft) -> None:
    """Keep a draft in place of the one before."""
    db.execute(
        "INSERT OR REPLACE INTO rule_drafts (site, by, base, name, content, lists, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            site,
            by,
            draft.base,
            draft.name,
            draft.content,
            json.dumps(dict(draft.lists), sort_keys=True),
            stamp(draft.at),
        ),
    )


def drop(db: Connection, site: str, by: str) -> None:
    """Forget a draft."""
    db.execute("DELETE FROM rule_drafts WHERE site = ? AND by = ?", (site, by))
