"""Moderators decide: one of two wins, and what was decided can be taken back."""

import threading

import pytest

from moderation import queue, review
from moderation.comments import Action, EventKind, Reason, Status
from moderation.errors import NotUndoable, StaleVersion, UnknownComment
from moderation.service import Service
from moderation.store import examples
from tests.moderation.stories import KIND, RUDE, count, decide, post


def kinds(service: Service, id: str = "1") -> list[EventKind]:
    return [event.kind for event in queue.history(service.db, "default", id)]


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told_who(
    service: Service,
) -> None:
    post(service, RUDE)
    together, told = threading.Barrier(2), list[str]()

    def act(by: str, action: Action) -> None:
        together.wait()
        try:
            decide(service, "1", action, by=by, version=1)
        except StaleVersion as error:
            told.append(str(error))

    threads = [
        threading.Thread(target=act, args=("ann", Action.APPROVE)),
        threading.Thread(target=act, args=("ben", Action.REJECT)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    comment = queue.find(service.db, "default", "1")
    assert comment.version == 2
    assert len(told) == 1
    assert f"already {comment.status} by {comment.decided_by}" in told[0]
    assert kinds(service).count(EventKind.DECIDED) == 1


def test_a_decision_leaves_the_queue_and_teaches(service: Service) -> None:
    post(service, RUDE)
    assert queue.page(service, "default").waiting == 1
    decided = review.reject(
        service.db, "default", "1", by="mo", reason=Reason.INSULT, note="Rude."
    )
    assert (decided.status, decided.decided_by) == (Status.REJECTED, "mo")
    assert queue.page(service, "default").waiting == 0
    with service.db.reading() as db:
        (example,) = examples.in_order(db, "default")
    assert (example.text, example.rejected) == (RUDE, True)
    event = queue.history(service.db, "default", "1")[-1]
    assert (event.reason, event.note) == (Reason.INSULT, "Rude.")


def test_undo_puts_a_comment_back_and_takes_the_lesson_back(service: Service) -> None:
    post(service, RUDE)
    decide(service, "1", Action.REJECT)
    undone = review.undo(service.db, "default", "1", by="mo")
    assert (undone.status, undone.decided_by) == (Status.PENDING, None)
    assert queue.page(service, "default").waiting == 1
    assert count(service, "examples") == 0
    assert kinds(service)[-1] is EventKind.UNDONE


def test_undo_of_a_decision_against_the_policy_brings_the_policys_back(
    service: Service,
) -> None:
    post(service, KIND)
    decide(service, "1", Action.REJECT)
    assert review.undo(service.db, "default", "1", by="mo").status is Status.APPROVED


def test_there_is_nothing_to_undo_where_no_person_decided(service: Service) -> None:
    post(service, KIND)
    with pytest.raises(NotUndoable, match="no person has decided"):
        review.undo(service.db, "default", "1", by="mo")


def test_a_second_thought_replaces_the_first_lesson(service: Service) -> None:
    post(service, RUDE)
    decide(service, "1", Action.REJECT)
    decide(service, "1", Action.APPROVE)
    with service.db.reading() as db:
        (example,) = examples.in_order(db, "default")
    assert not example.rejected


def test_a_decision_on_an_edited_comment_must_have_seen_the_edit(
    service: Service,
) -> None:
    post(service, RUDE)
    post(service, RUDE + " Or two.")
    with pytest.raises(StaleVersion, match="revision 2") as told:
        decide(service, "1", Action.APPROVE, version=1)
    assert told.value.version == 2


def test_an_unknown_comment_is_told(service: Service) -> None:
    with pytest.raises(UnknownComment, match="'7'"):
        decide(service, "7", Action.APPROVE)


def test_the_policys_own_decisions_teach_nothing(service: Service) -> None:
    post(service, KIND, "1")
    post(service, "You are a filthy idiot, go and die", "2")
    assert count(service, "examples") == 0


def test_the_queue_shows_the_most_urgent_first_by_pages(service: Service) -> None:
    for number in range(queue.PAGE + 1):
        post(service, f"Mail me about it: a{number}@tram.example", str(number))
    post(service, "These people are vermin.", "urgent")
    first = queue.page(service, "default")
    last = queue.page(service, "default", cursor=first.next)
    assert first.comments[0].id == "urgent"
    assert (first.waiting, len(last.comments), last.next) == (22, 2, None)
    shown = {each.id for each in (*first.comments, *last.comments)}
    assert len(shown) == 22
