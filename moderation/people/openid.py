"""People who sign in at a provider of OpenID Connect: who they are here.

The provider's claims are checked before they come here (`web.desk.openid`). Nobody is
let in for being known there alone: an admin has added them, or a claim gives them a
role, or the operator set a role for everybody of the house.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

from moderation import audit
from moderation.errors import BadSubmission, NotAllowed
from moderation.people import managing
from moderation.people.managing import ROLES
from moderation.store import Database, people
from moderation.store.people import User


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Whom the operator lets in.

    Attributes:
        domain: of the address of e-mail that they must have, verified; "" is any.
        claim: that names groups.
        roles: by group; where some are set, nobody without one gets in, and each
            sign-in sets the role anew.
        role: of those who are in no group that has one; `None` lets only those in whom
            an admin has added.
        site: of those who come for the first time.
    """

    domain: str = ""
    claim: str = "groups"
    roles: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None
    site: str = "default"


def person(db: Database, policy: Policy, claims: Mapping[str, Any]) -> User:
    """Who comes with these claims; one who comes first is added, or linked.

    Raises:
        NotAllowed: they may not come in; the message says why.
    """
    identity = f"{claims['iss']} {claims['sub']}"
    email = _email(claims)
    if policy.domain and not _is_of(email, policy.domain):
        raise NotAllowed(
            f"only people with a verified address of {policy.domain} may sign in"
        )
    role = _role(policy, claims)
    if role is None and policy.roles:
        raise NotAllowed("you are in no group that has a role here; ask an admin")
    with db.writing() as connection:
        known = people.user_of_identity(connection, identity)
        if known is None:
            known = _linked(connection, identity, email)
        if known is None:
            return _added(connection, policy, role, identity, email or _name(claims))
        if known.disabled_at is not None:
            raise NotAllowed("your account is disabled; an admin can enable it")
        if policy.roles and role is not None and role != known.role:
            return _placed(connection, known, role)
        return known


def _added(
    connection: Connection, policy: Policy, role: str | None, identity: str, name: str
) -> User:
    if role is None:
        raise NotAllowed("you have no account here; ask an admin for one")
    try:
        managing.insert(
            connection,
            name,
            role,
            site=policy.site,
            by=audit.SERVICE,
            identity=identity,
        )
    except BadSubmission:
        raise NotAllowed(
            "somebody else is called as you are, or nobody can be; ask an admin"
        ) from None
    return managing.get(connection, name)


def _linked(connection: Connection, identity: str, email: str) -> User | None:
    """Somebody whom an admin added to come by this door, who comes first."""
    for user in people.users(connection):
        waits = user.identity is None and not user.password
        if waits and email and user.name.casefold() == email.casefold():
            people.change_user(connection, user.name, identity=identity)
            about, details = f"user {user.name}", {"identity": identity}
            audit.note(
                connection, user.site, audit.SERVICE, "user.linked", about, details
            )
            return managing.get(connection, user.name)
    return None


def _placed(connection: Connection, known: User, role: str) -> User:
    people.change_user(connection, known.name, role=role)
    details = {"role": role, "was": known.role, "how": "by a claim"}
    about = f"user {known.name}"
    audit.note(connection, known.site, audit.SERVICE, "user.changed", about, details)
    return managing.get(connection, known.name)


def _role(policy: Policy, claims: Mapping[str, Any]) -> str | None:
    """The role of most rights among those that their groups have."""
    said = claims.get(policy.claim, ())
    groups: Collection[Any] = [said] if isinstance(said, str) else said
    if not isinstance(groups, list | tuple):
        groups = ()
    named = {group for group in groups if isinstance(group, str)}
    given = {policy.roles[group] for group in named & policy.roles.keys()}
    return next((role for role in ROLES if role in given), policy.role)


def _email(claims: Mapping[str, Any]) -> str:
    """Their address, if the provider has verified it."""
    verified = claims.get("email_verified") in (True, "true")
    return str(claims.get("email") or "") if verified else ""


def _is_of(email: str, domain: str) -> bool:
    name, at, its = email.rpartition("@")
    return bool(name and at) and its.casefold() == domain.casefold()


def _name(claims: Mapping[str, Any]) -> str:
    return str(claims.get("preferred_username") or claims["sub"])
