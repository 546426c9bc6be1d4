"""What every door of the service needs."""

from dataclasses import dataclass, field
from pathlib import Path

import rules
from moderation.judges import Judges
from moderation.live_rules import Rulebooks
from moderation.near_texts import NearTexts
from moderation.store import Database
from moderation.store.usage import Usage
from moderation.waiting import Queues
from moderation.webhooks.targets import Network


@dataclass(frozen=True)
class Service:
    """What every door needs: the database, the judges, and the policy's settings.

    `rulebooks` has the rules of sites that saved their own, and `usage` counts what
    keys send, in a file beside the database. `queues` has what waits for people.
    `near_texts` finds what is nearly the same.
    `webhook_private` are networks that messages may go to although they are not public.
    `rules_file` is that of the rules which a site without its own has.
    """

    db: Database
    judges: Judges
    hold_off_topic_below: float
    rulebooks: Rulebooks = field(default_factory=Rulebooks)
    webhook_private: frozenset[Network] = frozenset()
    queues: Queues = field(default_factory=Queues)
    rules_file: Path = field(default_factory=rules.default_file)
    usage: Usage = field(init=False)
    near_texts: NearTexts = field(init=False)

    def __post_init__(self) -> None:
        path = self.db.path.with_name("usage.db")
        object.__setattr__(self, "usage", Usage(path))
        object.__setattr__(self, "near_texts", NearTexts(self.db))
