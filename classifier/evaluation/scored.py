"""Rows with their labels and a model's scores, and the figures of an attribute."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classifier import card
from classifier.evaluation import metrics
from classifier.evaluation.baseline import Judge
from classifier.evaluation.metrics import Difference
from classifier.samples import BASE_RATES, Sample

Floats = NDArray[np.float32]
Labels = NDArray[np.int_]

ALL = "all sources"
CUTS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97)
OTHER_RATE = 0.05  # of an attribute without a natural rate: our own assumption


class Scored:
    """Rows with their labels and a model's scores."""

    def __init__(self, model: Judge, samples: Sequence[Sample]) -> None:
        self.model = model
        self.samples = samples
        self.scores = model.score([sample.text for sample in samples])
        self.labels = np.array(
            [
                [sample.labels.get(name, -1) for name in model.attributes]
                for sample in samples
            ],
            int,
        ).reshape(len(samples), len(model.attributes))
        self._origins = np.array([sample.source for sample in samples])

    def sources(self) -> list[str]:
        """The sources of the rows, by name."""
        return sorted({str(each) for each in self._origins})

    def rows(self, attribute: str, source: str = ALL) -> NDArray[np.int_]:
        """Where the rows are that label an attribute and have a score of it."""
        column = self.model.attributes.index(attribute)
        known = (self.labels[:, column] >= 0) & ~np.isnan(self.scores[:, column])
        if source != ALL:
            known &= self._origins == source
        return np.flatnonzero(known)

    def of(self, attribute: str, source: str = ALL) -> tuple[Labels, Floats]:
        """Labels and scores of those rows."""
        rows, column = (
            self.rows(attribute, source),
            self.model.attributes.index(attribute),
        )
        return self.labels[rows, column], self.scores[rows, column]

    def measurable(self, source: str = ALL) -> list[str]:
        """The attributes of which the rows have both classes."""
        return [
            name
            for name in self.model.attributes
            if 0 < (labels := self.of(name, source)[0]).sum() < len(labels)
        ]


def by_source(scored: Scored) -> dict[str, dict[str, card.Figures]]:
    """The figures of each attribute on each source with both classes."""
    found: dict[str, dict[str, card.Figures]] = {}
    for source in scored.sources():
        for attribute in scored.measurable(source):
            labels, scores = scored.of(attribute, source)
            rate = natural_rate(scored.model, attribute)
            found.setdefault(attribute, {})[source] = figures_of(labels, scores, rate)
    return {name: found[name] for name in scored.model.attributes if name in found}


def figures_of(labels: Labels, scores: Floats, rate: float) -> card.Figures:
    """The figures that a card keeps; `rate` is the natural share of positives."""
    low, high = metrics.auc_interval(labels, scores)
    return card.Figures(
        rows=len(labels),
        positive=int(labels.sum()),
        auc=round(metrics.auc(labels, scores), 4),
        auc_interval=(round(low, 4), round(high, 4)),
        average_precision=round(metrics.average_precision(labels, scores), 4),
        calibration_error=round(metrics.calibration_error(labels, scores, rate), 4),
        cuts={str(cut): _at(cut, labels, scores) for cut in CUTS},
    )


def _at(cut: float, labels: Labels, scores: Floats) -> card.CutFigures:
    flagged = scores >= cut
    hits = int(labels[flagged].sum())
    return card.CutFigures(
        flagged=int(flagged.sum()),
        precision=round(hits / int(flagged.sum()), 4) if flagged.any() else None,
        recall=round(hits / int(labels.sum()), 4),
    )


def difference(
    ours: Scored, theirs: Scored, attribute: str, source: str = ALL, *, seed: int = 0
) -> Difference:
    """How much more our AUC is on the same rows."""
    # A row that one of them has no opinion on compares nothing.
    rows = np.intersect1d(ours.rows(attribute, source), theirs.rows(attribute, source))
    first, second = (each.model.attributes.index(attribute) for each in (ours, theirs))
    return metrics.auc_difference(
        ours.labels[rows, first],
        ours.scores[rows, first],
        theirs.scores[rows, second],
        seed=seed,
    )


def natural_rate(model: Judge, attribute: str) -> float:
    """The share of positives among comments as they come.

    Models of other languages are calibrated to rates of their own, which their cards
    have; a model without a card is measured at those of English.
    """
    rates = {**BASE_RATES, **getattr(model, "card", {}).get("base_rates", {})}
    return float(rates.get(attribute, OTHER_RATE))
