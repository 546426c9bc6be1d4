"""How a model does where models fail: whom a text names, letters in disguise, and
look-alikes of hate. The texts are those of `probes`.

What is returned is plain data, as the model card keeps it (`classifier.card`).
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.card import Disguised, Fairness, Functional, Passed, Rates, TermFigures
from classifier.evaluation import metrics
from classifier.evaluation.baseline import Judge
from classifier.evaluation.probes import functional, identity
from classifier.evaluation.probes.disguises import DISGUISES
from classifier.folder import stable_hash
from classifier.samples import Sample

Holds = Mapping[str, float]
"""For attributes the score from which on a comment is held, in [0, 1]."""

EVEN = 0.5
"""The threshold where no policy names one: as likely as not."""

OVERALL_RATE = 0.05
"""The overall false-positive rate at which terms are compared, as in the measure of
the gap over identity terms that this product is judged by."""

ENGLISH = "en"
JUDGED_FOR = ("toxicity", "insult", "identity_attack")
"""Attributes that an identity term must not move."""

DISGUISED_ROWS = 2_000
"""Rows that are disguised, half of them positive where there are so many."""


def fairness(model: Judge, holds: Holds) -> dict[str, Fairness]:
    """Whether a sentence scores the same whoever it names, by attribute.

    Per term the false-positive rate at the threshold where that of all terms together
    is `OVERALL_RATE`, and at the attribute's hold threshold; and the three AUCs of
    Borkan et al. (2019), by `probes.identity`. Empty for a model that reads no
    English, which the sentences are in.
    """
    if ENGLISH not in model.languages:
        return {}
    cases = identity.sentences()
    scores = model.score([case.text for case in cases])
    return {
        attribute: _fairness(cases, scores[:, column], holds.get(attribute, EVEN))
        for column, attribute in enumerate(model.attributes)
        if attribute in JUDGED_FOR
    }


def _fairness(
    cases: Sequence[identity.IdentityCase], scores: NDArray[np.float32], hold: float
) -> Fairness:
    cut = identity.threshold_at_rate(cases, scores, OVERALL_RATE)
    at_rate = identity.false_positive_rates(cases, scores, cut)
    at_hold = identity.false_positive_rates(cases, scores, hold)
    subgroup = identity.subgroup_auc(cases, scores)
    bpsn = identity.bpsn_auc(cases, scores)
    bnsp = identity.bnsp_auc(cases, scores)
    groups = {case.term: case.group for case in cases}
    harmless = np.array([not case.abusive for case in cases])
    return Fairness(
        sentences=len(cases),
        at_rate=_rates(at_rate, cut, scores[harmless]),
        at_hold=_rates(at_hold, hold, scores[harmless]),
        terms={
            term: TermFigures(
                group=group,
                at_rate=round(at_rate[term], 4),
                at_hold=round(at_hold[term], 4),
                subgroup_auc=round(subgroup[term], 4),
                bpsn_auc=round(bpsn[term], 4),
                bnsp_auc=round(bnsp[term], 4),
            )
            for term, group in groups.items()
        },
    )


def _rates(
    rates: Mapping[str, float], threshold: float, harmless: NDArray[np.float32]
) -> Rates:
    return Rates(
        threshold=round(threshold, 4),
        overall=round(float((harmless >= threshold).mean()), 4),
        gap=round(identity.gap(rates), 4),
        lowest=min(rates, key=rates.__getitem__),
        highest=max(rates, key=rates.__getitem__),
    )


def disguised(
    model: Judge, samples: Sequence[Sample], holds: Holds, *, seed: int = 0
) -> dict[str, Disguised]:
    """What each disguise costs, on rows labelled for toxicity, both classes disguised.

    AUC before and after, and the share of clean rows at the hold threshold or above
    before and after. Empty where the model has no toxicity or the rows lack a class.
    """
    rows = _both_classes(samples, seed)
    if not rows or "toxicity" not in model.attributes:
        return {}
    column = model.attributes.index("toxicity")
    labels = np.array([row.labels["toxicity"] for row in rows])
    hold = holds.get("toxicity", EVEN)

    def figures(texts: Sequence[str]) -> tuple[float, float]:
        scores = model.score(texts)[:, column]
        return metrics.auc(labels, scores), float((scores[labels == 0] >= hold).mean())

    plain, plain_flagged = figures([row.text for row in rows])
    found = {}
    for name, disguise in DISGUISES.items():
        after, flagged = figures(
            [
                disguise(row.text, random.Random(stable_hash(row.text) + seed))  # noqa: S311
                for row in rows
            ]
        )
        found[name] = Disguised(
            rows=len(rows),
            auc_plain=round(plain, 4),
            auc=round(after, 4),
            auc_lost=round(plain - after, 4),
            clean_flagged_plain=round(plain_flagged, 4),
            clean_flagged=round(flagged, 4),
        )
    return found


def _both_classes(samples: Sequence[Sample], seed: int) -> list[Sample]:
    dice = random.Random(seed)  # noqa: S311
    kinds = [
        [row for row in samples if row.labels.get("toxicity") == kind and row.text]
        for kind in (0, 1)
    ]
    if not all(kinds):
        return []
    return [
        row
        for kind in kinds
        for row in dice.sample(kind, min(len(kind), DISGUISED_ROWS // 2))
    ]


def functionally(model: Judge, holds: Holds) -> Functional:
    """Pass rates of the functional cases, in the manner of HateCheck (Röttger et al.,
    2021), by the rule of `probes.functional.passes`.

    Empty where the model lacks an attribute that the rule needs, or reads no English.
    """
    needed = {*functional.SIGNS} <= {*model.attributes}
    if not needed or ENGLISH not in model.languages:
        return Functional(functionalities=[])
    hold = {each: holds.get(each, EVEN) for each in model.attributes}
    cases = functional.cases()
    results: dict[str, list[bool]] = defaultdict(list)
    for case, row in zip(cases, model.score([c.text for c in cases]), strict=True):
        scores = dict(zip(model.attributes, map(float, row), strict=True))
        results[case.functionality].append(functional.passes(case, scores, hold))
    kinds = {case.functionality: _kind(case) for case in cases}
    return Functional(
        hateful=_rate(results, kinds, "hateful"),
        non_hateful=_rate(results, kinds, "not hateful"),
        spelling=_rate(results, kinds, "spelling"),
        functionalities=[
            Passed(
                functionality=name,
                kind=kinds[name],
                cases=len(passed),
                passed=sum(passed),
            )
            for name, passed in results.items()
        ],
    )


def _kind(case: functional.FunctionalCase) -> str:
    if case.spelling:
        return "spelling"
    return "hateful" if case.hateful else "not hateful"


def _rate(
    results: Mapping[str, list[bool]], kinds: Mapping[str, str], kind: str
) -> float | None:
    of_kind = [
        each for name in results if kinds[name] == kind for each in results[name]
    ]
    return round(sum(of_kind) / len(of_kind), 4) if of_kind else None
