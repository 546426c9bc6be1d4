"""All that was done to a site's rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from moderation.live_rules import OF_SERVICE
from moderation.rulebooks import versions
from moderation.store import Database
from moderation.store import rulebooks as store
from moderation.store.rulebooks import Kept


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of the history.

    Attributes:
        number: of the version; `None` where a rule was paused or resumed.
        what: for people: `saved my-1a2b3c4d`, `paused many_links`.
    """

    at: datetime
    by: str
    what: str
    note: str
    number: int | None = None
    in_service: bool = False


def history(db: Database, site: str) -> Sequence[Change]:
    """All that was done to a site's rules, the oldest first.

    Raises:
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        current = versions.current(connection, site)
        saved = store.history(connection, site)
        pauses = store.pauses(connection, site)
    changes = [
        Change(
            at=its.at,
            by=its.by,
            what=_told(its),
            note=its.note,
            number=its.number,
            in_service=current is not None and its.number == current.number,
        )
        for its in saved
    ]
    changes += [
        Change(
            at=its.at,
            by=its.by,
            what=f"{'paused' if its.paused else 'resumed'} {its.rule}",
            note=its.note,
        )
        for its in pauses
    ]
    return sorted(changes, key=lambda its: its.at)


def _told(kept: Kept) -> str:
    if kept.back_to is None:
        return f"saved {kept.version}"
    if kept.back_to == OF_SERVICE:
        return "back to the rules of the service"
    return f"back to {kept.back_to}, {kept.version}"
