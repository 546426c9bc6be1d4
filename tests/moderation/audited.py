"""A house that rejects talk of lawyers, and comments of it that were audited."""

import random

from classifier.house import SiteModel
from moderation import learning
from moderation.service import Service
from moderation.store.blind import Kind
from tests.moderation.blinded import decided
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


def audit(service: Service, number: int, *, wrong: int = 0) -> None:
    """So many comments are drawn and decided blind, every other one talk of lawyers; of
    all the first `wrong` are rejected.
    """
    for n in range(number):
        about = LAW if n % 2 == 0 else TRAM
        text = f"Flat {n}, {about} the {DICE.choice(PLACES)} of {DICE.random():.6f}."
        key = post(service, text, f"audit-{n}").key
        rejected = n % 2 == 0 or n <= wrong
        decided(service, key, Kind.AUDIT, by="ann", rejected=rejected, share=0.1)
