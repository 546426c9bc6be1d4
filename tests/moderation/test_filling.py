"""What the benchmarks are filled with is as the product would have kept it."""

from collections import Counter

import pytest

from moderation import queue, review
from moderation.comments import STATUS_AFTER, Action, EventKind, Status
from moderation.service import Service
from moderation.statistics import counting
from moderation.store import comments
from tests.benchmarks import filling, verdicts
from tests.moderation.stories import count


@pytest.fixture
def filled(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(filling, "_PIECES", 60)
    monkeypatch.setattr(verdicts, "KINDS", 30)
    filling.fill(service.db, 600, 150)
    return service


def test_as_many_are_stored_and_wait_as_were_asked_for(filled: Service) -> None:
    with filled.db.reading() as db:
        assert len(comments.pending(db, "default")) == 150
        assert sum(comments.count(db, "default").values()) == 600
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with filled.queues.columns(filled.db, "default") as columns:
        assert len(columns) == 150


def test_each_comment_stands_where_its_events_put_it(filled: Service) -> None:
    for number in range(1, 601):
        comment = queue.find(filled.db, "default", f"c{number}")
        events = queue.history(filled.db, "default", f"c{number}")
        assert [its.kind for its in events][:2] == [
            EventKind.RECEIVED,
            EventKind.JUDGED,
        ]
        decided = [its for its in events if its.kind is EventKind.DECIDED]
        if comment.status is Status.PENDING:
            assert decided == []
            assert comment.waiting
            continue
        action = decided[-1].action
        assert action is not None
        assert comment.status is STATUS_AFTER[action]
        assert comment.version == events[-1].version
        assert comment.decided_by in (None, decided[-1].by)


def test_it_has_hits_examples_and_scores_and_can_be_worked_with(
    filled: Service,
) -> None:
    assert count(filled, "rule_hits") > 50
    assert count(filled, "examples") > 50
    counting.count_all(filled.db)
    with filled.db.reading() as db:
        keys = comments.pending(db, "default")[:20]
        waiting = [comments.get(db, key) for key in keys]
    assert Counter(bool(its.scores["insult"]) for its in waiting) == {True: 20}
    assert all(its.reasons for its in waiting)
    done = review.decide(filled.db, "default", waiting[0].id, Action.APPROVE, by="ada")
    assert done.status is Status.APPROVED


def test_no_more_can_wait_than_is_stored(service: Service) -> None:
    with pytest.raises(ValueError, match="wanted at most 5, got 6"):
        filling.fill(service.db, 5, 6)
