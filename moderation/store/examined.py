"""The figures of versions, kept so that pages need not find them out anew."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import moment, stamp


@dataclass(frozen=True)
class Kept:
    """The figures of a version, as JSON.

    Attributes:
        state: what they were made of, as `state` told it then.
    """

    at: datetime
    state: str
    figures: bytes


def get(db: Connection, site: str, version: str) -> Kept | None:
    """What is kept of a version."""
    row = db.execute(
        "SELECT at, state, figures FROM examined WHERE site = ? AND version = ?",
        (site, version),
    ).fetchone()
    return Kept(moment(row["at"]), row["state"], row["figures"]) if row else None


def keep(db: Connection, site: str, version: str, its: Kept) -> None:
    """Keep them in place of earlier ones."""
    db.execute(
        "INSERT OR REPLACE INTO examined (site, version, at, state, figures) "
        "VALUES (?, ?, ?, ?, ?)",
        (site, version, stamp(its.at), its.state, its.figures),
    )


def forget_all_but(db: Connection, site: str, versions: Collection[str]) -> None:
    """Forget those of versions that are gone."""
    rows = db.execute("SELECT version FROM examined WHERE site = ?", (site,))
    gone = [(site, its["version"]) for its in rows if its["version"] not in versions]
    db.executemany("DELETE FROM examined WHERE site = ? AND version = ?", gone)


def state(db: Connection, site: str) -> str:
    """What there is to learn and to be measured on: it changes with each audit, with
    each decision, and where something is undone or erased.
    """
    row = db.execute(
        "SELECT (SELECT count(*) FROM examples WHERE site = ?1) AS examples, "
        "(SELECT ifnull(max(number), 0) FROM examples WHERE site = ?1) AS last, "
        "(SELECT count(*) FROM suggestions WHERE site = ?1) AS suggestions, "
        "(SELECT count(*) FROM blind_reviews b JOIN comments c ON c.key = b.comment "
        "WHERE b.site = ?1 AND b.kind = 'audit' AND b.decided_at IS NOT NULL "
        "AND c.erased_at IS NULL) AS audits",
        (site,),
    ).fetchone()
    return " ".join(str(each) for each in row)
