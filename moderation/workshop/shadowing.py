"""What a version in the shadow would have done: how often, and who was right."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from classifier.registry import Registry
from moderation.comments import Action
from moderation.store import Database, shadow_scores
from moderation.store.shadow_scores import Shadowed

LAST = 20_000
"""Comments that are looked at, the newest: of so many the share of those on which both
differ is known to a hundredth, whatever it is."""

SHOWN = 20
"""Comments on which both differ that are named, the newest."""

LEAST = 20
"""Decisions of each kind from which on it is told who ranks better: with fewer the
interval is as wide as all that could be."""

NORMAL_95 = 1.959964  # standard deviations about the mean that hold 95 %

Interval = tuple[float, float]


@dataclass(frozen=True)
class Ranked:
    """How often a rejected comment scores above an approved one, on the same decisions.

    Attributes:
        served, shadow: of both, each with its 95 % interval.
    """

    served: float
    served_interval: Interval
    shadow: float
    shadow_interval: Interval


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is known of a version in the shadow.

    Attributes:
        comments: that both have scored, the last of them.
        differ: of how many something else would have become.
        share: that is of them, with its 95 % interval; `None` of none.
        moves: how many of them, by what became of them and what would have.
        decided, rejected: how many of all people have decided since, and rejected.
        right: of the comments on which both differ and that people decided, how many
            the shadow would have decided as they did; `wrong`, the other way.
        ranked: `None` where too few are decided to tell.
        examples: the newest on which both differ.
    """

    version: str
    comments: int
    differ: int
    share: tuple[float, Interval] | None
    moves: Mapping[tuple[Action, Action], int]
    decided: int
    rejected: int
    right: int
    wrong: int
    ranked: Ranked | None
    examples: Sequence[Shadowed]


def report(db: Database, registry: Registry, site: str) -> Report | None:
    """Of the version in the shadow; `None` where there is none."""
    version = registry.shadow(site)
    if version is None:
        return None
    with db.reading() as connection:
        its = shadow_scores.of_version(connection, site, version, LAST)
    differing = [each for each in its if each.differs]
    decided = [each for each in its if each.rejected is not None]
    verdicts = Counter(_is_right(each) for each in differing)
    return Report(
        version=version,
        comments=len(its),
        differ=len(differing),
        share=_share(len(differing), len(its)) if its else None,
        moves=Counter((each.did, each.action) for each in differing),
        decided=len(decided),
        rejected=sum(bool(each.rejected) for each in decided),
        right=verdicts[True],
        wrong=verdicts[False],
        ranked=_ranked([each for each in decided if each.beside is not None]),
        examples=differing[:SHOWN],
    )


def _is_right(its: Shadowed) -> bool | None:
    """Whether the shadow would have done what a person did; `None` where nobody did,
    or where it would have asked them.
    """
    if its.rejected is None or its.action is Action.HOLD:
        return None
    return its.rejected == (its.action is Action.REJECT)


def _share(part: int, whole: int) -> tuple[float, Interval]:
    """With its interval (Wilson, 1927), which holds for few and for none too."""
    share, square = part / whole, NORMAL_95**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    spread = share * (1 - share) / whole + square / (4 * whole**2)
    half = NORMAL_95 * math.sqrt(spread) / (1 + square / whole)
    return share, (max(0.0, middle - half), min(1.0, middle + half))


def _ranked(its: Sequence[Shadowed]) -> Ranked | None:
    labels = np.array([bool(each.rejected) for each in its], int)
    if min(labels.sum(), len(labels) - labels.sum()) < LEAST:
        return None
    # Brings SciPy, which serving does not need otherwise.
    from classifier.evaluation import metrics

    served = np.array([each.beside for each in its], float)
    shadow = np.array([each.score for each in its], float)
    return Ranked(
        metrics.auc(labels, served),
        metrics.auc_interval(labels, served),
        metrics.auc(labels, shadow),
        metrics.auc_interval(labels, shadow),
    )
