"""What moderators are limited to, as it is stored, and as a condition of queries."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from sqlite3 import Connection


@dataclass(frozen=True)
class Scope:
    """What somebody is limited to; nothing is no limit.

    Attributes:
        sections: of articles; with some, a comment without a section is outside.
        queues: by name, "" for the main one.
    """

    sections: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()

    def has(self, section: str | None, queue: str) -> bool:
        """Whether a comment of this section that waits in this queue is inside."""
        in_section = not self.sections or section in self.sections
        return in_section and (not self.queues or queue in self.queues)


UNLIMITED = Scope()

INSIDE = """
(:sections IS NULL OR coalesce(
    (SELECT a.section FROM articles a WHERE a.site = c.site AND a.id = c.article_id),
    json_extract(c.article, '$.section')
) IN (SELECT value FROM json_each(:sections)))
AND (:queues IS NULL OR coalesce(
    nullif(c.queue, ''),
    (SELECT json_extract(its.value, '$.queue')
     FROM judgements j, json_each(j.reasons) its
     WHERE j.comment = c.key AND j.revision = c.revision
     AND json_extract(its.value, '$.queue') != '' LIMIT 1),
    ''
) IN (SELECT value FROM json_each(:queues)))
"""
"""Of `comments c`: whether it is inside of a scope, as `Scope.has` tells."""


def named(scope: Scope) -> Mapping[str, str | None]:
    """The values of a query with `INSIDE` in it."""
    return {
        "sections": json.dumps(sorted(scope.sections)) if scope.sections else None,
        "queues": json.dumps(sorted(scope.queues)) if scope.queues else None,
    }


def of(db: Connection, user: str) -> Scope:
    """What is set for somebody."""
    row = db.execute("SELECT * FROM scopes WHERE user = ?", (user,)).fetchone()
    if row is None:
        return UNLIMITED
    sections, queues = json.loads(row["sections"]), json.loads(row["queues"])
    return Scope(frozenset(sections), frozenset(queues))


def keep(
    db: Connection, user: str, sections: Collection[str], queues: Collection[str]
) -> None:
    """Limit somebody to these, whatever it was before."""
    db.execute(
        "INSERT OR REPLACE INTO scopes (user, sections, queues) VALUES (?, ?, ?)",
        (user, json.dumps(sorted(sections)), json.dumps(sorted(queues))),
    )
