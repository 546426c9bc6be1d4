"""How long the pages of the desk take when very much is stored, and very much waits.

    python -m tests.benchmarks.desk
    python -m tests.benchmarks.desk --keep DIR --stored 1000000 --pending 200000

Two services are served as `moderate serve` does it: both have stored as much, in one
1,000 comments wait, in the other very many. Each page is asked for over HTTP by a
moderator who is signed in, in turns with the other service, and the median and the 95th
percentile are told, with the ratio of both medians. The exit status is 1 when a page
takes 150 ms or more in the median, 400 ms at the 95th percentile, or 1.5 times as long
where very much waits. Of pages that show fewer comments where little waits, since no
more are found, the ratio tells nothing of the queue's length: they are told without.
The plans of the queries behind the pages come after.
"""

import argparse
import http.client
import re
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from moderation import searching as words
from moderation.statistics import counting
from moderation.store import Database, searching, waiting
from tests.benchmarks import filling
from tests.served import Server

FEW = 1_000
MEDIAN_MS, WORST_MS, RATIO = 150.0, 400.0, 1.5

PAGES = (
    "/",
    "/?order=newest",
    "/?order=oldest",
    "/?order=uncertain",
    "/?order=teaches",
    "/?order=score:toxicity",
    "/?queue=*",
    "/?section=sport",
    "/?section=sport&reason=insult&order=newest",
    "/?rule=score:toxicity",
    "/?language=en&status=pending",
    "/?scores=toxicity:0.5-0.7",
    "/?older=2d",
    "/?author=author-5",
    "/?text=people",
    "/?text=the",
    "/?text=moron&section=local",
    "/?text=%22of+the%22",
    "/by-score?band=toxicity&band_low=0.5",
    "/by-score?band=insult&section=local",
    "/review",
    "/decided",
)


@dataclass
class Visitor:
    """A moderator before a served desk."""

    server: Server
    cookie: str = ""
    times: dict[str, list[float]] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)

    def sign_in(self) -> None:
        """Come in, as one of the moderators who are there."""
        page = self.get("/sign-in")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token is not None
        form = {
            "name": filling.MODERATORS[0],
            "password": filling.PASSWORD,
            "csrf_token": token[1],
        }
        self._ask("POST", "/sign-in", urlencode(form), 302)

    def get(self, path: str) -> str:
        """A page."""
        return self._ask("GET", path, None, 200)

    def time(self, path: str) -> None:
        """Ask for a page, and keep how many milliseconds it took."""
        begun = time.perf_counter()
        page = self.get(path)
        taken = (time.perf_counter() - begun) * 1000
        self.shown[path] = page.count("<article data-comment=")
        self.times.setdefault(path, []).append(taken)

    def _ask(self, method: str, path: str, body: str | None, status: int) -> str:
        line = http.client.HTTPConnection(*self.server.address, timeout=120)
        headers = {"Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body, headers)
        answer = line.getresponse()
        told = answer.read().decode()
        if given := answer.headers.get("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        line.close()
        assert answer.status == status, (path, answer.status, told[:500])
        return told


def main() -> int:
    """Fill, serve, ask, tell."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument(
        "--keep", type=Path, help="where the databases stay for next time"
    )
    read.add_argument("--stored", type=int, default=1_000_000)
    read.add_argument("--pending", type=int, default=200_000)
    read.add_argument("--rounds", type=int, default=30)
    asked = read.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        few = _filled(folder / "few", asked.stored, min(FEW, asked.pending))
        many = _filled(folder / "many", asked.stored, asked.pending)
        passed = _told(*_timed([few, many], asked.rounds))
        _plans(many)
    return 0 if passed else 1


def _filled(folder: Path, stored: int, pending: int) -> Path:
    data = folder / "data"
    if not (data / "moderation.db").exists():
        data.mkdir(parents=True)
        db = Database(data / "moderation.db")
        filling.fill(db, stored, pending)
        words.keep_up(db)
        counting.count_all(db)  # else the servers would, while they are measured
        db.close()
    return folder


def _timed(folders: Sequence[Path], rounds: int) -> list[Visitor]:
    servers = [Server(folder, "gunicorn") for folder in folders]
    visitors = [Visitor(server) for server in servers]
    try:
        for server, visitor in zip(servers, visitors, strict=True):
            server.start("--workers", "2")
            visitor.sign_in()
            _warm(visitor)
        for _ in range(rounds):
            for path in PAGES:
                for visitor in visitors:
                    visitor.time(path)
    finally:
        for server in servers:
            server.stop(signal.SIGTERM)
    return visitors


def _warm(visitor: Visitor) -> None:
    """Ask until each process has read what waits, which it does when it starts."""
    quick = 0
    while quick < 20:
        begun = time.perf_counter()
        visitor.get("/")
        quick = quick + 1 if time.perf_counter() - begun < 1 else 0


def _told(few: Visitor, many: Visitor) -> bool:
    passed = True
    print(f"{'milliseconds':46} {'few wait':>16} {'many wait':>16} {'ratio':>6}")
    for path in PAGES:
        one, other = _both(few.times[path]), _both(many.times[path])
        ratio = other[0] / one[0]
        alike = few.shown[path] == many.shown[path]
        well = other[0] < MEDIAN_MS and other[1] < WORST_MS
        well = well and (ratio <= RATIO or not alike)
        passed = passed and well
        told = (
            f"{ratio:6.2f}"
            if alike
            else f"shows {few.shown[path]} and {many.shown[path]}"
        )
        print(
            f"{path:46} {one[0]:7.1f} {one[1]:8.1f} {other[0]:7.1f} {other[1]:8.1f} "
            f"{told}{'' if well else '  MISSED'}"
        )
    return passed


def _both(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]


def _plans(folder: Path) -> None:
    """How SQLite finds what the pages read, beside what is in memory."""
    db = Database(folder / "data" / "moderation.db")
    with db.reading() as connection:
        said: list[str] = []
        connection.set_trace_callback(said.append)
        waiting.last_event(connection)
        last = waiting.last_event(connection)
        waiting.changed(connection, "default", last - 1, most=5)
        searching.keys(connection, "default", "people", most=10)
        next(waiting.all_of(connection, "default"), None)
        connection.set_trace_callback(None)
        for query in dict.fromkeys(said):
            if query.startswith("--"):  # what the full-text index asks for itself
                continue
            print(f"\n{' '.join(query.split())}")
            for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"):
                print(f"    {row['detail']}")
    db.close()


if __name__ == "__main__":
    sys.exit(main())
