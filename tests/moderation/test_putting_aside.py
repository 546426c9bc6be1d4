"""A comment is put aside, before leads, and back; deciding ends it, undoing brings it
back.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import appeals, queue, review
from moderation.comments import Action, Comment, Event, EventKind, Reason, Status
from moderation.errors import (
    BadSubmission,
    NotAllowed,
    NotUndoable,
    StaleVersion,
    UnknownComment,
)
from moderation.review import places
from moderation.service import Service
from moderation.store import endpoints
from moderation.store.database import now
from tests.moderation.stories import KIND, RUDE, count, decide, post

SITE = "default"


def find(service: Service) -> Comment:
    return queue.find(service.db, SITE, "1")


def defer(service: Service, name: str = "legal", by: str = "mo") -> Comment:
    return review.defer(service.db, SITE, "1", queue=name, by=by, note="Why?")


def escalate(service: Service, by: str = "mo") -> Comment:
    return review.escalate(service.db, SITE, "1", by=by)


def undo(service: Service) -> Comment:
    return review.undo(service.db, SITE, "1", by="mo")


def test_a_deferred_comment_waits_in_its_queue_and_the_trail_says_why(
    service: Service,
) -> None:
    post(service, RUDE)
    deferred = defer(service, "  legal   desk ")
    assert (deferred.queue, deferred.waiting) == ("legal desk", True)
    assert deferred.version == 2
    event = queue.history(service.db, SITE, "1")[-1]
    assert event.kind is EventKind.DEFERRED
    assert (event.queue, event.note, event.by) == ("legal desk", "Why?", "mo")
    assert review.queues(service.db, SITE) == ["legal desk"]


@pytest.mark.parametrize("name", ["", "  ", "-", "a/b", "<b>", "x" * 41, "a\0b", "."])
def test_a_queue_has_a_name_that_people_can_read(service: Service, name: str) -> None:
    post(service, RUDE)
    with pytest.raises(BadSubmission, match="queue: wanted a name of 1 to 40"):
        defer(service, name)
    assert find(service).version == 1


def test_each_step_aside_is_taken_back_one_by_one(service: Service) -> None:
    post(service, RUDE)
    defer(service, "legal")
    defer(service, "sport")
    escalate(service)
    assert (find(service).queue, find(service).escalated) == ("sport", True)
    seen = []
    for _ in range(3):
        back = undo(service)
        seen.append((back.queue, back.escalated))
    assert seen == [("sport", False), ("legal", False), ("", False)]
    with pytest.raises(NotUndoable):
        undo(service)


def test_putting_aside_and_back_tells_the_publisher_nothing(service: Service) -> None:
    with service.db.writing() as db:
        address, secret = "http://127.0.0.1:9/", "whsec_MTIz"
        endpoints.add(db, "ep_1", SITE, address, (), secret, now())
    post(service, RUDE)
    before = count(service, "messages")
    defer(service)
    escalate(service)
    undo(service)
    assert count(service, "messages") == before


def test_deciding_ends_an_escalation_and_undoing_brings_it_back(
    service: Service,
) -> None:
    post(service, RUDE)
    defer(service)
    escalate(service)
    assert not decide(service, "1", Action.APPROVE, by="lena").escalated
    undone = undo(service)
    assert (undone.queue, undone.escalated) == ("legal", True)
    assert undo(service).escalated is False  # now the escalation itself


def test_what_was_aside_before_a_decision_does_not_hinder_undoing_it(
    service: Service,
) -> None:
    post(service, RUDE)
    defer(service)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    appeals.appeal(service.db, SITE, "1", text="It was praise.")  # it waits again
    assert undo(service).status is Status.PENDING
    assert queue.history(service.db, SITE, "1")[-1].kind is EventKind.UNDONE


def test_what_waits_for_nobody_is_not_put_aside(service: Service) -> None:
    post(service, KIND)
    with pytest.raises(NotAllowed, match="waits for nobody"):
        defer(service)
    with pytest.raises(NotAllowed, match="waits for nobody"):
        escalate(service)


def test_putting_aside_what_changed_tells_who_came_first(service: Service) -> None:
    post(service, RUDE)
    decide(service, "1", Action.APPROVE, by="ann")
    with pytest.raises(StaleVersion) as told:
        review.escalate(service.db, SITE, "1", by="mo", version=1)
    error = told.value
    assert (error.by, error.status, error.version) == ("ann", "approved", 2)
    assert error.at == find(service).decided_at


def test_only_a_person_puts_aside_and_only_what_is_there(service: Service) -> None:
    post(service, RUDE)
    with pytest.raises(NotAllowed, match="nobody's"):
        defer(service, by="policy")
    with pytest.raises(UnknownComment):
        review.escalate(service.db, SITE, "7", by="mo")


def test_the_reasons_used_last_come_first_then_the_comments_own(
    service: Service,
) -> None:
    post(service, RUDE)
    for number, reason in enumerate((Reason.SPAM, Reason.HATE, Reason.SPAM)):
        post(service, f"{RUDE} {number}", f"other-{number}")
        decide(service, f"other-{number}", Action.REJECT, reason=reason)
    decide(service, "other-0", Action.APPROVE)
    last = review.last_used(service.db, SITE, "mo")
    assert last == [Reason.SPAM, Reason.HATE]
    assert review.last_used(service.db, SITE, "ann") == []
    offered = review.offered(find(service), last)
    assert offered[:3] == (Reason.SPAM, Reason.HATE, Reason.INSULT)
    assert len(offered) == len(set(offered)) == 9
    assert set(offered) <= set(review.REJECT_FOR)


KINDS = [
    EventKind.DEFERRED,
    EventKind.ESCALATED,
    EventKind.RETURNED,
    EventKind.DECIDED,
    EventKind.UNDONE,
    EventKind.EDITED,
]


def event(kind: EventKind, queue: str = "q") -> Event:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Event(
        number=1, comment="1", kind=kind, at=at, by="mo", version=1, queue=queue
    )


@given(st.lists(st.sampled_from(KINDS), max_size=12))
def test_whatever_happened_one_step_aside_and_back_leaves_the_place(
    kinds: list[EventKind],
) -> None:
    happened = [event(kind, f"q{at}") for at, kind in enumerate(kinds)]
    stands = places.undecided([*happened, event(EventKind.DECIDED)])
    for aside in (EventKind.DEFERRED, EventKind.ESCALATED):
        further = [*happened, event(aside, "elsewhere")]
        assert places.is_aside(further)
        back = [*further, event(EventKind.RETURNED)]
        assert places.before(further) == places.before([*back, event(aside)])
        assert places.undecided([*back, event(EventKind.DECIDED)]) == stands
