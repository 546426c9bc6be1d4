"""A challenger is learnt, compared with the judge in service, and promoted if better.

What it is compared on neither has learnt, and is later than what was learnt from, as in
service; only of few decisions each part is compared with what all the others taught.
Once compared, the challenger learns from all there is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from classifier import NotEnoughExamples
from classifier.house import Ground, SiteModel, versions
from classifier.house import training as house_training
from classifier.house.calibrating import platt
from classifier.house.comparing import Compared, compare
from classifier.house.deciders import Decider, unlike_others
from classifier.house.reading import Readings, unpacked
from classifier.registry import Registry
from moderation.learning import lessons, provenance, sharing
from moderation.store import Database
from moderation.store.examples import Example

COMPARED_SHARE = 5
"""One decision in so many, the newest, is for comparison."""

IN_STEPS = 2_000
"""Decisions up to which they are compared in `STEPS` steps, each judged by what was
learnt from all before it: the newest fifth of a few hundred tells too little."""

STEPS = 6
IN_PARTS = 500
"""Decisions up to which they are compared in `PARTS` parts, one after the other in
time, each judged by what was learnt from all others: what is learnt from the first
third of a hundred is no measure of what all of them teach. Of houses where a hundred
raise AUC by 0.16 and 0.34 in the mean, steps promote 5 and 10 of 12, parts 9 and all;
neither promotes any of 23 where they change nothing."""

PARTS = 8
LEAST = house_training.LEAST + 1
"""Of approvals, and of rejections: enough to learn from, and one to be compared on."""

LEAST_LATER = 20
"""Decisions that must be later than all that the judge in service has learnt: fewer
tell nothing of which is better."""

Scores = NDArray[np.float32]
Ready = Callable[[SiteModel], object]
_Judge = Callable[[Sequence[Example]], Scores]


@dataclass(frozen=True)
class Retrained:
    """What came of a retraining.

    Attributes:
        unlike: who decides unlike all others; nothing was learnt from them.
        why: one sentence for the operator.
    """

    version: str
    promoted: bool
    champion: str
    compared: Compared
    unlike: Sequence[Decider]
    why: str


def retrain(
    db: Database,
    registry: Registry,
    ground: Ground,
    site: str,
    *,
    ready: Ready = lambda model: None,
) -> Retrained:
    """Learn from the site's decisions, compare, and promote if better.

    Args:
        ready: what is to be done with a model before it is in service.

    Raises:
        NotEnoughExamples: too few decisions by people, or too few since the last time.
        AlreadyLearning: another process learns from them.
        NotKept: the disk is full; the judge in service stays.
        ModelError: the judge in service cannot be read.
    """
    with registry.learning(site):
        return _retrained(db, registry, ground, site, ready)


def _retrained(
    db: Database, registry: Registry, ground: Ground, site: str, ready: Ready
) -> Retrained:
    found = lessons.of_site(db, site, ground)
    its, unlike = _of_good_faith(ground, found)
    in_service = registry.current(site)
    champion = registry.load(site, in_service, ground) if in_service else None
    its, known = _known_first(its, champion)
    shared = sharing.of_others(db, site, ground)
    compared = _compared(ground, champion, its, known, shared)
    name = champion.version if champion else ground.version
    told = {
        **provenance.of(found, its),
        "number": 1 + max((each.number for each in registry.versions(site)), default=0),
        "champion": name,
        "compared": asdict(compared),
        "unlike": [asdict(decider) for decider in unlike],
        "limits": [*versions.LIMITS, *provenance.caveats(its)],
    }
    taught = lessons.taught(its)
    challenger = house_training.fit(ground, taught, shared=shared, told=told)
    registry.save(site, challenger)
    kept_out = _kept_out(registry, site, in_service, its) if compared.is_better else ""
    promoted = compared.is_better and not kept_out
    if promoted:
        ready(challenger)
        registry.promote(site, challenger.version, ground)
    registry.prune(site)
    said = [_why(compared, name), kept_out, *map(_left_out, unlike)]
    said += provenance.caveats(its)
    return Retrained(
        challenger.version,
        promoted,
        name,
        compared,
        unlike,
        "; ".join(part.rstrip(".") for part in said if part),
    )


def _kept_out(
    registry: Registry, site: str, in_service: str | None, its: Sequence[Example]
) -> str:
    """Why a better one is not promoted all the same; "" where nothing is against it."""
    if registry.is_pinned(site):
        return (
            "it is not promoted, as what is in service is pinned; `moderate promote` "
            "does it, and `moderate models unpin` lets it be done"
        )
    if registry.current(site) != in_service:
        return (
            "it is not promoted, as another than it was compared with is in service by "
            "now; learn again to compare with that"
        )
    if provenance.is_all_bulk(its):
        return "it is not promoted by itself; `moderate promote` does it"
    return ""


def _known_first(
    its: Sequence[Example], champion: SiteModel | None
) -> tuple[Sequence[Example], int]:
    """What the judge in service has learnt before all that it has not, each the oldest
    first; and how many it has learnt.

    By the order of deciding: the clock may have jumped, and an archive that comes in
    later has older times.
    """
    if champion is None:
        return its, 0
    card = champion.card
    if (through := card.get("through")) is not None:
        known = [each.number <= through for each in its]
    else:  # it is from before decisions were numbered
        until = datetime.fromisoformat(card["until"])
        known = [each.at <= until for each in its]
    pairs = list(zip(its, known, strict=True))
    first = [each for each, is_known in pairs if is_known]
    return [*first, *(each for each, is_known in pairs if not is_known)], len(first)


def _of_good_faith(
    ground: Ground, its: Sequence[Example]
) -> tuple[Sequence[Example], Sequence[Decider]]:
    """What was decided, without what those decided who decide unlike all others.

    Raises:
        NotEnoughExamples: too few decisions.
    """
    labels = np.array([each.rejected for each in its], bool)
    house_training.check(labels, LEAST)
    logits = house_training.expected(ground, lessons.taught(its))
    unlike = unlike_others([each.by for each in its], labels, logits)
    names = {decider.name for decider in unlike}
    return [each for each in its if each.by not in names], unlike


def _left_out(its: Decider) -> str:
    return (
        f"nothing was learnt from {its.name}, whose decisions are against what the "
        f"others' lead to expect in {its.against:.0%} of {its.decisions}, and those of "
        f"the others in {its.others:.0%}"
    )


def _compared(
    ground: Ground,
    champion: SiteModel | None,
    its: Sequence[Example],
    known: int,
    shared: SiteModel | None,
) -> Compared:
    later = list[Example]()
    challenging, championing = list[Scores](), list[Scores]()
    for before, after in _steps(its, _unknown_from(its, champion, known)):
        learnt = house_training.fit(ground, lessons.taught(before), shared=shared)
        challenging.append(_house(ground, learnt)(after))
        theirs = _house(ground, champion) if champion else _toxicity(ground, before)
        championing.append(theirs(after))
        later += after
    return compare(
        np.array([each.rejected for each in later], bool),
        np.concatenate(championing),
        np.concatenate(challenging),
        lessons.groups(later),
    )


def _unknown_from(
    its: Sequence[Example], champion: SiteModel | None, known: int
) -> int:
    """From which one on the judge in service has learnt nothing of them.

    Raises:
        NotEnoughExamples: that is too few.
    """
    if champion is not None and len(its) - known < LEAST_LATER:
        raise NotEnoughExamples(
            f"wanted {LEAST_LATER} decisions since the judge in service learnt, or "
            f"more, found {len(its) - known}; decide more comments first"
        )
    return known


def _steps(
    its: Sequence[Example], first: int
) -> Iterator[tuple[Sequence[Example], Sequence[Example]]]:
    """What is learnt from, and what it is compared on: from the first one that may be,
    or from where enough is before it to be learnt from.
    """
    if len(its) - first <= IN_PARTS:
        yield from _parts(its, first)
        return
    rejected = np.array([each.rejected for each in its], bool)
    if len(its) > IN_STEPS:
        bounds = [max(first, len(its) - len(its) // COMPARED_SHARE), len(its)]
    else:
        begin = max(first, _learnable_from(rejected), len(its) // 3)
        bounds = [round(at) for at in np.linspace(begin, len(its), STEPS + 1)]
    for begin, end in pairwise(bounds):
        if begin < end:
            yield its[:begin], its[begin:end]


def _parts(
    its: Sequence[Example], first: int
) -> Iterator[tuple[Sequence[Example], Sequence[Example]]]:
    """All but a part of the later ones, and that part: as many rejections in each."""
    rejected = np.array([each.rejected for each in its[first:]], bool)
    halves = (first + np.flatnonzero(each) for each in (rejected, ~rejected))
    both = zip(*(np.array_split(each, PARTS) for each in halves), strict=True)
    for part in map(np.concatenate, both):
        left = np.setdiff1d(np.arange(len(its)), part)
        if len(part):
            yield [its[n] for n in left.tolist()], [its[n] for n in part.tolist()]


def _learnable_from(rejected: NDArray[np.bool_]) -> int:
    """Before which one there are enough of both kinds.

    Raises:
        NotEnoughExamples: there is nothing behind.
    """
    least = house_training.LEAST
    enough = np.minimum(rejected.cumsum(), (~rejected).cumsum()) >= least
    first = int(enough.argmax()) + 1
    if first >= len(rejected):
        house_training.check(rejected[:-1])
    return first


def _house(ground: Ground, model: SiteModel) -> _Judge:
    def scores(its: Sequence[Example]) -> Scores:
        return model.score_read(_readings(ground, its), [each.signals for each in its])

    return scores


def _toxicity(ground: Ground, before: Sequence[Example]) -> _Judge:
    """Before a site has its own judge, toxicity is the best guess at a rejection; as it
    is no chance of that, the decisions before make it one.
    """
    column = ground.model.attributes.index("toxicity")
    labels = np.array([each.rejected for each in before], bool)
    logits = _readings(ground, before).logits[:, column].astype(float)
    slope, offset = platt(logits, labels, np.ones(len(labels)))

    def scores(its: Sequence[Example]) -> Scores:
        logits = slope * _readings(ground, its).logits[:, column] + offset
        chances: Scores = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return chances

    return scores


def _readings(ground: Ground, its: Sequence[Example]) -> Readings:
    return unpacked([each.reading or b"" for each in its], len(ground.model.attributes))


def _why(compared: Compared, champion: str) -> str:
    verdict = "better than" if compared.is_better else "no better than"
    told = (
        f"on {compared.decisions} later decisions it is {verdict} {champion}: log loss "
        f"{compared.challenger.loss:.4f} against {compared.champion.loss:.4f}"
    )
    if compared.challenger.auc is not None and compared.champion.auc is not None:
        told += (
            f", AUC {compared.challenger.auc:.3f} against {compared.champion.auc:.3f}"
        )
    return "; ".join([told, *compared.against])
