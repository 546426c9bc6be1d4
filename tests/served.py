"""`moderate serve` for real, in processes of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any


class Server:
    """A real server in its own process group, on a folder that outlives it.

    `told` is what it said at its very first start, `said` what at its latest.
    """

    def __init__(self, data: Path, kind: str) -> None:
        self.data = data
        self.kind = kind
        self.port = _free_port()
        self.told = self.said = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self, *options: str) -> None:
        """Start, unless it runs, and wait until it is ready."""
        if self._process is not None:
            return
        self._wait_until_free()
        log = (self.data / "said").open("w")
        words = [sys.executable, "-m", "web", "serve", "--server", self.kind]
        where = ["--port", str(self.port), "--data", str(self.data / "data")]
        began = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*words, *where, *options],
            stderr=log,
            stdout=log,
            start_new_session=True,
        )
        log.close()
        while time.monotonic() < began + 20:
            assert self._process.poll() is None, (self.data / "said").read_text()
            try:
                self.call("/readyz")
            except OSError:
                time.sleep(0.01)
            else:
                self.said = (self.data / "said").read_text()
                self.told = self.told or self.said
                return
        raise AssertionError("not ready in 20 seconds")

    def _wait_until_free(self) -> None:
        """Until nobody listens there: whose parent was killed ends a moment later."""
        until = time.monotonic() + 10
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            while True:
                try:
                    return probe.bind(self.address)
                except OSError:
                    assert time.monotonic() < until, "its port is taken"
                time.sleep(0.01)

    def stop(self, how: signal.Signals) -> int:
        """Stop it; a kill or an interruption is for all of its processes."""
        if self._process is None:
            return 0
        target = os.kill if how is signal.SIGTERM else os.killpg
        target(self._process.pid, how)
        return self.ended()

    def ended(self) -> int:
        """Its exit status, when it has ended."""
        assert self._process is not None
        status = self._process.wait(20)
        self._process = None
        return status

    @property
    def process(self) -> int:
        """The process that began the others."""
        assert self._process is not None
        return self._process.pid

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    def call(self, path: str, body: Any = None, key: str = "") -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {key}"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.load(answer)

    @property
    def key(self) -> str:
        found = re.search(r"cm_\S+", self.told)
        assert found is not None
        return found[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
