"""Learning: from people's decisions, only what is better, in use at once."""

import pytest

from classifier import ModelError, NotEnoughExamples, card
from classifier.folder import Card
from classifier.registry import Registry
from moderation import learning, review, sites
from moderation.comments import Action, Reason
from moderation.learning import Retrained, sharing
from moderation.service import Service
from tests.moderation.stories import decide, person, post


@pytest.fixture
def registry(service: Service) -> Registry:
    return Registry(service.db.path.parent / "models")


def retrain(service: Service, registry: Registry) -> Retrained:
    return learning.retrain(service.db, registry, service.judges.live.ground, "default")


def teach(service: Service, count: int, *, style: bool = True, start: int = 0) -> None:
    """Decisions of a house that rejects talk of lawyers, or that throws a coin."""
    for number in range(start, start + count):
        law = number % 3 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        post(service, f"House {number}, {about} the market.", str(number))
        rejects = law if style else (number * 7919) % 5 < 2
        decide(service, str(number), Action.REJECT if rejects else Action.APPROVE)


TALK = "House {0:b}, the tram stops near the market."


def the_card(service: Service, registry: Registry, done: Retrained) -> Card:
    ground = service.judges.live.ground
    return registry.load("default", done.version, ground).card


def reject_score(service: Service, text: str, id: str) -> float | None:
    return post(service, text, id).scores.get("reject")


def test_a_house_style_is_learnt_and_used_before_the_next_score(
    service: Service, registry: Registry
) -> None:
    assert reject_score(service, "Your lawyer may sue for it.", "before") is None
    teach(service, 90)
    done = retrain(service, registry)
    assert done.promoted, done.why
    after = reject_score(service, "His lawyer may sue for it.", "after")
    assert after is not None
    assert after > 0.5
    plain = reject_score(service, "The stops are near the station.", "plain")
    assert plain is not None
    assert plain < 0.5


def test_what_is_no_better_is_not_promoted_and_says_why(
    service: Service, registry: Registry
) -> None:
    teach(service, 90)
    first = retrain(service, registry)
    teach(service, 40, start=90)
    again = retrain(service, registry)
    assert not again.promoted
    assert "no better than" in again.why
    assert "too little to matter" in again.why
    assert again.champion == first.version
    assert first.version in again.why
    assert registry.current("default") == first.version


def test_what_is_learnt_again_from_the_same_is_kept_once(
    service: Service, registry: Registry
) -> None:
    for number in range(120):
        post(service, f"Word {number * 7919 % 1009} said.", str(number))
        action = Action.REJECT if number % 2 else Action.APPROVE
        decide(service, str(number), action)
    first, second = (retrain(service, registry) for _ in range(2))
    assert not first.promoted
    assert second.version == first.version
    assert [each.version for each in registry.versions("default")] == [first.version]


def test_a_coin_is_not_learnt(service: Service, registry: Registry) -> None:
    for number in range(120):
        post(service, TALK.format(number), str(number))
        rejects = number % 7 in (1, 3, 4)
        decide(service, str(number), Action.REJECT if rejects else Action.APPROVE)
    assert not retrain(service, registry).promoted
    assert registry.current("default") is None


