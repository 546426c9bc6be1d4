"""A version and the judge beside it, measured on decisions that neither has learnt."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.evaluation import metrics
from classifier.house.comparing import losses
from classifier.named import named_in
from moderation.blind.results import Share
from moderation.examined import (
    BINS,
    ByReason,
    Cut,
    Group,
    Measured,
    Named,
    Of,
    Ranked,
)
from moderation.learning import lessons
from moderation.learning.contest import Scores
from moderation.policy import Threshold
from moderation.store.examples import Example

LEAST, LEAST_OF_EACH = 40, 5
"""Decisions, and of these approvals and rejections, before figures are told."""

LEAST_OF_GROUP = LEAST // 2
"""Decisions of a group before it is told how often the judges decide as people did;
and approvals before it is told how many of them are not let through."""

SIDES = 0.5
"""P(reject) from which on a judge would rather reject."""

THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
"""P(reject) at which precision is told."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Judge:
    """A judge and its scores of the same decisions, shape (n,)."""

    name: str
    scores: Scores

    def of(self, those: Any) -> "Judge":
        """Its scores of some of them."""
        return Judge(self.name, self.scores[those])

    @property
    def rejects(self) -> Bools:
        """What it would rather reject."""
        return np.asarray(self.scores >= SIDES)


def are_enough(its: Sequence[Example]) -> bool:
    """Whether figures of these decisions say anything."""
    rejected = sum(each.rejected for each in its)
    few = min(rejected, len(its) - rejected)
    return len(its) >= LEAST and few >= LEAST_OF_EACH


def measured(
    of: Of, its: Sequence[Example], ours: Judge, theirs: Judge, threshold: Threshold
) -> Measured:
    """The figures of some decisions, of which there are enough.

    Args:
        of: which they are.
        threshold: that of `reject` which is in force.
    """
    rejected = np.array([each.rejected for each in its], bool)
    labels = rejected.astype(int)
    more = metrics.auc_difference(labels, ours.scores, theirs.scores)
    return Measured(
        of=of,
        ours=_ranked(ours, rejected),
        theirs=_ranked(theirs, rejected),
        more=(more.value, more.low, more.high),
        cuts=[_cut(each, ours.scores, rejected) for each in THRESHOLDS],
        approved=_binned(ours.scores[~rejected]),
        rejected=_binned(ours.scores[rejected]),
        groups=_groups(its, rejected, ours, theirs),
        named=_named(its, rejected, ours.scores, threshold),
        reasons=_reasons(its, ours.scores, threshold),
    )


def _ranked(judge: Judge, rejected: Bools) -> Ranked:
    labels, scores = rejected.astype(int), judge.scores
    rate = float(labels.mean())
    return Ranked(
        name=judge.name,
        auc=(metrics.auc(labels, scores), *metrics.auc_interval(labels, scores)),
        average_precision=metrics.average_precision(labels, scores),
        loss=float(losses(rejected, scores).mean()),
        calibration=metrics.calibration_error(labels, scores, rate),
        alike=_share(judge.rejects == rejected),
        caught=_share(judge.rejects[rejected]),
        roc=metrics.roc(labels, scores),
        precision_recall=metrics.precision_recall(labels, scores),
        reliability=[
            (each.score, each.share)
            for each in metrics.reliability(labels, scores, rate)
        ],
    )


def _cut(threshold: float, scores: Scores, rejected: Bools) -> Cut:
    chosen = scores >= threshold
    return Cut(
        threshold,
        reached=_share(chosen),
        right=_share(rejected[chosen]) if chosen.any() else None,
        caught=_share(chosen[rejected]),
    )


def _share(its: Any) -> Share:
    return Share.of(int(np.count_nonzero(its)), len(its))


def _binned(scores: Scores) -> list[int]:
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    return [int(each) for each in np.bincount(bins, minlength=BINS)]


def _groups(
    its: Sequence[Example], rejected: Bools, ours: Judge, theirs: Judge
) -> list[Group]:
    found = [
        (*_kind_and_name(name), among) for name, among in lessons.groups(its).items()
    ]
    found += [("people", kind, among) for kind, among in _naming(its).items()]
    return [
        Group(
            kind,
            name,
            int(among.sum()),
            float((ours.rejects == rejected)[among].mean()),
            float((theirs.rejects == rejected)[among].mean()),
        )
        for kind, name, among in sorted(found, key=lambda each: each[:2])
        if among.sum() >= LEAST_OF_GROUP
    ]


def _kind_and_name(group: str) -> tuple[str, str]:
    """Of a group such as "the section sport"."""
    kind, _, name = group.removeprefix("the ").partition(" ")
    return kind, name


def _naming(its: Sequence[Example]) -> Mapping[str, Bools]:
    """Which comments name a group of people, by the kind of group."""
    found: dict[str, Bools] = {}
    for place, each in enumerate(its):
        for kind in named_in(each.text):
            found.setdefault(kind, np.zeros(len(its), bool))[place] = True
    return found


def _named(
    its: Sequence[Example], rejected: Bools, scores: Scores, threshold: Threshold
) -> list[Named]:
    """All comments first, by "", and those that name a group: one whose approved
    comments are stopped more often than others is treated worse.
    """
    stopped = scores >= threshold.hold
    found = list[Named]()
    everything = {"": np.ones(len(its), bool)}
    for kind, among in sorted({**everything, **_naming(its)}.items()):
        approved, labels = among & ~rejected, rejected[among].astype(int)
        few = min(labels.sum(), len(labels) - labels.sum())
        auc = None
        if len(labels) >= LEAST_OF_GROUP and few >= LEAST_OF_EACH:
            interval = metrics.auc_interval(labels, scores[among])
            auc = metrics.auc(labels, scores[among]), *interval
        enough = approved.sum() >= LEAST_OF_GROUP
        wrongly = _share(stopped[approved]) if enough else None
        found.append(Named(kind, len(labels), wrongly, auc))
    return found


def _reasons(
    its: Sequence[Example], scores: Scores, threshold: Threshold
) -> list[ByReason]:
    """What the score alone asks for, the reason with the most rejections first."""
    done = defaultdict[str, Counter[str]](Counter)
    for each, score in zip(its, scores.tolist(), strict=True):
        if each.rejected:
            done[str(each.reason or "")][_asked(score, threshold)] += 1
    found = [
        ByReason(reason, its["rejected"], its["held"], its["approved"])
        for reason, its in done.items()
    ]
    return sorted(found, key=lambda each: (-each.decisions, each.reason))


def _asked(score: float, threshold: Threshold) -> str:
    if threshold.reject is not None and score >= threshold.reject:
        return "rejected"
    return "held" if score >= threshold.hold else "approved"
