"""What is measured: each measure gives the rows of its table.

A publisher's stream has mostly words that were met before and always some new ones. So
what counts is measured on texts that were not seen before, after a warm-up on others
of the same kind; beside it stand the first texts of a new process, and the same texts
again.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from pathlib import Path

import classifier
from moderation import cases, judging
from moderation.comments import Article, Judgement
from moderation.judges import Judges
from moderation.text import Original
from tests.benchmarks import texts
from tests.benchmarks.peers import ATTRIBUTES, PEERS, Peer, labelled
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.timing import (
    Runner,
    Score,
    Taken,
    in_batches,
    median,
    of_one,
    one_by_one,
    taken,
    worst,
)

ROOT = Path(classifier.__file__).parents[1]
OURS, AGAIN = "this classifier", "this classifier, same texts again"
RIVAL = "alt-profanity-check"

# The bars, as the project set them itself.
ONE = Bar(40)  # microseconds, for seven attributes
BATCH = Bar(80_000, at_least=True)  # comments a second on one core, seven attributes
TOPIC = Bar(150)  # microseconds, with the article cached
HOSTILE = Bar(5)  # milliseconds, for a text of 20,000 characters
LOAD = Bar(0.3)  # seconds
MEMORY = Bar(120)  # megabytes
FILES = Bar(12)  # megabytes


@dataclass(frozen=True)
class Sizes:
    """How many texts and rounds."""

    warm: int
    rounds: int
    batch: int
    singles: int
    processes: int

    @property
    def total(self) -> int:
        """All the texts that are needed."""
        return self.warm + self.rounds * (self.batch + self.singles)


FULL = Sizes(warm=20_000, rounds=5, batch=5_000, singles=300, processes=5)
QUICK = Sizes(warm=5_000, rounds=3, batch=1_000, singles=50, processes=1)


class Bench:
    """The texts, and the scorers that have had their warm-up.

    Args:
        found: distinct texts.
        sizes: how many of them are for what; fewer rounds where there are too few.

    Raises:
        ValueError: there are too few texts even for one round.
    """

    def __init__(self, found: Sequence[str], sizes: Sizes) -> None:
        each = sizes.batch + sizes.singles
        rounds = min(sizes.rounds, (len(found) - sizes.warm) // each)
        if rounds < 1:
            raise ValueError(
                f"texts: wanted {sizes.warm + each:,} distinct ones at least, got "
                f"{len(found):,}; give more files, or --quick"
            )
        self.sizes = sizes
        self.warm = list(found[: sizes.warm])
        fresh = found[sizes.warm :]
        parts = [fresh[n * each : (n + 1) * each] for n in range(rounds)]
        self.batches = [part[: sizes.batch] for part in parts]
        self.singles = [part[sizes.batch :] for part in parts]

    @cached_property
    def model(self) -> classifier.Model:
        """The shipped model after its warm-up."""
        model = classifier.pretrained()
        model.score(self.warm)
        return model

    @cached_property
    def topic(self) -> classifier.TopicModel:
        """The shipped model of what is on topic."""
        return classifier.pretrained_topic()

    @cached_property
    def peers(self) -> Mapping[str, tuple[Peer, Runner]]:
        """Those that are installed, made ready; by their names."""
        sample = self.warm[:1_000]
        labels = labelled(sample)
        found = {}
        for peer in PEERS:
            if not peer.missing:
                score = peer.make(sample, labels)
                score(sample[:32])
                found[peer.name] = peer, Runner(score, peer.outputs)
        return found

    def runners(self, of_peers: int | None, of_slow: int) -> dict[str, Runner]:
        """All that take part, and how many texts of each round they get."""
        return {OURS: Runner(self.model.score, ATTRIBUTES)} | {
            name: Runner(
                runner.score, runner.outputs, of_slow if peer.slow else of_peers
            )
            for name, (peer, runner) in self.peers.items()
        }

    def title(self, name: str) -> str:
        """A scorer's name, its version, and how many scores it gives a text."""
        if name not in self.peers:
            return f"{name} ({ATTRIBUTES})"
        peer, _ = self.peers[name]
        return f"{peer.title} ({peer.outputs})"


def _absent(bench: Bench) -> list[Row]:
    return [
        Row(peer.name, note="not installed")
        for peer in PEERS
        if peer.name not in bench.peers
    ]


