"""How long a backtest takes over many stored comments, in all processes and in one.

    python -m tests.benchmarks.backtesting comments.csv.gz [more.csv.gz ...]

The texts of the files (a column `text`) are put into a database of their own, with
scores that are made up, articles, authors, and decisions by people for some. The bar is
a minute for 100,000 comments on two processors; the exit status is 1 when it is missed.
"""

import argparse
import csv
import gzip
import hashlib
import itertools
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import rules
from moderation import backtests
from moderation.comments import (
    STATUS_AFTER,
    Action,
    Article,
    Author,
    Judgement,
    Outcome,
    Status,
    Submission,
)
from moderation.store import Database, articles, comments, fates, judgements
from moderation.store.database import now

BAR = 60  # seconds for so many comments
NUMBER = 100_000
SITE = "default"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
csv.field_size_limit(1 << 30)


def main() -> int:
    """Fill a database, try two candidates on it, and print how long that took."""
    given, missed = _arguments(), 0
    with tempfile.TemporaryDirectory() as folder:
        db = Database(Path(folder) / "moderation.db")
        filled = fill(db, texts(given.files), given.number)
        print(f"{filled:,} comments; CPUs: {os.cpu_count()}", flush=True)
        for name, candidate in candidates(Path(folder)).items():
            print(f"\n{name}", flush=True)
            trial = backtests.Trial(
                SITE, candidate, None, LONG_AGO, hold_off_topic_below=0.3
            )
            missed += not _is_met(db, trial, given.processes)
        db.close()
    return int(missed > 0)


def candidates(folder: Path) -> Mapping[str, Path]:
    """The shipped policy a little changed: in a rule, and in a list of words.

    With other lists no rule is as it was, so each is asked twice.
    """
    shipped = Path(rules.__file__).parent
    text = (shipped / "default.yaml").read_text(encoding="utf-8")
    made = {}
    for name, more in (
        ("one rule changed", ""),
        ("a list changed too", "\nbalderdash\n"),
    ):
        place = folder / name.replace(" ", "-")
        shutil.copytree(shipped / "words", place / "words")
        with (place / "words" / "insults.txt").open("a", encoding="utf-8") as insults:
            insults.write(more)
        made[name] = place / "candidate.yaml"
        made[name].write_text(text.replace("insult >= 0.4", "insult >= 0.1"))
    return made


def _is_met(db: Database, trial: backtests.Trial, processes: int | None) -> bool:
    began, cpu = time.perf_counter(), _cpu()
    found = backtests.run(db, trial, tell=lambda number: None, processes=processes)
    wall, cpu = time.perf_counter() - began, _cpu() - cpu
    print(
        f"{found.comments:,} comments in {wall:.1f} s, of processors {cpu:.1f} s "
        f"({1e6 * cpu / found.comments:.0f} microseconds each); the most memory of "
        f"this process {_megabytes(resource.RUSAGE_SELF):.0f} MB, of another "
        f"{_megabytes(resource.RUSAGE_CHILDREN):.0f} MB"
    )
    is_met = wall <= BAR * found.comments / NUMBER
    print("bar met" if is_met else f"bar of {BAR} s for {NUMBER:,} missed", flush=True)
    return is_met


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--processes", type=int)
    return parser.parse_args()


def texts(files: Sequence[Path]) -> Iterator[str]:
    """The texts of the files in turns, so that each kind is there."""
    readers = [_column(file) for file in files]
    for row in itertools.zip_longest(*readers):
        yield from (text for text in row if text and text.strip())


def _column(file: Path) -> Iterator[str]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as rows:
        yield from (row["text"].replace("\0", "") for row in csv.DictReader(rows))


def fill(db: Database, given: Iterator[str], number: int) -> int:
    """Put texts into a database through the store's own functions."""
    chance, began, done = random.Random(1), now() - timedelta(days=100), 0
    with db.writing() as connection:
        for place in range(50):
            article = Article(
                id=f"a{place}", title=f"Article {place}", section=f"s{place % 5}"
            )
            articles.keep(connection, SITE, article, began)
        for place, text in enumerate(itertools.islice(given, number)):
            at = began + timedelta(seconds=60 * place)
            action = chance.choices(list(Action), (90, 2, 8))[0]
            scores = {
                name: round(chance.random() ** 4, 4) for name in ("toxicity", "insult")
            }
            submission = Submission(
                id=f"c{place}",
                text=text,
                article=Article(id=f"a{chance.randrange(50)}"),
                author=Author(id=f"u{int(chance.paretovariate(0.7)) % 5000}"),
            )
            digest = hashlib.sha256(text.lower().encode()).hexdigest()[:32]
            key = comments.insert(connection, SITE, submission, digest=digest, at=at)
            judgements.keep(
                connection, key, _judgement(scores), _outcome(action), {}, at
            )
            fates.set_outcome(connection, key, _outcome(action), STATUS_AFTER[action])
            if action is Action.HOLD:
                fates.decide(
                    connection,
                    key,
                    chance.choice((Status.APPROVED, Status.REJECTED)),
                    waiting=False,
                    by="mo",
                    at=at + timedelta(hours=1),
                    version=1,
                )
            done += 1
    return done


def _judgement(scores: dict[str, float | None]) -> Judgement:
    return Judgement(
        scores=scores,
        findings=(),
        failures=(),
        foreign=None,
        marks={},
        model="m",
        rules="r",
    )


def _outcome(action: Action) -> Outcome:
    return Outcome(
        action=action, reasons=(), priority=0.0, review=action is Action.HOLD
    )


def _cpu() -> float:
    """Seconds of processors that this process and those that it ended have used."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in both]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
