"""An author appeals: once for each text, and somebody else decides."""

import pytest

from moderation import appeals, queue, review
from moderation.comments import POLICY, Action, EventKind, Reason, Status
from moderation.errors import BadSubmission, NotAllowed, NotAppealable, UnknownComment
from moderation.service import Service
from moderation.store.appeals import Appeal
from tests.moderation.stories import KIND, RUDE, decide, post


@pytest.fixture
def rejected(service: Service) -> Service:
    post(service, RUDE)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, by="anna")
    return service


def appeal(service: Service, text: str = "It was meant as praise.") -> Appeal:
    return appeals.appeal(service.db, "default", "1", text=text)


def test_an_appeal_brings_the_comment_into_the_queue_again(rejected: Service) -> None:
    made = appeal(rejected)
    assert (made.against, made.granted) == ("anna", None)
    comment = queue.find(rejected.db, "default", "1")
    assert (comment.status, comment.waiting) == (Status.REJECTED, True)
    assert appeals.waiting(rejected.db, "default") == [made]
    last = queue.history(rejected.db, "default", "1")[-1]
    assert last.kind is EventKind.APPEALED


def test_who_rejected_does_not_decide_the_appeal(rejected: Service) -> None:
    appeal(rejected)
    for action in (Action.APPROVE, Action.REJECT):
        with pytest.raises(NotAllowed, match="somebody else has to decide"):
            decide(rejected, "1", action, by="anna", reason=Reason.INSULT)
    assert queue.find(rejected.db, "default", "1").waiting


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT])
def test_somebody_elses_decision_decides_the_appeal(
    rejected: Service, action: Action
) -> None:
    appeal(rejected)
    comment = decide(rejected, "1", action, by="ben", reason=Reason.INSULT)
    found = appeals.of_comment(rejected.db, "default", "1")
    assert found is not None
    assert (found.granted, found.decided_by) == (action is Action.APPROVE, "ben")
    assert not comment.waiting
    assert appeals.waiting(rejected.db, "default") == []


def test_an_undone_decision_lets_the_appeal_wait_again(rejected: Service) -> None:
    appeal(rejected)
    decide(rejected, "1", Action.APPROVE, by="ben")
    review.undo(rejected.db, "default", "1", by="ben")
    assert len(appeals.waiting(rejected.db, "default")) == 1


def test_each_text_is_appealed_for_once(rejected: Service) -> None:
    appeal(rejected)
    with pytest.raises(NotAppealable, match="appealed already"):
        appeal(rejected)
    post(rejected, RUDE + " Really.")
    decide(rejected, "1", Action.REJECT, reason=Reason.INSULT)
    assert appeal(rejected).revision == 2


def test_against_the_policy_any_moderator_may_decide(service: Service) -> None:
    post(service, "KILL YOURSELF you worthless fucking cunt")
    comment = queue.find(service.db, "default", "1")
    if comment.status is not Status.REJECTED:
        pytest.fail(f"the policy should reject this, and it is {comment.status}")
    assert appeal(service).against == POLICY
    assert decide(service, "1", Action.APPROVE, by="anna").status is Status.APPROVED


def test_only_a_rejection_is_appealed_against_and_something_is_said(
    service: Service,
) -> None:
    with pytest.raises(UnknownComment):
        appeal(service)
    post(service, KIND)
    with pytest.raises(NotAppealable, match="it is approved, and not rejected"):
        appeal(service)
    decide(service, "1", Action.REJECT, reason=Reason.OTHER)
    with pytest.raises(BadSubmission, match="text: wanted something said"):
        appeal(service, " ")


def test_an_appeal_for_an_earlier_text_waits_for_nobody(rejected: Service) -> None:
    appeal(rejected)
    post(rejected, KIND)
    assert appeals.waiting(rejected.db, "default") == []


@pytest.mark.parametrize("name", ["anna", "Anna ", " ANNA"])
def test_a_name_typed_otherwise_is_the_same_person(
    rejected: Service, name: str
) -> None:
    appeal(rejected)
    with pytest.raises(NotAllowed):
        decide(rejected, "1", Action.APPROVE, by=name)


def test_who_rejected_does_not_undo_what_the_appeal_brought(rejected: Service) -> None:
    appeal(rejected)
    decide(rejected, "1", Action.APPROVE, by="ben")
    with pytest.raises(NotAllowed, match="was granted"):
        review.undo(rejected.db, "default", "1", by="anna")
    assert queue.find(rejected.db, "default", "1").status is Status.APPROVED


@pytest.mark.parametrize("name", [POLICY, "erased"])
def test_nobody_decides_in_the_name_of_the_policy(service: Service, name: str) -> None:
    post(service, RUDE)
    with pytest.raises(NotAllowed, match="by: wanted the name of a person"):
        decide(service, "1", Action.APPROVE, by=name)
