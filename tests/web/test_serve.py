"""`moderate serve` for real: from an empty folder to answers, and through a kill."""

import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
from http.client import HTTPException
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.served import Server
from web.cli import main

WITHOUT_GRANIAN = """
import sys
sys.modules["granian"] = None  # as if it were not installed
from web.cli import main
main()
"""


def test_an_empty_folder_becomes_a_service_that_tells_its_secrets_once(
    server: Server,
) -> None:
    assert f"http://127.0.0.1:{server.port}" in server.told
    assert re.search(r"Sign in as +moderator\nPassword +\S{12,}", server.told)
    assert server.call("/v1/comments/demo-1", key=server.key)["status"] == "approved"
    answer = server.call("/v1/comments", {"id": "1", "text": "Well said!"}, server.key)
    assert answer["action"] == "approve"
    mode = (server.data / "data" / "secret-key").stat().st_mode
    assert mode & 0o077 == 0
    assert server.stop(signal.SIGTERM) == 0
    server.start("--demo")
    assert f"http://127.0.0.1:{server.port}" in server.said
    assert "cm_" not in server.said
    assert "Password" not in server.said


def test_a_kill_in_the_midst_of_posts_loses_nothing_that_was_answered(
    server: Server,
) -> None:
    key, answered, enough = server.key, set[str](), threading.Event()

    def post(worker: int) -> None:
        for number in range(1_000):
            id = f"{worker}-{number}"
            text = f"Stop {id} is well placed."
            try:
                server.call("/v1/comments", {"id": id, "text": text}, key)
            except (OSError, ValueError, HTTPException):  # killed in its midst
                return
            answered.add(id)
            if len(answered) >= 60:
                enough.set()

    threads = [threading.Thread(target=post, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    assert enough.wait(20)
    server.stop(signal.SIGKILL)
    for thread in threads:
        thread.join()
    server.start()
    for id in answered:
        assert server.call(f"/v1/comments/{id}", key=key)["id"] == id


def test_every_worker_judges_its_next_comment_by_rules_just_saved(
    server: Server,
) -> None:
    path = server.data / "trams.yaml"
    path.write_text(
        "rules: [{id: trams, says: Trams., when: length > 0, then: hold}]\n"
    )
    where = ["--data", str(server.data / "data")]

    def rules(*words: str) -> Result:
        """In this process, which is none of the server's."""
        return CliRunner().invoke(main, ["rules", *words])

    def actions(name: str) -> set[str]:
        return {
            server.call(
                "/v1/comments", {"id": f"{name}-{id}", "text": "Well!"}, server.key
            )["action"]
            for id in range(12)  # enough for both workers
        }

    assert actions("before") == {"approve"}
    done = rules("save", str(path), "--note", "All.", *where)
    assert done.exit_code == 0, done.stderr
    assert actions("after") == {"hold"}
    done = rules("rollback", *where)
    assert done.exit_code == 0, done.stderr
    assert actions("back") == {"approve"}


def test_no_comment_and_no_key_is_in_what_the_server_says(server: Server) -> None:
    text = "A purple remark, and mail me: a.b@mail.example"
    server.call("/v1/comments", {"id": "2", "text": text}, server.key)
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.call("/v1/comments", {"id": "3"}, "cm_a-secret-guess")
    refused.value.close()
    assert server.stop(signal.SIGTERM) == 0
    after = (server.data / "said").read_text().removeprefix(server.said)
    assert "purple" not in after
    assert "cm_" not in after


def test_no_key_is_in_what_is_said_of_a_request_that_cannot_be_read(
    server: Server,
) -> None:
    line = b"GET /v1alpha1/comments:analyze?key=cm_SECRET99\r\n\r\n"  # no version
    with socket.create_connection(server.address, 5) as connection:
        connection.sendall(line)
        connection.recv(1_000)
    if server.kind == "granian":  # which says nothing at all
        assert server.stop(signal.SIGTERM) == 0
    deadline = time.monotonic() + 5
    while "comments:analyze" not in (said := (server.data / "said").read_text()):
        if server.kind == "granian":
            break
        assert time.monotonic() < deadline, said
        time.sleep(0.02)
    assert "SECRET99" not in said


def test_a_server_that_is_not_installed_is_named_with_what_brings_it(
    tmp_path: Path,
) -> None:
    words = ["serve", "--server", "granian", "--data", str(tmp_path / "data")]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", WITHOUT_GRANIAN, *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    told = "MODERATION_SERVER: wanted a server that is installed, got granian"
    assert told in done.stderr
    assert "pip install 'comment-moderation[fast]'" in done.stderr
    assert not (tmp_path / "data").exists()
