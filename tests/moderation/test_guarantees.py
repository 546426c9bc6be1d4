"""Thresholds from accepted errors: only what audits promise, for each model alone."""

import re

import pytest

from classifier.house import SiteModel
from classifier.registry import Registry
from moderation import dossier, erasure, guarantees, learning, policy, surroundings
from moderation.accepted import Accepted
from moderation.comments import Action
from moderation.errors import BadSubmission, NothingLearnt, StoreUnavailable
from moderation.guarantees.counting import audits
from moderation.service import Service
from moderation.store import people
from moderation.thresholds import setting
from moderation.workshop import versions
from tests.moderation.audited import LAW, TRAM, audit, learnt
from tests.moderation.stories import post, taught


@pytest.fixture
def model(service: Service) -> SiteModel:
    """That of a house that rejects talk of lawyers, in service."""
    return learnt(service)


def test_what_audits_promise_is_kept_to_from_the_next_comment_on(
    service: Service, model: SiteModel
) -> None:
    law = f"House 7, {LAW} the market at noon."
    assert post(service, law, "before").action is Action.HOLD
    audit(service, 170)
    asked = Accepted(wrong_rejections=0.1, wrong_approvals=0.1)
    found = guarantees.accept(service, "default", asked, by="ann")
    assert found.approvals.is_kept
    assert found.rejections.is_kept
    assert found.approvals.bound <= 0.1
    assert found.threshold.reject is not None
    assert post(service, law + "!", "after").action is Action.REJECT
    tram = post(service, f"Flat 8, {TRAM} the market of 0.7.", "tram")
    assert tram.action is Action.APPROVE


def test_with_too_few_audits_nothing_is_promised_and_how_many_are_missing_is_told(
    service: Service, model: SiteModel
) -> None:
    audit(service, 24)
    found = guarantees.accept(
        service, "default", Accepted(wrong_approvals=0.02), by="ann"
    )
    assert not found.approvals.is_kept
    assert found.threshold == policy.Threshold(hold=0.5, reject=None)
    assert found.approvals.missing is not None
    assert 100 < found.approvals.missing < 700


def test_where_more_is_wrong_than_is_accepted_nothing_is_promised(
    service: Service, model: SiteModel
) -> None:
    audit(service, 120, wrong=40)
    asked = Accepted(wrong_approvals=0.02)
    found = guarantees.look(service, "default", asked)
    assert not found.approvals.is_kept
    assert found.approvals.missing is None
    with service.db.reading() as connection:
        assert people.site(connection, "default").accepted is None


def test_where_approvals_are_surely_more_often_wrong_than_accepted_all_is_held(
    service: Service, model: SiteModel
) -> None:
    tram = f"At last {TRAM} the old mill"
    assert post(service, f"{tram} of 0.7.", "before").action is Action.APPROVE
    audit(service, 60, wrong=20)
    asked = Accepted(wrong_approvals=0.02)
    found = guarantees.accept(service, "default", asked, by="ann")
    assert found.approvals.is_broken
    held = post(service, f"{tram} of 0.8.", "after")
    assert held.action is Action.HOLD
    (reason,) = held.reasons
    assert re.search(
        "^All is held until of what is approved without a person surely at "
        r"most 2% is wrong; of \d+ audited \d+ were.",
        reason.message,
    )


def test_a_site_may_have_all_held_until_approvals_are_proven(
    service: Service, model: SiteModel
) -> None:
    audit(service, 24)
    asked = Accepted(wrong_approvals=0.02, holds_unproven=True)
    found = guarantees.accept(service, "default", asked, by="ann")
    assert not found.approvals.is_broken
    tram = f"Flat 8, {TRAM} the market"
    assert post(service, f"{tram} today.", "after").action is Action.HOLD
    service.judges.live.registry.rollback("default")  # to what promises nothing
    held = post(service, f"{tram} later.", "shipped")
    assert held.action is Action.HOLD
    assert [each.rule for each in held.reasons] == [policy.UNPROVEN]
    guarantees.stop(service, "default", by="ann")
    assert post(service, f"{tram} now.", "stopped").action is Action.APPROVE