def single(bench: Bench) -> list[Row]:
    """One comment at a time."""
    runners = bench.runners(of_peers=60, of_slow=4)
    runners = {OURS: runners[OURS], AGAIN: runners[OURS], **runners}
    times = one_by_one(runners, bench.singles)
    found = {name: median(each) for name, each in times.items()}
    ours = found[OURS]
    rows = [
        Row(
            bench.title(name),
            1e6 * each.cpu,
            1e6 * each.wall,
            "" if name == OURS else f"{each.cpu / ours.cpu:.3g} times our time",
            ONE if name in (OURS, AGAIN) else None,
        )
        for name, each in found.items()
    ]
    ninety_ninth = Taken(
        *(_percentile(each, 99) for each in zip(*times[OURS], strict=True))
    )
    rows.insert(
        1,
        Row(
            "this classifier, 99th percentile",
            1e6 * ninety_ninth.cpu,
            1e6 * ninety_ninth.wall,
        ),
    )
    return rows + _absent(bench)


def _percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def batch(bench: Bench) -> list[Row]:
    """Many comments at once."""
    runners = bench.runners(of_peers=None, of_slow=8)
    runners = {OURS: runners[OURS], AGAIN: runners[OURS], **runners}
    times = in_batches(runners, bench.batches)
    found = {name: median(each) for name, each in times.items()}
    rows = []
    for name, each in found.items():
        # Of a round, in which a busy machine slows both.
        ratios = [b.cpu / a.cpu for a, b in zip(times[OURS], times[name], strict=True)]
        ratio = statistics.median(ratios)
        rows.append(
            Row(
                bench.title(name),
                1 / each.cpu,
                1 / each.wall,
                "" if name == OURS else f"{1 / ratio:.3g} times our rate",
                BATCH if name in (OURS, AGAIN) else None,
            )
        )
        if name == RIVAL:
            ahead = Bar(1, at_least=True)
            rows.append(Row(f"our rate by {RIVAL}'s", ratio, bar=ahead))
            again = statistics.median(
                b.cpu / a.cpu for a, b in zip(times[AGAIN], times[name], strict=True)
            )
            rows.append(Row("the same, texts seen before", again, bar=ahead))
    share = 100 * texts.new_share(bench.warm, bench.batches[0])
    rows.append(Row("of 100 words, new in the first round", share))
    return rows + _absent(bench)


def topic(bench: Bench) -> list[Row]:
    """On topic, one comment at a time, seven hundred under each article."""
    model, about = bench.topic, texts.articles(4)
    comments = [text for part in bench.singles for text in part]
    model.score(bench.warm[:4_000], [about[0]] * 4_000, [None] * 4_000)
    model.score(bench.warm[: len(about)], about, [None] * len(about))
    fresh = texts.articles(44)[4:]
    cached = [
        _topic(model, comment, article, None)
        for comment, article in zip(comments, cycle(about), strict=False)
    ]
    answers = [
        _topic(model, comment, article, parent)
        for comment, article, parent in zip(
            comments, cycle(about), bench.warm, strict=False
        )
    ]
    first = [
        _topic(model, comment, article, None)
        for comment, article in zip(comments, fresh, strict=False)
    ]
    return [
        _microseconds("the article cached", median(cached), TOPIC),
        _microseconds("and a parent not seen before", median(answers)),
        _microseconds("an article not seen before", median(first)),
    ]


def _topic(
    model: classifier.TopicModel,
    comment: str,
    article: tuple[str, str],
    parent: str | None,
) -> Taken:
    return taken(lambda: model.score([comment], [article], [parent]))


def _microseconds(name: str, each: Taken, bar: Bar | None = None) -> Row:
    return Row(name, 1e6 * each.cpu, 1e6 * each.wall, bar=bar)


def footprint(bench: Bench) -> list[Row]:
    """A new process: load time, memory, and its first texts."""
    sample = bench.batches[0]
    with tempfile.TemporaryDirectory() as compiled:
        _newcomer([], compiled)  # compiles what installing a package compiles
        answers = [_newcomer(sample, compiled) for _ in range(bench.sizes.processes)]
    each = {
        name: statistics.median(answer[name] for answer in answers)
        for name in answers[0]
    }
    seven, every = "attributes, loaded and asked once", "and language and topic"
    files = ROOT / "classifier" / "pretrained", ROOT / "classifier/spelling/words"
    return [
        Row(f"{seven}, s", each["attributes_cpu"], each["attributes_wall"], bar=LOAD),
        Row(f"{every}, s", each["all_cpu"], each["all_wall"], bar=LOAD),
        Row(f"{seven}, MB", each["attributes_mb"], bar=MEMORY),
        Row(f"{every}, MB", each["all_mb"], bar=MEMORY),
        Row(f"and {len(sample):,} texts scored, MB", each["used_mb"], bar=MEMORY),
        Row("its first texts a second", 1 / each["cold_cpu"], 1 / each["cold_wall"]),
        Row("model files and word lists, MB", _megabytes(files), bar=FILES),
    ]


