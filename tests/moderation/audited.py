"""A house that rejects talk of lawyers, and comments of it that were audited."""

import random
from typing import Any

from classifier.house import SiteModel, training
from classifier.house.training import Example
from moderation import learning
from moderation.comments import Action, Reason
from moderation.service import Service
from moderation.store.blind import Kind
from moderation.workshop import examining
from tests.moderation.blinded import decided
from tests.moderation.stories import decide, post, taught

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
        decided(service, key, Kind.AUDIT, by="ann", rejected=rejected, share=0.1)


def measured(service: Service, version: str, *, by: str) -> None:
    """A version that is not in service, measured on audits and on later decisions that
    name people; its figures are kept.
    """
    kept(service, version=version, champion="house-gone")
    for number in range(45):
        is_law = number % 3 == 0
        text = f"Women say: {LAW if is_law else TRAM} the market {number}."
        post(service, text, f"said-{number}")
        action = Action.REJECT if is_law else Action.APPROVE
        reason = Reason.SPAM if is_law else None
        decide(service, f"said-{number}", action, by=by, reason=reason)
    audit(service, 45, wrong=5)
    examining.renew(service, "default", version)
