"""What there is to tell of a version: how it does on what it has not learnt.

That are the audits, which nothing learns, and what people decided since it learnt.
Nothing is stored: texts are looked up when they are asked for, so that what is erased
is told no more.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from classifier import ModelError, NotEnoughExamples, identities
from classifier.evaluation import metrics
from classifier.house import Ground, SiteModel
from classifier.house import training as house_training
from classifier.registry import Registry
from classifier.words import words
from moderation.learning import contest, lessons
from moderation.store import Database
from moderation.store.examples import Example

LEAST = 40
"""Decisions that it has not learnt, with five of each kind, before figures are told."""

SIDES = 0.5
"""P(reject) from which on a judge would rather reject."""

FLIPS = 10
"""Comments that are quoted each way."""

WORDS, WRITERS = 15, 3
"""Words that are told each way; each was used by so many authors that none tells of one
person. Who wrote without a name counts as another each time."""

SHARES = (0.125, 0.25, 0.5, 1.0)
"""Of the earlier decisions, from which it is learnt again to see what more of them
bring about."""

MORE = 500
"""Further decisions whose gain is foretold."""


@dataclass(frozen=True)
class Judge:
    """A judge and its scores of the same decisions, shape (n,)."""

    name: str
    scores: contest.Scores


@dataclass(frozen=True)
class Flip:
    """A decision on which the judges lie on different sides."""

    key: int
    text: str
    rejected: bool
    ours: float
    theirs: float


@dataclass(frozen=True)
class Curve:
    """What ever more decisions bring about: how many, and the AUC on later ones.

    Attributes:
        gain: what `MORE` further ones should add, and between which two that surely
            lies; `None` where the figures follow no curve.
    """

    points: Sequence[tuple[int, float]]
    gain: tuple[float, float, float] | None


@dataclass(frozen=True)
class Examined:
    """What there is to tell.

    Attributes:
        unlearnt: decisions that the version has not learnt; `audits` of them are.
        rejected: what people made of them, shape (n,).
        ours, theirs: the version, and the one that was in service when it learnt, or
            the shipped toxicity; `None` of fewer than `LEAST`.
        groups: of each section, language, source and reason, and of comments that name
            a group of people: how many, and the share each judge would decide so.
        flips: the most certain first, for the better and for the worse; `better` and
            `worse` count all of them.
        parent_is_gone: whether it was compared with a version that is kept no longer.
        gained, lost: words with the weight by it, and by the other.
        learnt: what the site has decided, as a data sheet counts it.
    """

    model: SiteModel
    unlearnt: Sequence[Example]
    audits: int
    rejected: NDArray[np.bool_]
    ours: Judge | None
    theirs: Judge | None
    groups: Mapping[str, tuple[int, float, float]]
    flips: Sequence[Flip]
    better: int
    worse: int
    parent_is_gone: bool
    gained: Sequence[tuple[str, float, float]]
    lost: Sequence[tuple[str, float, float]]
    curve: Curve | None
    learnt: Mapping[str, Mapping[str, int]]


def examine(
    db: Database, registry: Registry, ground: Ground, site: str, version: str
) -> Examined:
    """Look at a version.

    Raises:
        ModelError: there is none of this name, or it cannot be used.
    """
    model = registry.load(site, version, ground)
    parent = _parent(registry, ground, site, model)
    champion = str(model.card.get("champion", ""))
    its = lessons.of_site(db, site, ground)
    audits = lessons.audited(db, site, ground)
    through = model.card.get("through", 0)
    later = [each for each in its if each.number > through]
    unlearnt = [*audits, *later]
    rejected = np.array([each.rejected for each in unlearnt], bool)
    earlier = [each for each in its if each.number <= through]
    ours = theirs = None
    if len(unlearnt) >= LEAST and min(rejected.sum(), (~rejected).sum()) >= 5:
        ours = Judge(version, contest.by_house(ground, model, unlearnt))
        theirs = _other(ground, parent, earlier, unlearnt)
    better, worse = _flips(unlearnt, ours, theirs)
    gained, lost = _words(model, parent, its)
    return Examined(
        model=model,
        unlearnt=unlearnt,
        audits=len(audits),
        rejected=rejected,
        ours=ours,
        theirs=theirs,
        groups=_groups(unlearnt, rejected, ours, theirs),
        flips=[*better[:FLIPS], *worse[:FLIPS]],
        better=len(better),
        worse=len(worse),
        parent_is_gone=parent is None and champion.startswith("house-"),
        gained=gained,
        lost=lost,
        curve=_curve(ground, earlier),
        learnt=_sheet(earlier),
    )


def _parent(
    registry: Registry, ground: Ground, site: str, model: SiteModel
) -> SiteModel | None:
    """`None` where it was the shipped model, is kept no longer or cannot be used."""
    name = model.card.get("champion", "")
    kept = {each.version for each in registry.versions(site)}
    try:
        return registry.load(site, name, ground) if name in kept else None
    except ModelError:
        return None


def _other(
    ground: Ground,
    parent: SiteModel | None,
    learnt: Sequence[Example],
    its: Sequence[Example],
) -> Judge:
    if parent is not None:
        return Judge(parent.version, contest.by_house(ground, parent, its))
    return Judge("shipped toxicity", contest.by_toxicity(ground, learnt, its))


def _groups(
    its: Sequence[Example],
    rejected: NDArray[np.bool_],
    ours: Judge | None,
    theirs: Judge | None,
) -> Mapping[str, tuple[int, float, float]]:
    if ours is None or theirs is None:
        return {}
    found = {**lessons.groups(its), **_naming(its)}
    return {
        name: (
            int(among.sum()),
            _as_people(ours, rejected, among),
            _as_people(theirs, rejected, among),
        )
        for name, among in sorted(found.items())
        if among.sum() >= LEAST // 2
    }


def _as_people(
    judge: Judge, rejected: NDArray[np.bool_], among: NDArray[np.bool_]
) -> float:
    """The share of some decisions that a judge would make as people did."""
    return float(((judge.scores[among] >= SIDES) == rejected[among]).mean())


def _naming(its: Sequence[Example]) -> dict[str, NDArray[np.bool_]]:
    """Which comments name a group of people, by the kind of group."""
    found: dict[str, NDArray[np.bool_]] = {}
    for place, each in enumerate(its):
        for kind in {
            kind
            for word in words(each.text)
            if (kind := identities.KINDS.get(word.text)) is not None
        }:
            name = f"comments that name people by {kind}"
            found.setdefault(name, np.zeros(len(its), bool))[place] = True
    return found


def _flips(
    its: Sequence[Example], ours: Judge | None, theirs: Judge | None
) -> tuple[list[Flip], list[Flip]]:
    """For the better, and for the worse; the most certain first."""
    right, wrong = list[Flip](), list[Flip]()
    if ours is None or theirs is None:
        return right, wrong
    differ = (ours.scores >= SIDES) != (theirs.scores >= SIDES)
    order = np.argsort(-np.abs(ours.scores - theirs.scores), kind="stable")
    for place in order[differ[order]].tolist():
        each = its[place]
        its_ours, its_theirs = float(ours.scores[place]), float(theirs.scores[place])
        is_right = (its_ours >= SIDES) == each.rejected
        (right if is_right else wrong).append(
            Flip(each.key, each.text, each.rejected, its_ours, its_theirs)
        )
    return right, wrong


def _words(
    model: SiteModel, parent: SiteModel | None, its: Sequence[Example]
) -> tuple[list[tuple[str, float, float]], list[tuple[str, float, float]]]:
    """Those that gained and lost most against the other judge, or against nothing."""
    used = defaultdict[str, set[str]](set)
    for place, each in enumerate(its):
        for word in {found.text for found in words(each.text)}:
            used[word].add(f"by {each.author}" if each.author else f"number {place}")
    told = sorted(word for word, by in used.items() if len(by) >= WRITERS)
    ours = model.word_weights(told)
    theirs = parent.word_weights(told) if parent else np.zeros(len(told), np.float32)
    order = np.argsort(theirs - ours, kind="stable").tolist()
    rows = [(told[n], float(ours[n]), float(theirs[n])) for n in order]
    gained = [row for row in rows[:WORDS] if row[1] > row[2]]
    lost = [row for row in rows[::-1][:WORDS] if row[1] < row[2]]
    return gained, lost


def _curve(ground: Ground, its: Sequence[Example]) -> Curve | None:
    """The newest fifth is asked about, the others are learnt, ever more of them."""
    split = len(its) * 4 // 5
    before, after = its[:split], its[split:]
    labels = np.array([each.rejected for each in after], bool)
    if len(after) < LEAST or not 5 <= labels.sum() <= len(labels) - 5:
        return None
    points = list[tuple[int, float]]()
    for share in SHARES:
        some = before[len(before) - round(share * len(before)) :]
        try:
            learnt = house_training.fit(ground, lessons.taught(some))
        except NotEnoughExamples:
            continue
        scores = contest.by_house(ground, learnt, after)
        points.append((len(some), metrics.auc(labels.astype(int), scores)))
    return Curve(points, _foretold(points)) if len(points) > 1 else None


def _foretold(points: Sequence[tuple[int, float]]) -> tuple[float, float, float] | None:
    """What `MORE` decisions add, by an inverse power law of what is missing to an AUC
    of 1 (Figueroa et al., "Predicting sample size required for classification
    performance", 2012), and twice the standard error of what it leaves unexplained.
    """
    if len(points) < 3 or any(value >= 1 for _, value in points):
        return None
    sizes = np.log([size for size, _ in points])
    missing = np.log([1 - value for _, value in points])
    slope, offset = np.polyfit(sizes, missing, 1)
    if slope >= 0:
        return None
    left = missing - (slope * sizes + offset)
    error = float(np.sqrt((left**2).sum() / max(len(points) - 2, 1)))
    last, value = points[-1]
    now = exp(offset + slope * log(last))
    then = exp(offset + slope * log(last + MORE))
    gain, doubt = now - then, 2 * error * (1 - value)
    return gain, max(0.0, gain - doubt), gain + doubt


def _sheet(its: Sequence[Example]) -> Mapping[str, Mapping[str, int]]:
    """How many decisions are of what, the most first."""
    counted = {
        "source": Counter(str(each.source) for each in its),
        "person": Counter(each.by for each in its),
        "reason": Counter(str(each.reason) for each in its if each.reason),
        "section": Counter(each.section for each in its if each.section),
        "language": Counter(each.language for each in its if each.language),
        "month": Counter(f"{each.at:%Y-%m}" for each in its),
    }
    return {name: dict(its.most_common()) for name, its in counted.items()}
