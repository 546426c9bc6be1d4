"""Passwords: made, checked and kept as Werkzeug's scrypt hashes."""

import secrets

from werkzeug.security import check_password_hash, generate_password_hash

from moderation.errors import BadSubmission, FieldProblem
from moderation.store.people import User

LEAST, MOST = 12, 200
"""Characters. Twelve are out of reach where `tries` allows 1,400 guesses a day; NIST's
SP 800-63B asks for eight or more, and that 64 or more may be chosen."""

HASHED_BY = "scrypt:32768:8:1"
"""How new passwords are hashed: Werkzeug's own choice, 32 MB and some 70 ms."""

# Checked for unknown names, so that they take as long as known ones. Random, so that no
# password fits, and not worked out, which would cost each start of the service 70 ms.
_NOBODY = f"{HASHED_BY}${secrets.token_hex(8)}${secrets.token_hex(64)}"


def new() -> str:
    """A password that nobody guesses: 96 random bits."""
    return secrets.token_urlsafe(12)


def hashed(password: str) -> str:
    """A password as it is kept.

    Raises:
        BadSubmission: it is too short or too long.
    """
    if not LEAST <= len(password) <= MOST:
        wanted = f"{LEAST} characters or more, up to {MOST}"
        got = f"{len(password)} characters"
        raise BadSubmission(FieldProblem("password", wanted, got))
    return generate_password_hash(password, HASHED_BY)


def fits(user: User | None, password: str) -> bool:
    """Whether it is their password; for nobody, or who has none, it takes as long."""
    kept = user.password if user else ""
    return check_password_hash(kept or _NOBODY, password)
