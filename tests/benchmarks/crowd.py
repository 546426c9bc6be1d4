"""Ten moderators decide a queue of 2,000, over HTTP, under `moderate serve`.

    python -m tests.benchmarks.crowd --comments 2000 --moderators 10

Told are how long it took, how often somebody was second, and how many each decided. The
exit status is 1 if a comment was decided twice or never, or an answer was an error.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from moderation import accounts
from moderation.queue import pages
from moderation.settings import Settings
from moderation.store import Database
from tests.moderation.stories import post
from tests.moderators import Moderator, work_together
from tests.served import Server
from web.app import open_service

PASSWORD = "a password of benchmarks"


def main() -> int:
    """Fill, serve, work, count."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--comments", type=int, default=2_000)
    read.add_argument("--moderators", type=int, default=10)
    asked = read.parse_args()
    names = [f"mo{number}" for number in range(asked.moderators)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        service = open_service(Settings(data=folder / "data"))
        for number in range(asked.comments):
            post(service, f"Mail me about it: a{number}@tram.example", str(number))
        for name in names:
            accounts.make_user(
                service.db, name, "moderator", site="default", password=PASSWORD
            )
        service.db.close()
        server = Server(folder, "gunicorn")
        server.start("--workers", "2")
        people = [Moderator(server.address, name, PASSWORD) for name in names]
        begun = time.perf_counter()
        work_together(people)
        taken = time.perf_counter() - begun
        server.stop(signal.SIGTERM)
        left = pages.page(open_service(Settings(data=folder / "data")), "default")
        twice = _twice(folder / "data" / "moderation.db")
    decided = Counter(id for each in people for id in each.decided)
    print(f"{len(decided)} of {asked.comments} decided in {taken:.1f} s")
    print(f"each: {', '.join(str(len(its.decided)) for its in people)}")
    print(f"second: {sum(its.lost for its in people)}")
    print(f"errors: {sum((its.wrong for its in people), Counter())}")
    print(f"left: {left.waiting}; decided twice: {twice}")
    well = len(decided) == asked.comments and max(decided.values()) == 1
    return 0 if well and not twice and not any(its.wrong for its in people) else 1


def _twice(path: Path) -> int:
    with Database(path).reading() as connection:
        rows = connection.execute(
            "SELECT comment FROM events WHERE kind = 'decided' GROUP BY comment "
            "HAVING count(*) > 1"
        )
        return len(rows.fetchall())


if __name__ == "__main__":
    sys.exit(main())
