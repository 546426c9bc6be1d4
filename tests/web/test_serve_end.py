"""How serving ends, wholly or in one of its processes, under each server."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection, HTTPException

from moderation.settings import Settings
from moderation.store.database import now
from moderation.store.usage import Usage
from tests.served import Server

SOON = 5.0  # seconds, half of what serving waits for before it kills


def calls(server: Server) -> int:
    """How many calls of the first key were counted."""
    usage = Usage(Settings(data=server.data / "data").usage)
    yesterday = (now() - timedelta(days=1)).date()
    return sum(day.calls for day in usage.days("first", yesterday))


def workers(server: Server) -> set[int]:
    """The processes that the first one began."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = (line.split() for line in listed.stdout.splitlines())
    return {int(pid) for pid, parent in pairs if int(parent) == server.process}


def is_ready(server: Server) -> bool:
    try:
        return bool(server.call("/readyz")["status"] == "ready")
    except OSError:
        return False


@contextmanager
def asked_all_the_time(server: Server) -> Iterator[list[int]]:
    """Each answer's status, while some ask over connections that they keep."""
    answered, key = list[int](), server.key

    def ask() -> None:
        connection = HTTPConnection(*server.address, timeout=10)
        try:
            while True:
                connection.request(
                    "POST",
                    "/v1/score",
                    b'{"text": "Well said!"}',
                    {"Authorization": f"Bearer {key}"},
                )
                with connection.getresponse() as answer:
                    answer.read()
                    answered.append(answer.status)
        except (OSError, HTTPException):  # it has ended
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    yield answered
    for thread in threads:
        thread.join()


STOPS = {"gunicorn": (signal.SIGTERM,), "granian": (signal.SIGTERM, signal.SIGINT)}
"""By which signals it stops soon: gunicorn, interrupted, waits for workers at times."""


def test_told_to_stop_it_stops_soon_however_much_it_is_asked(server: Server) -> None:
    for how in STOPS[server.kind]:
        server.start("--demo")
        before = calls(server)
        with asked_all_the_time(server) as answered:
            while len(answered) < 200:
                time.sleep(0.01)
            began = time.monotonic()
            assert server.stop(how) == 0
            assert time.monotonic() < began + SOON
        assert set(answered) == {200}
        assert calls(server) - before >= len(answered)


def test_what_was_begun_is_answered_before_it_stops(server: Server) -> None:
    body = b'{"id": "begun", "text": "Well said!"}'
    connection = HTTPConnection(*server.address, timeout=10)
    connection.putrequest("POST", "/v1/comments")
    connection.putheader("Authorization", f"Bearer {server.key}")
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body[:9])
    time.sleep(0.3)  # until somebody reads it
    os.kill(server.process, signal.SIGTERM)
    time.sleep(0.3)
    connection.send(body[9:])
    with connection.getresponse() as answer:
        assert answer.status == 201
        answer.read()
    connection.close()
    assert server.ended() == 0


def test_a_worker_that_is_killed_is_replaced(server: Server) -> None:
    known = workers(server)
    killed = min(known)
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while len(workers(server) - {killed}) < len(known) or not is_ready(server):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_no_worker_outlives_who_began_it(server: Server) -> None:
    os.kill(server.process, signal.SIGKILL)
    server.ended()
    deadline = time.monotonic() + 10
    while is_ready(server):
        assert time.monotonic() < deadline
        time.sleep(0.05)
