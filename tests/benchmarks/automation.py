"""How many comments need no person, at errors that are surely accepted.

    python -m tests.benchmarks.automation DATA

DATA and the houses are those of `learning`, with as many rejections as are usual: of
those beyond that share some are left out. Of each house some thousand comments are
decided, and the others audited. Thresholds are set on the audits so that of what is
approved, and of what is rejected, at most 2 in 100 are wrong, at 95 % confidence: first
for the chance that follows from the shipped toxicity alone, then for what was learnt.
The figure is the share of audited comments that is decided without a person, by the
scores alone, with its exact 95 % interval. The exit status is 1 where it does not rise.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

import classifier
from classifier import risk
from classifier.house import Ground, training
from classifier.house.calibrating import platt
from classifier.house.reading import Readings, chosen, read
from classifier.risk import Counted
from moderation.accepted import Accepted
from moderation.guarantees.counting import Audits
from moderation.guarantees.finding import Found, find
from moderation.policy import Threshold
from tests.benchmarks.houses import House, examples_of, houses
from tests.benchmarks.table import Bar, Row, shown

DECIDED = 5_000
ACCEPTED = Accepted(wrong_rejections=0.02, wrong_approvals=0.02)
AIM = 0.85  # the highest share that anybody claims, without telling the error

Floats = NDArray[np.floating]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--decided", type=int, default=DECIDED)
    parser.add_argument("--rejected", type=float, nargs="+", default=[0.05, 0.1])
    given = parser.parse_args()
    ground, failed = Ground.under(classifier.pretrained()), False
    found = list(houses(given.data))
    for share in given.rejected:
        rows = list[Row]()
        for house in found:
            rows += _measured(ground, _thinned(house, share), given.decided)
        title = f"Decided without a person, where {share:.0%} are rejected"
        print(shown(title, "share", rows), flush=True)
        failed |= any(row.failed for row in rows)
    return int(failed)


def _thinned(house: House, share: float) -> House:
    """The same with fewer rejections."""
    rejections = np.flatnonzero(house.rejected)
    most = round(share / (1 - share) * np.count_nonzero(~house.rejected))
    left_out = np.random.default_rng(0).permutation(rejections)[most:]
    kept = np.setdiff1d(np.arange(len(house.texts)), left_out)
    texts = [house.texts[row] for row in kept]
    return replace(house, texts=texts, rejected=house.rejected[kept])


def _measured(ground: Ground, house: House, decided: int) -> Iterator[Row]:
    decided = min(decided, len(house.texts) * 5 // 8)
    readings = read(ground.model, house.texts)
    before = np.arange(decided)
    after = np.arange(decided, len(house.texts))
    its = examples_of(chosen(readings, before), house.rejected[before])
    model = training.fit(ground, its)
    learnt = model.score_read(chosen(readings, after), [{}] * len(after))
    shipped = _toxicity(ground, readings, house.rejected, before)[after]
    rejected = house.rejected[after]
    first, then = _found(shipped, rejected), _found(learnt, rejected)
    yield _row(f"{house.name}, shipped", first, None)
    share = first.automated.decided / first.audits
    # Half a point less may be chance, of two or three thousand.
    bar = Bar(round(share - 0.005, 3), at_least=True)
    yield _row(f"{house.name}, {decided:,} decided", then, bar)


def _toxicity(
    ground: Ground,
    readings: Readings,
    rejected: NDArray[np.bool_],
    before: NDArray[np.integer],
) -> Floats:
    column = ground.model.attributes.index("toxicity")
    logits = readings.logits[:, column].astype(float)
    slope, offset = platt(logits[before], rejected[before], np.ones(len(before)))
    chances: Floats = expit(slope * logits + offset)
    return chances


def _found(scores: Floats, rejected: NDArray[np.bool_]) -> Found:
    all_of, none = np.ones(len(scores), bool), np.zeros(len(scores), bool)
    audits = Audits(
        people_rejected=rejected,
        scores=scores.astype(float),
        approved=np.stack([all_of, none, none]),
        rejected=np.stack([none, none, all_of]),
    )
    # Where nothing can be promised, all wait.
    return find("measured", audits, ACCEPTED, Threshold(0.0, None))


def _row(name: str, found: Found, bar: Bar | None) -> Row:
    counted = Counted(found.audits, found.automated.decided)
    low, high = risk.interval(counted)
    share = counted.wrong / counted.decided
    aim = ", the aim is reached" if share >= AIM else ""
    note = f"{low:.3f} to {high:.3f}, {found.audits:,} audited{aim}"
    return Row(name, share, bar=bar, note=note)


if __name__ == "__main__":
    sys.exit(main())
