"""Training the shipped models: labelled files to model folders.

One logistic regression an attribute, on the rows that label it; what they learn becomes
the tables that serving sums (`classifier.design`). Calibrated on rows that the
regressions have not seen, re-weighted to the rates at which each attribute occurs among
comments as they come.
"""

import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from classifier import design, folder, sources
from classifier.design import Design, Meaning
from classifier.errors import NotEnoughExamples
from classifier.features import BITS
from classifier.model import Model
from classifier.samples import ATTRIBUTES, BASE_RATES, Sample
from classifier.topic import TopicModel
from classifier.weights import Weights

Floats = NDArray[np.float32]
Tell = Callable[[str], None]

NO_MEANING = Meaning({}, np.zeros((0, 1), np.float32))

CALIBRATION_SHARE = 10  # one row in so many is kept for calibration
STRENGTH = 5.0
"""Inverse of the penalty's weight, `C`. AUC of toxicity on Wikipedia talk is 0.979 at 1
and 0.981 from 3 to 10."""
STEPS, TOLERANCE = 100, 0.004
"""Of the optimiser; with a tolerance of 0.02 it may stop a step early, at 0.004 of AUC
less."""
FEWEST_POSITIVES = 50
FEW_BITS = 16  # of the tables of languages with few rows
PROCESSES = 2  # attributes learnt at a time, each in some 3 GB


