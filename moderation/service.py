"""What every door of the service needs."""

from dataclasses import dataclass, field

from moderation.judges import Judges
from moderation.live_rules import Rulebooks
from moderation.store import Database


@dataclass(frozen=True)
class Service:
    """What every door needs: the database, the judges, and the policy's settings.

    `rulebooks` has the rules of sites that saved their own.
    """

    db: Database
    judges: Judges
    hold_off_topic_below: float
    rulebooks: Rulebooks = field(default_factory=Rulebooks)
