"""A challenger is learnt, compared with the judge in service, and promoted if better.

What it is compared on neither has learnt (`contest`). Once compared, the challenger
learns from all there is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np

from classifier import ModelError
from classifier.house import Ground, SiteModel, updating, versions
from classifier.house import training as house_training
from classifier.house.comparing import Compared
from classifier.house.deciders import Decider, unlike_others
from classifier.registry import Registry
from moderation.learning import contest, lessons, provenance, sharing
from moderation.store import Database
from moderation.store.examples import Example

Ready = Callable[[SiteModel], object]
Told = Mapping[str, Any]
NOTHING: Told = MappingProxyType({})


class _Learn(Protocol):
    """How a model is made of decisions, with what its card shall tell besides."""

    def __call__(self, its: Sequence[Example], told: Told = NOTHING) -> SiteModel: ...


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
    quick: bool = False,
    ready: Ready = lambda model: None,
) -> Retrained:
    """Learn from the site's decisions, compare, and promote if better.

    Args:
        quick: whether only what is new is learnt, on top of what is in service.
        ready: what is to be done with a model before it is in service.

    Raises:
        NotEnoughExamples: too few decisions by people, or too few since the last time.
        AlreadyLearning: another process learns from them.
        NotKept: the disk is full; the judge in service stays.
        ModelError: the judge in service cannot be read.
    """
    with registry.learning(site):
        return _retrained(db, registry, ground, site, quick, ready)


def _retrained(
    db: Database,
    registry: Registry,
    ground: Ground,
    site: str,
    quick: bool,
    ready: Ready,
) -> Retrained:
    found = lessons.of_site(db, site, ground)
    its, unlike = _of_good_faith(ground, found)
    in_service = registry.current(site)
    champion = registry.load(site, in_service, ground) if in_service else None
    its, known = _known_first(its, champion)
    learn = (
        _updating(champion, known)
        if quick
        else _learning(ground, sharing.of_others(db, site, ground))
    )
    compared = contest.held(ground, champion, its, known, learn)
    name = champion.version if champion else ground.version
    told = {
        **provenance.of(found, its),
        "number": 1 + max((each.number for each in registry.versions(site)), default=0),
        "champion": name,
        "compared": asdict(compared),
        "unlike": [asdict(decider) for decider in unlike],
        "limits": [*versions.LIMITS, *provenance.caveats(its)],
    }
    twin = None if quick else _twin(registry, ground, site, told["fingerprint"])
    challenger = twin or learn(its, told)
    if twin is None:
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


def _twin(
    registry: Registry, ground: Ground, site: str, fingerprint: str
) -> SiteModel | None:
    """The newest version, if it has learnt from just the same: to keep another would
    push an older one out.
    """
    kept = registry.versions(site)
    if not kept or kept[-1].fingerprint != fingerprint:
        return None
    try:
        return registry.load(site, kept[-1].version, ground)
    except ModelError:
        return None


def _learning(ground: Ground, shared: SiteModel | None) -> _Learn:
    def learn(its: Sequence[Example], told: Told = NOTHING) -> SiteModel:
        taught = lessons.taught(its)
        return house_training.fit(ground, taught, shared=shared, told=told)

    return learn


def _updating(champion: SiteModel | None, known: int) -> _Learn:
    """What is behind the known ones is learnt on top of what knows them.

    Raises:
        ModelError: there is nothing to be updated.
    """
    if champion is None:
        raise ModelError(
            "there is no model of the site's own that could be updated; learn from all "
            "decisions first"
        )

    def learn(its: Sequence[Example], told: Told = NOTHING) -> SiteModel:
        return updating.update(champion, lessons.taught(its[known:]), told=told)

    return learn


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
    house_training.check(labels, contest.LEAST)
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
