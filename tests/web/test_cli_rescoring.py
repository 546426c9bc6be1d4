"""`moderate rescore`: counted, done, gone on with, and applied."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from moderation import queue
from moderation.comments import Status
from moderation.learning import retrain
from moderation.service import Service
from moderation.settings import Settings
from tests.moderation.stories import RUDE, post, taught
from web.app import open_service
from web.cli import main


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def service(data: Path) -> Service:
    """A site with one comment that waits, where a model was learnt since."""
    service = open_service(Settings(data=data))
    post(service, RUDE, "waits")
    taught(service, 90)
    live = service.judges.live
    assert retrain(service.db, live.registry, live.ground, "default").promoted
    return service


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["rescore", *words, "--data", str(data)])


def test_what_waits_is_counted_and_then_judged_anew(
    data: Path, service: Service
) -> None:
    counted = run(data, "--dry-run")
    assert counted.stdout.splitlines()[:2] == ["comments\t1", "with other scores\t1"]
    assert "reject" not in queue.find(service.db, "default", "waits").scores
    assert run(data).stdout == counted.stdout
    assert "reject" in queue.find(service.db, "default", "waits").scores
    again = run(data)
    assert again.stdout.splitlines()[1] == "with other scores\t0"


def test_all_or_what_came_since_a_day(data: Path, service: Service) -> None:
    assert run(data, "--all", "--since", "1d").stdout.startswith("comments\t91\n")
    assert run(data, "--all").stdout.startswith("comments\t91\n")
    assert run(data, "--since", "2999-01-01").exit_code == 2


def test_the_policy_is_applied_only_where_that_is_said(
    data: Path, service: Service
) -> None:
    post(service, "The tram stops near the hall.", "mild")
    with service.db.writing() as connection:
        connection.execute(
            "UPDATE comments SET status = 'pending', action = 'hold', waiting = 1 "
            "WHERE id = 'mild'"
        )
    assert "waiting, would be approved\t1" in run(data).stdout
    assert queue.find(service.db, "default", "mild").status is Status.PENDING
    applied = run(data, "--apply")
    assert "batch\t1" in applied.stdout
    assert queue.find(service.db, "default", "mild").status is Status.APPROVED
    words = ["rules", "undo", "1", "--data", str(data)]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert queue.find(service.db, "default", "mild").status is Status.PENDING


def test_a_folder_without_a_database_is_told(tmp_path: Path) -> None:
    done = run(tmp_path / "none")
    assert (done.exit_code, "there is no database" in done.stderr) == (1, True)
