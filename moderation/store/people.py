"""Sites, and the people who moderate."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from sqlite3 import Connection, Row
from typing import Any

from moderation.accepted import Accepted
from moderation.comments import Mode
from moderation.errors import UnknownSite
from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Site:
    """One publication and its settings.

    `pause_odd_rules`: a rule whose hits leave its band is paused by itself.
    `keeps_analysed`: what comes by Perspective's calls is kept, unless told otherwise.
    `zeros`: attributes of Perspective that no model has and that are answered with 0.
    `factor_for`: roles whose people must sign in with a second factor.
    `shares_lessons`: its decisions help other sites that agree too, and theirs help it.
    `audit_share`, `second_share`: of the comments that come, and of the decisions by
    people, those that somebody decides blind.
    `golden_each`: of so many looks of a person one is at a comment with a known answer;
    0 is never.
    `accepted`: which errors of the service are.
    `kept_to`: what keeps to them, by the version of the site's model.
    `erase_rejected_after`, `erase_texts_after`, `erase_authors_after`: days after which
    what was rejected, all texts, and who wrote them go by themselves; `None` is never.
    `retrain_after_decisions`, `retrain_after_hours`: new decisions, and hours since the
    last time, after which its judge is learnt by itself; `None` is never, and a day.
    """

    name: str
    mode: Mode
    language: str
    pause_odd_rules: bool = False
    keeps_analysed: bool = False
    zeros: tuple[str, ...] = ()
    factor_for: tuple[str, ...] = ()
    shares_lessons: bool = False
    audit_share: float = 0.01
    second_share: float = 0.05
    golden_each: int = 20
    accepted: Accepted | None = None
    kept_to: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    erase_rejected_after: int | None = None
    erase_texts_after: int | None = None
    erase_authors_after: int | None = None
    retrain_after_decisions: int | None = None
    retrain_after_hours: int | None = None


@dataclass(frozen=True, kw_only=True)
class User:
    """A person of the desk.

    Attributes:
        password: its hash; "" of somebody who has none.
        session: changes to sign them out everywhere.
        disabled_at: since when they cannot sign in.
        signed_in_at: the last time.
        identity: what a provider of OpenID Connect calls them.
        has_factor: whether they sign in with a second factor.
    """

    name: str
    password: str
    role: str
    site: str
    session: str
    disabled_at: datetime | None = None
    signed_in_at: datetime | None = None
    identity: str | None = None
    has_factor: bool = False


_USERS = (
    "SELECT u.*, f.confirmed_at IS NOT NULL AS has_factor "
    "FROM users u LEFT JOIN factors f ON f.user = u.name"
)


def site(db: Connection, name: str) -> Site:
    """A site by its name.

    Raises:
        UnknownSite: there is none.
    """
    row = db.execute("SELECT * FROM sites WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise UnknownSite(f"there is no site {name!r}")
    return _site(row)


def sites(db: Connection) -> Sequence[Site]:
    """All sites, by name."""
    return [_site(row) for row in db.execute("SELECT * FROM sites ORDER BY name")]


def add_site(db: Connection, name: str, at: datetime) -> None:
    """Make a site with the settings a new one starts with, unless it exists."""
    db.execute(
        "INSERT INTO sites (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (name, stamp(at)),
    )


def change_site(db: Connection, name: str, **fields: Any) -> None:
    """Change some settings of a site, called as in `Site`."""
    kept = {setting: _kept(value) for setting, value in fields.items()}
    changed = ", ".join(f"{setting} = :{setting}" for setting in kept)
    db.execute(
        f"UPDATE sites SET {changed} WHERE name = :name",  # noqa: S608 - names of ours
        {**kept, "name": name},
    )


def _kept(value: Any) -> Any:
    """A value of a setting as a column keeps it."""
    if isinstance(value, Accepted):
        return json.dumps(asdict(value))
    if isinstance(value, list | tuple | dict):
        return json.dumps(value)
    return value


def add_user(db: Connection, user: User, at: datetime) -> bool:
    """Keep a new user; `False` when the name is taken."""
    cursor = db.execute(
        "INSERT INTO users (name, password, role, site, session, identity, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
        (
            user.name,
            user.password,
            user.role,
            user.site,
            user.session,
            user.identity,
            stamp(at),
        ),
    )
    return cursor.rowcount == 1


def user(db: Connection, name: str) -> User | None:
    """A user by name."""
    row = db.execute(f"{_USERS} WHERE u.name = ?", (name,)).fetchone()
    return _user(row) if row else None


def user_of_identity(db: Connection, identity: str) -> User | None:
    """A user by what a provider of OpenID Connect calls them."""
    row = db.execute(f"{_USERS} WHERE u.identity = ?", (identity,)).fetchone()
    return _user(row) if row else None


def users(db: Connection) -> Sequence[User]:
    """All users, by name."""
    return [_user(row) for row in db.execute(f"{_USERS} ORDER BY u.name")]


def change_user(db: Connection, name: str, **fields: str | None) -> None:
    """Change some of a user: password, role, site, session, identity, times."""
    changed = ", ".join(f"{field} = :{field}" for field in fields)
    db.execute(
        f"UPDATE users SET {changed} WHERE name = :name",  # noqa: S608 - names of ours
        {**fields, "name": name},
    )


def has_users(db: Connection) -> bool:
    """Whether anybody can sign in at all."""
    return db.execute("SELECT 1 FROM users LIMIT 1").fetchone() is not None


def note_failed_sign_in(db: Connection, who: str, at: datetime) -> None:
    """Remember a failed try, by name or by address digest."""
    db.execute("INSERT INTO sign_ins_failed (who, at) VALUES (?, ?)", (who, stamp(at)))


def failed_sign_ins(db: Connection, who: str, since: datetime) -> list[datetime]:
    """When tries failed since then, the oldest first."""
    rows = db.execute(
        "SELECT at FROM sign_ins_failed WHERE who = ? AND at >= ? ORDER BY at",
        (who, stamp(since)),
    )
    return [moment(row["at"]) for row in rows]


def take_back_failed_sign_in(db: Connection, who: str, at: datetime) -> None:
    """Forget a single try of that time."""
    db.execute(
        "DELETE FROM sign_ins_failed WHERE rowid = (SELECT rowid FROM sign_ins_failed "
        "WHERE who = ? AND at = ? LIMIT 1)",
        (who, stamp(at)),
    )


def forget_failed_sign_ins(
    db: Connection, *, who: str | None = None, before: datetime | None = None
) -> None:
    """Forget one's failed tries after success, or everybody's old ones."""
    db.execute(
        "DELETE FROM sign_ins_failed WHERE who = ? OR at < ?",
        (who, before and stamp(before)),
    )


def _site(row: Row) -> Site:
    return Site(
        name=row["name"],
        mode=Mode(row["mode"]),
        language=row["language"],
        pause_odd_rules=bool(row["pause_odd_rules"]),
        keeps_analysed=bool(row["keeps_analysed"]),
        zeros=tuple(json.loads(row["zeros"])),
        factor_for=tuple(json.loads(row["factor_for"])),
        shares_lessons=bool(row["shares_lessons"]),
        audit_share=row["audit_share"],
        second_share=row["second_share"],
        golden_each=row["golden_each"],
        accepted=Accepted(**json.loads(row["accepted"])) if row["accepted"] else None,
        kept_to=json.loads(row["kept_to"]),
        erase_rejected_after=row["erase_rejected_after"],
        erase_texts_after=row["erase_texts_after"],
        erase_authors_after=row["erase_authors_after"],
        retrain_after_decisions=row["retrain_after_decisions"],
        retrain_after_hours=row["retrain_after_hours"],
    )


def _user(row: Row) -> User:
    times = {
        name: moment(row[name]) if row[name] else None
        for name in ("disabled_at", "signed_in_at")
    }
    return User(
        name=row["name"],
        password=row["password"],
        role=row["role"],
        site=row["site"],
        session=row["session"],
        identity=row["identity"],
        has_factor=bool(row["has_factor"]),
        **times,
    )
