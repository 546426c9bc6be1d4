"""How quick the overview is where a million comments are stored and 200,000 wait.

    python -m tests.benchmarks.overview [--data DIR] [--plans]

Fills a database (`filling`), counts all events, and asks for each page as a signed-in
lead, in turns. DIR keeps what is filled for the next run. The first look at the queue
reads it into memory, once in a process; it is told apart. The exit status is 1 when a
bar is not met.
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from moderation.settings import Settings
from moderation.statistics import counting
from moderation.store import Database
from tests.benchmarks import filling
from tests.benchmarks.table import Bar, Row, shown
from tests.benchmarks.timing import Taken, taken
from tests.desk_visits import sign_in
from web.app import create_app

PAGES = (
    "/overview?range=24h",
    "/overview?range=7d",
    "/overview?range=7d&step=hour",
    "/overview?range=30d",
    "/overview?range=90d",
    "/overview/people?range=90d",
    f"/overview/people/{filling.MODERATORS[0]}?range=30d",
    f"/overview/people/{filling.MODERATORS[0]}?range=90d",
    "/overview.csv?range=90d",
)
MEDIAN_MS, SLOW_MS = Bar(150), Bar(400)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.overview")
    parser.add_argument("--data", type=Path, help="keep the database here")
    parser.add_argument("--stored", type=int, default=1_000_000)
    parser.add_argument("--pending", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--plans", action="store_true", help="print the query plans")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.data or Path(folder)
        _fill(data, given.stored, given.pending)
        app = create_app(Settings(data=data))
        client = app.test_client()
        assert sign_in(client, filling.LEAD, filling.PASSWORD).status_code == 302
        begin = time.perf_counter()
        _ask(client, PAGES[0])
        print(f"the first page of a process: {time.perf_counter() - begin:.1f} s")
        if given.plans:
            _print_plans(client, app.extensions["moderation"].db)
        return _measure(client, given.rounds)


def _fill(data: Path, stored: int, pending: int) -> None:
    path = data / "moderation.db"
    if not path.exists():
        db = Database(path)
        begin = time.perf_counter()
        filling.fill(db, stored, pending)
        print(f"filled in {time.perf_counter() - begin:.0f} s", flush=True)
        db.close()
    db = Database(path)
    begin = time.perf_counter()
    counting.count_all(db)
    print(f"counted in {time.perf_counter() - begin:.0f} s", flush=True)
    with db.reading() as connection:
        for name in ("comments", "events"):
            row = connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608
            print(f"{row[0]:,} {name}")
    db.close()


def _measure(client: FlaskClient, rounds: int) -> int:
    times: dict[str, list[Taken]] = {page: [] for page in PAGES}
    for _ in range(rounds):
        for page in PAGES:
            times[page].append(taken(lambda page=page: _ask(client, page)))
    failed = 0
    for name, bar, pick in (
        ("median", MEDIAN_MS, statistics.median),
        ("95th percentile", SLOW_MS, _slow),
    ):
        rows = [
            Row(
                page,
                pick([1_000 * each.cpu for each in found]),
                pick([1_000 * each.wall for each in found]),
                bar=bar,
            )
            for page, found in times.items()
        ]
        print(f"\n{shown(name, 'ms', rows)}")
        failed += sum(row.failed for row in rows)
    return int(failed > 0)


def _slow(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _ask(client: FlaskClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200, f"{page}: {answer.status}"


def _print_plans(client: FlaskClient, db: Database) -> None:
    seen = dict[str, str]()
    with _traced(db, seen):
        for page in PAGES:
            _ask(client, page)
    with db.reading() as connection:
        for bare, statement in seen.items():
            print(f"\n{bare}")
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
                print(f"    {row['detail']}")


@contextmanager
def _traced(db: Database, seen: dict[str, str]) -> Iterator[None]:
    """Remember one of each kind of query that is asked."""
    opened = db._open

    def open(*, writes: bool = False) -> sqlite3.Connection:
        connection = opened(writes=writes)
        connection.set_trace_callback(remember)
        return connection

    def remember(statement: str) -> None:
        bare = " ".join(statement.split())
        if bare.startswith(("SELECT", "WITH")):
            seen.setdefault(bare[:100], statement)

    db.close()  # what is idle is not traced
    wanted: Any = db
    wanted._open = open
    try:
        yield
    finally:
        wanted._open = opened
        db.close()


if __name__ == "__main__":
    sys.exit(main())