def test_who_decides_unlike_all_others_is_named_and_not_learnt_from(
    service: Service, registry: Registry
) -> None:
    for name in ("ann", "ben", "eve"):
        person(service, name)
    for number in range(240):
        law = number % 2 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        post(service, f"House {number}, {about} the market.", str(number))
        by = ("ann", "ben", "eve")[number // 2 % 3]
        rejects = law != (by == "eve")
        action = Action.REJECT if rejects else Action.APPROVE
        reason = Reason.OTHER if rejects else None
        review.decide(service.db, "default", str(number), action, by=by, reason=reason)
    done = retrain(service, registry)
    assert [its.name for its in done.unlike] == ["eve"]
    assert "nothing was learnt from eve" in done.why
    assert done.promoted
    told = "\n".join(card.lines(card.sections(the_card(service, registry, done))))
    assert "Who was left out" in told
    assert "eve" in told
    assert "Beside what was in service" in told
    assert service.judges.model.version in told
    assert the_card(service, registry, done)["rows"] == 160


def test_too_few_decisions_are_told_with_how_many_are_wanted(
    service: Service, registry: Registry
) -> None:
    teach(service, 9)
    with pytest.raises(NotEnoughExamples, match=r"wanted 6 .* found 6 and 3"):
        retrain(service, registry)
    assert registry.current("default") is None


def test_too_few_since_the_last_time_are_told(
    service: Service, registry: Registry
) -> None:
    teach(service, 90)
    version = retrain(service, registry).version
    teach(service, 19, start=90)
    with pytest.raises(
        NotEnoughExamples, match=r"wanted 20 decisions since .* found 19"
    ):
        retrain(service, registry)
    assert registry.current("default") == version


def test_what_is_compared_on_was_learnt_by_neither(
    service: Service, registry: Registry
) -> None:
    teach(service, 90)
    first = retrain(service, registry)
    assert first.compared.decisions == 90  # each beside what all others taught
    assert first.champion == service.judges.model.version
    teach(service, 30, start=90)
    again = retrain(service, registry)
    assert again.compared.decisions == 30  # what the first one has not learnt
    its = the_card(service, registry, again)
    assert its["rows"] == 120
    assert its["champion"] == first.version
    assert its["compared"]["challenger"]["loss"] == again.compared.challenger.loss


def test_an_undone_decision_is_not_learnt(service: Service, registry: Registry) -> None:
    teach(service, 91)
    review.undo(service.db, "default", "90", by="mo")
    its = the_card(service, registry, retrain(service, registry))
    assert (its["rows"], its["rejected"]) == (90, 30)


def test_a_roll_back_is_in_use_before_the_next_score(
    service: Service, registry: Registry
) -> None:
    teach(service, 90)
    retrain(service, registry)
    assert reject_score(service, "A lawyer may sue for it.", "a") is not None
    registry.rollback("default")
    assert reject_score(service, "The lawyer may sue for it.", "b") is None


def test_a_site_model_that_cannot_be_read_holds(
    service: Service, registry: Registry
) -> None:
    teach(service, 90)
    done = retrain(service, registry)
    weights = next((service.db.path.parent / "models").rglob("weights.npz"))
    assert done.version in str(weights)
    weights.write_bytes(b"broken")
    fresh = type(service.judges).open(service.db.path.parent / "models")
    reopened = Service(service.db, fresh, service.hold_off_topic_below)
    held = post(reopened, "Well said!", "after")
    assert held.action is Action.HOLD
    assert held.reasons[0].rule == "failed:house"


def test_sites_that_agree_to_share_learn_from_each_other_and_others_do_not(
    service: Service, registry: Registry
) -> None:
    sites.add(service.db, "courier")
    teach(service, 90)
    for number in range(24):
        about = "an attorney will sue" if number % 2 else "a tram stops near"
        post(service, f"Lane {number}, {about} us.", str(number), site="courier")
        action = Action.REJECT if number % 2 else Action.APPROVE
        decide(service, str(number), action, site="courier")
    ground = service.judges.live.ground
    sites.configure(service.db, "courier", by="ann", shares_lessons=True)
    assert sharing.of_others(service.db, "courier", ground) is None
    sites.configure(service.db, "default", by="ann", shares_lessons=True)
    theirs = sharing.of_others(service.db, "courier", ground)
    assert theirs is not None
    assert theirs.card["rows"] == 90
    done = learning.retrain(service.db, registry, ground, "courier")
    assert registry.load("courier", done.version, ground).card["rows"] == 24
    sites.configure(service.db, "default", by="ann", shares_lessons=False)
    assert sharing.of_others(service.db, "courier", ground) is None


def test_what_is_new_is_learnt_on_top_of_what_is_in_service(
    service: Service, registry: Registry
) -> None:
    ground = service.judges.live.ground
    teach(service, 90)
    with pytest.raises(ModelError, match="learn from all decisions first"):
        learning.retrain(service.db, registry, ground, "default", quick=True)
    first = retrain(service, registry)
    for number in range(90, 150):
        bakery = number % 2 == 0
        about = "the bakery smells of" if bakery else "the tram stops near"
        post(service, f"House {number}, {about} the market.", str(number))
        action = Action.REJECT if bakery else Action.APPROVE
        decide(service, str(number), action)
    done = learning.retrain(service.db, registry, ground, "default", quick=True)
    assert done.promoted, done.why
    its = the_card(service, registry, done)
    assert its["updated"] == first.version
    assert its["rows"] == 150
    assert its["compared"]["decisions"] == 60
    smells = reject_score(service, "A bakery smells of the harbour.", "new")
    sues = reject_score(service, "His lawyer may sue for it.", "old")
    assert smells is not None
    assert sues is not None
    assert min(smells, sues) > 0.5
