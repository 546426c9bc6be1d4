"""How good a model is, on rows that it did not learn from.

`evaluate` gives what the model card keeps of validation rows, `card_parts` all measured
parts of a card, `out_of_source` how well the way of training carries over to sources
that it has not seen. What a report shows beyond is in `classifier.examination`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from classifier import card, folder, training
from classifier.design import Meaning
from classifier.evaluation import metrics, probing
from classifier.evaluation.baseline import Judge, baseline
from classifier.evaluation.metrics import Bin, calibration_error
from classifier.evaluation.probing import Holds
from classifier.evaluation.scored import Scored, by_source, difference, natural_rate
from classifier.model import Model
from classifier.samples import Sample, files, read
from classifier.sources import SOURCES, licensed

Tell = Callable[[str], None]

FILES = (
    "jigsaw_wiki.csv.gz",
    "wiki_context.csv.gz",
    "news_civil_spans.csv.gz",
    "news_insults.csv.gz",
    "news_unhealthy_valid.csv.gz",
    "social.csv.gz",
    "spam.csv.gz",
)
TOLD_CUTS = (0.8, 0.97)  # where scores may reject: `moderation.policy`
HELD_OUT: Mapping[str, tuple[str, ...]] = {
    "kaggle_insults": ("insult",),
    "ucc": ("toxicity", "insult"),
    "olid": ("toxicity",),
    "edos": ("identity_attack",),
}
"""Sources to leave out, one at a time, and what to measure on them."""


def evaluate(model: Judge, data: Path) -> dict[str, dict[str, card.Figures]]:
    """Figures on the validation rows of all files in a folder; see `figures`."""
    return figures(
        model,
        [
            sample
            for name in FILES
            for sample in read(data / name)
            if is_validation(sample)
        ],
    )


def figures(
    model: Judge, samples: Sequence[Sample]
) -> dict[str, dict[str, card.Figures]]:
    """How good a model is on given rows, by attribute and source.

    Returns:
        attribute to source to `rows`, `positive`, `auc` (ROC) with its 95 % interval,
        `average_precision`, `calibration_error` (expected, in [0, 1], at the rate of
        comments as they come), and `precision` and `recall` by cut. Sources without
        rows of both classes are left out.
    """
    return by_source(Scored(model, samples))


def labelled(paths: Iterable[Path], *, split: str = "valid") -> list[Sample]:
    """The rows to evaluate on.

    Args:
        paths: files, or folders of them.
        split: "valid", "train" or "all"; rows that name no split always count.

    Raises:
        NotEnoughExamples: a path is nothing.
        BadData: a file or a row cannot be read.
    """
    return [
        sample
        for path in files(paths)
        for sample in read(path)
        if sample.labels and _of_split(sample, split)
    ]


def is_validation(sample: Sample) -> bool:
    """Whether a row is for validation.

    The blog rows of the spam file are so in full: nothing is learnt from them.
    """
    return sample.split == "valid" or sample.source == "datacamp_blog"


def card_parts(
    model: Judge, samples: Sequence[Sample], holds: Holds | None = None
) -> dict[str, Any]:
    """All measured parts of a card but `out_of_source`, as `classifier.card.Card`.

    Args:
        samples: rows that the model has not learnt from.
        holds: for attributes the score from which on a comment is held; 0.5 for those
            not named.
    """
    scored, holds = Scored(model, samples), holds or {}
    return {
        "validation": by_source(scored),
        "calibration": {
            name: _calibration(scored, name) for name in scored.measurable()
        },
        "fairness": probing.fairness(model, holds),
        "disguises": probing.disguised(model, samples, holds),
        "functional": probing.functionally(model, holds),
    }


def fill_card(model: Model, data: Path, holds: Holds | None = None) -> None:
    """Measure a model on the validation rows of a folder, and tell it on its card.

    The card gets the parts of `card_parts`; what else it says stays.

    Args:
        data: a folder with labelled files; rows in languages that the model does not
            read are left out.
        holds: as for `card_parts`.
    """
    rows = labelled([data], split="valid")
    own = [row for row in rows if row.language in model.languages]
    model.card.update(card_parts(model, own, holds))


def out_of_source(
    train: Callable[[list[Sample]], Judge],
    samples: Sequence[Sample],
    sources: Mapping[str, tuple[str, ...]] = HELD_OUT,
    *,
    may_learn: Callable[[Sample], bool] = lambda sample: sample.split == "train",
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> dict[str, dict[str, card.OutOfSource]]:
    """How well a way of training carries over: each source left out, then measured.

    `train` and the baseline get the same rows: those that may be learnt from, less the
    source. All rows of the source are measured, whatever their split. Sources that
    are not learnt from in any case share one training.

    Args:
        train: from rows to a model.
        sources: names of sources, and the attributes to measure on each.
        may_learn: which rows may be learnt from at all, as licences and splits say.

    Returns:
        source to attribute to our AUC, the baseline's, the difference, its interval.
    """
    learnt = [sample for sample in samples if may_learn(sample)]
    wanted: dict[str | None, set[str]] = {}
    left_out = dict[str, str | None]()
    for source, attributes in sources.items():
        is_learnt = any(each.source == source for each in learnt)
        left_out[source] = source if is_learnt else None
        wanted.setdefault(left_out[source], set()).update(attributes)
    trained: dict[str | None, tuple[Judge, Judge]] = {}
    for left, names in wanted.items():
        rows = [_only(each, names) for each in learnt if each.source != left]
        tell(f"Training on {len(rows):,} rows without {left or 'any of the others'}")
        trained[left] = train(rows), baseline(rows, sorted(names), seed=seed)
    found: dict[str, dict[str, card.OutOfSource]] = {}
    for source, attributes in sources.items():
        tested = [sample for sample in samples if sample.source == source]
        ours, theirs = (Scored(model, tested) for model in trained[left_out[source]])
        found[source] = {
            attribute: _against(ours, theirs, attribute, seed)
            for attribute in attributes
            if attribute in {*ours.measurable()} & {*theirs.measurable()}
        }
    return found


def _only(sample: Sample, attributes: Collection[str]) -> Sample:
    """The sample with its labels of some attributes: others need no training."""
    its = {name: label for name, label in sample.labels.items() if name in attributes}
    return replace(sample, labels=its)


def carried_over(
    data: Path, meaning: Meaning, *, seed: int = 0, tell: Tell = lambda _: None
) -> dict[str, dict[str, card.OutOfSource]]:
    """How well the training of the shipped English model carries over.

    It trains two models, each as long as `training.train`: one without EDOS, and one
    for the sources that nothing is learnt from in any case.

    Args:
        data: the folder with the labelled files.
        meaning: of words.

    Returns:
        as `out_of_source`, for `HELD_OUT`.

    Raises:
        NotEnoughExamples: a file is missing, or an attribute has under 50 positives.
    """
    measured = [
        sample
        for name in FILES
        for sample in read(data / name)
        if sample.source in HELD_OUT and not _may_learn(sample)
    ]
    return out_of_source(
        lambda rows: training.fit(rows, meaning, seed=seed, tell=tell),
        [*licensed(data, seed), *measured],
        may_learn=_may_learn,
        seed=seed,
        tell=tell,
    )


def keep_out_of_source(
    path: Path, found: Mapping[str, Mapping[str, card.OutOfSource]]
) -> None:
    """Put what `out_of_source` found on the card of the model in a folder.

    Raises:
        DamagedModel: the folder is no whole model of attributes.
    """
    arrays, told = folder.read(path, "attributes")
    folder.write(path, arrays, {**told, "out_of_source": found})


def table(found: Mapping[str, Mapping[str, card.Figures]]) -> Iterable[str]:
    """The figures as lines to read."""
    cuts = [head for cut in TOLD_CUTS for head in (f">={cut}", "right")]
    return card.table_lines(
        card.Table(
            ("attribute", "source", "rows", "pos", "AUC", "95 %", "AP", "ECE", *cuts),
            tuple(
                (
                    attribute,
                    source,
                    str(each["rows"]),
                    str(each["positive"]),
                    card.three(each["auc"]),
                    "{:.3f}-{:.3f}".format(*each["auc_interval"]),
                    card.three(each["average_precision"]),
                    card.three(each["calibration_error"]),
                    *(
                        text
                        for cut in TOLD_CUTS
                        for text in _told(each["cuts"][str(cut)])
                    ),
                )
                for attribute, sources in found.items()
                for source, each in sources.items()
            ),
            frozenset(range(2, 8 + len(cuts))),
        ),
        width=200,
    )


def _of_split(sample: Sample, split: str) -> bool:
    if split == "all" or not sample.split:
        return True
    return is_validation(sample) == (split == "valid")


def _may_learn(sample: Sample) -> bool:
    return sample.split == "train" and sample.source in SOURCES


def _against(
    ours: Scored, theirs: Scored, attribute: str, seed: int
) -> card.OutOfSource:
    labels, scores = ours.of(attribute)
    gained = difference(ours, theirs, attribute, seed=seed)
    return card.OutOfSource(
        rows=len(labels),
        positive=int(labels.sum()),
        auc=round(metrics.auc(labels, scores), 4),
        baseline=round(metrics.auc(*theirs.of(attribute)), 4),
        difference=round(gained.value, 4),
        interval=(round(gained.low, 4), round(gained.high, 4)),
    )


def _calibration(scored: Scored, attribute: str) -> card.Calibration:
    labels, scores = scored.of(attribute)
    rate = natural_rate(scored.model, attribute)
    return card.Calibration(
        rows=len(labels),
        error=round(calibration_error(labels, scores, rate), 4),
        bins=[_rounded(each) for each in metrics.reliability(labels, scores, rate)],
    )


def _rounded(each: Bin) -> card.ReliabilityBin:
    return card.ReliabilityBin(
        score=round(each.score, 4),
        share=round(each.share, 4),
        weight=round(each.weight, 6),
        rows=each.rows,
    )


def _told(at: card.CutFigures) -> tuple[str, str]:
    return str(at["flagged"]), card.three(at["precision"])
