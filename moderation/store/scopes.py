"""What moderators are limited to, as it is stored."""

import json
from collections.abc import Collection
from sqlite3 import Connection


def of(db: Connection, user: str) -> tuple[Collection[str], Collection[str]]:
    """The sections and the queues that somebody is limited to; none is no limit."""
    row = db.execute("SELECT * FROM scopes WHERE user = ?", (user,)).fetchone()
    if row is None:
        return (), ()
    return json.loads(row["sections"]), json.loads(row["queues"])


def keep(
    db: Connection, user: str, sections: Collection[str], queues: Collection[str]
) -> None:
    """Limit somebody to these, whatever it was before."""
    db.execute(
        "INSERT OR REPLACE INTO scopes (user, sections, queues) VALUES (?, ?, ?)",
        (user, json.dumps(sorted(sections)), json.dumps(sorted(queues))),
    )
