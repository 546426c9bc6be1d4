"""Deciding blind: who gets what, what verdicts do, and what they tell of agreement."""

import pytest

from moderation import blind, drawing, erasure, review, sites
from moderation.blind import results
from moderation.comments import Action, Reason, Status
from moderation.errors import (
    BadSubmission,
    NotAllowed,
    StaleVersion,
    UnknownComment,
)
from moderation.learning import lessons
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import blind_looks, examples
from moderation.store.blind import Answer, Kind
from tests.moderation.blinded import Chance, answer, decided, following, stands
from tests.moderation.stories import count, decide, person, post


@pytest.fixture
def all_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))


@pytest.fixture(autouse=True)
def people(service: Service) -> None:
    for name in ("mo", "bea", "lea"):
        person(service, name, role="lead" if name == "lea" else "moderator")


@pytest.mark.parametrize(("value", "drawn"), [(0.0, 1), (0.0099, 1), (0.01, 0)])
def test_as_many_are_drawn_as_the_site_has_it(
    service: Service, monkeypatch: pytest.MonkeyPatch, value: float, drawn: int
) -> None:
    monkeypatch.setattr(drawing, "_CHANCE", Chance(value))
    post(service, "The tram is late.")
    assert count(service, "blind_reviews") == drawn
    sites.configure(service.db, "default", by="ann", audit_share=0.0)
    post(service, "The tram is early.", "2")
    assert count(service, "blind_reviews") == drawn


@pytest.mark.usefixtures("all_drawn")
def test_an_audit_decides_what_nobody_had_and_is_not_learnt(service: Service) -> None:
    post(service, "The tram is late.")
    assert stands(service, "1").status is Status.APPROVED
    answer(service, "bea", Action.REJECT)
    its = stands(service, "1")
    assert (its.status, its.decided_by) == (Status.REJECTED, "bea")
    ground = service.judges.live.ground
    assert lessons.of_site(service.db, "default", ground) == []
    (audited,) = lessons.audited(service.db, "default", ground)
    assert audited.rejected
    assert following(service) is None


@pytest.mark.usefixtures("all_drawn")
def test_nobody_decides_blind_what_they_have_decided(service: Service) -> None:
    post(service, "The tram is late.")
    decide(service, "1", Action.APPROVE, by="mo")
    assert following(service, "mo") is None
    shown = following(service, "bea")
    assert shown is not None
    with pytest.raises(UnknownComment):
        blind.answer(
            service.db,
            "default",
            shown.number,
            Action.APPROVE,
            by="mo",
            scope=UNLIMITED,
        )


@pytest.mark.usefixtures("all_drawn")
def test_of_two_who_answer_at_once_one_is_told(service: Service) -> None:
    post(service, "The tram is late.")
    shown = following(service, "bea")
    assert shown is not None
    answer(service, "mo", Action.APPROVE)
    with pytest.raises(StaleVersion, match="decided by another"):
        blind.answer(
            service.db,
            "default",
            shown.number,
            Action.REJECT,
            by="bea",
            scope=UNLIMITED,
            reason=Reason.SPAM,
        )
    assert stands(service, "1").status is Status.APPROVED


def second(service: Service, monkeypatch: pytest.MonkeyPatch, action: Action) -> None:
    """Mo approves a comment, and Bea decides it blind."""
    post(service, "The tram is late.")
    monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))
    decide(service, "1", Action.APPROVE, by="mo")
    answer(service, "bea", action)


