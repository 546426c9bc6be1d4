"""The site's own judge learns from what its moderators decided.

Only people's decisions teach. The newest fifth is set aside; what is learnt from the
rest is compared with the judge in service on that fifth, and promoted only if better.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier import Model
from classifier.house import SiteModel
from classifier.house import training as house_training
from classifier.house.training import Example
from classifier.registry import Registry
from moderation.store import Database, examples
from moderation.text import Original

COMPARED_SHARE = 5
"""One decision in so many, the newest, is for comparison."""


@dataclass(frozen=True)
class Comparison:
    """Log loss of both judges on decisions that the challenger has not learnt from.

    Lower is better. `auc` is the chance that a rejected comment scores higher than an
    approved one; `None` when the newest fifth has one kind only.
    """

    decisions: int
    champion: str
    champion_loss: float
    champion_auc: float | None
    challenger: str
    challenger_loss: float
    challenger_auc: float | None

    @property
    def better(self) -> bool:
        """Whether the challenger won."""
        return self.challenger_loss < self.champion_loss


@dataclass(frozen=True)
class Retrained:
    """What came of a retraining; `why` is one sentence for the operator."""

    version: str
    promoted: bool
    why: str
    comparison: Comparison


def retrain(db: Database, registry: Registry, base: Model, site: str) -> Retrained:
    """Learn from the site's decisions, compare, and promote if better.

    Raises:
        NotEnoughExamples: too few decisions by people.
        ModelError: the judge in service cannot be read.
    """
    with db.reading() as connection:
        found = [
            Example(
                text=Original(each.text, each.format).text,
                rejected=each.rejected,
                signals=each.signals,
            )
            for each in examples.in_order(connection, site)
        ]
    newest = len(found) // COMPARED_SHARE
    learnt_from, compared_on = (
        found[: len(found) - newest],
        found[len(found) - newest :],
    )
    challenger = house_training.fit(base, learnt_from)
    registry.save(site, challenger)
    in_service = registry.current(site)
    champion = registry.load(site, in_service, base) if in_service else None
    comparison = _compare(base, champion, challenger, compared_on)
    if comparison.better:
        registry.promote(site, challenger.version, base)
    return Retrained(
        version=challenger.version,
        promoted=comparison.better,
        why=_why(comparison),
        comparison=comparison,
    )


def _compare(
    base: Model,
    champion: SiteModel | None,
    challenger: SiteModel,
    on: Sequence[Example],
) -> Comparison:
    labels = np.array([example.rejected for example in on], bool)
    theirs = _scores(champion, on) if champion else _toxicity(base, on)
    ours = _scores(challenger, on)
    return Comparison(
        decisions=len(on),
        champion=champion.version if champion else base.version,
        champion_loss=_loss(theirs, labels),
        champion_auc=_auc(theirs, labels),
        challenger=challenger.version,
        challenger_loss=_loss(ours, labels),
        challenger_auc=_auc(ours, labels),
    )


def _scores(model: SiteModel, on: Sequence[Example]) -> NDArray[np.float32]:
    return model.score([each.text for each in on], [each.signals for each in on])


def _toxicity(base: Model, on: Sequence[Example]) -> NDArray[np.float32]:
    """Before a site has its own judge, toxicity is the best guess at a rejection."""
    column = base.attributes.index("toxicity")
    result: NDArray[np.float32] = base.score([each.text for each in on])[:, column]
    return result


def _loss(scores: NDArray[np.float32], labels: NDArray[np.bool_]) -> float:
    sure = np.clip(scores.astype(float), 0.001, 0.999)
    return round(float(-np.mean(np.log(np.where(labels, sure, 1 - sure)))), 4)


def _auc(scores: NDArray[np.float32], labels: NDArray[np.bool_]) -> float | None:
    rejected, approved = scores[labels], scores[~labels]
    if not len(rejected) or not len(approved):
        return None
    ahead = rejected[:, None] - approved[None, :]
    return round(float(((ahead > 0) + 0.5 * (ahead == 0)).mean()), 4)


def _why(comparison: Comparison) -> str:
    verdict = "better than" if comparison.better else "no better than"
    return (
        f"on the newest {comparison.decisions} decisions it is {verdict} "
        f"{comparison.champion}: log loss {comparison.challenger_loss} against "
        f"{comparison.champion_loss}"
    )
