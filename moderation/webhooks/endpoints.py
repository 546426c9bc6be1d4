"""What publishers set: where they are told, of what, and how it is signed."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any

from moderation import audit
from moderation.errors import (
    BadSubmission,
    FieldProblem,
    TooManyWebhooks,
    UnknownWebhook,
)
from moderation.store import Database, deliveries, people
from moderation.store import endpoints as store
from moderation.store.database import now
from moderation.store.endpoints import Endpoint
from moderation.webhooks import signing, targets
from moderation.webhooks.messages import Type
from moderation.webhooks.targets import Network

OVERLAP = timedelta(days=1)
"""How long the old secret signs beside a new one, unless told otherwise."""

AT_MOST = 16
"""Endpoints of one site."""


@dataclass(frozen=True)
class Made:
    """A new endpoint, and its secret for this once."""

    endpoint: Endpoint
    secret: str


def make(
    db: Database,
    site: str,
    url: str,
    types: Collection[str] = (),
    *,
    allowed: Collection[Network] = (),
    by: str = audit.SERVICE,
) -> Made:
    """Make an endpoint of a site.

    Args:
        types: of messages that it wants; none is all.
        allowed: networks that messages may go to although they are not public.

    Raises:
        BadSubmission: messages cannot or must not go there, or a type is none of
            `Type`.
        TooManyWebhooks: the site has `AT_MOST` already.
        UnknownSite: there is no such site.
    """
    wanted = _checked(url, types, allowed)
    with db.writing() as connection:
        people.site(connection, site)  # raises if there is none
        if len(store.all_of(connection, site)) >= AT_MOST:
            raise TooManyWebhooks(
                f"site {site!r} has {AT_MOST} webhooks, which is as many as it may: "
                "remove one"
            )
        return _make(connection, site, url, wanted, by)


def set_only(
    db: Database,
    site: str,
    url: str,
    *,
    allowed: Collection[Network] = (),
    by: str = audit.SERVICE,
) -> str | None:
    """Set the one endpoint of a site that has no more than one.

    Args:
        url: where; "" takes it away.

    Returns:
        Its new secret, for this once; `None` if it was taken away.

    Raises:
        BadSubmission: messages cannot or must not go there, or the site has several.
        UnknownSite: there is no such site.
    """
    wanted = _checked(url, (), allowed) if url else ()
    with db.writing() as connection:
        people.site(connection, site)  # raises if there is none
        known = store.all_of(connection, site)
        if len(known) > 1:
            wanted_one = "a site with one (`moderate webhooks` sets several)"
            raise BadSubmission(FieldProblem("webhook", wanted_one, str(len(known))))
        if not url:
            for endpoint in known:
                _remove(connection, endpoint, by)
            return None
        if not known:
            return _make(connection, site, url, wanted, by).secret
        secret, at = signing.new_secret(), now()
        store.change(connection, known[0].id, url=url, types=known[0].types)
        store.rotate(connection, known[0].id, secret, at=at, until=at)
        _begin_anew(connection, known[0].id, at)
        store.enable(connection, known[0].id)
        note(connection, known[0], by, "changed", url=_shown(url), rotated=True)
        return secret


def listed(db: Database, site: str | None = None) -> Sequence[Endpoint]:
    """The endpoints of a site, or of all, by age."""
    with db.reading() as connection:
        return store.all_of(connection, site)


def find(db: Database, id: str, site: str | None = None) -> Endpoint:
    """An endpoint of a site, or of any.

    Raises:
        UnknownWebhook: there is none.
    """
    with db.reading() as connection:
        return get(connection, id, site)


def change(
    db: Database,
    id: str,
    *,
    site: str | None = None,
    url: str | None = None,
    types: Collection[str] | None = None,
    allowed: Collection[Network] = (),
    by: str = audit.SERVICE,
) -> Endpoint:
    """Change where messages go, or which; `None` leaves it.

    What waits goes to the new address, at once.

    Raises:
        BadSubmission: messages cannot or must not go there, or a type is none.
        UnknownWebhook: there is no such endpoint.
    """
    with db.writing() as connection:
        known = get(connection, id, site)
        chosen = known.types if types is None else types
        if url is not None:
            _check_url(url, allowed)
        store.change(connection, id, url=url or known.url, types=_check_types(chosen))
        if url not in (None, known.url):
            _begin_anew(connection, id, now())
        changed = get(connection, id, site)
        if (changed.url, changed.types) != (known.url, known.types):
            shown = _shown(changed.url)
            note(connection, known, by, "changed", url=shown, types=changed.types)
        return changed


def rotate(
    db: Database,
    id: str,
    *,
    site: str | None = None,
    overlap: timedelta = OVERLAP,
    by: str = audit.SERVICE,
) -> str:
    """Give an endpoint a new secret and return it, for this once.

    Args:
        overlap: how long the old one signs too.

    Raises:
        UnknownWebhook: there is no such endpoint.
    """
    secret, at = signing.new_secret(), now()
    with db.writing() as connection:
        known = get(connection, id, site)
        store.rotate(connection, id, secret, at=at, until=at + overlap)
        hours = overlap / timedelta(hours=1)
        note(connection, known, by, "rotated", overlap_hours=hours)
    return secret


def remove(
    db: Database, id: str, *, site: str | None = None, by: str = audit.SERVICE
) -> None:
    """Take an endpoint away, with what waits for it and its log.

    Raises:
        UnknownWebhook: there is no such endpoint.
    """
    with db.writing() as connection:
        _remove(connection, get(connection, id, site), by)


def get(connection: Connection, id: str, site: str | None) -> Endpoint:
    """An endpoint of a site, or of any, in a transaction.

    Raises:
        UnknownWebhook: there is none.
    """
    found = store.find(connection, id, site)
    if found is None:
        raise UnknownWebhook(
            f"there is no webhook {id!r}; `moderate webhooks list` has all"
        )
    return found


def note(
    connection: Connection, endpoint: Endpoint, by: str, done: str, **details: Any
) -> None:
    """Write into the audit what was done to an endpoint."""
    about = f"webhook {endpoint.id}"
    audit.note(connection, endpoint.site, by, f"webhook.{done}", about, details)


def _make(
    connection: Connection, site: str, url: str, types: Sequence[str], by: str
) -> Made:
    id, secret = "ep_" + secrets.token_hex(9), signing.new_secret()
    store.add(connection, id, site, url, types, secret, now())
    made = get(connection, id, site)
    note(connection, made, by, "added", url=_shown(url), types=types)
    return Made(made, secret)


def _remove(connection: Connection, endpoint: Endpoint, by: str) -> None:
    store.remove(connection, endpoint.id)
    note(connection, endpoint, by, "removed", url=_shown(endpoint.url))


def _begin_anew(connection: Connection, id: str, at: datetime) -> None:
    """What failed at another address says nothing of this one."""
    store.answered(connection, id)
    deliveries.again(connection, id, at, None)


def _checked(
    url: str, types: Collection[str], allowed: Collection[Network]
) -> Sequence[str]:
    _check_url(url, allowed)
    return _check_types(types)


def _check_url(url: str, allowed: Collection[Network]) -> None:
    try:
        targets.check(url, allowed)
    except targets.Refused as error:
        wanted = "an http(s) address that messages can go to"
        raise BadSubmission(
            FieldProblem("url", wanted, f"{_shown(url)!r} ({error})")
        ) from error


def _check_types(types: Collection[str]) -> Sequence[str]:
    for type in types:
        if type not in set(Type):
            raise BadSubmission(
                FieldProblem("types", "of " + ", ".join(Type), repr(type[:50]))
            )
    return [type for type in Type if type in set(types)]


def _shown(url: str) -> str:
    """A URL as it may be told: neither what it asks with nor who signs in."""
    bare = url.partition("?")[0]
    scheme, slashes, rest = bare.rpartition("//")
    return (scheme + slashes + rest.rpartition("@")[2])[:200]
