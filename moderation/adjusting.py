"""Settings of a level are changed, checked, and written down with who did it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from moderation import audit
from moderation.levels import Level, Override
from moderation.policy import Settings
from moderation.store import Database, levels, people
from moderation.store.database import now

Alter = Callable[[Override], Override]
"""From what a level sets to what it shall set."""


def change(
    db: Database, site: str, level: Level, name: str, alter: Alter, *, by: str
) -> Override:
    """Change what a level sets; returns that.

    Args:
        name: of the section, or the id of the article or author; "" of the site.

    Raises:
        BadLevel: it cannot be, or would reject what is not even held.
        UnknownSite: there is no such site.
    """
    with db.writing() as connection:
        people.site(connection, site)  # raises if there is none
        found = levels.of(connection, site, [(level, name)])
        before = found[0] if found else Override(level=level, name=name)
        after = alter(before)
        after.check()
        # Which section an article or an author has is not known.
        is_site = level is Level.SITE
        wider = [] if is_site else levels.of(connection, site, [(Level.SITE, "")])
        after.check_within(Settings(), wider)
        if after == before:
            return after
        if after.inherits_all:
            levels.clear(connection, site, level, name)
        else:
            levels.keep(connection, site, after, now())
        audit.note(
            connection, site, by, "level.changed", after.told, _differing(before, after)
        )
    return after


def _differing(before: Override, after: Override) -> Mapping[str, Any]:
    """What was changed, as it was and as it is."""
    old, new = asdict(before), asdict(after)
    return {
        field: {"before": old[field], "after": new[field]}
        for field in old
        if old[field] != new[field]
    }
