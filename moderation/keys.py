"""API keys: made, rotated, limited, revoked, and known again when they come.

A key is shown once and kept as its SHA-256 digest: it is random and long, so a slow
hash would protect nothing. All are lower-case, as some clients send them as the first
label of a host's name.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from sqlite3 import Connection

from moderation import audit
from moderation.errors import (
    BadCredentials,
    BadSubmission,
    FieldProblem,
    NotAllowed,
    UnknownKey,
)
from moderation.store import Database, people
from moderation.store import keys as store
from moderation.store.database import now
from moderation.store.keys import Key

RIGHTS = frozenset({"submit", "read", "decide", "admin"})
USUAL_RIGHTS = frozenset({"submit", "read", "decide"})

OVERLAP = timedelta(days=1)
"""How long the old secret of a rotated key works, unless told otherwise."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PREFIX = "cm_"
"""So that those who look for leaked keys find these."""

LENGTH = 50
"""Random characters of a key: 258 bits. As a host's label it is short enough (63)."""

SHORT = 12
"""Characters of a short key: 62 random bits. WordPress's Akismet plugin takes no other
length. Over the network nobody guesses it; whoever has the database's file might, with
years of one machine."""


def make(
    db: Database,
    name: str,
    site: str,
    rights: frozenset[str],
    *,
    per_minute: int | None = None,
    short: bool = False,
    by: str = audit.SERVICE,
) -> str:
    """Make a key and return it, for this once: only its digest is kept.

    Args:
        per_minute: how many comments it may send in a minute; `None` is no limit.
        short: of 12 characters, for WordPress.

    Raises:
        BadSubmission: the name is taken or blank, a right is none of `RIGHTS`, or the
            limit is less than one.
        UnknownSite: there is no such site.
    """
    if not rights or rights - RIGHTS:
        wanted = "one or more of " + ", ".join(sorted(RIGHTS))
        raise BadSubmission(FieldProblem("rights", wanted, ",".join(sorted(rights))))
    if not name.strip():
        raise BadSubmission(FieldProblem("name", "a name", "nothing but blanks"))
    _check_limit(per_minute)
    key = _new(short)
    with db.writing() as connection:
        people.site(connection, site)  # raises if there is none
        made = store.add(
            connection,
            _digest(key),
            name,
            site,
            rights,
            per_minute=per_minute,
            short=short,
            at=now(),
        )
        if not made:
            raise BadSubmission(FieldProblem("name", "a new name", f"{name!r}, taken"))
        details = {"rights": sorted(rights), "per_minute": per_minute, "short": short}
        audit.note(connection, site, by, "key.made", f"key {name}", details)
    return key


def rotate(
    db: Database,
    name: str,
    *,
    overlap: timedelta = OVERLAP,
    short: bool | None = None,
    by: str = audit.SERVICE,
) -> str:
    """Give a key a new secret and return it; the old one works a while longer.

    Args:
        short: of 12 characters, for WordPress; `None` makes it as the one before was.
            Of keys that were made or rotated before that was kept nobody knows it, as
            their digest does not tell: they get a long one.

    Raises:
        UnknownKey: no key in use is called so.
    """
    at = now()
    with db.writing() as connection:
        known = _in_use(connection, name)
        if short is None:
            short = known.short is True
        key = _new(short)
        until = at + overlap
        store.rotate(connection, _digest(key), name, short=short, at=at, until=until)
        details = {"overlap_hours": overlap / timedelta(hours=1), "short": short}
        audit.note(connection, known.site, by, "key.rotated", f"key {name}", details)
    return key


def limit(
    db: Database, name: str, per_minute: int | None, *, by: str = audit.SERVICE
) -> None:
    """Set how many comments a key may send in a minute; `None` is no limit.

    Raises:
        BadSubmission: the limit is less than one.
        UnknownKey: no key in use is called so.
    """
    _check_limit(per_minute)
    with db.writing() as connection:
        known = _in_use(connection, name)
        store.limit(connection, name, per_minute)
        details = {"per_minute": per_minute, "was": known.per_minute}
        audit.note(connection, known.site, by, "key.limited", f"key {name}", details)


def revoke(db: Database, name: str, *, by: str = audit.SERVICE) -> None:
    """Make a key useless from now on.

    Raises:
        UnknownKey: no key in use is called so.
    """
    with db.writing() as connection:
        known = _in_use(connection, name)
        store.revoke(connection, name, now())
        audit.note(connection, known.site, by, "key.revoked", f"key {name}")


def listed(db: Database, site: str) -> Sequence[Key]:
    """The keys of a site, by age; also those that were revoked."""
    with db.reading() as connection:
        return store.all_of(connection, site)


def of_site(db: Database, name: str, site: str) -> Key:
    """A key of a site that is in use.

    Raises:
        UnknownKey: the site has none that is called so.
    """
    with db.reading() as connection:
        found = _in_use(connection, name)
    if found.site != site:
        raise unknown(name)
    return found


def authorise(db: Database, key: str, right: str) -> Key:
    """What is known of a key that is in use and has a right.

    Raises:
        BadCredentials: nobody has such a key, or it was revoked or rotated away.
        NotAllowed: it lacks the right.
    """
    digest = _digest(key)
    known = db.unchanged(("key", digest), lambda read: store.by_digest(read, digest))
    if known is None or known.revoked_at is not None:
        raise BadCredentials("the key is unknown or revoked")
    if known.until is not None and known.until <= now():
        raise BadCredentials(f"the key {known.name!r} was rotated: use its new one")
    if right not in known.rights:
        raise NotAllowed(f"the key {known.name!r} has no right to {right}")
    return known


def _in_use(connection: Connection, name: str) -> Key:
    found = store.named(connection, name)
    if found is None or found.revoked_at is not None:
        raise unknown(name)
    return found


def _new(short: bool) -> str:
    letters = (secrets.choice(_LETTERS) for _ in range(SHORT if short else LENGTH))
    return ("" if short else PREFIX) + "".join(letters)


def _check_limit(per_minute: int | None) -> None:
    if per_minute is not None and per_minute < 1:
        wanted = "a number of comments from 1 on"
        raise BadSubmission(FieldProblem("per_minute", wanted, str(per_minute)))


def unknown(name: str) -> UnknownKey:
    """What to raise where no key in use is called so."""
    return UnknownKey(f"no key in use is called {name!r}; `moderate keys list` has all")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
