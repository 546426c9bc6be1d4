"""Commands of ours in a process of their own: nobody who is answered waits for them,
and what they need beyond serving is gone from memory when they end.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from moderation.errors import NothingLearnt
from moderation.jobs import Progress
from moderation.workshop.retraining import Learn, Learnt

ASKED_EACH = 0.5
"""Seconds after which it is asked again whether the process may go on."""


@dataclass(frozen=True)
class Told:
    """What a command came to: its exit status, and what it said on either output."""

    status: int
    said: str
    trouble: str


def run(data: Path, *words: str, go_on: Callable[[], object]) -> Told:
    """Run a command of `moderate`, and wait for it.

    Args:
        data: the folder of the database and the models.
        go_on: asked all the time; what it raises ends the process, too.
    """
    given = [sys.executable, "-m", "web", *words, "--data", str(data)]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own program
        given, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True
    ) as process:
        try:
            said, trouble = _waited_for(process, go_on)
        except BaseException:
            process.kill()  # a half version is none; it may hear of nothing else
            raise
    return Told(process.returncode, said, trouble)


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


def _done(data: Path, progress: Progress, *words: str) -> str:
    """What a command told.

    Raises:
        Ended: somebody wants the job to end.
        NothingLearnt: it says why.
    """
    told = run(data, *words, go_on=lambda: progress.add(0))
    if told.status:
        raise NothingLearnt(told.trouble.rpartition("Error: ")[2].strip())
    return told.said


def _waited_for(
    process: "subprocess.Popen[str]", go_on: Callable[[], object]
) -> tuple[str, str]:
    while True:
        try:
            return process.communicate(timeout=ASKED_EACH)
        except subprocess.TimeoutExpired:
            go_on()
