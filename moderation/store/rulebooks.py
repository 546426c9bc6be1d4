"""The rules that a site saved, which of them are in service, and which are paused."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One saved version: the rules file and the files of the lists that it names.

    Attributes:
        rules: the ids of those that are run.
        back_to: the number of the version that it brought back, if it did; 0 means
            the rules of the service, that a site without rules of its own has.
    """

    site: str
    number: int
    version: str
    content: str
    lists: Mapping[str, str]
    rules: frozenset[str]
    back_to: int | None
    by: str
    note: str
    at: datetime

    @property
    def origin(self) -> int:
        """The number under which the same rules were first saved."""
        return self.number if self.back_to is None else self.back_to


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A rule was paused, or resumed."""

    rule: str
    paused: bool
    by: str
    note: str
    at: datetime


@dataclass(frozen=True)
class Mark:
    """What is in service: two marks of a site are the same only if the rules are.

    `number` is of the saved version; `None` where none is.
    """

    number: int | None
    changes: int


NOTHING = Mark(None, 0)
"""Of a site that never saved or paused a rule."""


def mark(db: Connection, site: str) -> Mark:
    """What is in service; one look by a primary key."""
    row = db.execute(
        "SELECT number, changes FROM rules_in_service WHERE site = ?", (site,)
    ).fetchone()
    return Mark(row["number"], row["changes"]) if row else NOTHING


def get(db: Connection, site: str, number: int) -> Kept | None:
    """A saved version."""
    row = db.execute(
        "SELECT * FROM rulebooks WHERE site = ? AND number = ?", (site, number)
    ).fetchone()
    return _kept(row) if row else None


def before(db: Connection, site: str, number: int, *, limit: int) -> Sequence[Kept]:
    """The versions saved before one, the newest first."""
    rows = db.execute(
        "SELECT * FROM rulebooks WHERE site = ? AND number < ? "
        "ORDER BY number DESC LIMIT ?",
        (site, number, limit),
    )
    return [_kept(row) for row in rows]


def history(db: Connection, site: str) -> Sequence[Kept]:
    """All saved versions, the oldest first."""
    rows = db.execute("SELECT * FROM rulebooks WHERE site = ? ORDER BY number", (site,))
    return [_kept(row) for row in rows]


def add(
    db: Connection,
    site: str,
    *,
    version: str,
    content: str,
    lists: Mapping[str, str],
    rules: frozenset[str],
    back_to: int | None,
    by: str,
    note: str,
    at: datetime,
) -> Kept:
    """Keep a version and put it into service."""
    last = db.execute(
        "SELECT coalesce(max(number), 0) AS n FROM rulebooks WHERE site = ?", (site,)
    ).fetchone()
    number = int(last["n"]) + 1
    db.execute(
        "INSERT INTO rulebooks "
        "(site, number, version, content, lists, rules, back_to, by, note, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            site,
            number,
            version,
            content,
            json.dumps(dict(lists), sort_keys=True),
            json.dumps(sorted(rules)),
            back_to,
            by,
            note,
            stamp(at),
        ),
    )
    _change(db, site)
    db.execute("UPDATE rules_in_service SET number = ? WHERE site = ?", (number, site))
    return Kept(
        site=site,
        number=number,
        version=version,
        content=content,
        lists=lists,
        rules=rules,
        back_to=back_to,
        by=by,
        note=note,
        at=at,
    )


def changed(db: Connection, site: str) -> datetime | None:
    """When the rules in service last changed, by a pause too; `None` for never."""
    row = db.execute(
        "SELECT max(at) AS at FROM (SELECT at FROM rulebooks WHERE site = ? "
        "UNION ALL SELECT at FROM rule_pauses WHERE site = ?)",
        (site, site),
    ).fetchone()
    return moment(row["at"]) if row["at"] else None


def pause(
    db: Connection,
    site: str,
    rule: str,
    *,
    paused: bool,
    by: str,
    note: str,
    at: datetime,
) -> None:
    """Write down that a rule is paused from now on, or no longer."""
    db.execute(
        "INSERT INTO rule_pauses (site, rule, paused, by, note, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (site, rule, int(paused), by, note, stamp(at)),
    )
    _change(db, site)


def pauses(db: Connection, site: str) -> Sequence[Pause]:
    """All pauses and their ends, the oldest first."""
    rows = db.execute(
        "SELECT * FROM rule_pauses WHERE site = ? ORDER BY number", (site,)
    )
    return [_pause(row) for row in rows]


def paused(db: Connection, site: str) -> frozenset[str]:
    """The rules that are paused now."""
    rows = db.execute(
        "SELECT rule FROM rule_pauses p WHERE site = ? AND paused = 1 "
        "AND number = (SELECT max(number) FROM rule_pauses "
        "WHERE site = p.site AND rule = p.rule)",
        (site,),
    )
    return frozenset(row["rule"] for row in rows)


def came(db: Connection, site: str, rules: Iterable[str], at: datetime) -> None:
    """Write down since when there are these rules."""
    db.executemany(
        "INSERT INTO rules_since (site, rule, at) VALUES (?, ?, ?) "
        "ON CONFLICT (site, rule) DO UPDATE SET at = excluded.at",
        [(site, rule, stamp(at)) for rule in rules],
    )


def since(db: Connection, site: str) -> Mapping[str, datetime]:
    """When rules came; those that always were are not among them."""
    rows = db.execute("SELECT rule, at FROM rules_since WHERE site = ?", (site,))
    return {row["rule"]: moment(row["at"]) for row in rows}


def _change(db: Connection, site: str) -> None:
    db.execute(
        "INSERT INTO rules_in_service (site, changes) VALUES (?, 1) "
        "ON CONFLICT (site) DO UPDATE SET changes = changes + 1",
        (site,),
    )


def _kept(row: Row) -> Kept:
    return Kept(
        site=row["site"],
        number=row["number"],
        version=row["version"],
        content=row["content"],
        lists=json.loads(row["lists"]),
        rules=frozenset(json.loads(row["rules"])),
        back_to=row["back_to"],
        by=row["by"],
        note=row["note"],
        at=moment(row["at"]),
    )


def _pause(row: Row) -> Pause:
    return Pause(
        rule=row["rule"],
        paused=bool(row["paused"]),
        by=row["by"],
        note=row["note"],
        at=moment(row["at"]),
    )
