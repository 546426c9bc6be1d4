"""Whether what comes in is signed with a secret of the site's.

The secrets are made by the publisher's software, as Coral's administration does, and
told to us. Several work side by side, so that one can be replaced without a gap.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice

from moderation.errors import BadSubmission, FieldProblem
from moderation.store import Database, people
from moderation.store import signing_secrets as store
from moderation.store.database import now

OVERLAP = timedelta(days=1)
"""How long earlier secrets work beside one that replaces them, unless told."""

SHORTEST = 16
"""Characters of a secret: fewer may be guessed."""

SIGNATURES = 10
"""So many of a request are looked at: who sends more, wants to guess."""


def keep_secret(
    db: Database,
    site: str,
    face: str,
    secret: str,
    *,
    replaces: bool = False,
    overlap: timedelta = OVERLAP,
) -> int:
    """Keep a secret of the publisher's software.

    Args:
        face: whose it is: "coral".
        replaces: the earlier ones stop after the overlap.

    Returns:
        How many secrets work now.

    Raises:
        BadSubmission: the secret is too short, or not of printable ASCII.
        UnknownSite: there is no such site.
    """
    if len(secret) < SHORTEST or not secret.isascii() or not secret.isprintable():
        wanted = f"{SHORTEST} printable characters of ASCII or more"
        came = f"{len(secret)} characters"  # never the secret
        raise BadSubmission(FieldProblem("secret", wanted, came))
    at = now()
    with db.writing() as connection:
        people.site(connection, site)  # raises if there is none
        store.add(connection, site, face, secret, at)
        if replaces:
            store.retire(connection, site, face, but=secret, until=at + overlap)
        return len(store.in_use(connection, site, face, at))


def signed(
    db: Database, site: str, face: str, body: bytes, signatures: Iterable[str]
) -> bool:
    """Whether one of these is the HMAC-SHA256 of the body, under a secret in use.

    Args:
        signatures: in hexadecimal digits.
    """
    with db.reading() as connection:
        secrets = store.in_use(connection, site, face, now())
    given = [each.strip().lower().encode() for each in islice(signatures, SIGNATURES)]
    found = False
    for secret in secrets:
        right = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode()
        for each in given:  # all, so that the time tells nothing
            found |= hmac.compare_digest(right, each)
    return found
