"""Commands of ours in a process of their own: nobody who is answered waits for them,
and what they need beyond serving is gone from memory when they end.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from moderation.errors import NothingLearnt
from moderation.jobs import Progress
from moderation.workshop.retraining import Learn, Learnt

ASKED_EACH = 0.5
"""Seconds after which it is asked again whether the process may go on."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """What a command came to: its exit status, and what it said on either output."""

    status: int
    said: str
    trouble: str


def run(data: Path, *words: str, go_on: Callable[[], object]) -> Told:
    """Run a command of `moderate`, and wait for it. It ends with this process, too.

    Args:
        data: the folder of the database and the models.
        go_on: asked all the time; what it raises ends the process.
    """
    # -P: nothing is taken for ours that lies in the folder where we were begun.
    given = [sys.executable, "-P", "-m", "web", "--behind", *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own program
        [*given, "--data", str(data)], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as process:
        try:
            said, trouble = _waited_for(process, go_on)
        except BaseException:
            process.kill()  # a half version is none; it may hear of nothing else
            raise
    return Told(process.returncode, said, trouble)


def follow() -> None:
    """In such a process: end with the one that began it, which holds the other end of
    the input for as long as it lives; and hear of what it does not want to hear.
    """
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))

    def ended() -> None:
        while os.read(0, 1):
            pass
        os._exit(1)

    threading.Thread(target=ended, daemon=True).start()


def learning(data: Path, site: str, *, by: str) -> Learn:
    """What learns from a site's decisions."""

    def learn(progress: Progress) -> Learnt:
        said = _done(data, progress, "retrain", "--json", "--site", site, "--by", by)
        return Learnt(**json.loads(said))

    return learn


def looking(data: Path, site: str) -> Callable[[Progress], None]:
    """What looks whether a site's model still fits what comes, and keeps that."""

    def look(progress: Progress) -> None:
        _done(data, progress, "drift", "--site", site)

    return look


def examining(data: Path, site: str, version: str) -> Callable[[Progress], None]:
    """What finds out the figures of a version, and keeps them."""

    def find(progress: Progress) -> None:
        _done(data, progress, "models", "examine", version, "--site", site)

    return find


def _done(data: Path, progress: Progress, *words: str) -> str:
    """What a command told.

    Raises:
        Ended: somebody wants the job to end.
        NothingLearnt: it says why.
        RuntimeError: it ended otherwise than by a sentence of ours.
    """
    told = run(data, *words, go_on=lambda: progress.add(0))
    if not told.status:
        return told.said
    last = told.trouble.strip().rpartition("\n")[2]
    if told.status == 1 and last.startswith(_ERROR):
        raise NothingLearnt(last.removeprefix(_ERROR))
    log.error("moderate %s ended with status %s", words[0], told.status)
    raise RuntimeError(f"status {told.status}")


_ERROR = "Error: "  # with which click begins the one line that it says


def _waited_for(
    process: "subprocess.Popen[str]", go_on: Callable[[], object]
) -> tuple[str, str]:
    outputs = _Outputs(process)
    while True:
        try:
            process.wait(ASKED_EACH)
        except subprocess.TimeoutExpired:
            go_on()
        else:
            return outputs.told()


class _Outputs:
    """Both are read all the time, so that nobody waits to write; the input stays open,
    which `communicate` would close.
    """

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._said = ["", ""]
        self._readers = [
            threading.Thread(target=self._read, args=(place, pipe), daemon=True)
            for place, pipe in enumerate((process.stdout, process.stderr))
            if pipe is not None
        ]
        for reader in self._readers:
            reader.start()

    def told(self) -> tuple[str, str]:
        for reader in self._readers:
            reader.join()
        return self._said[0], self._said[1]

    def _read(self, place: int, pipe: IO[str]) -> None:
        self._said[place] = pipe.read()
