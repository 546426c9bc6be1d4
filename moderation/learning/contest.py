"""The judge in service and a challenger, on decisions that neither has learnt.

These are later than what was learnt from, as in service; only of few decisions each
part is compared with what all the others taught.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from classifier import NotEnoughExamples
from classifier.house import Ground, SiteModel
from classifier.house import training as house_training
from classifier.house.calibrating import platt
from classifier.house.comparing import Compared, compare
from classifier.house.reading import Readings, unpacked
from moderation.learning import lessons
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

Scores = NDArray[np.floating]
Learn = Callable[[Sequence[Example]], SiteModel]


def held(
    ground: Ground,
    champion: SiteModel | None,
    its: Sequence[Example],
    known: int,
    learn: Learn,
) -> Compared:
    """Compare what is learnt of decisions with the judge in service.

    Args:
        champion: that judge; `None` where the shipped model is alone.
        its: what people decided, what the champion has learnt first.
        known: how many that are.
        learn: how a challenger is made of some of them.

    Raises:
        NotEnoughExamples: what neither has learnt is too few.
    """
    later = list[Example]()
    challenging, championing = list[Scores](), list[Scores]()
    for before, after in _steps(its, _unknown_from(its, champion, known)):
        challenging.append(by_house(ground, learn(before), after))
        championing.append(
            by_house(ground, champion, after)
            if champion
            else by_toxicity(ground, before, after)
        )
        later += after
    return compare(
        np.array([each.rejected for each in later], bool),
        np.concatenate(championing),
        np.concatenate(challenging),
        lessons.groups(later),
    )


def by_house(ground: Ground, model: SiteModel, its: Sequence[Example]) -> Scores:
    """What a site's model makes of decisions, shape (n,)."""
    return model.score_read(_readings(ground, its), [each.signals for each in its])


def by_toxicity(
    ground: Ground, before: Sequence[Example], its: Sequence[Example]
) -> Scores:
    """What the shipped toxicity makes of them, shape (n,).

    Before a site has its own judge, that is the best guess at a rejection; as it is no
    chance of that, the decisions before make it one; where one kind of them is erased,
    it stays as it is.
    """
    column = ground.model.attributes.index("toxicity")
    labels = np.array([each.rejected for each in before], bool)
    logits = _readings(ground, before).logits[:, column].astype(float)
    slope, offset = 1.0, 0.0
    if labels.any() and not labels.all():
        slope, offset = platt(logits, labels, np.ones(len(labels)))
    asked = slope * _readings(ground, its).logits[:, column] + offset
    chances: Scores = 1 / (1 + np.exp(-asked))
    return chances


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


def _readings(ground: Ground, its: Sequence[Example]) -> Readings:
    return unpacked([each.reading or b"" for each in its], len(ground.model.attributes))
