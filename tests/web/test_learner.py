"""`serve` has judges learnt by themselves, in one process beside; so does cron."""

import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from classifier.holding import held
from moderation import sites
from moderation.service import Service
from moderation.settings import Settings
from moderation.workshop import retraining, schedule
from tests.moderation.stories import taught
from web.app import open_service
from web.cli import main
from web.serving import learner

SITE = "default"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def service(settings: Settings) -> Service:
    """A site whose judge is due."""
    service = open_service(settings)
    taught(service, 90)
    sites.configure(service.db, SITE, by="ed", retrain_after_decisions=90)
    return service


def look(settings: Settings, service: Service) -> list[str]:
    return learner.learn_due(settings, service, threading.Event())


def test_what_is_due_is_learnt_beside_and_in_use_at_once(
    settings: Settings, service: Service
) -> None:
    assert look(settings, service) == [SITE]
    lesson = retraining.last(service, SITE)
    assert lesson is not None
    assert lesson.promoted, lesson.job.trouble
    assert lesson.job.by == schedule.BY
    model = service.judges.live.for_site(SITE)
    assert model is not None
    assert model.version == lesson.version
    assert look(settings, service) == []


def test_one_worker_does_it_and_the_others_leave_it_to_that(
    settings: Settings, service: Service
) -> None:
    with held(settings.models / ".schedule", waits=False):
        assert look(settings, service) == []
    assert retraining.last(service, SITE) is None


def test_who_stops_the_service_stops_it_too(
    settings: Settings, service: Service
) -> None:
    stop = threading.Event()
    stop.set()
    assert learner.learn_due(settings, service, stop) == [SITE]
    assert service.judges.live.registry.versions(SITE) == []


def retrain(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(
        main, ["retrain", "--if-due", "--data", str(settings.data), *words]
    )


def test_cron_learns_what_is_due_and_is_told_what_is_not(
    settings: Settings, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    nice = list[int]()
    monkeypatch.setattr("os.nice", nice.append)
    done = retrain(settings)
    assert done.stdout.endswith("\tpromoted\n")
    again = retrain(settings)
    assert nice == [10, 10]
    assert (again.exit_code, again.stdout) == (0, "not due\n")
    assert "wanted 90 new decisions or more, found 0" in again.stderr


def test_the_schedule_is_set_listed_and_taken_away(
    settings: Settings, service: Service
) -> None:
    def run(*words: str) -> Result:
        given = ["sites", *words, "--data", str(settings.data)]
        return CliRunner().invoke(main, given)

    run("set", SITE, "--retrain-after-hours", "6")
    assert "retrain-after-decisions=90 retrain-after-hours=6" in run("list").stdout
    run("set", SITE, "--retrain-after-decisions", "never")
    assert "retrain-after-decisions" not in run("list").stdout
    wrong = run("set", SITE, "--retrain-after-decisions", "many")
    assert (wrong.exit_code, "a number of decisions or" in wrong.stderr) == (2, True)
    wrong = run("set", SITE, "--retrain-after-decisions", "3")
    assert (wrong.exit_code, "from 20 to" in wrong.stderr) == (1, True)
