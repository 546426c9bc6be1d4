"""How each person of the desk wants to work: looks, language, and what they are spared.

Who reads abuse all day is protected as far as they choose: what is severe is blurred
until they ask for it, slurs show their first letter alone. What somebody does not
choose is as their site has it; what the site does not say, as a new one starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from moderation import audit
from moderation.errors import BadSubmission, FieldProblem
from moderation.store import Database
from moderation.store import preferences as kept


class Theme(StrEnum):
    """The colours of the pages."""

    SYSTEM = "system"  # as the person's computer has it
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    CALM = "calm"  # greys alone


MOST_IN_A_ROW = 10_000
"""Comments after which a break may be suggested at the latest."""


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What holds for one person; where nobody chose anything, this.

    Attributes:
        language: of the pages, such as "ur"; "" is what the browser asks for.
        blurs: whether texts from `blur_from` on are blurred until revealed.
        blur_from: a severity in [0, 1]; see `severity.of`. From there on a comment
            counts as hard, blurred or not.
        masks: whether slurs and swearing are shown by their first letter.
        break_after: comments in a row after which a break is suggested; 0 is never.
        eases: whether after hard comments easy ones come first for a while.
    """

    theme: Theme = Theme.SYSTEM
    language: str = ""
    blurs: bool = True
    blur_from: float = 0.7
    masks: bool = True
    break_after: int = 200
    eases: bool = True

    def check(self) -> None:
        """Refuse what cannot be.

        Raises:
            BadSubmission: naming what is wrong.
        """
        if not 0 <= self.blur_from <= 1:
            wanted = "a number from 0 to 1"
            raise BadSubmission(FieldProblem("blur_from", wanted, str(self.blur_from)))
        if not 0 <= self.break_after <= MOST_IN_A_ROW:
            wanted = f"a number from 0 to {MOST_IN_A_ROW:,}"
            got = str(self.break_after)
            raise BadSubmission(FieldProblem("break_after", wanted, got))


Choices = Mapping[str, Any]
"""Fields of `Preferences` that somebody chose; what is left open is not there."""


def of(db: Database, name: str, site: str) -> Preferences:
    """What holds for a person at a site's desk."""
    return with_choices({**of_site(db, site), **chosen(db, name)})


def chosen(db: Database, name: str) -> Choices:
    """What a person chose for themselves."""
    return db.unchanged(("preferences", name), lambda open: kept.of(open, name))


def of_site(db: Database, site: str) -> Choices:
    """What was chosen for all people of a site who chose nothing else."""
    return db.unchanged(
        ("preferences of site", site), lambda open: kept.of_site(open, site)
    )


def with_choices(choices: Choices) -> Preferences:
    """What holds where these were chosen; those of an older version are left out."""
    known = Preferences.__dataclass_fields__
    holding = {name: value for name, value in choices.items() if name in known}
    if "theme" in holding:
        holding["theme"] = Theme(holding["theme"])
    return Preferences(**holding)


def choose(db: Database, name: str, choices: Choices) -> None:
    """Keep what a person chose, in place of all that they chose before.

    Raises:
        BadSubmission: it cannot be.
    """
    with_choices(choices).check()
    with db.writing() as connection:
        kept.keep(connection, name, choices)


def choose_for_site(db: Database, site: str, choices: Choices, *, by: str) -> None:
    """Keep what holds at a site where people chose nothing; the audit tells who did.

    Raises:
        BadSubmission: it cannot be.
    """
    with_choices(choices).check()
    with db.writing() as connection:
        kept.keep_for_site(connection, site, choices)
        about = f"site {site}"
        audit.note(connection, site, by, "preferences.chosen", about, choices)
