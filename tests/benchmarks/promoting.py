"""How soon every worker uses a model that is promoted, while many ask at once.

    python -m tests.benchmarks.promoting
    python -m tests.benchmarks.promoting --times 40 --connections 16

A site is served as `moderate serve` does it, with two workers, and asked for scores
over HTTP. Meanwhile one version of its model is promoted and rolled back to another,
again and again: an answer fails if it is none, and is mixed if its score is not the one
that the version it names gives to the text. Then the site's model is learnt by itself,
in a process of its own behind all others, and what requests take meanwhile is told
beside what they take without. The exit status is 1 when a bar is not met.
"""

import argparse
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from moderation.service import Service
from moderation.settings import Settings
from tests.benchmarks.table import Bar, Row, shown
from tests.moderation.stories import taught
from tests.promoted import Answer, Load, expected, switched, two_versions
from tests.served import Server
from web.app import open_service
from web.cli.learning import NICENESS

LATEST = Bar(1.0)  # seconds to the last answer by the version before
NONE = Bar(0.0)
DECISIONS = 3_000
"""To learn from beside serving: enough to take some seconds."""


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--rest", type=float, default=1.0)
    parser.add_argument("--connections", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), "gunicorn")
        server.start()
        try:
            service = open_service(Settings(data=server.data / "data"))
            versions = two_versions(service)
            load = Load(server, expected(service, versions))
            with load.asking(given.connections):
                lags = switched(load, service, versions, given.times, rest=given.rest)
            rows = _switched(load.answers, lags)
            print(shown("Promoted and rolled back", "seconds", rows), flush=True)
            beside = _beside(service, load, given.connections)
            print(shown("Learnt beside serving", "ms", beside), flush=True)
        finally:
            server.stop(signal.SIGTERM)
    return int(any(row.failed for row in (*rows, *beside)))


def _switched(answers: Sequence[Answer], lags: Sequence[float]) -> list[Row]:
    failed = sum(not its.version for its in answers)
    mixed = sum(not its.right for its in answers) - failed
    return [
        Row("answers", len(answers)),
        Row("failed", failed, bar=NONE),
        Row("mixed", mixed, bar=NONE),
        Row(
            f"until the last by the one before, worst of {len(lags)}",
            max(lags),
            bar=LATEST,
        ),
        Row("the same, median", statistics.median(lags)),
    ]


def _beside(service: Service, load: Load, connections: int) -> list[Row]:
    taught(service, DECISIONS, start=1_000)
    # As `retrain --if-due` does it, which would first wait for an hour to pass.
    words = ["retrain", "--data", str(load.server.data / "data")]
    nice = ["nice", "-n", str(NICENESS), sys.executable, "-m", "web"]
    quiet = _asked(load, connections, 5.0)
    begin = time.monotonic()
    learner = subprocess.Popen(  # noqa: S603 - our own command
        [*nice, *words], stdout=subprocess.PIPE
    )
    busy = list[Answer]()
    while learner.poll() is None:
        busy += _asked(load, connections, 0.5)
    took = time.monotonic() - begin
    told = learner.communicate()[0].decode().strip()
    return [
        Row("median, without", _ms(quiet, 0.5)),
        Row("median, meanwhile", _ms(busy, 0.5)),
        Row("99 of 100 within, without", _ms(quiet, 0.99)),
        Row("99 of 100 within, meanwhile", _ms(busy, 0.99)),
        Row("answers a second, without", len(quiet) / 5.0),
        Row("answers a second, meanwhile", len(busy) / took),
        Row("seconds that learning took", took, note=told.replace("\t", " ")),
        Row("failed", sum(not its.version for its in busy), bar=NONE),
    ]


def _asked(load: Load, connections: int, seconds: float) -> list[Answer]:
    before = len(load.answers)
    with load.asking(connections):
        time.sleep(seconds)
    return load.answers[before:]


def _ms(answers: Sequence[Answer], share: float) -> float:
    its = sorted(answer.seconds for answer in answers)
    return 1_000 * its[min(len(its) - 1, int(share * len(its)))]


if __name__ == "__main__":
    sys.exit(main())
