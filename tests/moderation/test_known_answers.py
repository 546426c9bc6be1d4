"""Comments with a known answer: how often, to whom, and what is told of them after."""

import pytest

from moderation import blind, erasure, sites
from moderation.blind import knowing, results
from moderation.comments import Action, Article, Reason, Status
from moderation.errors import BadSubmission
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from tests.moderation.blinded import answer, audit, following, stands
from tests.moderation.stories import RUDE, count, decide, person, post


@pytest.fixture(autouse=True)
def people(service: Service) -> None:
    for name in ("mo", "bea", "lea"):
        person(service, name, role="lead" if name == "lea" else "moderator")


def known(service: Service, id: str = "1", note: str = "Trams are no insult.") -> None:
    """A comment that Mo has rejected as spam, which Lea knows to be right."""
    article = Article(id="news", section="news")
    post(service, f"Tram {id} is late.", id, article=article)
    decide(service, id, Action.REJECT, by="mo", reason=Reason.SPAM)
    blind.make_known(service.db, "default", id, Action.REJECT, by="lea", note=note)


def each(service: Service, number: int) -> None:
    sites.configure(service.db, "default", by="ann", golden_each=number)


def told(
    service: Service, by: str | None = "bea", scope: Scope = UNLIMITED
) -> list[tuple[str, bool, str]]:
    found = blind.decided(service.db, "default", scope, by=by)
    return [(its.comment.id, its.is_right, its.known.note) for its in found]


def test_a_known_answer_is_slipped_in_once_and_changes_nothing(
    service: Service,
) -> None:
    sites.configure(service.db, "default", by="ann", golden_each=1)
    post(service, "The tram is late.")
    decide(service, "1", Action.REJECT, by="mo", reason=Reason.OFF_TOPIC)
    blind.make_known(
        service.db, "default", "1", Action.REJECT, by="lea", reason=Reason.OFF_TOPIC
    )
    assert following(service, "mo") is None  # who decided it
    answer(service, "bea", Action.APPROVE)
    assert following(service, "bea") is None
    assert stands(service, "1").status is Status.REJECTED
    found = results.agreement_of(service.db, "default").golden
    assert [(name, its.part, its.whole) for name, its in found.items()] == [
        ("bea", 0, 1)
    ]
    assert results.agreement_of(service.db, "default", "mo").golden == {}


def test_looking_again_hands_out_no_more_known_answers(service: Service) -> None:
    sites.configure(service.db, "default", by="ann", golden_each=1)
    for number in range(3):
        post(service, f"The tram {number} is late.", str(number))
        decide(service, str(number), Action.APPROVE, by="mo")
        blind.make_known(
            service.db, "default", str(number), Action.APPROVE, by="lea", reason=None
        )
    for _ in range(3):
        assert following(service, "bea") is not None
    assert count(service, "blind_reviews") == 1


def test_what_waits_has_no_known_answer(service: Service) -> None:
    assert post(service, RUDE).status is Status.PENDING
    with pytest.raises(BadSubmission, match="one that waits"):
        blind.make_known(
            service.db, "default", "1", Action.APPROVE, by="lea", reason=None
        )


def test_its_reason_is_that_of_the_decision_and_its_note_is_kept(
    service: Service,
) -> None:
    known(service, note="  Trams are no insult. ")
    its = blind.known(service.db, stands(service, "1").key)
    assert its is not None
    assert (its.answer.rejected, its.answer.reason) == (True, Reason.SPAM)
    assert (its.answer.by, its.note) == ("lea", "Trams are no insult.")
    blind.make_known(
        service.db, "default", "1", Action.REJECT, by="lea", reason=Reason.INSULT
    )
    its = blind.known(service.db, stands(service, "1").key)
    assert its is not None
    assert (its.answer.reason, its.note) == (Reason.INSULT, "")
    assert count(service, "golden") == 1


def test_why_it_is_right_is_told_to_who_has_decided_it_and_not_before(
    service: Service,
) -> None:
    known(service)
    each(service, 1)
    assert following(service, "bea") is not None
    assert told(service) == told(service, by=None) == []
    answer(service, "bea", Action.APPROVE)
    assert told(service) == [("1", False, "Trams are no insult.")]
    assert told(service, by=None) == told(service)
    assert told(service, by="mo") == []


