"""A version in the shadow scores beside the one in service, and touches nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from classifier.house import SiteModel
from classifier.registry import Registry
from moderation import erasure, learning, queue
from moderation.comments import Action, Comment, Reason, Status
from moderation.service import Service
from moderation.store import blind
from moderation.store.blind import Kind
from moderation.workshop import shadowing, versions
from moderation.workshop.shadowing import Report
from tests.moderation.stories import count, decide, post, taught

SITE = "default"
LAW = "House {}, my lawyer will sue the market."
PLAIN = (
    "Thank you for the careful report.",
    "Which line stops near the bridge on Sundays?",
    "A warm evening, and the music was lovely.",
    "Our neighbours baked bread for the whole street.",
)
TRAM = "House {}, the tram stops near the market."


def shifted(service: Service, model: SiteModel, version: str, by: float) -> str:
    """The same model, which finds everything more to be rejected."""
    ground, named = service.judges.live.ground, model.weights.named.copy()
    named[-1] += by
    weights = replace(model.weights, named=named)
    card = {**model.card, "version": version}
    service.judges.live.registry.save(SITE, SiteModel(ground, weights, card))
    return version


@pytest.fixture
def registry(service: Service) -> Registry:
    """A strict version is in the shadow of what was learnt."""
    taught(service, 90)
    live = service.judges.live
    done = learning.retrain(service.db, live.registry, live.ground, SITE)
    assert done.promoted
    model = live.registry.load(SITE, done.version, live.ground)
    strict = shifted(service, model, "house-strict", 12.0)
    live.registry.set_shadow(SITE, strict, live.ground)
    return live.registry


def told(service: Service) -> Report:
    found = shadowing.report(service.db, service.judges.live.registry, SITE)
    assert found is not None
    return found


def seen(comment: Comment) -> tuple[object, ...]:
    return comment.scores, comment.action, comment.reasons, comment.priority


def test_there_is_nothing_to_tell_without_one(service: Service) -> None:
    live = service.judges.live
    assert shadowing.report(service.db, live.registry, SITE) is None
    post(service, LAW.format(1))
    assert count(service, "shadow_scores") == 0


def test_it_changes_nothing_of_what_becomes_of_a_comment(
    service: Service, registry: Registry
) -> None:
    with_it = post(service, PLAIN[0], "a")
    registry.set_shadow(SITE, None, service.judges.live.ground)
    without = post(service, PLAIN[1], "b")
    assert seen(with_it)[1:] == seen(without)[1:]
    assert with_it.model == without.model
    assert "house-strict" not in with_it.model
    assert with_it.status is Status.APPROVED
    assert count(service, "shadow_scores") == 1


def test_it_tells_what_would_have_become_and_who_was_right(
    service: Service, registry: Registry
) -> None:
    for number, text in enumerate(PLAIN, start=100):
        post(service, text, str(number))
    found = told(service)
    assert (found.version, found.comments, found.differ) == ("house-strict", 4, 4)
    assert found.moves == {(Action.APPROVE, Action.HOLD): 4}
    assert found.share is not None
    share, (low, high) = found.share
    assert share == 1.0
    assert (low, high) == pytest.approx((0.510, 1.0), abs=0.001)  # Wilson, 1927
    assert [each.id for each in found.examples] == ["103", "102", "101", "100"]
    assert found.ranked is None
    assert (found.decided, found.right, found.wrong) == (0, 0, 0)


def test_both_are_ranked_on_what_people_decided_since(
    service: Service, registry: Registry
) -> None:
    for number in range(100, 140):
        post(service, (TRAM, LAW)[number % 2].format(number), str(number))
        action = (Action.APPROVE, Action.REJECT)[number % 2]
        reason = Reason.OTHER if number % 2 else None
        decide(service, str(number), action, reason=reason)
    found = told(service)
    assert (found.decided, found.rejected) == (40, 20)
    assert found.ranked is not None
    assert found.ranked.served > 0.9
    assert found.ranked.shadow > 0.9
    low, high = found.ranked.shadow_interval
    assert low <= found.ranked.shadow <= high


def test_what_was_decided_blind_counts_before_what_was_not(
    service: Service, registry: Registry
) -> None:
    key, at = post(service, TRAM.format("A"), "a").key, datetime.now(UTC)
    with service.db.writing() as db:
        blind.draw(db, key, Kind.AUDIT, at=at, share=0.1)
        query = "SELECT number FROM blind_reviews"
        number = int(db.execute(query).fetchone()["number"])
        assert blind.decide(
            db, number, by="eva", rejected=True, reason=Reason.OTHER, at=at
        )
    decide(service, "a", Action.APPROVE)
    found = told(service)
    assert (found.decided, found.rejected) == (1, 1)


def test_one_that_is_damaged_touches_nothing(
    service: Service, registry: Registry, caplog: pytest.LogCaptureFixture
) -> None:
    weights = registry.root / SITE / "house-strict" / "weights.npz"
    weights.write_bytes(weights.read_bytes()[:-100])
    for text in PLAIN:
        comment = post(service, text, text[:5])
        assert comment.status is Status.APPROVED
        assert comment.scores["reject"] is not None
    assert count(service, "shadow_scores") == 0
    assert caplog.text.count("in the shadow") == 1  # told once, not for each comment


def test_one_that_breaks_touches_nothing(
    service: Service, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    shadow = service.judges.live.shadow(SITE)
    assert shadow is not None
    broken = np.full_like(shadow.weights.named, np.nan)
    monkeypatch.setattr(shadow, "weights", replace(shadow.weights, named=broken))
    comment = post(service, PLAIN[0], "a")
    assert comment.status is Status.APPROVED
    assert comment.scores["reject"] is not None
    assert count(service, "shadow_scores") == 0


def test_what_is_erased_is_forgotten(service: Service, registry: Registry) -> None:
    post(service, TRAM.format("A"), "a")
    assert count(service, "shadow_scores") == 1
    erasure.erase(service.db, SITE, "a", by="key cms")
    assert count(service, "shadow_scores") == 0


def test_another_in_the_shadow_begins_anew(
    service: Service, registry: Registry
) -> None:
    post(service, PLAIN[0], "a")
    strict = registry.load(SITE, "house-strict", service.judges.live.ground)
    lax, db = shifted(service, strict, "house-lax", -12.0), service.db
    versions.shadow(db, registry, service.judges.live.ground, SITE, None, by="ed")
    assert count(service, "shadow_scores") == 1  # to be read after it has ended
    versions.shadow(db, registry, service.judges.live.ground, SITE, lax, by="ed")
    assert count(service, "shadow_scores") == 0
    assert told(service).version == lax


def test_what_is_promoted_is_no_shadow_any_more(
    service: Service, registry: Registry
) -> None:
    registry.promote(SITE, "house-strict", service.judges.live.ground)
    assert registry.shadow(SITE) is None
    assert queue.page(service, SITE).waiting == 0
    assert post(service, PLAIN[0], "a").status is Status.PENDING
    assert count(service, "shadow_scores") == 0
