"""What runs in a process of its own: told, ended, and gone when it is to end."""

import socket
import time
from pathlib import Path

import pytest

from moderation.errors import NothingLearnt
from moderation.jobs import Ended, Progress
from moderation.service import Service
from moderation.workshop.retraining import Learnt
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
