"""How good a model is, on rows that it did not learn from."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from classifier.model import Model
from classifier.samples import BASE_RATES, Sample, read

Floats = NDArray[np.float32]

FILES = (
    "jigsaw_wiki.csv.gz",
    "wiki_context.csv.gz",
    "news_civil_spans.csv.gz",
    "news_insults.csv.gz",
    "news_unhealthy_valid.csv.gz",
    "social.csv.gz",
    "spam.csv.gz",
)
BINS = 10  # of the calibration error, of equal width (Guo et al., 2017)
TOLD_CUTS = (0.8, 0.97)  # where scores may reject: `moderation.policy`
CUTS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97)


def evaluate(model: Model, data: Path) -> dict[str, dict[str, Any]]:
    """Figures on the validation rows of all files, by attribute and source.

    The YouTube and blog rows of the spam file are validation in full: nothing is
    trained on them.

    Returns:
        attribute to source to `rows`, `positive`, `auc` (ROC), `average_precision`,
        `calibration_error` (expected, in [0, 1], at the rate of comments as they
        come), and `precision` and `recall` by cut.
    """
    samples = [
        sample for name in FILES for sample in read(data / name) if _held(sample)
    ]
    return figures(model, samples)


def figures(model: Model, samples: list[Sample]) -> dict[str, dict[str, Any]]:
    """The same on given rows."""
    scores = model.score([sample.text for sample in samples])
    result: dict[str, dict[str, Any]] = defaultdict(dict)
    for column, attribute in enumerate(model.attributes):
        for source in sorted({sample.source for sample in samples}):
            rows = [
                number
                for number, sample in enumerate(samples)
                if sample.source == source and attribute in sample.labels
            ]
            labels = np.array([samples[row].labels[attribute] for row in rows])
            if 0 < labels.sum() < len(labels):
                result[attribute][source] = _figures(
                    labels, scores[rows, column], BASE_RATES[attribute]
                )
    return dict(result)


def _held(sample: Sample) -> bool:
    return sample.split == "valid" or sample.source.startswith(("youtube", "datacamp"))


def _figures(labels: NDArray[np.int_], scores: Floats, rate: float) -> dict[str, Any]:
    return {
        "rows": len(labels),
        "positive": int(labels.sum()),
        "auc": round(float(roc_auc_score(labels, scores)), 4),
        "average_precision": round(float(average_precision_score(labels, scores)), 4),
        "calibration_error": round(calibration_error(labels, scores, rate), 4),
        "cuts": {str(cut): _at(cut, labels, scores) for cut in CUTS},
    }


def calibration_error(labels: NDArray[np.int_], scores: Floats, rate: float) -> float:
    """Expected calibration error, in [0, 1]: how far scores are from shares.

    Rows are weighted so that positives have the share `rate`: data sets are picked
    to have many, and a probability is one of comments as they come.

    >>> labels, scores = np.array([1, 0, 0, 0]), np.array([0.25] * 4, np.float32)
    >>> calibration_error(labels, scores, rate=0.25)
    0.0
    """
    positive = labels == 1
    weights = np.where(positive, rate / positive.sum(), (1 - rate) / (~positive).sum())
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, weights * (labels - scores), minlength=BINS)
    return float(np.abs(gaps).sum())


def _at(cut: float, labels: NDArray[np.int_], scores: Floats) -> dict[str, Any]:
    flagged = scores >= cut
    hits = int(labels[flagged].sum())
    return {
        "flagged": int(flagged.sum()),
        "precision": round(hits / flagged.sum(), 4) if flagged.any() else None,
        "recall": round(hits / labels.sum(), 4),
    }


def table(found: dict[str, dict[str, Any]]) -> Iterable[str]:
    """The figures as lines to read."""
    heads = ["rows", "pos", "AUC", "AP", "ECE"]
    heads += [head for cut in TOLD_CUTS for head in (f">={cut}", "right")]
    columns = " ".join(f"{head:>6}" for head in heads)
    yield f"{'attribute':16} {'source':24} {columns}"
    for attribute, sources in found.items():
        for source, each in sources.items():
            yield (
                f"{attribute:16} {source:24} {each['rows']:6} {each['positive']:6} "
                f"{each['auc']:6.3f} {each['average_precision']:6.3f} "
                f"{each['calibration_error']:6.3f} "
                + " ".join(_told(each["cuts"][str(cut)]) for cut in TOLD_CUTS)
            )


def _told(at: dict[str, Any]) -> str:
    right = "-" if at["precision"] is None else f"{at['precision']:.3f}"
    return f"{at['flagged']:6} {right:>6}"
