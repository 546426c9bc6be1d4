"""The people of the desk: who they are, what they may, and how they sign in.

Passwords are kept as Werkzeug's scrypt hashes.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta

from werkzeug.security import check_password_hash, generate_password_hash

from moderation.errors import (
    BadCredentials,
    BadSubmission,
    FieldProblem,
    TooManyTries,
)
from moderation.store import Database, people
from moderation.store.database import now
from moderation.store.people import User

ROLES = ("admin", "lead", "rules_editor", "moderator", "analyst")

TRIES = 5
ADDRESS_TRIES = 50
TRIES_WITHIN = timedelta(minutes=5)
"""Five wrong passwords in five minutes lock a name for the rest of them: some 1,400
guesses a day, against passwords of 12 characters or more. An address gets ten times as
many, as a whole newsroom may share one."""

HASHED_BY = "scrypt:32768:8:1"
"""How new passwords are hashed: Werkzeug's own choice, 32 MB and some 70 ms."""

# Checked for unknown names, so that they take as long as known ones. Random, so that no
# password fits, and not worked out, which would cost each start of the service 70 ms.
_NOBODY = f"{HASHED_BY}${secrets.token_hex(8)}${secrets.token_hex(64)}"


def make_user(
    db: Database, name: str, role: str, *, site: str, password: str | None = None
) -> str:
    """Make a person of the desk and return the password, made up unless given.

    Raises:
        BadSubmission: the name is taken, the role is none of `ROLES`, or the password
            is shorter than 12 characters.
    """
    password = password or secrets.token_urlsafe(12)
    if role not in ROLES:
        raise BadSubmission(FieldProblem("role", "one of " + ", ".join(ROLES), role))
    if len(password) < 12:
        got = f"{len(password)} characters"
        raise BadSubmission(FieldProblem("password", "12 characters or more", got))
    user = User(
        name=name,
        password=generate_password_hash(password, HASHED_BY),
        role=role,
        site=site,
        session=secrets.token_hex(16),
    )
    with db.writing() as connection:
        if not people.add_user(connection, user, now()):
            raise BadSubmission(FieldProblem("name", "a new name", f"{name!r}, taken"))
    return password


def sign_in(db: Database, name: str, password: str, *, address: str) -> User:
    """The person with this name and password.

    Raises:
        BadCredentials: there is none.
        TooManyTries: too many failed from this address or for this name.
    """
    watched = [f"name:{name[:100]}", "address:" + _digest(address)[:16]]
    _refuse_too_many(db, dict(zip(watched, (TRIES, ADDRESS_TRIES), strict=True)))
    with db.reading() as connection:
        user = people.user(connection, name)
    right = check_password_hash(user.password if user else _NOBODY, password)
    with db.writing() as connection:
        people.forget_failed_sign_ins(connection, before=now() - TRIES_WITHIN)
        for who in watched:
            if right:
                people.forget_failed_sign_ins(connection, who=who)
            else:
                people.note_failed_sign_in(connection, who, now())
    if user is None or not right:
        raise BadCredentials("wrong name or password")
    return user


def signed_in(db: Database, name: str, session: str) -> User | None:
    """The person of a session that is still good."""
    with db.reading() as connection:
        user = people.user(connection, name)
    same = user is not None and secrets.compare_digest(user.session, session)
    return user if same else None


def _refuse_too_many(db: Database, watched: Mapping[str, int]) -> None:
    since = now() - TRIES_WITHIN
    with db.reading() as connection:
        for who, tries in watched.items():
            failed = people.failed_sign_ins(connection, who, since)
            if len(failed) >= tries:
                until = failed[-tries] + TRIES_WITHIN
                raise TooManyTries(max(1, int((until - now()).total_seconds())))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
