"""A site's judge is learnt by itself: off by default, when it is due, and by one."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from classifier.registry import Registry
from moderation import audit, jobs, sites
from moderation.errors import BadSubmission, JobUnderWay, UnknownSite
from moderation.service import Service
from moderation.store.audit import Wanted
from moderation.store.jobs import State
from moderation.workshop import retraining, schedule
from moderation.workshop.retraining import RETRAIN, Lesson
from tests.moderation.stories import taught

SITE = "default"


@pytest.fixture
def registry(service: Service) -> Registry:
    return service.judges.live.registry


def due(service: Service) -> schedule.Due:
    registry = service.judges.live.registry
    return schedule.due(service.db, registry, sites.find(service.db, SITE))


def wait_for(service: Service, decisions: int | None, hours: int | None = 1) -> None:
    sites.configure(
        service.db,
        SITE,
        by="ed",
        retrain_after_decisions=decisions,
        retrain_after_hours=hours,
    )


def learn(service: Service) -> Lesson:
    live = service.judges.live
    return retraining.run(service.db, live.registry, live.ground, SITE, by=schedule.BY)


def passed(service: Service, hours: float) -> None:
    """Let the last time be so long ago; below 0, in what the clock calls the future."""
    at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
    with service.db.writing() as connection:
        connection.execute("UPDATE jobs SET at = ?", (at,))


def test_nothing_is_learnt_by_itself_until_it_is_set(service: Service) -> None:
    taught(service, 30)
    assert "no number of new decisions is set" in due(service).why


def test_it_is_due_once_enough_is_new(service: Service) -> None:
    wait_for(service, 30)
    taught(service, 29)
    assert due(service).why == "wanted 30 new decisions or more, found 29"
    taught(service, 1, start=29)
    assert due(service) == schedule.Due(30)


def test_what_came_of_it_stands_where_the_buttons_does(service: Service) -> None:
    taught(service, 90)
    lesson = learn(service)
    assert lesson.promoted
    last = retraining.last(service, SITE)
    assert last == lesson
    assert last.job.by == schedule.BY
    (entry,) = audit.search(service.db, Wanted(site=SITE, kind="model.learnt"))
    assert (entry.by, entry.about) == (schedule.BY, f"model {lesson.version}")


def test_what_was_learnt_is_not_new(service: Service) -> None:
    wait_for(service, 20)
    taught(service, 90)
    learn(service)
    assert due(service).new == 0
    taught(service, 20, start=90)
    assert "wanted 1 hours since the last time" in due(service).why


def test_a_try_that_failed_is_not_made_again_at_once(service: Service) -> None:
    wait_for(service, 20)
    taught(service, 2)
    lesson = learn(service)
    assert lesson.job.state is State.FAILED
    assert "wanted 6 approvals and 6 rejections" in lesson.job.trouble
    taught(service, 28, start=2)
    assert "since the last time" in due(service).why
    passed(service, 1.01)
    assert due(service).is_due


@pytest.mark.parametrize("hours", [-0.5, -100_000])
def test_a_clock_that_was_put_back_holds_nothing_up(
    service: Service, hours: float
) -> None:
    wait_for(service, 20)
    taught(service, 2)
    learn(service)
    taught(service, 28, start=2)
    passed(service, hours)
    assert due(service).is_due


def test_it_is_learnt_once_at_a_time(service: Service) -> None:
    taught(service, 90)
    jobs.start(service.db, SITE, RETRAIN, lambda progress: wait(progress), by="mo")
    with pytest.raises(JobUnderWay, match="mo began one already"):
        learn(service)
    (job,) = jobs.latest(service.db, SITE, (RETRAIN,))
    jobs.cancel(service.db, SITE, job.number, by="mo")


def wait(progress: jobs.Progress) -> None:
    """Work until somebody ends it, a minute at most."""
    for _ in range(6_000):
        progress.add(0)
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("retrain_after_decisions", 19),
        ("retrain_after_decisions", 0),
        ("retrain_after_hours", 0),
        ("retrain_after_hours", 10**9),
    ],
)
def test_a_number_that_makes_no_sense_is_refused(
    service: Service, field: str, number: int
) -> None:
    with pytest.raises(BadSubmission, match="or never"):
        sites.configure(service.db, SITE, by="ed", **{field: number})
    assert getattr(sites.find(service.db, SITE), field) is None


def test_a_site_that_is_not_there_is_told_and_gets_no_folder(service: Service) -> None:
    live = service.judges.live
    with pytest.raises(UnknownSite):
        retraining.learn(
            service.db,
            live.registry,
            live.ground,
            "nosuch",
            by="ann",
            ready=lambda model: None,
        )
    assert not (live.registry.root / "nosuch").exists()
