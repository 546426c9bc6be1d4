"""What there is to tell of a version: how it does on what it has not learnt.

That are the audits, which nothing learns, and what people decided since it learnt.
Audits alone are of all comments alike; what else people decide is what the queue shows,
and that is the doubtful. So both are measured apart, where there are enough of either.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from classifier import ModelError
from classifier.house import Ground, SiteModel
from classifier.registry import Registry
from moderation import guarantees
from moderation.accepted import Accepted
from moderation.blind.results import Share
from moderation.examined import Automated, Figures, Flip, Measured, Of
from moderation.guarantees import Found
from moderation.learning import contest, lessons
from moderation.learning.foretelling import curve
from moderation.learning.measuring import Judge, are_enough, measured
from moderation.learning.weighing import weighed
from moderation.policy import Threshold
from moderation.service import Service
from moderation.store.examples import Example

FLIPS = 10
"""Comments that are to be read each way."""

ACCEPTED = Accepted(wrong_rejections=0.02, wrong_approvals=0.02, confidence=0.95)
"""By which it is told how much a machine alone might decide."""

SHIPPED = "shipped toxicity"
"""The judge of a site that has none of its own."""


def examine(service: Service, site: str, version: str) -> Figures:
    """Look at a version.

    Raises:
        ModelError: there is none of this name, or it cannot be used.
        UnknownSite: there is no such site.
    """
    db, live = service.db, service.judges.live
    ground = live.ground
    model = live.registry.load(site, version, ground)
    parent = _parent(live.registry, ground, site, model)
    threshold = guarantees.in_force(service, site, version)
    its = lessons.of_site(db, site, ground)
    audits = lessons.audited(db, site, ground)
    through = model.card.get("through", 0)
    earlier = [each for each in its if each.number <= through]
    later = [each for each in its if each.number > through]
    ours, theirs = _judges(ground, model, parent, earlier, [*audits, *later])
    flips = _flips([*audits, *later], ours, theirs) if ours and theirs else []
    better = [each for each in flips if each.is_better]
    worse = [each for each in flips if not each.is_better]
    gained, lost = weighed(model, parent, its)
    champion = str(model.card.get("champion", ""))
    return Figures(
        version=version,
        audits=len(audits),
        later=len(later),
        hold=threshold.hold,
        reject=threshold.reject,
        measured=_measured(audits, later, ours, theirs, threshold)
        if ours and theirs
        else (),
        automated=list(_automated(service, site, (model, parent))) if audits else (),
        flips=[*better[:FLIPS], *worse[:FLIPS]],
        better=len(better),
        worse=len(worse),
        parent_is_gone=parent is None and champion.startswith("house-"),
        gained=gained,
        lost=lost,
        curve=curve(ground, earlier),
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


def _judges(
    ground: Ground,
    model: SiteModel,
    parent: SiteModel | None,
    learnt: Sequence[Example],
    its: Sequence[Example],
) -> tuple[Judge | None, Judge | None]:
    """Both with their scores; `None` where there is too little to tell of them."""
    if not are_enough(its):
        return None, None
    ours = Judge(model.version, contest.by_house(ground, model, its))
    if parent is not None:
        return ours, Judge(parent.version, contest.by_house(ground, parent, its))
    return ours, Judge(SHIPPED, contest.by_toxicity(ground, learnt, its))


def _measured(
    audits: Sequence[Example],
    later: Sequence[Example],
    ours: Judge,
    theirs: Judge,
    threshold: Threshold,
) -> list[Measured]:
    """Apart, those that are enough by themselves; else together."""
    those = np.arange(len(audits) + len(later))
    parts = (
        (Of.AUDITS, audits, those < len(audits)),
        (Of.LATER, later, those >= len(audits)),
    )
    if not are_enough(audits):
        both = [*audits, *later]
        of = Of.BOTH if audits else Of.LATER
        return [measured(of, both, ours, theirs, threshold)]
    return [
        measured(of, its, ours.of(among), theirs.of(among), threshold)
        for of, its, among in parts
        if are_enough(its)
    ]


def _flips(its: Sequence[Example], ours: Judge, theirs: Judge) -> list[Flip]:
    """All, the most certain first."""
    order = np.argsort(-np.abs(ours.scores - theirs.scores), kind="stable")
    differ = ours.rejects != theirs.rejects
    return [
        Flip(
            key=its[place].key,
            revision=its[place].revision,
            rejected=its[place].rejected,
            ours=float(ours.scores[place]),
            theirs=float(theirs.scores[place]),
            is_better=bool(ours.rejects[place] == its[place].rejected),
        )
        for place in order[differ[order]].tolist()
    ]


def _automated(
    service: Service, site: str, models: Sequence[SiteModel | None]
) -> Iterator[Automated]:
    """By the whole policy, not by the score alone: so comments are decided."""
    for model in models:
        if model is not None:
            found = guarantees.of_model(service, site, ACCEPTED, model)
            yield _promised(found)


def _promised(found: Found) -> Automated:
    kept = [its for its in (found.approvals, found.rejections) if its.is_kept]
    alone = sum(its.counted.decided for its in kept)
    lacking = [
        its.missing
        for its in (found.approvals, found.rejections)
        if its.missing is not None
    ]
    return Automated(
        name=found.version,
        alone=Share.of(alone, found.audits),
        wrong=sum(its.counted.wrong for its in kept),
        missing=0 if kept else min(lacking, default=None),
    )


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
