"""Where the people of the desk come in: by a name and a password, and a code.

What else there is to people is in `moderation.people`.
"""

import secrets

from moderation import audit
from moderation.errors import BadCredentials
from moderation.people import managing, passwords, tries
from moderation.store import Database, people
from moderation.store.database import now, stamp
from moderation.store.people import User

ROLES = managing.ROLES
make_user = managing.add
TRIES, ADDRESS_TRIES, TRIES_WITHIN = tries.TRIES, tries.ADDRESS_TRIES, tries.WITHIN


def sign_in(db: Database, name: str, password: str, *, address: str) -> User:
    """The person with this name and password.

    Who has a second factor is not in yet: `moderation.people.factors.prove` lets them.

    Raises:
        BadCredentials: there is none, or they are disabled.
        TooManyTries: too many failed from this address or for this name.
    """
    watched = tries.watched("name", name, address)
    with db.writing() as connection:
        begun = tries.begin(connection, watched)
        user = people.user(connection, name)
    right = passwords.fits(user, password)
    if right:
        with db.writing() as connection:
            tries.forgive(connection, watched, begun)
    if user is None or not right:
        raise BadCredentials("wrong name or password")
    if user.disabled_at is not None:
        raise BadCredentials("your account is disabled; an admin can enable it")
    return user


def note_signed_in(db: Database, user: User, *, how: str) -> None:
    """Write down that somebody is in.

    Args:
        how: "password", "password and code" or "OpenID Connect".
    """
    with db.writing() as connection:
        people.change_user(connection, user.name, signed_in_at=stamp(now()))
        about = f"user {user.name}"
        audit.note(
            connection, user.site, user.name, "user.signed_in", about, {"how": how}
        )


def find(db: Database, name: str) -> User | None:
    """The person of this name who may come in, if there is one."""
    with db.reading() as connection:
        user = people.user(connection, name)
    return None if user is None or user.disabled_at is not None else user


def signed_in(db: Database, name: str, session: str) -> User | None:
    """The person of a session that is still good."""
    user = find(db, name)
    if user is None:
        return None
    same = secrets.compare_digest(user.session.encode(), session.encode())
    return user if same else None