def test_a_second_look_that_agrees_teaches_twice_as_much(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(service, monkeypatch, Action.APPROVE)
    with service.db.reading() as connection:
        its = examples.in_order(connection, "default")
    assert [each.weight for each in lessons.taught(its)] == [2.0]
    assert blind.disagreements(service.db, "default") == []


def test_two_who_disagree_wait_for_a_lead_whose_word_counts_twice(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(service, monkeypatch, Action.REJECT)
    assert stands(service, "1").status is Status.APPROVED
    (found,) = blind.disagreements(service.db, "default")
    assert found.look.first is not None
    assert found.look.answer is not None
    assert (found.look.first.by, found.look.answer.by) == ("mo", "bea")
    blind.settle(
        service.db,
        "default",
        found.look.number,
        Action.REJECT,
        by="lea",
        version=found.comment.version,
        reason=Reason.INSULT,
    )
    assert stands(service, "1").decided_by == "lea"
    with service.db.reading() as connection:
        (its,) = lessons.taught(examples.in_order(connection, "default"))
    assert (its.rejected, its.weight) == (True, 2.0)
    assert blind.disagreements(service.db, "default") == []
    with pytest.raises(StaleVersion):
        blind.settle(
            service.db, "default", found.look.number, None, by="lea", version=1
        )


def test_a_disagreement_may_be_left_as_it_is(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(service, monkeypatch, Action.REJECT)
    (found,) = blind.disagreements(service.db, "default")
    number = found.look.number
    blind.settle(service.db, "default", number, None, by="lea", version=1)
    assert stands(service, "1").status is Status.APPROVED
    assert blind.disagreements(service.db, "default") == []


def test_of_each_reason_it_is_told_how_far_people_agree_on_it(
    service: Service,
) -> None:
    """All agree on what is spam; of insults each second is abuse to the other."""
    said = [(Reason.SPAM, Reason.SPAM), (None, None)] * 10
    said += [(Reason.INSULT, Reason.INSULT), (Reason.INSULT, Reason.ABUSE)] * 5
    for n, (first, second) in enumerate(said):
        key = post(service, f"Tram {n} is late.", str(n)).key
        before = Answer("mo", first is not None, first)
        told = {"rejected": second is not None, "reason": second, "first": before}
        decided(service, key, Kind.SECOND, by="bea", **told)
    found = results.agreement_of(service.db, "default").by_reason
    values = {
        reason: its.alpha.value if its.alpha else None for reason, its in found.items()
    }
    # Of 60 verdicts 15 are insults; 5 of 30 comments differ: 1 - (59 * 10) / (2 * 675).
    assert values["insult"] == pytest.approx(1 - 590 / 1350)
    assert values["spam"] == 1
    assert {its.both.part for its in found.values()} == {10}


@pytest.mark.usefixtures("all_drawn")
def test_what_is_outside_of_somebodys_limits_is_not_theirs(service: Service) -> None:
    post(service, "The tram is late.")
    narrow = Scope(sections=frozenset({"sport"}))
    assert blind.following(service.db, "default", "bea", narrow) is None
    shown = following(service, "bea")
    assert shown is not None
    with pytest.raises(NotAllowed):
        blind.answer(
            service.db, "default", shown.number, Action.APPROVE, by="bea", scope=narrow
        )


@pytest.mark.usefixtures("all_drawn")
def test_an_erased_comment_is_forgotten_here_too(service: Service) -> None:
    post(service, "The tram is late.")
    blind.make_known(service.db, "default", "1", Action.APPROVE, by="lea", reason=None)
    erasure.erase(service.db, "default", "1", by="lea")
    assert count(service, "blind_reviews") == count(service, "golden") == 0


@pytest.mark.usefixtures("all_drawn")
def test_what_was_edited_since_waits_no_more(service: Service) -> None:
    post(service, "The tram is late.")
    post(service, "The tram is early.")
    assert following(service) is None


def test_a_decision_that_was_overturned_is_not_confirmed(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(service, "The tram is late.")
    monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))
    decide(service, "1", Action.APPROVE, by="mo")
    monkeypatch.setattr(drawing, "_CHANCE", Chance(1.0))
    decide(service, "1", Action.REJECT, by="lea", reason=Reason.SPAM)
    answer(service, "bea", Action.APPROVE)
    with service.db.reading() as connection:
        (its,) = lessons.taught(examples.in_order(connection, "default"))
    assert (its.rejected, its.weight) == (True, 1.0)


@pytest.mark.usefixtures("all_drawn")
def test_nobody_gets_the_same_comment_twice(service: Service) -> None:
    post(service, "The tram is late.")
    answer(service, "bea", Action.APPROVE)
    decide(service, "1", Action.APPROVE, by="mo")
    assert following(service, "bea") is None
    assert count(service, "blind_reviews") == 1  # an audit gets no second look


def test_a_decision_that_was_undone_gets_no_second_look(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(service, "The tram is late.")
    monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))
    decide(service, "1", Action.REJECT, by="mo", reason=Reason.SPAM)
    assert following(service, "bea") is not None
    review.undo(
        service.db, "default", "1", by="mo", version=stands(service, "1").version
    )
    assert following(service, "bea") is None


def test_only_what_two_others_disagree_about_is_settled(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(service, monkeypatch, Action.APPROVE)
    with service.db.reading() as connection:
        (look,) = blind_looks.answered(connection, "default")
    with pytest.raises(UnknownComment):
        blind.settle(
            service.db, "default", look.number, Action.REJECT, by="lea", version=1
        )


def test_a_lead_settles_nothing_of_their_own(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    second(service, monkeypatch, Action.REJECT)
    (found,) = blind.disagreements(service.db, "default")
    with pytest.raises(NotAllowed, match="somebody else"):
        blind.settle(
            service.db, "default", found.look.number, None, by="bea", version=1
        )


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_that_is_none_is_refused(service: Service, share: float) -> None:
    with pytest.raises(BadSubmission, match="a number from 0 to 1"):
        sites.configure(service.db, "default", by="ann", audit_share=share)
