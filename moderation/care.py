"""How much abuse the people of the desk have read, and when they should rest.

Known to each of them alone: nobody else is shown it, and of the days before the last
nothing is kept.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from sqlite3 import Connection

from moderation import preferences, severity
from moderation.comments import Comment
from moderation.preferences import Preferences
from moderation.store import Database, exposures
from moderation.store.database import now
from moderation.store.exposures import Exposure

BREAK = timedelta(minutes=10)
"""A pause as long as this ends a row: the longer of what Britain's Health and Safety
Executive asks for at screens, 5 to 10 minutes each hour."""

LATELY = 20
"""Comments that are looked at to see whether easy ones should come."""

HARD_LATELY = 10
"""Hard ones among these from which on they should: every other one."""


@dataclass(frozen=True)
class Advice:
    """A break is suggested, after so many comments in a row, so many of them hard."""

    in_a_row: int
    hard: int


def saw(
    db: Database, name: str, *comments: Comment, at: datetime | None = None
) -> None:
    """Count comments that a person has read, and decided.

    Costs three small statements in a transaction that others may share.
    """
    if not comments:
        return
    at = at or now()
    chosen = preferences.of(db, name, comments[0].site)
    hard = [severity.of(comment) >= chosen.blur_from for comment in comments]

    def count(connection: Connection) -> None:
        seen = _at(exposures.last(connection, name), at)
        for each in hard:
            seen = _with(seen, each, at)
        exposures.keep(connection, name, seen)

    db.write(count)


def today(db: Database, name: str, *, at: datetime | None = None) -> Exposure:
    """What a person has read today, and in a row."""
    with db.reading() as connection:
        return _at(exposures.last(connection, name), at or now())


def advice(
    db: Database, name: str, chosen: Preferences, *, at: datetime | None = None
) -> Advice | None:
    """The break that a person should be suggested; `None` where none is due.

    One that was put off is due again after as many comments more.
    """
    if not chosen.break_after:
        return None
    seen = today(db, name, at=at)
    if seen.in_a_row - seen.put_off < chosen.break_after:
        return None
    return Advice(seen.in_a_row, seen.hard_in_a_row)


def put_off(db: Database, name: str, *, at: datetime | None = None) -> None:
    """Suggest no break for now."""
    with db.writing() as connection:
        seen = exposures.last(connection, name)
        if seen is not None:
            seen = _at(seen, at or now())
            exposures.keep(connection, name, replace(seen, put_off=seen.in_a_row))


def wants_easy(
    db: Database, name: str, chosen: Preferences, *, at: datetime | None = None
) -> bool:
    """Whether easy comments should come first now: the last ones were hard."""
    if not chosen.eases:
        return False
    return today(db, name, at=at).lately.bit_count() >= HARD_LATELY


def _at(seen: Exposure | None, at: datetime) -> Exposure:
    """What was seen, as it counts at a time: another day, or after a break."""
    day = at.date().isoformat()
    if seen is None or at - seen.last_at >= BREAK:
        same = seen is not None and seen.day == day
        comments, hard = (seen.comments, seen.hard) if same and seen else (0, 0)
        return Exposure(day=day, comments=comments, hard=hard, last_at=at)
    if seen.day != day:
        return replace(seen, day=day, comments=0, hard=0)
    return seen


def _with(seen: Exposure, hard: bool, at: datetime) -> Exposure:
    window = (1 << LATELY) - 1
    return replace(
        seen,
        comments=seen.comments + 1,
        hard=seen.hard + hard,
        last_at=at,
        in_a_row=seen.in_a_row + 1,
        hard_in_a_row=seen.hard_in_a_row + hard,
        lately=(seen.lately << 1 | hard) & window,
    )
