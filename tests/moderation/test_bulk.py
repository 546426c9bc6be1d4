"""Many comments are decided alike, each once, and undone as one."""

import threading

import pytest

from moderation import appeals, bulk, queue, review
from moderation.comments import Action, Reason, Status
from moderation.errors import BadSubmission, NotAllowed, NotUndoable, UnknownComment
from moderation.queue import pages
from moderation.queue.filters import Filter
from moderation.service import Service
from tests.moderation.stories import count, post

MAILS = "Mail me about it: a{}@tram.example"
MANY = 60


@pytest.fixture
def keys(service: Service) -> list[int]:
    return [post(service, MAILS.format(n), str(n)).key for n in range(MANY)]


def reject(service: Service, keys: list[int], by: str = "mo") -> int:
    return bulk.choose(
        service.db, "default", keys, Action.REJECT, by=by, reason=Reason.SPAM
    )


def statuses(service: Service) -> set[Status]:
    return {queue.find(service.db, "default", str(n)).status for n in range(MANY)}


def test_all_that_were_chosen_are_decided_and_teach(
    service: Service, keys: list[int]
) -> None:
    batch = reject(service, keys)
    assert statuses(service) == {Status.PENDING}  # chosen is not done
    bulk.finish(service.db, "default", batch)
    assert statuses(service) == {Status.REJECTED}
    done = bulk.progress(service.db, "default", batch)
    assert (done.total, done.decided, done.is_done) == (MANY, MANY, True)
    assert count(service, "examples") == MANY
    decided = queue.history(service.db, "default", "0")[-1]
    assert (decided.by, decided.reason) == ("mo", Reason.SPAM)


def test_undone_as_one_all_wait_again_and_nothing_is_learnt(
    service: Service, keys: list[int]
) -> None:
    batch = reject(service, keys)
    bulk.finish(service.db, "default", batch)
    bulk.undo(service.db, "default", batch, by="lee")
    bulk.finish(service.db, "default", batch)
    assert statuses(service) == {Status.PENDING}
    assert pages.page(service, "default").waiting == MANY
    assert count(service, "examples") == 0
    assert bulk.progress(service.db, "default", batch).undone == MANY
    with pytest.raises(NotUndoable, match="lee"):
        bulk.undo(service.db, "default", batch, by="mo")


def test_what_changed_meanwhile_is_left_alone(
    service: Service, keys: list[int]
) -> None:
    batch = reject(service, keys)
    review.approve(service.db, "default", "0", by="ann")
    post(service, MAILS.format("edited"), "1")
    bulk.finish(service.db, "default", batch)
    assert queue.find(service.db, "default", "0").decided_by == "ann"
    assert queue.find(service.db, "default", "1").status is Status.PENDING
    done = bulk.progress(service.db, "default", batch)
    assert (done.decided, done.left) == (MANY - 2, 2)


def test_what_changed_since_is_not_undone(service: Service, keys: list[int]) -> None:
    batch = reject(service, keys)
    bulk.finish(service.db, "default", batch)
    review.undo(service.db, "default", "0", by="ann")
    review.approve(service.db, "default", "0", by="ann")
    bulk.undo(service.db, "default", batch, by="mo")
    bulk.finish(service.db, "default", batch)
    assert queue.find(service.db, "default", "0").status is Status.APPROVED
    done = bulk.progress(service.db, "default", batch)
    assert (done.undone, done.kept, done.is_done) == (MANY - 1, 1, True)


def test_a_batch_that_was_interrupted_goes_on_where_it_stopped(
    service: Service, keys: list[int]
) -> None:
    batch = reject(service, keys)
    assert bulk._step(service.db, "default", batch)
    half = bulk.progress(service.db, "default", batch)
    assert (half.decided, half.to_do) == (bulk.AT_ONCE, MANY - bulk.AT_ONCE)
    bulk.finish(service.db, "default", batch)
    assert bulk.progress(service.db, "default", batch).decided == MANY
    with service.db.reading() as db:
        row = db.execute(
            "SELECT count(*) AS n FROM events WHERE kind = 'decided' AND by = 'mo'"
        ).fetchone()
    assert row["n"] == MANY


def test_undone_half_way_the_rest_is_never_decided(
    service: Service, keys: list[int]
) -> None:
    batch = reject(service, keys)
    bulk._step(service.db, "default", batch)
    bulk.undo(service.db, "default", batch, by="mo")
    bulk.finish(service.db, "default", batch)
    assert statuses(service) == {Status.PENDING}
    done = bulk.progress(service.db, "default", batch)
    assert (done.undone, done.left) == (bulk.AT_ONCE, MANY - bulk.AT_ONCE)


def test_two_who_work_at_one_batch_decide_each_comment_once(
    service: Service, keys: list[int]
) -> None:
    batch = reject(service, keys)
    work = [
        threading.Thread(target=bulk.finish, args=(service.db, "default", batch))
        for _ in range(3)
    ]
    for each in work:
        each.start()
    for each in work:
        each.join()
    assert bulk.progress(service.db, "default", batch).decided == MANY
    assert count(service, "examples") == MANY


def test_what_does_not_wait_or_is_another_sites_is_not_chosen(
    service: Service, keys: list[int]
) -> None:
    review.approve(service.db, "default", "0", by="ann")
    batch = bulk.choose(service.db, "default", [*keys, 999], Action.APPROVE, by="mo")
    assert bulk.progress(service.db, "default", batch).total == MANY - 1
    with pytest.raises(UnknownComment, match="batch"):
        bulk.progress(service.db, "elsewhere", batch)


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (Action.REJECT, None),
        (Action.APPROVE, Reason.SPAM),
        (Action.HOLD, None),
    ],
)
def test_what_makes_no_sense_is_refused(
    service: Service, keys: list[int], action: Action, reason: Reason | None
) -> None:
    with pytest.raises(BadSubmission, match="action"):
        bulk.choose(service.db, "default", keys, action, by="mo", reason=reason)
    assert count(service, "bulk_decisions") == 0


def test_nothing_chosen_and_far_too_much_are_refused(service: Service) -> None:
    for keys in ([], range(bulk.MOST + 1)):
        with pytest.raises(BadSubmission, match="key"):
            reject(service, list(keys))
    with pytest.raises(NotAllowed, match="policy"):
        reject(service, [1], by="policy")


def test_an_appeal_against_ones_own_decision_is_left_to_others(
    service: Service, keys: list[int]
) -> None:
    review.reject(service.db, "default", "0", by="mo", reason=Reason.SPAM)
    appeals.appeal(service.db, "default", "0", text="But why?")
    batch = reject(service, pages.keys(service, "default", Filter(), 9e9))
    bulk.finish(service.db, "default", batch)
    done = bulk.progress(service.db, "default", batch)
    assert (done.decided, done.left) == (MANY - 1, 1)
