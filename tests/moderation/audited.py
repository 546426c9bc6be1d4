"""A house that rejects talk of lawyers, and comments of it that were audited."""

import random
from typing import Any

from classifier.house import SiteModel, training
from classifier.house.training import Example
from moderation import learning
from moderation.comments import Reason
from moderation.service import Service
from moderation.store import blind
from moderation.store.blind import Kind
from moderation.store.database import now
from tests.moderation.stories import post, taught

DICE = random.Random(0)
PLACES = ("market", "harbour", "station", "library", "viaduct", "stadium", "bakery")
LAW, TRAM = "my lawyer will sue", "the tram stops near"


def learnt(service: Service) -> SiteModel:
    """The model that the house has in service."""
    taught(service, 90)
    live = service.judges.live
    assert learning.retrain(service.db, live.registry, live.ground, "default").promoted
    found = live.for_site("default")
    assert found is not None
    return found


def kept(service: Service, **told: Any) -> str:
    """A version that is not in service; of its card something else may be told."""
    live = service.judges.live
    texts = [f"{what} the market {n}." for n in range(10) for what in (LAW, TRAM)]
    decided = [Example(text, text.startswith(LAW), {}) for text in texts]
    model = training.fit(live.ground, decided, told=told)
    live.registry.save("default", model)
    return model.version


def audit(service: Service, number: int, *, wrong: int = 0) -> None:
    """So many comments are drawn and decided blind, every other one talk of lawyers; of
    all the first `wrong` are rejected.
    """
    for n in range(number):
        about = LAW if n % 2 == 0 else TRAM
        text = f"Flat {n}, {about} the {DICE.choice(PLACES)} of {DICE.random():.6f}."
        key = post(service, text, f"audit-{n}").key
        rejected = n % 2 == 0 or n <= wrong
        with service.db.writing() as connection:
            blind.draw(connection, key, Kind.AUDIT, at=now(), share=0.1)
            (drawn,) = connection.execute(
                "SELECT number FROM blind_reviews WHERE comment = ?", (key,)
            ).fetchone()
            reason = Reason.OTHER if rejected else None
            blind.decide(
                connection, drawn, by="ann", rejected=rejected, reason=reason, at=now()
            )