def test_what_was_unproven_is_proven_however_often_thresholds_are_set(
    service: Service, model: SiteModel
) -> None:
    audit(service, 170)
    asked = Accepted(wrong_approvals=0.1, holds_unproven=True)
    first = guarantees.accept(service, "default", asked, by="ann")
    assert first.approvals.is_kept
    again = guarantees.renew(service, "default", by="ann")
    assert again is not None
    assert again.approvals == first.approvals


def test_who_is_held_for_no_fault_of_the_comment_is_told_so(
    service: Service, model: SiteModel
) -> None:
    audit(service, 24)
    asked = Accepted(wrong_approvals=0.02, holds_unproven=True)
    guarantees.accept(service, "default", asked, by="ann")
    held = post(service, f"At last {TRAM} the old mill of 0.8.", "after")
    assert [each.to_author for each in held.reasons] == ["A person looks at it first."]


def test_what_is_decided_tells_the_threshold_and_its_promise(
    service: Service, model: SiteModel
) -> None:
    audit(service, 170)
    asked = Accepted(wrong_rejections=0.1, wrong_approvals=0.1)
    found = guarantees.accept(service, "default", asked, by="ann")
    law = post(service, f"House 7, {LAW} the market at noon.", "law")
    assert law.action is Action.REJECT
    assert re.search(
        rf"likely.. From {found.threshold.reject:g} on that is rejected, so that of "
        r"what is rejected without a person at most 10% is wrong \(95% sure, "
        rf"{found.rejections.counted.decided} audited\).",
        law.reasons[0].message,
    )
    reject, hold = found.threshold.reject, found.threshold.hold
    bars = dossier.of(service, "default", "law").bars
    shown = next(each for each in bars if each.name == "reject")
    assert (shown.hold, shown.reject) == (hold, reject)
    told = setting.standing(service, "default").settings.thresholds["reject"]
    assert (told.hold, told.reject) == (hold, reject)
    kept = surroundings_of(service).kept_to[model.version]
    held = kept.says("It is doubtful.", certain=False)
    assert held == (
        f"It is doubtful. From {found.threshold.hold:g} on that is held, so that of "
        "what is approved without a person at most 10% is wrong (95% sure, "
        f"{found.approvals.counted.decided} audited)."
    )


def surroundings_of(service: Service) -> policy.Settings:
    with service.db.reading() as connection:
        site = people.site(connection, "default")
        return surroundings.in_force(connection, service, site)


def test_no_version_is_in_service_before_its_thresholds_are_set(
    service: Service, model: SiteModel
) -> None:
    audit(service, 60)
    guarantees.accept(service, "default", Accepted(wrong_approvals=0.1), by="ann")
    live, db = service.judges.live, service.db
    registry, ground = live.registry, live.ground
    seen = list[tuple[str, str | None]]()

    def ready(its: SiteModel) -> None:
        seen.append((its.version, registry.current("default")))

    taught(service, 60, start=90)
    newer = learning.retrain(db, registry, ground, "default", quick=True).version
    versions.promote(db, registry, ground, "default", newer, by="ann", ready=ready)
    versions.roll_back(db, registry, ground, "default", by="ann", ready=ready)
    assert seen == [(newer, model.version), (model.version, newer)]


def test_where_thresholds_cannot_be_set_what_was_in_service_stays(
    service: Service, model: SiteModel
) -> None:
    live, db = service.judges.live, service.db
    registry, ground = live.registry, live.ground
    taught(service, 60, start=90)
    newer = learning.retrain(db, registry, ground, "default", quick=True).version
    versions.promote(db, registry, ground, "default", newer, by="ann")

    def fails(its: SiteModel) -> None:
        raise StoreUnavailable("the disk is full")

    with pytest.raises(StoreUnavailable):
        versions.roll_back(db, registry, ground, "default", by="ann", ready=fails)
    assert registry.current("default") == newer


