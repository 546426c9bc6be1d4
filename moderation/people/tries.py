"""Who guesses has to wait: failed tries by name and by address.

Five wrong passwords in five minutes lock a name for the rest of them: some 1,400
guesses a day, against passwords of 12 characters or more; of a code of six digits, of
which three are good at a time, so many guesses find one in 120 days on average. An
address gets ten times as many, as a whole newsroom may share one.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from sqlite3 import Connection

from moderation.errors import TooManyTries
from moderation.store import people
from moderation.store.database import now

TRIES = 5
ADDRESS_TRIES = 50
WITHIN = timedelta(minutes=5)


_ADDRESS = "address:"


def watched(kind: str, name: str, address: str) -> Mapping[str, int]:
    """What tries are counted by, with how many may fail.

    Args:
        kind: of what is tried, as "name" (with a password) or "code".
    """
    digest = hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()
    return {f"{kind}:{name[:100]}": TRIES, f"{_ADDRESS}{digest[:16]}": ADDRESS_TRIES}


def begin(connection: Connection, watched: Mapping[str, int]) -> datetime:
    """Count a try as failed before it is known how it goes, and tell when.

    Of many at once, each of which takes a while, no more are tried than may fail.

    Raises:
        TooManyTries: nothing more may be tried now.
    """
    at = now()
    people.forget_failed_sign_ins(connection, before=at - WITHIN)
    for who, tries in watched.items():
        failed = people.failed_sign_ins(connection, who, at - WITHIN)
        if len(failed) >= tries:
            until = failed[-tries] + WITHIN
            raise TooManyTries(max(1, int((until - at).total_seconds())))
    for who in watched:
        people.note_failed_sign_in(connection, who, at)
    return at


def forgive(
    connection: Connection, watched: Mapping[str, int], begun: datetime
) -> None:
    """Take back a try that was right, and what failed before of the same name.

    Not of the address: who has one good password could else guess at others for ever.
    """
    for who in watched:
        if who.startswith(_ADDRESS):
            people.take_back_failed_sign_in(connection, who, begun)
        else:
            people.forget_failed_sign_ins(connection, who=who)