def train(
    data: Path,
    out: Path,
    *,
    meaning: Meaning,
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> folder.Card:
    """Train English on the files that the licence allows, and write a folder.

    Args:
        data: the folder with the labelled files.
        out: the model folder to write.
        meaning: of words.
        tell: told what is done, a line at a time.

    Raises:
        NotEnoughExamples: a file is missing, or an attribute has under 50 positives.
    """
    model = fit(sources.licensed(data, seed), meaning, seed=seed, tell=tell)
    model.save(out)
    return model.card


def meaning_of(topic: TopicModel) -> Meaning:
    """The meanings of words that a topic model knows."""
    hashes, vectors = topic.meanings.table()
    return Meaning({key: row for row, key in enumerate(hashes.tolist())}, vectors)


def fit(
    samples: Sequence[Sample],
    meaning: Meaning,
    *,
    bits: int = BITS,
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> Model:
    """A calibrated model from labelled rows.

    The attributes are those with both classes in the rows; the same rows, meaning and
    seed give the same model.

    Raises:
        NotEnoughExamples: no attribute has enough rows of both classes.
    """
    attributes = [name for name in ATTRIBUTES if _learns(samples, name)]
    if not attributes:
        raise NotEnoughExamples(
            f"wanted {FEWEST_POSITIVES} positive rows or more and negative ones for an "
            f"attribute, found none in {len(samples)} rows"
        )
    tell(f"Reading {len(samples):,} texts")
    reading = design.read([sample.text for sample in samples], bits)
    columns = Design(reading, meaning)
    features = columns.matrix(reading, sources.own_ways(samples))
    fold = np.array([_fold(sample.text) for sample in samples])
    tell(f"Learning {', '.join(attributes)}")
    fitted = joblib.Parallel(n_jobs=PROCESSES)(
        joblib.delayed(_regression)(columns, features, samples, name, fold != 0, seed)
        for name in attributes
    )
    coefficients = np.array([each[0] for each in fitted], np.float32)
    bias = np.array([each[1] for each in fitted], np.float32)
    weights = Weights.unpacked(columns.weights(coefficients, bias).packed())
    aside = [sample for sample, its in zip(samples, fold, strict=True) if its == 0]
    return _calibrated(weights, attributes, aside, _card(samples, attributes, seed))


def train_languages(
    data: Path,
    out: Path,
    *,
    languages: Sequence[str] = tuple(sources.OTHER_SOURCES),
    seed: int = 0,
    tell: Tell = lambda _: None,
) -> dict[str, folder.Card]:
    """Train other languages, each into `out` with `-` and its code behind.

    Returns:
        The cards, by language.

    Raises:
        NotEnoughExamples: a file is missing.
    """
    cards = {}
    for language in languages:
        its = sources.of_language(data, language)
        model = fit(its, NO_MEANING, bits=FEW_BITS, seed=seed, tell=tell)
        model.save(out.with_name(f"{out.name}-{language}"))
        cards[language] = model.card
    return cards


def _regression(
    columns: Design,
    features: csr_matrix,
    samples: Sequence[Sample],
    attribute: str,
    learnt: NDArray[np.bool_],
    seed: int,
) -> tuple[Floats, float]:
    """Coefficients and bias from the rows that label the attribute."""
    rows = np.array(
        [
            number
            for number, sample in enumerate(samples)
            if learnt[number] and attribute in sample.labels
        ]
    )
    labelled = [samples[row] for row in rows]
    positive = np.array([sample.labels[attribute] == 1 for sample in labelled])
    weights = np.array(
        [sources.weight_of(sample, attribute) for sample in labelled], np.float32
    )
    its = features[rows]
    scale = columns.evidence(its, positive, weights)
    its.data *= scale.take(its.indices)
    regression = LogisticRegression(
        C=STRENGTH, solver="liblinear", max_iter=STEPS, tol=TOLERANCE, random_state=seed
    )
    with warnings.catch_warnings():
        # Where the steps run out, what is missing is less than what is rounded off.
        warnings.simplefilter("ignore", ConvergenceWarning)
        regression.fit(its, positive, weights)
    return regression.coef_[0] * scale, float(regression.intercept_[0])


def _calibrated(
    weights: Weights,
    attributes: Sequence[str],
    aside: Sequence[Sample],
    card: folder.Card,
) -> Model:
    calibration = np.array([[1.0], [0.0]], np.float32).repeat(len(attributes), axis=1)
    raw = Model(weights, calibration, {**card, "version": ""})
    for column, attribute in enumerate(attributes):
        rows = _for_calibration(aside, attribute)
        logits = raw.logits([each.text for each in rows])[:, column]
        labels = np.array([each.labels[attribute] for each in rows], bool)
        calibration[:, column] = platt(logits, labels, card["base_rates"][attribute])
    mark = folder.fingerprint(*weights.packed().values(), calibration)
    name = f"attributes-{'-'.join(card['languages'])}-{card['date']}-{mark}"
    calibrated = weights.calibrated(*calibration)
    return Model(calibrated, calibration, {**card, "version": name})


def platt(
    logits: Floats, positive: NDArray[np.bool_], rate: float
) -> tuple[float, float]:
    """Slope and offset of a sigmoid (Platt, 1999) at a given rate of positives.

    Raises:
        NotEnoughExamples: there is only one class.
    """
    if positive.all() or not positive.any():
        raise NotEnoughExamples(
            "calibration: wanted rows of both classes, found only "
            f"{'positive' if positive.any() else 'negative'} ones"
        )
    weights = np.where(positive, rate / positive.sum(), (1 - rate) / (~positive).sum())
    fitted = LogisticRegression(C=1e6).fit(
        logits.reshape(-1, 1), positive, weights * len(positive)
    )
    return max(float(fitted.coef_[0, 0]), 1e-3), float(fitted.intercept_[0])


def _for_calibration(aside: Sequence[Sample], attribute: str) -> list[Sample]:
    """Rows of sources whose clean rows are complete: only they tell how sure to be.

    Where these have not both classes, as for spam, all rows stand in.
    """
    labelled = [sample for sample in aside if attribute in sample.labels]
    natural = [sample for sample in labelled if sample.source == sources.NATURAL]
    classes = {sample.labels[attribute] for sample in natural}
    return natural if len(classes) == 2 else labelled


def _learns(samples: Sequence[Sample], attribute: str) -> bool:
    labels = [each.labels[attribute] for each in samples if attribute in each.labels]
    return sum(labels) >= FEWEST_POSITIVES and sum(labels) < len(labels)


def _fold(text: str) -> int:
    return folder.stable_hash(text) // 7 % CALIBRATION_SHARE


def _card(
    samples: Sequence[Sample], attributes: Sequence[str], seed: int
) -> folder.Card:
    language = samples[0].language
    rows = Counter(sample.source for sample in samples)
    return {
        "kind": "attributes",
        "name": "comment-moderation",
        "date": datetime.now(UTC).date().isoformat(),
        "attributes": list(attributes),
        "languages": [language],
        "seed": seed,
        "made_with": {name: version(name) for name in ("numpy", "scikit-learn")},
        "sources": [
            sources.told_of(name, count) for name, count in sorted(rows.items())
        ],
        "base_rates": {name: _base_rate(samples, name) for name in attributes},
        "limits": sources.LIMITS[language],
    }


def _base_rate(samples: Sequence[Sample], attribute: str) -> float:
    """English at rates known from elsewhere; others as their sources were gathered."""
    if samples[0].language == "en":
        return BASE_RATES[attribute]
    labels = [each.labels[attribute] for each in samples if attribute in each.labels]
    return round(sum(labels) / len(labels), 4)