def test_a_bound_on_what_is_held_never_moves_one_on_errors(
    service: Service, model: SiteModel
) -> None:
    audit(service, 170)
    asked = Accepted(wrong_approvals=0.1, held=0.01)
    found = guarantees.look(service, "default", asked)
    assert found.approvals.is_kept
    assert found.holds_too_many  # half is talk of lawyers


def test_other_models_go_by_thresholds_of_their_own(
    service: Service, model: SiteModel
) -> None:
    audit(service, 170)
    asked = Accepted(wrong_rejections=0.1, wrong_approvals=0.1)
    guarantees.accept(service, "default", asked, by="ann")
    taught(service, 60, start=90)
    registry = Registry(service.db.path.parent / "models")
    ground = service.judges.live.ground
    version = learning.retrain(service.db, registry, ground, "default").version
    registry.promote("default", version, ground)
    text = f"House 7, {LAW} the market"
    assert post(service, text + " now.", "unset").action is Action.HOLD
    newer = registry.load("default", version, ground)
    found = guarantees.prepare(service, "default", newer, by="ann")
    assert found is not None
    assert found.version == version
    assert post(service, text + " today.", "set").action is Action.REJECT
    registry.rollback("default")
    assert post(service, text + " later.", "back").action is Action.REJECT


def test_what_was_set_by_hand_stays(service: Service, model: SiteModel) -> None:
    audit(service, 170)
    asked = Accepted(wrong_rejections=0.1)
    guarantees.accept(service, "default", asked, by="ann")
    setting.set_thresholds(
        service, "default", "", "reject", hold=0.6, reject=None, by="ann"
    )
    held = post(service, f"House 7, {LAW} the market.", "held")
    assert held.action is Action.HOLD


def test_what_was_set_by_hand_goes_before_holding_all_until_it_is_proven(
    service: Service, model: SiteModel
) -> None:
    audit(service, 24)
    asked = Accepted(wrong_approvals=0.02, holds_unproven=True)
    guarantees.accept(service, "default", asked, by="ann")
    setting.set_thresholds(
        service, "default", "", "reject", hold=0.6, reject=None, by="ann"
    )
    tram = post(service, f"At last {TRAM} the old mill of 0.8.", "tram")
    assert tram.action is Action.APPROVE


def test_nothing_more_is_kept_to_once_that_is_stopped(
    service: Service, model: SiteModel
) -> None:
    audit(service, 170)
    guarantees.accept(service, "default", Accepted(wrong_rejections=0.1), by="ann")
    guarantees.stop(service, "default", by="ann")
    held = post(service, f"House 7, {LAW} the market.", "held")
    assert held.action is Action.HOLD
    assert guarantees.prepare(service, "default", model, by="ann") is None


@pytest.mark.parametrize(
    ("accepted", "named"),
    [
        (Accepted(), "a bound on wrong rejections, wrong approvals or held comments"),
        (Accepted(held=1.0), "held: wanted a share above 0 and below 1, got 1"),
        (Accepted(held=0.1, confidence=1.0), "confidence: wanted 0.5 or more"),
        (Accepted(held=0.1, holds_unproven=True), "until which all shall be held"),
    ],
)
def test_bounds_that_cannot_be_are_refused(
    service: Service, accepted: Accepted, named: str
) -> None:
    with pytest.raises(BadSubmission, match=named):
        guarantees.look(service, "default", accepted)


def test_a_site_without_a_model_is_told_what_to_do(service: Service) -> None:
    with pytest.raises(NothingLearnt, match="`moderate retrain`"):
        guarantees.look(service, "default", Accepted(held=0.1))


def test_an_erased_comment_promises_nothing(service: Service, model: SiteModel) -> None:
    audit(service, 20)
    assert len(audits(service, "default", model)) == 20
    with service.db.reading() as connection:
        (id,) = connection.execute(
            "SELECT id FROM comments JOIN blind_reviews ON comment = key LIMIT 1"
        ).fetchone()
    erasure.erase(service.db, "default", id, by="ann")
    assert len(audits(service, "default", model)) == 19
