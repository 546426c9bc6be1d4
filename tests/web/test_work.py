"""`moderate work` does what goes on behind, once or until it is told to stop."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from moderation import drift, sites, watching
from moderation.errors import StoreUnavailable
from moderation.service import Service
from moderation.settings import Settings
from moderation.settings import read as read_settings
from moderation.store import Database
from moderation.store.statistics import counting as counted
from tests.moderation.stories import post, taught
from web.cli import main
from web.serving import beside, chores

SITE = "default"


@pytest.fixture
def data(service: Service) -> Path:
    return service.db.path.parent


@pytest.fixture
def process(data: Path) -> Iterator["subprocess.Popen[bytes]"]:
    words = [sys.executable, "-m", "web", "work", "--data", str(data)]
    with subprocess.Popen(words) as found:  # noqa: S603 - our own program
        yield found
        found.kill()


def behind(db: Database) -> int:
    """How many events are not counted yet."""
    with db.reading() as connection:
        return counted.behind(connection)


def test_once_does_all_that_is_due_and_ends(service: Service, data: Path) -> None:
    taught(service, 90)
    sites.configure(service.db, SITE, by="ed", retrain_after_decisions=90)
    assert behind(service.db)
    done = CliRunner().invoke(main, ["work", "--once", "--data", str(data)])
    assert done.exit_code == 0, done.output
    assert behind(service.db) == 0
    version = service.judges.live.registry.current(SITE)
    assert version is not None  # it was learnt
    assert drift.last(service.db, SITE, version) is not None  # and looked at


def test_it_goes_on_until_it_is_told_to_stop(
    service: Service, process: "subprocess.Popen[bytes]"
) -> None:
    post(service, "There is a zebra at the tram stop.", "zebra")
    until = time.monotonic() + 60
    while behind(service.db):
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0


def test_what_fails_keeps_nothing_else_from_being_done(
    service: Service,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(service: Service) -> None:
        raise StoreUnavailable("the database is locked")

    taught(service, 3)
    monkeypatch.setattr(watching, "look", fails)
    assert not chores.once(Settings(data=data), service, threading.Event())
    assert behind(service.db) == 0
    assert [its.getMessage() for its in caplog.records] == [
        "it could not be watched: StoreUnavailable"
    ]


@pytest.mark.parametrize(("work", "begun"), [("serve", True), ("apart", False)])
def test_serve_leaves_it_where_it_is_told_to(
    app: Flask, data: Path, monkeypatch: pytest.MonkeyPatch, work: str, begun: bool
) -> None:
    called = list[object]()
    monkeypatch.setenv("MODERATION_WORK", work)
    monkeypatch.setattr(chores, "begin", lambda *given: called.append(given))
    beside.begin(read_settings(data=data), app)
    assert bool(called) == begun


def test_a_folder_without_a_database_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["work", "--data", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert "there is no database" in done.stderr
