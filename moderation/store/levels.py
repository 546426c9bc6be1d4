"""Settings by level, as they are stored."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from sqlite3 import Connection, Row

from moderation.comments import Caution, Mode
from moderation.levels import Level, Override, Standing
from moderation.store.database import moment, now, stamp


def keep(db: Connection, site: str, override: Override, at: datetime) -> None:
    """Set a level, whatever it was before."""
    db.execute(
        "INSERT OR REPLACE INTO levels "
        "(site, level, name, mode, caution, holds, rejects, off_topic, risk, standing, "
        "until, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            site,
            override.level,
            override.name,
            override.mode,
            override.caution,
            json.dumps(dict(override.holds)),
            json.dumps(dict(override.rejects)),
            override.off_topic,
            override.risk,
            override.standing,
            override.until and stamp(override.until),
            stamp(at),
        ),
    )


def clear(db: Connection, site: str, level: Level, name: str) -> bool:
    """Let a level inherit all again; `False` when it did."""
    cursor = db.execute(
        "DELETE FROM levels WHERE site = ? AND level = ? AND name = ?",
        (site, level, name),
    )
    return cursor.rowcount == 1


def of(
    db: Connection, site: str, names: Iterable[tuple[Level, str | None]]
) -> Sequence[Override]:
    """Those of some levels, by their names; levels without a name are left out.

    A standing that has ended is none.
    """
    named = [(level, name) for level, name in names if name is not None]
    marks = ", ".join(["(?, ?)"] * len(named))
    rows = db.execute(
        f"SELECT levels.* FROM (VALUES {marks}) CROSS JOIN levels "  # noqa: S608
        "WHERE site = ? AND level = column1 AND name = column2",
        (*chain.from_iterable(named), site),
    )
    return list(map(_override, rows))


def all_of(db: Connection, site: str) -> Sequence[Override]:
    """All of a site, the widest first; a standing that has ended is none."""
    rows = db.execute("SELECT * FROM levels WHERE site = ? ORDER BY name", (site,))
    order = list(Level)
    return sorted(map(_override, rows), key=lambda its: order.index(its.level))


def _override(row: Row) -> Override:
    until = row["until"]
    found = Override(
        level=Level(row["level"]),
        name=row["name"],
        mode=Mode(row["mode"]) if row["mode"] else None,
        caution=Caution(row["caution"]) if row["caution"] else None,
        holds=json.loads(row["holds"]),
        rejects=json.loads(row["rejects"]),
        off_topic=row["off_topic"],
        risk=row["risk"],
        standing=Standing(row["standing"]) if row["standing"] else None,
        until=moment(until) if until else None,
    )
    return found if until is None else found.at(now())