def test_nothing_is_told_of_what_is_outside_of_limits_edited_or_erased(
    service: Service,
) -> None:
    for id in ("edited", "erased", "stays"):
        known(service, id)
    each(service, 1)
    for _ in range(3):
        answer(service, "bea", Action.REJECT)
    assert len(told(service)) == 3
    post(service, "The tram is early.", "edited", article=Article(id="news"))
    erasure.erase(service.db, "default", "erased", by="lea")
    assert told(service) == [("stays", True, "Trams are no insult.")]
    assert told(service, scope=Scope(sections=frozenset({"sport"}))) == []


def test_an_erased_comment_takes_its_note_along(service: Service) -> None:
    known(service, note="She means Zugzwang.")
    erasure.erase(service.db, "default", "1", by="lea")
    service.db.close()
    assert b"Zugzwang" not in service.db.path.read_bytes()


def test_an_answer_that_was_changed_is_asked_anew(service: Service) -> None:
    known(service)
    each(service, 1)
    before = following(service, "bea")
    blind.make_known(service.db, "default", "1", Action.APPROVE, by="lea", note="No.")
    after = following(service, "bea")
    assert before is not None
    assert after is not None
    assert count(service, "blind_reviews") == 1
    answer(service, "bea", Action.APPROVE)
    assert told(service) == [("1", True, "No.")]


def test_what_is_known_no_more_waits_for_nobody(service: Service) -> None:
    known(service)
    each(service, 1)
    assert following(service, "bea") is not None
    blind.forget_known(service.db, "default", "1", by="lea")
    assert following(service, "bea") is None
    assert count(service, "golden") == count(service, "blind_reviews") == 0


def test_one_outside_of_limits_keeps_no_other_from_being_slipped_in(
    service: Service,
) -> None:
    known(service, "news")
    post(service, "The match is late.", "sport", article=Article(section="sport"))
    decide(service, "sport", Action.APPROVE, by="mo")
    blind.make_known(service.db, "default", "sport", Action.APPROVE, by="lea")
    each(service, 1)
    shown = following(service, "bea")
    assert shown is not None
    assert shown.comment.id == "news"
    narrow = Scope(sections=frozenset({"sport"}))
    shown = following(service, "bea", narrow)
    assert shown is not None
    assert shown.comment.id == "sport"


@pytest.mark.parametrize("number", [1, 2, 7, 20, 1_000])
def test_one_in_so_many_looks_is_at_a_known_answer(number: int) -> None:
    due = [knowing.is_due(number, "bea", looks) for looks in range(3 * number)]
    assert [sum(due[at : at + number]) for at in range(0, len(due), number)] == [1] * 3
    assert not any(knowing.is_due(0, "bea", looks) for looks in range(100))


def test_nobody_can_count_out_which(service: Service) -> None:
    """It is another look of each twenty, and another of each person."""
    found = {
        looks % 20
        for name in ("bea", "mo", "lea")
        for looks in range(200)
        if knowing.is_due(20, name, looks)
    }
    assert len(found) > 10


@pytest.mark.parametrize(("number", "golden"), [(0, 0), (4, 3)])
def test_as_many_are_slipped_in_as_the_site_has_it(
    service: Service, number: int, golden: int
) -> None:
    each(service, number)
    for at in range(3):
        known(service, f"known-{at}")
    for at in range(12):
        audit(service, post(service, f"Bus {at} is late.", f"audit-{at}").key)
    for _ in range(12):
        answer(service, "bea", Action.APPROVE)
    assert len(told(service)) == golden


@pytest.mark.parametrize("number", [-1, 1_001])
def test_a_number_that_is_none_is_refused(service: Service, number: int) -> None:
    with pytest.raises(BadSubmission, match=f"golden_each.*0 to 1000.*{number}"):
        each(service, number)
    assert sites.find(service.db, "default").golden_each == 20
