"""All that a report says of a model: figures, curves, mistakes, probes, and how far
another model is from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from classifier import card
from classifier.evaluation import metrics, probing
from classifier.evaluation.baseline import Judge
from classifier.evaluation.metrics import Bin, Cut, Difference, Points
from classifier.evaluation.probing import EVEN, Holds
from classifier.evaluation.scored import (
    ALL,
    Scored,
    by_source,
    difference,
    figures_of,
    natural_rate,
)
from classifier.samples import Sample

Tell = Callable[[str], None]

STEPS = tuple(step / 50 for step in range(51))  # thresholds of the report
WORST = 6  # mistakes of a kind and attribute
SHOWN = 300  # characters of a mistake
ELLIPSIS = "\u2026"
MARKED = 6  # words of a mistake


@dataclass(frozen=True)
class Overall:
    """An attribute on the rows of all sources together."""

    figures: card.Figures
    roc: Points
    precision_recall: Points
    reliability: list[Bin]
    cuts: list[Cut]
    at_hold: Cut


@dataclass(frozen=True)
class Mistake:
    """A comment that the model is furthest from its label on.

    `text` is cut to `SHOWN` characters; a mark is (begin, end, strength 1 to 3), in
    code points of it, on a word that drove the score the wrong way.
    """

    held_wrongly: bool
    score: float
    source: str
    text: str
    marks: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Examination:
    """All that a report says of one model."""

    version: str
    rows: int
    figures: dict[str, dict[str, card.Figures]]
    overall: dict[str, Overall]
    mistakes: dict[str, list[Mistake]]
    fairness: dict[str, card.Fairness]
    disguises: dict[str, card.Disguised]
    functional: card.Functional
    holds: Mapping[str, float]
    rates: Mapping[str, float]  # natural ones, which the figures are weighted to


@dataclass(frozen=True)
class Comparison:
    """Another model on the same rows, and how much more our AUC is, by attribute and
    source, `ALL` among the sources."""

    theirs: Examination
    differences: dict[str, dict[str, Difference]]


def examine(
    model: Judge,
    samples: Sequence[Sample],
    holds: Holds,
    *,
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> Examination:
    """Everything about a model on given rows and on the probes.

    Args:
        holds: for attributes the score from which on a comment is held; 0.5 for those
            not named.
        tell: is told what is being done.
    """
    tell(f"{model.version}: scoring {len(samples):,} rows")
    return _examine(Scored(model, samples), holds, seed, tell)


def compare(
    ours: Judge,
    theirs: Judge,
    samples: Sequence[Sample],
    holds: Holds,
    *,
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> tuple[Examination, Comparison]:
    """`examine` both, and say how far apart they are on the same rows."""
    scored = []
    for model in (ours, theirs):
        tell(f"{model.version}: scoring {len(samples):,} rows")
        scored.append(Scored(model, samples))
    first, second = (_examine(each, holds, seed, tell) for each in scored)
    tell(f"Drawing rows {metrics.RESAMPLES} times for the intervals of the differences")
    return first, Comparison(second, _differences(*scored, seed=seed))


def comparison_table(ours: Examination, other: Comparison) -> Iterable[str]:
    """AUC of both models and the difference, as lines to read."""
    return card.table_lines(
        card.Table(
            ("attribute", "source", "AUC", "other", "difference", "95 %"),
            tuple(
                (
                    attribute,
                    source,
                    card.three(_auc_of(ours, attribute, source)),
                    card.three(_auc_of(other.theirs, attribute, source)),
                    f"{each.value:+.3f}",
                    f"{each.low:+.3f} to {each.high:+.3f}",
                )
                for attribute, sources in other.differences.items()
                for source, each in sources.items()
            ),
            frozenset(range(2, 6)),
        ),
        width=200,
    )


def probe_lines(found: Examination) -> Iterable[str]:
    """Fairness, disguises and functional cases, a line each."""
    for attribute, fair in found.fairness.items():
        yield (
            f"identity terms, {attribute}: false-positive rates "
            f"{fair['at_rate']['gap']:.3f} apart at {probing.OVERALL_RATE:.0%} "
            f"overall, {fair['at_hold']['gap']:.3f} at the hold threshold"
        )
    if found.disguises:
        name = max(found.disguises, key=lambda each: found.disguises[each]["auc_lost"])
        worst = found.disguises[name]
        flagged = max(each["clean_flagged"] for each in found.disguises.values())
        yield (
            f"disguises: AUC of toxicity {worst['auc_plain']:.3f} plain, "
            f"{worst['auc']:.3f} under the worst ({card.words(name)}); clean rows "
            f"flagged {worst['clean_flagged_plain']:.1%} plain, {flagged:.1%} at most"
        )
    if found.functional.get("functionalities"):
        yield (
            "functional cases: hateful "
            f"{card.percent(found.functional['hateful'])}, not hateful "
            f"{card.percent(found.functional['non_hateful'])}, spelling variants "
            f"{card.percent(found.functional['spelling'])} passed"
        )


def _examine(scored: Scored, holds: Holds, seed: int, tell: Tell) -> Examination:
    model = scored.model
    overall = {
        name: overall_of(scored, name, holds.get(name, EVEN))
        for name in scored.measurable()
    }
    tell(f"{model.version}: identity terms, disguises, functional cases")
    return Examination(
        version=model.version,
        rows=len(scored.samples),
        figures=by_source(scored),
        overall=overall,
        mistakes={name: _mistakes(scored, name) for name in overall},
        fairness=probing.fairness(model, holds),
        disguises=probing.disguised(model, scored.samples, holds, seed=seed),
        functional=probing.functionally(model, holds),
        holds={name: holds.get(name, EVEN) for name in model.attributes},
        rates={name: natural_rate(model, name) for name in model.attributes},
    )


def overall_of(scored: Scored, attribute: str, hold: float = EVEN) -> Overall:
    """An attribute of which the rows have both classes, on all of them."""
    labels, scores = scored.of(attribute)
    rate = natural_rate(scored.model, attribute)
    return Overall(
        figures=figures_of(labels, scores, rate),
        roc=metrics.roc(labels, scores),
        precision_recall=metrics.precision_recall(labels, scores),
        reliability=metrics.reliability(labels, scores, rate),
        cuts=[metrics.at_threshold(labels, scores, step, rate) for step in STEPS],
        at_hold=metrics.at_threshold(labels, scores, hold, rate),
    )


def _differences(
    ours: Scored, theirs: Scored, *, seed: int
) -> dict[str, dict[str, Difference]]:
    found: dict[str, dict[str, Difference]] = {}
    for attribute in ours.model.attributes:
        both = [
            source
            for source in (ALL, *ours.sources())
            if attribute in ours.measurable(source)
            and attribute in theirs.measurable(source)
        ]
        # One source alone is all sources, and told once.
        for source in both[1:] if len(both) == 2 else both:
            found.setdefault(attribute, {})[source] = difference(
                ours, theirs, attribute, source, seed=seed
            )
    return found


def _mistakes(scored: Scored, attribute: str) -> list[Mistake]:
    """The worst of both kinds: clean rows that score highest, others that score
    lowest."""
    rows, (labels, scores) = scored.rows(attribute), scored.of(attribute)
    found = []
    for kind, order in ((0, np.argsort(-scores)), (1, np.argsort(scores))):
        worst = [place for place in order if labels[place] == kind][:WORST]
        for place in worst:
            sample = scored.samples[rows[place]]
            weights = scored.model.explain(sample.text).get(attribute, [])
            text, marks = _shown(sample.text, _marks(weights, raised=kind == 0))
            found.append(
                Mistake(kind == 0, float(scores[place]), sample.source, text, marks)
            )
    return found


def _marks(
    weights: Sequence[tuple[int, int, float]], *, raised: bool
) -> list[tuple[int, int, int]]:
    """The words that moved a score most in one direction, the strongest first."""
    sign = 1 if raised else -1
    moved = sorted(
        (
            (sign * weight, begin, end)
            for begin, end, weight in weights
            if begin < end and sign * weight > 0
        ),
        reverse=True,
    )[:MARKED]
    return [
        (begin, end, 1 + int(2 * weight / moved[0][0])) for weight, begin, end in moved
    ]


def _shown(
    text: str, marks: Sequence[tuple[int, int, int]]
) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """At most `SHOWN` characters about the strongest mark, and the marks therein.

    What is left out is told by an ellipsis.
    """
    if len(text) <= SHOWN:
        begin, end = 0, len(text)
    else:
        begin = max(0, marks[0][0] - SHOWN // 3) if marks else 0
        begin = min(begin, len(text) - SHOWN + 1)
        begin = 0 if marks and marks[0][1] < SHOWN else begin
        end = min(len(text), begin + SHOWN - 2)
    before, after = ELLIPSIS * (begin > 0), ELLIPSIS * (end < len(text))
    moved = len(before) - begin
    inside: list[tuple[int, int, int]] = []
    for first, last, strength in sorted(marks):
        free = inside[-1][1] if inside else 0
        if begin <= first and last <= end and first + moved >= free:
            inside.append((first + moved, last + moved, strength))
    return before + text[begin:end] + after, tuple(inside)


def _auc_of(found: Examination, attribute: str, source: str) -> float:
    if source == ALL:
        return found.overall[attribute].figures["auc"]
    return found.figures[attribute][source]["auc"]
