"""What runs beside the pages: how far it is, how it ended, and that it can be ended."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from moderation import jobs
from moderation.errors import BadLevel, JobUnderWay, UnknownJob
from moderation.jobs import Ended, Progress
from moderation.service import Service
from moderation.store.database import now, stamp
from moderation.store.jobs import LOST_AFTER, State
from tests.moderation.waits import ended


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SEEN_EACH", 0.01)


def start(service: Service, work: Any, **more: Any) -> int:
    return jobs.start(service.db, "default", "test", work, by="ed", **more)


def test_what_came_of_it_is_kept_for_whoever_asks(service: Service) -> None:
    def work(progress: Progress) -> Any:
        progress.total = 3
        progress.add(3)
        return {"found": [1, 2]}

    job = ended(service, start(service, work, asked={"days": 3}))
    assert (job.state, job.done, job.total, job.by) == (State.DONE, 3, 3, "ed")
    assert job.asked == {"days": 3}
    assert jobs.result(service.db, job) == {"found": [1, 2]}


def test_one_of_a_kind_runs_at_a_time(service: Service) -> None:
    go = threading.Event()
    number = start(service, lambda progress: go.wait())
    with pytest.raises(
        JobUnderWay, match=f"ed began one already; it is number {number}"
    ):
        start(service, lambda progress: None)
    go.set()
    ended(service, number)
    ended(service, start(service, lambda progress: None))


def test_somebody_else_may_end_it_and_is_named(service: Service) -> None:
    def work(progress: Progress) -> Any:
        while True:
            progress.add(1)

    number = start(service, work)
    assert jobs.cancel(service.db, "default", number, by="ann")
    job = ended(service, number)
    assert (job.state, job.cancelled_by) == (State.CANCELLED, "ann")
    assert jobs.result(service.db, job) is None
    assert not jobs.cancel(service.db, "default", number, by="ann")


def test_what_was_done_before_the_end_may_be_kept(service: Service) -> None:
    def work(progress: Progress) -> Any:
        raise Ended({"batch": 7})

    job = ended(service, start(service, work))
    assert job.state is State.CANCELLED
    assert jobs.result(service.db, job) == {"batch": 7}


def test_why_it_failed_is_told_where_it_was_foreseen(service: Service) -> None:
    def work(progress: Progress) -> Any:
        raise BadLevel("wanted this, got that")

    job = ended(service, start(service, work))
    assert (job.state, job.trouble) == (State.FAILED, "wanted this, got that")


def test_what_nobody_foresaw_is_not_told_as_it_may_quote_somebody(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    def work(progress: Progress) -> Any:
        raise ValueError("a secret comment")

    job = ended(service, start(service, work))
    assert job.state is State.FAILED
    assert "secret" not in job.trouble + caplog.text


def test_what_nobody_runs_any_more_is_lost_and_another_may_begin(
    service: Service,
) -> None:
    with service.db.writing() as db:
        db.execute(
            "INSERT INTO jobs (site, kind, asked, by, at, state, seen_at) "
            "VALUES ('default', 'test', '{}', 'ed', ?1, 'running', ?1)",
            (stamp(now() - LOST_AFTER - timedelta(seconds=1)),),
        )
    assert jobs.get(service.db, "default", 1).state is State.LOST
    ended(service, start(service, lambda progress: None))


def test_those_of_another_site_or_kind_are_not_there(service: Service) -> None:
    number = start(service, lambda progress: None)
    ended(service, number)
    with pytest.raises(UnknownJob):
        jobs.get(service.db, "other", number)
    with pytest.raises(UnknownJob):
        jobs.get(service.db, "default", number, "backtest")
    assert jobs.latest(service.db, "default", ["test"])[0].number == number
