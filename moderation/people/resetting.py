"""New passwords: one's own, and by a link that an admin makes for somebody.

A link is good once and for a day. Its token is shown once and kept as its SHA-256
digest: it is random and long, so a slow hash would protect nothing.
"""

import hashlib
import secrets
from datetime import timedelta
from sqlite3 import Connection

from moderation import audit
from moderation.errors import BadCredentials, UnknownLink
from moderation.people import managing, passwords, tries
from moderation.store import Database, factors, people, reset_links
from moderation.store.database import now
from moderation.store.people import User

GOOD_FOR = timedelta(hours=24)


def make_link(db: Database, name: str, *, by: str) -> str:
    """Make a link's token for a person and return it, this once.

    What was made before is useless from now on; the old password works on.

    Raises:
        UnknownPerson: nobody is called so.
    """
    token = secrets.token_urlsafe(32)
    with db.writing() as connection:
        known = managing.get(connection, name)
        reset_links.add(connection, name, _digest(token), now() + GOOD_FOR)
        audit.note(connection, known.site, by, "user.reset_allowed", f"user {name}")
    return token


def whose(db: Database, token: str) -> str:
    """Whose link this is.

    Raises:
        UnknownLink: it was used, is too old, or never was.
    """
    with db.reading() as connection:
        return _whose(connection, token)


def by_link(db: Database, token: str, password: str) -> str:
    """Set a new password by a link, and return whose; all they had open ends.

    Raises:
        BadSubmission: the password is too short or too long; the link stays good.
        UnknownLink: it was used, is too old, or never was.
    """
    kept = passwords.hashed(password)
    with db.writing() as connection:
        name = _whose(connection, token)
        _set(connection, managing.get(connection, name), kept, how="by a link")
    return name


def change(db: Database, name: str, old: str, new: str, *, address: str) -> User:
    """Change one's own password; all else that they have open ends.

    Returns:
        The person as they are now, for the session that goes on.

    Raises:
        BadCredentials: the old one is wrong.
        BadSubmission: the new one is too short or too long.
        TooManyTries: the old one was wrong too often.
    """
    confirm(db, name, old, address=address)
    kept = passwords.hashed(new)
    with db.writing() as connection:
        _set(connection, managing.get(connection, name), kept, how="by themselves")
        return managing.get(connection, name)


def confirm(db: Database, name: str, password: str, *, address: str) -> None:
    """See that who is signed in knows the password too.

    Raises:
        BadCredentials: they do not.
        TooManyTries: it was wrong too often.
    """
    watched = tries.watched("name", name, address)
    with db.writing() as connection:
        begun = tries.begin(connection, watched)
        user = managing.get(connection, name)
    if not passwords.fits(user, password):
        raise BadCredentials("this is not your password")
    with db.writing() as connection:
        tries.forgive(connection, watched, begun)


def _set(connection: Connection, user: User, kept: str, *, how: str) -> None:
    people.change_user(
        connection, user.name, password=kept, session=secrets.token_hex(16)
    )
    factors.drop_begun(connection, user.name)
    reset_links.forget(connection, user.name)
    audit.note(
        connection,
        user.site,
        user.name,
        "user.password_changed",
        f"user {user.name}",
        {"how": how},
    )


def _whose(connection: Connection, token: str) -> str:
    name = reset_links.user_of(connection, _digest(token), now())
    if name is None:
        raise UnknownLink(
            "this link was used, is older than a day, or never was; "
            "an admin can make another"
        )
    return name


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
