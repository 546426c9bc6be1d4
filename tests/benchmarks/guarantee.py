"""Whether what is promised of errors holds as often as it says, on simulated sites.

    python -m tests.benchmarks.guarantee
    python -m tests.benchmarks.guarantee --sites 5000 --seed 7

Each site has a share of rejections of its own, a model that tells them apart more or
less well and is too sure of itself or not sure enough, rules that reject or hold some
of what it should and some of what it should not, and some thousand audits. Thresholds
are set as the service sets them. What is true is known here: the errors among 200,000
more comments of the site. A promise is broken where more are wrong than was accepted.
Where it is hardest to be right, each threshold is wrong exactly as often as accepted,
and an audit more or less decides: what is promised there is a promise too many.

The exit status is 1 when the promises of one kind are broken on more sites than the
confidence allows, beyond chance.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit
from scipy.stats import binom

from classifier import risk
from classifier.risk import Counted
from moderation.accepted import CONFIDENCE, Accepted
from moderation.guarantees.counting import Audits
from moderation.guarantees.finding import Found, find
from moderation.policy import Threshold
from tests.benchmarks.table import Bar, Row, shown

MOST_AUDITS = 5_000
ALL = 200_000  # comments by which it is known what is true
BY_CHANCE = 0.01
"""How seldom the figure may be beyond the bar though each promise holds as it says."""


@dataclass(frozen=True)
class Site:
    """What makes a site: comments are drawn from it."""

    rejected: float  # share of its comments
    apart: float  # how far rejections score above approvals, in logits
    too_sure: float  # by which the model's logits are multiplied
    shift: float  # and to which that is added
    ruled: float  # share of rejections that rules reject
    misruled: float  # and of approvals
    held: float  # share of comments that rules hold

    @classmethod
    def drawn(cls, dice: np.random.Generator) -> "Site":
        """Any that may be."""
        return cls(
            rejected=dice.uniform(0.02, 0.3),
            apart=dice.uniform(0.5, 6),
            too_sure=dice.uniform(0.4, 2.5),
            shift=dice.normal(0, 1),
            ruled=dice.uniform(0, 0.3),
            misruled=dice.uniform(0, 0.004),
            held=dice.uniform(0, 0.1),
        )

    def audits(self, number: int, dice: np.random.Generator) -> Audits:
        """So many comments, as audited ones are."""
        rejected = dice.random(number) < self.rejected
        logits = dice.normal(0, 1, number) + self.apart * (rejected - 0.5)
        refused = dice.random(number) < np.where(rejected, self.ruled, self.misruled)
        held = ~refused & (dice.random(number) < self.held)
        free = ~refused & ~held
        nothing = np.zeros(number, bool)
        return Audits(
            people_rejected=rejected,
            scores=expit(self.too_sure * logits + self.shift),
            approved=np.stack([free, nothing, nothing]),
            rejected=np.stack([refused, refused, refused | free | held]),
        )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sites", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    dice = np.random.default_rng(given.seed)
    rows = list(_measured(given.sites, dice))
    print(shown("Promises on simulated sites", "share", rows))
    return int(any(row.failed for row in rows))


def _measured(sites: int, dice: np.random.Generator) -> Iterator[Row]:
    accepted = Accepted(wrong_rejections=0.02, wrong_approvals=0.02)
    kept, broken = dict.fromkeys(_KINDS, 0), dict.fromkeys(_KINDS, 0)
    alone = list[float]()
    for _ in range(sites):
        site = Site.drawn(dice)
        audits = site.audits(int(dice.integers(100, MOST_AUDITS)), dice)
        found = find("simulated", audits, accepted, Threshold(0.5, None))
        truth = site.audits(ALL, dice)
        for kind in _KINDS:
            if _is_kept(found, kind):
                kept[kind] += 1
                broken[kind] += _wrong(found, truth, kind) > 0.02
        alone.append(found.automated.decided / len(audits))
    for kind in _KINDS:
        yield _row(kind, Counted(kept[kind], broken[kind]), sites)
    yield Row("decided without a person, median", float(np.median(alone)))
    for kind in _KINDS:
        yield _at_the_bound(kind, sites, dice)


def _at_the_bound(kind: str, sites: int, dice: np.random.Generator) -> Row:
    """Promises where all thresholds are wrong exactly as often as is accepted."""
    promised = 0
    for _ in range(sites):
        share = float(dice.choice([0.01, 0.02, 0.05, 0.1]))
        audits = _wrong_at_all(kind, share, int(dice.integers(100, MOST_AUDITS)), dice)
        accepted = (
            Accepted(wrong_approvals=share)
            if kind == "approvals"
            else Accepted(wrong_rejections=share)
        )
        found = find("bound", audits, accepted, Threshold(0.5, None))
        promised += _is_kept(found, kind)
    return _row(f"{kind}, at the bound", Counted(sites, promised), sites)


def _wrong_at_all(
    kind: str, share: float, number: int, dice: np.random.Generator
) -> Audits:
    """Comments of which a share is wrong, whatever their score."""
    wrong = dice.random(number) < share
    every, none = np.ones(number, bool), np.zeros(number, bool)
    return Audits(
        people_rejected=wrong if kind == "approvals" else ~wrong,
        scores=dice.beta(0.5, 0.5, number),
        approved=np.stack([every, none, none]),
        rejected=np.stack([none, none, every]),
    )


_KINDS = ("approvals", "rejections")


def _is_kept(found: Found, kind: str) -> bool:
    return found.approvals.is_kept if kind == "approvals" else found.rejections.is_kept


def _wrong(found: Found, truth: Audits, kind: str) -> float:
    counts = truth.approvals if kind == "approvals" else truth.rejections
    its = counts(found.threshold.hold, found.threshold.reject)
    return its.wrong / max(its.decided, 1)


def _row(kind: str, its: Counted, sites: int) -> Row:
    low, high = risk.interval(its)
    doubt = 1 - CONFIDENCE
    most = float(binom.ppf(1 - BY_CHANCE, max(its.decided, 1), doubt))
    return Row(
        f"broken promises of {kind}",
        its.wrong / max(its.decided, 1),
        bar=Bar(most / max(its.decided, 1)),
        note=f"{low:.3f} to {high:.3f}, made on {its.decided} of {sites} sites",
    )


if __name__ == "__main__":
    sys.exit(main())
