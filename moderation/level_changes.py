"""Settings by level are changed, by the command line or in the desk."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from moderation import audit
from moderation.levels import Level, Override
from moderation.policy import Settings
from moderation.store import Database, people
from moderation.store import levels as stored
from moderation.store.database import now


def listed(db: Database, site: str) -> Sequence[Override]:
    """All levels of a site that set something, the widest first.

    Raises:
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        people.site(connection, site)  # raises if there is none
        return stored.all_of(connection, site)


def find(db: Database, site: str, level: Level, name: str) -> Override:
    """What a level sets; one that inherits all sets nothing."""
    with db.reading() as connection:
        return _present(connection, site, level, name)


def change(
    db: Database,
    site: str,
    level: Level,
    name: str,
    changed: Callable[[Override], Override],
    *,
    by: str,
) -> Override:
    """Set some of a level, and return what it then sets.

    Args:
        name: of the section, or the id of the article or author; "" of the site.
        changed: makes of what it sets what it shall set.

    Raises:
        BadLevel: it cannot be.
        UnknownSite: there is no such site.
    """
    with db.writing() as connection:
        people.site(connection, site)  # raises if there is none
        before = _present(connection, site, level, name)
        override = changed(before)
        override.check()
        override.check_within(Settings(), _wider(connection, site, override))
        if override == before:
            return override
        if override.inherits_all:
            stored.clear(connection, site, level, name)
        else:
            stored.keep(connection, site, override, now())
        details = {"now": _set(override), "was": _set(before)}
        audit.note(connection, site, by, "level.set", _about(site, override), details)
    return override


def clear(db: Database, site: str, level: Level, name: str, *, by: str) -> bool:
    """Let a level inherit everything again; `False` when it did."""
    with db.writing() as connection:
        before = _present(connection, site, level, name)
        if not stored.clear(connection, site, level, name):
            return False
        details = {"was": _set(before)}
        audit.note(connection, site, by, "level.cleared", _about(site, before), details)
    return True


def clear_settings(
    db: Database, site: str, level: Level, name: str, *, by: str
) -> None:
    """As `clear`, but for what is said of an author: whoever is banned stays so."""

    def without(before: Override) -> Override:
        bare = Override(level=level, name=name)
        return replace(bare, standing=before.standing, until=before.until)

    change(db, site, level, name, without, by=by)


def _present(connection: Connection, site: str, level: Level, name: str) -> Override:
    found = stored.of(connection, site, [(level, name)])
    return found[0] if found else Override(level=level, name=name)


def _wider(connection: Connection, site: str, override: Override) -> Sequence[Override]:
    """The levels that all its comments are in: which section they have is not known."""
    if override.level is Level.SITE:
        return []
    return stored.of(connection, site, [(Level.SITE, "")])


def _about(site: str, override: Override) -> str:
    return f"{override.level} {override.name or site}"


def _set(override: Override) -> dict[str, Any]:
    """What it sets, without what it inherits."""
    named = {
        name: value
        for name, value in vars(override).items()
        if name not in ("level", "name") and value
    }
    shares = {
        name: value
        for name in ("off_topic", "risk")
        if (value := getattr(override, name)) is not None
    }
    return {**named, **shares}
