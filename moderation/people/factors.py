"""The second factor: codes of six digits that an app makes of a shared secret (TOTP).

As RFC 6238 has it, with steps of 30 seconds; a code is good in the step before and
after its own, for clocks differ, and once. Whoever loses the app has ten recovery
codes, each good once. Of these only SHA-256 digests are kept, as each is random; the
secret itself has to be kept, as codes are made of it.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from sqlite3 import Connection

import pyotp

from moderation import audit, sites
from moderation.errors import BadCredentials, BadSubmission, FieldProblem
from moderation.people import managing, tries
from moderation.store import Database, factors, people
from moderation.store.database import now
from moderation.store.factors import Factor
from moderation.store.people import User

ISSUER = "Comment moderation"
"""What an app calls the service."""

STEP_SECONDS = 30
BEGUN_STEPS = 20
"""For how many a secret waits to be confirmed: ten minutes, to find the phone."""

CODES = 10
"""Recovery codes that somebody gets."""

_CODE_BYTES = 10
"""Random ones of a recovery code: 80 bits, 16 letters and digits."""


def is_wanted(db: Database, user: User) -> bool:
    """Whether somebody has none, but must, by their site's setting for their role.

    Who signs in at a provider of OpenID Connect proves it there.
    """
    if user.has_factor or user.identity is not None:
        return False
    return user.role in sites.find(db, user.site).factor_for


def begin(db: Database, user: User) -> str:
    """The secret that an app shall take in; the same for ten minutes, or until all that
    they have open ends.

    Raises:
        BadSubmission: they have a factor already.
    """
    with db.writing() as connection:
        known = factors.of(connection, user.name)
        if known is not None and known.confirmed_at is not None:
            raise BadSubmission(FieldProblem("factor", "none in force", "one"))
        if known is not None and _is_fresh(known):
            return known.secret
        secret = pyotp.random_base32()
        factors.begin(connection, user.name, secret, _step())
    return secret


def address(user: User, secret: str) -> str:
    """The address (`otpauth:`) that an app reads as a picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.name, issuer_name=ISSUER)


def confirm(db: Database, user: User, code: str) -> Sequence[str]:
    """Have the factor asked for from now on, as a code shows that the app has it.

    Returns:
        Recovery codes, for this once.

    Raises:
        BadCredentials: the code is wrong.
        BadSubmission: nothing is to be confirmed.
    """
    with db.writing() as connection:
        known = factors.of(connection, user.name)
        if known is None or known.confirmed_at is not None or not _is_fresh(known):
            wanted = "one to be confirmed, begun less than ten minutes ago"
            raise BadSubmission(FieldProblem("factor", wanted, "none"))
        step = _step_of(known.secret, code)
        if step is None:
            raise BadCredentials(
                "this is not the code that the app shows now; see that its clock is "
                "right"
            )
        factors.confirm(connection, user.name, step, now())
        _note(connection, user, user.name, "factor.confirmed")
        return _new_codes(connection, user)


def prove(db: Database, name: str, code: str, *, address: str) -> User:
    """Take the second step of signing in: a code of the app, or a recovery code.

    All in one transaction, so that of many guesses at once none escapes the count.

    Raises:
        BadCredentials: it is none, or was used.
        TooManyTries: too many failed from this address or for this name.
    """
    watched = tries.watched("code", name, address)
    with db.writing() as connection:
        begun = tries.begin(connection, watched)
        user = people.user(connection, name)
        right = user is not None and _use(connection, user, code)
        if right:
            tries.forgive(connection, watched, begun)
    if user is None or not right:
        raise BadCredentials("the code is wrong, or was used before; wait for the next")
    return user


def new_codes(db: Database, user: User) -> Sequence[str]:
    """Recovery codes in the place of those before, for this once.

    Raises:
        BadSubmission: somebody has no factor.
    """
    with db.writing() as connection:
        known = factors.of(connection, user.name)
        if known is None or known.confirmed_at is None:
            raise BadSubmission(FieldProblem("factor", "one in force", "none"))
        _note(connection, user, user.name, "factor.codes_made")
        return _new_codes(connection, user)


def codes_left(db: Database, user: User) -> int:
    """How many recovery codes somebody has."""
    with db.reading() as connection:
        return factors.codes_left(connection, user.name)


def remove(db: Database, name: str, *, by: str) -> None:
    """Take somebody's factor away: the password alone lets them in.

    Raises:
        UnknownPerson: nobody is called so.
    """
    with db.writing() as connection:
        known = managing.get(connection, name)
        if factors.remove(connection, name):
            _note(connection, known, by, "factor.removed")


def _use(connection: Connection, user: User, code: str) -> bool:
    known = factors.of(connection, user.name)
    if known is None or known.confirmed_at is None:
        return False
    step = _step_of(known.secret, code)
    if step is not None:
        return factors.use(connection, user.name, step)
    if factors.use_code(connection, user.name, _digest(code)):
        _note(connection, user, user.name, "factor.recovery_code_used")
        return True
    return False


def _step() -> int:
    """The present one."""
    return int(now().timestamp()) // STEP_SECONDS


def _is_fresh(begun: Factor) -> bool:
    return _step() - begun.last_step < BEGUN_STEPS


def _step_of(secret: str, code: str) -> int | None:
    """The step, now or next to it, that makes this code."""
    given = "".join(code.split())
    present = _step()
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    for step in (present, present - 1, present + 1):
        made = totp.generate_otp(step)
        if hmac.compare_digest(made.encode(), given.encode("utf-8", "replace")):
            return step
    return None


def _new_codes(connection: Connection, user: User) -> Sequence[str]:
    codes = [_new_code() for _ in range(CODES)]
    factors.keep_codes(connection, user.name, map(_digest, codes))
    return codes


def _new_code() -> str:
    """As `abcd-efgh-2345-wxyz`: letters and digits that are not taken for others."""
    letters = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _digest(code: str) -> str:
    bare = "".join(each for each in code.lower() if each.isalnum())
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest()


def _note(connection: Connection, user: User, by: str, kind: str) -> None:
    audit.note(connection, user.site, by, kind, f"user {user.name}")