def _newcomer(sample: Sequence[str], compiled: str) -> dict[str, float]:
    its = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    its.pop("PYTHONDONTWRITEBYTECODE", None)
    found: dict[str, float] = json.loads(
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.newcomer"],
            input=json.dumps(sample),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
            cwd=ROOT,
            env=its,
        ).stdout
    )
    return found


def _megabytes(folders: Sequence[Path]) -> float:
    files = [path for folder in folders for path in folder.rglob("*")]
    return sum(path.stat().st_size for path in files if path.suffix != ".py") / 1e6


def hostile(bench: Bench) -> list[Row]:
    """Hostile texts of 20,000 characters, each seen for the first time: the worst."""
    judge, score = _judge(None), bench.model.score
    times: dict[str, list[Taken]] = {}
    judged = list[Taken]()
    for seed in range(bench.sizes.processes):
        for kind, text in texts.hostile(seed).items():
            times.setdefault(kind, []).append(of_one(score, text))
        for text in texts.hostile(1_000 + seed).values():
            judged.append(of_one(judge, text))
    found = {kind: worst(each) for kind, each in times.items()}
    slowest = sorted(found, key=lambda kind: -found[kind].cpu)
    return [
        _milliseconds(
            f"the worst of {len(found)} kinds", worst(found.values()), HOSTILE
        ),
        *(_milliseconds(f"  {kind}", found[kind]) for kind in slowest[:6]),
        _milliseconds("fully judged, the worst", worst(judged)),
    ]


def _milliseconds(name: str, each: Taken, bar: Bar | None = None) -> Row:
    return Row(name, 1e3 * each.cpu, 1e3 * each.wall, bar=bar)


def full(bench: Bench) -> list[Row]:
    """Fully judged, as by `moderate score`: language, attributes, topic and rules."""
    (title, text), *_ = texts.articles(1)
    article = Article(title=title, text=text)
    judge = _judge(article)
    judge(bench.warm[:2_000])
    times = [of_one(judge, one) for part in bench.singles for one in part]
    each = median(times)
    return [
        _microseconds("one comment under an article", each),
        Row("comments a second", 1 / each.cpu, 1 / each.wall),
    ]


def _judge(article: Article | None) -> Score:
    with tempfile.TemporaryDirectory() as nowhere:  # no site's own models
        judges = Judges.open(Path(nowhere))

    def judged(comment: str) -> Judgement:
        original = Original(comment)
        case = cases.Case(
            site="default", language="en", original=original, article=article
        )
        return judging.judge(judges, case)

    return lambda comments: list(map(judged, comments))


@dataclass(frozen=True)
class Measure:
    """A table to fill.

    Attributes:
        title: what it says above it.
        unit: of its figures, where the rows don't tell.
        rows: fills it.
    """

    title: str
    unit: str
    rows: Callable[[Bench], list[Row]]


MEASURES = {
    "footprint": Measure(
        "A new process (medians), NumPy loaded before",
        "scores a text in ( )",
        footprint,
    ),
    "single": Measure(
        "One comment at a time, not seen before: median", "µs; scores in ( )", single
    ),
    "batch": Measure(
        "Many comments at once, not seen before: median of rounds",
        "comments a second; scores in ( )",
        batch,
    ),
    "topic": Measure("On topic, one comment not seen before: median", "µs", topic),
    "hostile": Measure(
        "Hostile texts of 20,000 characters, each for the first time", "ms", hostile
    ),
    "full": Measure(
        "Fully judged: language, attributes, topic, rules", "µs (median)", full
    ),
}


def measured(bench: Bench, names: Sequence[str]) -> Iterator[tuple[Measure, list[Row]]]:
    """Each measure with its rows, one after the other."""
    for name in names:
        yield MEASURES[name], MEASURES[name].rows(bench)
