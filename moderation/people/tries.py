"""Who guesses has to wait: failed tries by name and by address.

Five wrong passwords in five minutes lock a name for the rest of them: some 1,400
guesses a day, against passwords of 12 characters or more; of a code of six digits, of
which three are good at a time, so many guesses find one in 120 days on average. An
address gets ten times as many, as a whole newsroom may share one.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from sqlite3 import Connection

from moderation.errors import TooManyTries
from moderation.store import people
from moderation.store.database import now

TRIES = 5
ADDRESS_TRIES = 50
WITHIN = timedelta(minutes=5)


def watched(kind: str, name: str, address: str) -> Mapping[str, int]:
    """What tries are counted by, with how many may fail.

    Args:
        kind: of what is tried, as "name" (with a password) or "code".
    """
    digest = hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()
    return {f"{kind}:{name[:100]}": TRIES, f"address:{digest[:16]}": ADDRESS_TRIES}


def refuse_too_many(connection: Connection, watched: Mapping[str, int]) -> None:
    """See that nobody has to wait.

    Raises:
        TooManyTries: somebody has.
    """
    since = now() - WITHIN
    for who, tries in watched.items():
        failed = people.failed_sign_ins(connection, who, since)
        if len(failed) >= tries:
            until = failed[-tries] + WITHIN
            raise TooManyTries(max(1, int((until - now()).total_seconds())))


def note(connection: Connection, watched: Mapping[str, int], *, right: bool) -> None:
    """Write down how a try went; a right one forgives those before."""
    people.forget_failed_sign_ins(connection, before=now() - WITHIN)
    for who in watched:
        if right:
            people.forget_failed_sign_ins(connection, who=who)
        else:
            people.note_failed_sign_in(connection, who, now())
