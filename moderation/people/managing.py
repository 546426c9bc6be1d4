"""What admins do with people: add, change, limit, disable, sign out."""

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from sqlite3 import Connection
from typing import Any

from moderation import audit, rights
from moderation.errors import BadSubmission, FieldProblem, UnknownPerson
from moderation.people import passwords
from moderation.rights import Right
from moderation.store import Database, factors, people, reset_links, scopes
from moderation.store.database import now, stamp
from moderation.store.people import User

ROLES = tuple(rights.RIGHTS)

LONGEST_NAME = 100
"""Characters; an address of e-mail that is in use fits."""

_NAME = re.compile(rf"\w[\w.@+' -]{{0,{LONGEST_NAME - 1}}}")
_RESERVED = frozenset({"policy", "erased", audit.SERVICE})
"""Names that stand for no person where it is told who did what."""


def add(
    db: Database,
    name: str,
    role: str,
    *,
    site: str,
    password: str | None = None,
    by: str = audit.SERVICE,
) -> str:
    """Add a person and return the password, made up unless given.

    Raises:
        BadSubmission: the name is taken or cannot be one, the role is none of `ROLES`,
            or the password is too short.
        UnknownSite: there is no such site.
    """
    password = password or passwords.new()
    kept = passwords.hashed(password)
    with db.writing() as connection:
        insert(connection, name, role, site=site, password=kept, by=by)
    return password


def invite(db: Database, name: str, role: str, *, site: str, by: str) -> None:
    """Add a person who has no password, but signs in at a provider of OpenID Connect.

    Args:
        name: the address of e-mail by which they are known there.

    Raises:
        BadSubmission: as `add`.
        UnknownSite: there is no such site.
    """
    with db.writing() as connection:
        insert(connection, name, role, site=site, by=by)


def insert(
    connection: Connection,
    name: str,
    role: str,
    *,
    site: str,
    by: str,
    password: str = "",
    identity: str | None = None,
) -> None:
    """Add a person, in a transaction.

    Args:
        password: its hash; "" of somebody who signs in elsewhere.
        identity: what a provider of OpenID Connect calls them.

    Raises:
        BadSubmission: as `add`.
        UnknownSite: there is no such site.
    """
    _check_role(role)
    _check_name(connection, name)
    people.site(connection, site)  # raises if there is none
    user = User(
        name=name,
        password=password,
        role=role,
        site=site,
        session=secrets.token_hex(16),
        identity=identity,
    )
    people.add_user(connection, user, now())
    details: dict[str, Any] = {"role": role}
    if identity is not None:
        details["identity"] = identity
    audit.note(connection, site, by, "user.added", f"user {name}", details)


def listed(db: Database) -> Sequence[User]:
    """All people, by name."""
    with db.reading() as connection:
        return people.users(connection)


def find(db: Database, name: str) -> User:
    """A person by name.

    Raises:
        UnknownPerson: there is none.
    """
    with db.reading() as connection:
        return get(connection, name)


def get(connection: Connection, name: str) -> User:
    """As `find`, in a transaction."""
    found = people.user(connection, name)
    if found is None:
        raise UnknownPerson(f"nobody is called {name!r}")
    return found


def place(db: Database, name: str, *, role: str, site: str, by: str) -> None:
    """Give a person another role, or another site.

    Raises:
        BadSubmission: the role is none of `ROLES`, or the last admin would be gone.
        UnknownPerson: nobody is called so.
        UnknownSite: there is no such site.
    """
    _check_role(role)
    with db.writing() as connection:
        known = get(connection, name)
        people.site(connection, site)  # raises if there is none
        if (role, site) == (known.role, known.site):
            return
        if Right.ADMIN not in rights.RIGHTS[role]:
            _keep_an_admin(connection, known, "role")
        people.change_user(connection, name, role=role, site=site)
        changes = {"role": role, "was": known.role}
        if site != known.site:
            changes |= {"site": site, "was_of_site": known.site}
        audit.note(connection, site, by, "user.changed", f"user {name}", changes)


def limit(
    db: Database,
    name: str,
    *,
    sections: Collection[str],
    queues: Collection[str],
    by: str,
) -> None:
    """Limit a moderator to some sections, some queues, or both; none is no limit.

    Args:
        queues: "" is the main one.

    Raises:
        UnknownPerson: nobody is called so.
    """
    with db.writing() as connection:
        known = get(connection, name)
        scopes.keep(connection, name, sections, queues)
        details = {"sections": sorted(sections), "queues": sorted(queues)}
        audit.note(connection, known.site, by, "user.limited", f"user {name}", details)


def disable(db: Database, name: str, *, by: str) -> None:
    """Let a person in no more; what they have open ends at once.

    Raises:
        BadSubmission: the last admin would be gone.
        UnknownPerson: nobody is called so.
    """
    with db.writing() as connection:
        known = get(connection, name)
        if known.disabled_at is not None:
            return
        _keep_an_admin(connection, known, "name")
        people.change_user(
            connection, name, disabled_at=stamp(now()), session=_new_session()
        )
        factors.drop_begun(connection, name)
        reset_links.forget(connection, name)
        audit.note(connection, known.site, by, "user.disabled", f"user {name}")


def enable(db: Database, name: str, *, by: str) -> None:
    """Let a person in again.

    Raises:
        UnknownPerson: nobody is called so.
    """
    with db.writing() as connection:
        known = get(connection, name)
        if known.disabled_at is not None:
            people.change_user(connection, name, disabled_at=None)
            audit.note(connection, known.site, by, "user.enabled", f"user {name}")


def sign_out(db: Database, name: str, *, by: str) -> None:
    """End all that a person has open, wherever.

    Raises:
        UnknownPerson: nobody is called so.
    """
    with db.writing() as connection:
        known = get(connection, name)
        people.change_user(connection, name, session=_new_session())
        factors.drop_begun(connection, name)
        audit.note(connection, known.site, by, "user.signed_out", f"user {name}")


def _new_session() -> str:
    return secrets.token_hex(16)


def _check_role(role: str) -> None:
    if role not in ROLES:
        wanted = "one of " + ", ".join(ROLES)
        raise BadSubmission(FieldProblem("role", wanted, repr(role[:50])))


def _check_name(connection: Connection, name: str) -> None:
    """Refuse what cannot be told apart from another name, or from nobody's."""
    fine = _NAME.fullmatch(name) and name == unicodedata.normalize("NFC", name).strip()
    reserved = name.casefold() in _RESERVED or name.casefold().startswith("key ")
    if not fine or reserved:
        wanted = (
            f"up to {LONGEST_NAME} letters, digits, blanks and any of @ + . _ ' -, "
            'beginning with a letter or a digit, not with "key ", and none of '
            + ", ".join(sorted(_RESERVED))
        )
        raise BadSubmission(FieldProblem("name", wanted, ascii(name[:50])))
    taken = {user.name.casefold() for user in people.users(connection)}
    if name.casefold() in taken:
        raise BadSubmission(FieldProblem("name", "a new name", f"{name!r}, taken"))


def _keep_an_admin(connection: Connection, going: User, field: str) -> None:
    """Refuse to shut everybody out of what only admins can do."""
    left = [
        user.name
        for user in people.users(connection)
        if Right.ADMIN in rights.of(user) and user.disabled_at is None
    ]
    if left == [going.name]:
        wanted = "an admin to be left: make somebody else one first"
        raise BadSubmission(FieldProblem(field, wanted, f"the last, {going.name!r}"))
