"""What runs in a process of its own: told, ended, and gone when it is to end."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from moderation.errors import NothingLearnt
from moderation.jobs import Ended, Progress
from moderation.service import Service
from moderation.workshop import examining
from moderation.workshop.retraining import Learnt
from tests.moderation.audited import kept
from tests.moderation.stories import taught
from web import apart


def test_what_is_learnt_apart_is_in_service_here(service: Service) -> None:
    taught(service, 90)
    done = apart.learning(service.db.path.parent, "default", by="ann")(Progress())
    assert isinstance(done, Learnt)
    assert done.promoted, done.why
    assert service.judges.live.registry.current("default") == done.version


def test_what_went_wrong_is_told_in_its_own_words(service: Service) -> None:
    learn = apart.learning(service.db.path.parent, "default", by="ann")
    with pytest.raises(NothingLearnt, match=r"^wanted 6 approvals and 6 rejections"):
        learn(Progress())


def test_a_process_ends_when_it_may_not_go_on(tmp_path: Path) -> None:
    progress = Progress()
    progress.end()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    began = time.monotonic()
    with pytest.raises(Ended):  # it would serve for ever
        apart.run(
            tmp_path / "data",
            *("serve", "--port", port, "--demo"),
            go_on=lambda: progress.add(0),
        )
    assert time.monotonic() - began < 5


def test_a_process_ends_with_the_one_that_began_it(tmp_path: Path) -> None:
    code = (
        "import sys, threading; from pathlib import Path; from web import apart; "
        "apart.run(Path(sys.argv[1]), 'serve', '--port', sys.argv[2], "
        "go_on=lambda: None)"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-c", code, str(tmp_path / "data"), str(port)]
    with subprocess.Popen(words) as parent:  # noqa: S603 - our own program
        wait_for(port, answers=True)
        parent.kill()
    wait_for(port, answers=False)


def wait_for(port: int, *, answers: bool) -> None:
    """Until somebody listens there, or nobody does any more."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if (probe.connect_ex(("127.0.0.1", port)) == 0) == answers:
                return
        time.sleep(0.05)
    raise AssertionError(f"answers: {not answers}")


def test_nothing_of_the_folder_where_it_was_begun_is_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/__init__.py").write_text("")
    (tmp_path / "web/__main__.py").write_text("print('not ours')")
    monkeypatch.chdir(tmp_path)
    told = apart.run(tmp_path / "none", "work", "--once", go_on=lambda: None)
    assert told.status == 1
    assert "there is no database" in told.trouble


def test_what_ended_otherwise_than_by_a_sentence_is_told_without_its_words(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broke(*given: object, **named: object) -> apart.Told:
        return apart.Told(1, "", "Traceback\nValueError: words of a reader\n")

    monkeypatch.setattr(apart, "run", broke)
    with pytest.raises(RuntimeError, match=r"^status 1$"):
        apart.learning(service.db.path.parent, "default", by="ann")(Progress())
    assert [its.getMessage() for its in caplog.records] == [
        "moderate retrain ended with status 1"
    ]


def test_figures_that_are_found_out_apart_are_kept_here(service: Service) -> None:
    version = kept(service)
    find = apart.examining(service.db.path.parent, "default", version)
    find(Progress())
    found = examining.known(service, "default", version, find, by="ann")
    assert found.figures is not None
    assert found.figures.version == version
    assert (found.is_old, found.job) == (False, None)
    with pytest.raises(NothingLearnt, match="has no model 'house-none'"):
        apart.examining(service.db.path.parent, "default", "house-none")(Progress())
