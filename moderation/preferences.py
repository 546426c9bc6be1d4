"""How each person of the desk wants to work: looks, language, and what they are spared.

Who reads abuse all day is protected as far as they choose: what is severe is blurred
until they ask for it, slurs show their first letter alone.
"""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """One person's choices; a new one starts with these.

    Attributes:
        language: of the pages, such as "ur"; "" is what the browser asks for.
        blurs: whether texts from `blur_from` on are blurred until revealed.
        blur_from: a severity in [0, 1]; see `severity.of`.
        masks: whether slurs are shown by their first letter.
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
        if not 0 <= self.break_after <= 10_000:
            wanted = "a number from 0 to 10,000"
            got = str(self.break_after)
            raise BadSubmission(FieldProblem("break_after", wanted, got))


def of(db: Database, name: str) -> Preferences:
    """What a person chose."""
    stored = db.unchanged(("preferences", name), lambda open: kept.of(open, name))
    known = Preferences.__dataclass_fields__
    chosen = {field: value for field, value in stored.items() if field in known}
    if "theme" in chosen:
        chosen["theme"] = Theme(chosen["theme"])
    return Preferences(**chosen)


def choose(db: Database, name: str, preferences: Preferences) -> None:
    """Keep what a person chose.

    Raises:
        BadSubmission: it cannot be.
    """
    preferences.check()
    with db.writing() as connection:
        kept.keep(connection, name, vars(preferences))
