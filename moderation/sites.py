"""Publications are added, and set up.

A site's name stands in addresses, in file names of its models and in every list, so it
has no slashes, blanks or control characters. Sites from before this was asked keep
their names and work on.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from moderation import audit, rights
from moderation.errors import BadSubmission, FieldProblem, UnknownSite
from moderation.store import Database, people
from moderation.store.database import now
from moderation.store.people import Site

MOST = 64
"""Characters of a name; more fit into no line."""

_NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MOST - 1}}}")
MOST_DAYS = 36_500
"""A hundred years: longer is never."""

ERASING = frozenset(
    {"erase_rejected_after", "erase_texts_after", "erase_authors_after"}
)
"""What a site has of days after which something is erased."""

RETRAINING = {
    "retrain_after_decisions": (20, 1_000_000),
    "retrain_after_hours": (1, 8_760),
}
"""What a site has of numbers after which its judge is learnt by itself, and the least
and the most of each: fewer decisions tell nothing of which judge is better, and a year
is long."""

SHARES = frozenset({"audit_share", "second_share"})
"""What a site has of shares of what is decided blind."""

MOST_EACH = 1_000
"""Looks of a person of which one is at a known answer: in more nobody learns of it."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_SHOWN = 100


def add(db: Database, name: str, *, by: str = audit.SERVICE) -> None:
    """Make a site with the settings a new one starts with, unless it exists.

    Raises:
        BadSubmission: there is none of this name, and none may be called so.
    """
    with db.writing() as connection:
        exists = any(site.name == name for site in people.sites(connection))
        if not exists:
            _check(name)
            people.add_site(connection, name, now())
            audit.note(connection, name, by, "site.added", f"site {name}")


def configure(db: Database, name: str, *, by: str, **changes: Any) -> Site:
    """Change what `Site` has fields for, but for the name; what is not named stays.

    Args:
        changes: of `mode`, `language`, `pause_odd_rules`, `keeps_analysed`, `zeros`,
            `factor_for`, `shares_lessons`, `audit_share`, `second_share`,
            `golden_each` (0: never), days after which something is erased (`None`:
            never), and when its judge is learnt by itself (`RETRAINING`; `None`:
            never).

    Raises:
        BadSubmission: a language, a role or a number of days cannot be.
        UnknownSite: there is no such site.
    """
    if "language" in changes:
        _check_language(changes["language"])
    for role in changes.get("factor_for", ()):
        if role not in rights.RIGHTS:
            wanted = "of " + ", ".join(rights.RIGHTS)
            raise BadSubmission(FieldProblem("factor_for", wanted, repr(role[:50])))
    for field in ERASING & changes.keys():
        _check_days(field, changes[field])
    for field in SHARES & changes.keys():
        if not 0 <= changes[field] <= 1:  # nor is it, of what is no number
            wanted = "a number from 0 to 1"
            raise BadSubmission(FieldProblem(field, wanted, str(changes[field])))
    if not 0 <= changes.get("golden_each", 0) <= MOST_EACH:
        wanted = f"a number from 0 to {MOST_EACH}"
        got = str(changes["golden_each"])
        raise BadSubmission(FieldProblem("golden_each", wanted, got))
    for field in RETRAINING.keys() & changes.keys():
        _check_number(field, changes[field])
    given: dict[str, Any] = {
        field: tuple(value) if isinstance(value, list) else value
        for field, value in changes.items()
    }
    with db.writing() as connection:
        before = people.site(connection, name)
        after = replace(before, **given)
        changed = {
            field: value
            for field, value in vars(after).items()
            if value != getattr(before, field)
        }
        if changed:
            people.change_site(connection, name, **changed)
            was = {f"was_{field}": getattr(before, field) for field in changed}
            details = {**changed, **was}
            audit.note(connection, name, by, "site.changed", f"site {name}", details)
    return after


def names(db: Database) -> Sequence[str]:
    """The names of all sites."""
    return [site.name for site in listed(db)]


def listed(db: Database) -> Sequence[Site]:
    """All sites, by name."""
    with db.reading() as connection:
        return people.sites(connection)


def find(db: Database, name: str) -> Site:
    """A site, as it was at the last change to it.

    Raises:
        UnknownSite: there is none.
    """
    return db.unchanged(("site", name), lambda read: people.site(read, name))


def exists(db: Database, name: str) -> bool:
    """Whether there is such a site."""
    try:
        find(db, name)
    except UnknownSite:
        return False
    return True


def _check_days(field: str, days: int | None) -> None:
    if days is not None and not 1 <= days <= MOST_DAYS:
        wanted = f"a number of days from 1 to {MOST_DAYS}, or never"
        raise BadSubmission(FieldProblem(field, wanted, str(days)))


def _check_number(field: str, number: int | None) -> None:
    least, most = RETRAINING[field]
    if number is not None and not least <= number <= most:
        wanted = f"a number from {least} to {most}, or never"
        raise BadSubmission(FieldProblem(field, wanted, str(number)))


def _check_language(language: str) -> None:
    if _LANGUAGE.fullmatch(language) is None:
        wanted = "a code of a language, as en or pt-BR"
        raise BadSubmission(FieldProblem("language", wanted, _shown(language)))


def _check(name: str) -> None:
    """Refuse a name that no site may have.

    Raises:
        BadSubmission: it is one.
    """
    if _NAME.fullmatch(name) is None:
        wanted = (
            f"1 to {MOST} letters from A to Z or a to z, digits, `.`, `_` and `-`, "
            "beginning with a letter or a digit"
        )
        raise BadSubmission(FieldProblem("name", wanted, _shown(name)))


def _shown(name: str) -> str:
    if len(name) > _SHOWN:
        return f"{len(name)} characters"
    return ascii(name) if name else "nothing"
