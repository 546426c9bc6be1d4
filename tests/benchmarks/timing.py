"""Taking the time of several scorers on the same texts, in turns.

Processor time is what the process used, over all its threads; on a machine that others
use too it is the steadier one. Wall time is what somebody waits.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Score = Callable[[list[str]], object]


class Taken(NamedTuple):
    """Seconds, of processor time and by the clock on the wall."""

    cpu: float
    wall: float

    def each(self, count: int) -> "Taken":
        """For one of so many."""
        return Taken(self.cpu / count, self.wall / count)


@dataclass(frozen=True)
class Runner:
    """A scorer that takes part.

    Attributes:
        score: scores a list of texts.
        outputs: how many scores it gives a text.
        most: texts that it gets of each round, fewer when it is slow; `None` for all.
    """

    score: Score
    outputs: int
    most: int | None = None


Times = dict[str, list[Taken]]


def taken(act: Callable[[], object]) -> Taken:
    """What an act takes, once."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Taken(time.process_time() - cpu, time.perf_counter() - wall)


def median(times: Iterable[Taken]) -> Taken:
    """The median of each of both."""
    cpu, wall = zip(*times, strict=True)
    return Taken(statistics.median(cpu), statistics.median(wall))


def worst(times: Iterable[Taken]) -> Taken:
    """The most of each of both."""
    cpu, wall = zip(*times, strict=True)
    return Taken(max(cpu), max(wall))


def one_by_one(runners: Mapping[str, Runner], rounds: Sequence[Sequence[str]]) -> Times:
    """What each text took each runner; in every round all get the same texts."""
    times: Times = {name: [] for name in runners}
    for texts in rounds:
        for name, runner in runners.items():
            times[name] += [of_one(runner.score, text) for text in texts[: runner.most]]
    return times


def of_one(score: Score, text: str) -> Taken:
    """What one text takes, once."""
    return taken(lambda: score([text]))


def in_batches(runners: Mapping[str, Runner], rounds: Sequence[Sequence[str]]) -> Times:
    """What a text took each runner in each round, all texts of a round at once."""
    times: Times = {name: [] for name in runners}
    for texts in rounds:
        for name, runner in runners.items():
            times[name].append(_together(runner, texts))
    return times


def _together(runner: Runner, texts: Sequence[str]) -> Taken:
    batch = list(texts[: runner.most])
    return taken(lambda: runner.score(batch)).each(len(batch))
