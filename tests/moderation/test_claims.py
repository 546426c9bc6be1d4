"""Who opens a comment is seen by others, for a while, and stops nobody."""

from datetime import timedelta

import pytest

from moderation import claims, erasure, queue
from moderation.comments import Action, Comment
from moderation.service import Service
from moderation.store.database import now, stamp
from tests.moderation.stories import KIND, RUDE, count, decide, post


@pytest.fixture
def comment(service: Service) -> Comment:
    return post(service, RUDE)


def expire(service: Service) -> None:
    before = stamp(now() - timedelta(seconds=1))
    with service.db.writing() as db:
        db.execute("UPDATE claims SET until = ?", (before,))


def test_the_second_is_told_who_looks_and_the_first_keeps_it(
    service: Service, comment: Comment
) -> None:
    assert claims.take(service.db, comment, by="ann") is None
    assert claims.take(service.db, comment, by="ben") == "ann"
    assert claims.take(service.db, comment, by="ann") is None
    assert claims.holders(service.db, [comment], by="ben") == {"1": "ann"}
    assert claims.holders(service.db, [comment], by="ann") == {}


def test_a_claim_that_is_not_renewed_is_free(
    service: Service, comment: Comment
) -> None:
    claims.take(service.db, comment, by="ann")
    expire(service)
    assert claims.holders(service.db, [comment], by="ben") == {}
    assert claims.take(service.db, comment, by="ben") is None
    assert claims.take(service.db, comment, by="ann") == "ben"


def test_one_leaves_only_what_is_ones_own(service: Service, comment: Comment) -> None:
    claims.take(service.db, comment, by="ann")
    claims.leave(service.db, "default", "1", by="ben")
    assert claims.take(service.db, comment, by="ben") == "ann"
    claims.leave(service.db, "default", "1", by="ann")
    assert claims.take(service.db, comment, by="ben") is None


def test_a_claim_stops_no_decision_and_ends_with_it(
    service: Service, comment: Comment
) -> None:
    claims.take(service.db, comment, by="ann")
    decide(service, "1", Action.APPROVE, by="ben", version=comment.version)
    assert count(service, "claims") == 0


def test_what_waits_for_nobody_is_not_claimed(service: Service) -> None:
    assert claims.take(service.db, post(service, KIND), by="ann") is None
    assert count(service, "claims") == 0


def test_erasing_ends_a_claim(service: Service, comment: Comment) -> None:
    claims.take(service.db, comment, by="ann")
    erasure.erase(service.db, "default", "1", by="key cms")
    assert count(service, "claims") == 0
    assert queue.history(service.db, "default", "1")
