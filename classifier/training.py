"""Training the shipped model: labelled files to a model folder.

One logistic regression an attribute, on the rows that label it; the weights of all
become one table. Calibrated on rows that the regression has not seen, re-weighted to
the rates at which each attribute occurs among comments as they come.
"""

import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any
from zlib import crc32

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from classifier import evaluation, folder, invented
from classifier.errors import NotEnoughExamples
from classifier.features import (
    BUCKETS,
    PAIR_WEIGHT,
    WORD_WEIGHT,
    bare_words,
    pair_bucket,
    squared_norm,
    word_buckets,
)
from classifier.model import Model
from classifier.samples import ATTRIBUTES, BASE_RATES, Sample, read

Floats = NDArray[np.float32]

SOURCES: dict[str, tuple[str, str, float]] = {
    "jigsaw_train": ("Jigsaw Toxic Comment Classification", "CC0 / CC BY-SA 3.0", 1.0),
    "cat_gn": ("context_toxicity, parent not shown", "Apache-2.0", 1.0),
    "cat_gc": ("context_toxicity, parent shown", "Apache-2.0", 1.0),
    "civil_spans": ("toxic_spans on Civil Comments", "CC0", 0.5),
    "davidson": ("hate-speech-and-offensive-language", "MIT", 0.3),
    "stormfront": ("hate-speech-dataset, Vicomtech", "CC BY-SA 3.0 ES", 0.5),
    "edos": ("EDOS", "CC0", 0.5),
    "sms_spam": (
        "SMS Spam Collection",
        "free for all purposes, says its author: "
        "jmgomezhidalgo.blogspot.com/2011/06/new-dataset-released-sms-spam.html",
        0.3,
    ),
    "invented": ("written for this product", "Apache-2.0", 1.0),
}
"""What is learnt from: name, licence, weight of a row. Davidson's tweets were picked
by slur and take dialect for abuse, so they weigh little; civil_spans and the
forums were picked as likely toxic; text messages are another genre than comments."""

FILES = (
    "jigsaw_wiki.csv.gz",
    "wiki_context.csv.gz",
    "news_civil_spans.csv.gz",
    "social.csv.gz",
    "spam.csv.gz",
)
CALIBRATION_SHARE = 10  # one row in so many is kept for calibration
CLEAN_KEPT = 2  # one clean talk row in so many is learnt from; the rest add little
REGULARISATION = 30.0


def train(data: Path, out: Path, *, seed: int = 0) -> folder.Card:
    """Train on the files that the licence allows, evaluate, and write a folder.

    Args:
        data: the folder with the labelled files.
        out: the model folder to write; what training alone needs goes beside the
            weights as `training.joblib`.

    Raises:
        NotEnoughExamples: a file is missing, or an attribute has under 50 positives.
    """
    samples = [*_licensed(data), *invented.samples(seed)]
    labels = _labels(samples)
    _check(labels)
    features = matrix([sample.text for sample in samples])
    weights = np.array([SOURCES[s.source][2] * s.weight for s in samples], np.float32)
    aside = np.array([_kept_aside(sample.text) for sample in samples])
    table = np.zeros((BUCKETS, len(ATTRIBUTES)), np.float32)
    bias = np.zeros(len(ATTRIBUTES), np.float32)
    calibration = np.zeros((2, len(ATTRIBUTES)), np.float32)
    for column, attribute in enumerate(ATTRIBUTES):
        known = ~np.isnan(labels[:, column])
        rows = np.flatnonzero(known & ~aside)
        fitted = _regression(features[rows], labels[rows, column], weights[rows], seed)
        table[:, column], bias[column] = fitted.coef_[0], fitted.intercept_[0]
        rows = np.flatnonzero(known & aside & _calibrates(samples, attribute))
        logits = features[rows] @ table[:, column] + bias[column]
        calibration[:, column] = platt(
            logits, labels[rows, column], BASE_RATES[attribute]
        )
    card = _card(samples, seed)
    card["version"] = f"attributes-{card['date']}-{folder.fingerprint(table, bias)}"
    model = Model(table, bias, calibration, card)
    card["validation"] = evaluation.evaluate(model, data)
    model.save(out)
    joblib.dump({"samples": samples, "labels": labels}, out / "training.joblib")
    return card


def matrix(texts: Sequence[str]) -> csr_matrix:
    """The features of texts, shape (n_texts, `BUCKETS`), as the model sums them."""
    begins, columns, values = [0], [], []
    for text in texts:
        counts: dict[int, float] = defaultdict(float)
        tokens = bare_words(text)
        for word, often in Counter(tokens).items():
            own, *grams = word_buckets(word)
            counts[own] += WORD_WEIGHT * sqrt(often)
            for gram in grams:
                counts[gram] += sqrt(often)
        for pair, often in Counter(pairwise(tokens)).items():
            counts[pair_bucket(*pair)] += PAIR_WEIGHT * sqrt(often)
        norm = sum(map(squared_norm, tokens))
        norm += PAIR_WEIGHT**2 * max(len(tokens) - 1, 0)
        columns.append(np.fromiter(counts.keys(), np.int32, len(counts)))
        row = np.fromiter(counts.values(), np.float32, len(counts))
        values.append(row / np.sqrt(norm or 1.0))
        begins.append(begins[-1] + len(counts))
    return csr_matrix(
        (np.concatenate(values), np.concatenate(columns), begins),
        shape=(len(texts), BUCKETS),
        dtype=np.float32,
    )


def platt(logits: Floats, labels: Floats, rate: float) -> tuple[float, float]:
    """Slope and offset of a sigmoid (Platt, 1999) at a given rate of positives."""
    positive = labels > 0.5
    weights = np.where(positive, rate / positive.sum(), (1 - rate) / (~positive).sum())
    fitted = LogisticRegression(C=1e6).fit(
        logits.reshape(-1, 1), positive, weights * len(labels)
    )
    return max(float(fitted.coef_[0, 0]), 1e-3), float(fitted.intercept_[0])


def _licensed(data: Path) -> list[Sample]:
    samples = [
        sample
        for name in FILES
        for sample in read(data / name)
        if sample.source in SOURCES and sample.split == "train"
    ]
    return [_as_no_spam(sample) for sample in samples if _learnt_from(sample)]


def _learnt_from(sample: Sample) -> bool:
    clean = sample.source == "jigsaw_train" and sample.labels.get("toxicity") == 0
    return not clean or crc32(sample.text.encode()) % CLEAN_KEPT == 0


def _as_no_spam(sample: Sample) -> Sample:
    """Talk of editors at work is no advertising: the clean part teaches spam too."""
    if sample.source in ("jigsaw_train", "cat_gn", "cat_gc", "civil_spans"):
        return Sample(
            sample.text, {**sample.labels, "spam": 0}, sample.source, sample.split
        )
    return sample


def _labels(samples: Sequence[Sample]) -> Floats:
    return np.array(
        [[each.labels.get(name, np.nan) for name in ATTRIBUTES] for each in samples],
        np.float32,
    )


def _check(labels: Floats) -> None:
    for column, attribute in enumerate(ATTRIBUTES):
        positive = int(np.nansum(labels[:, column]))
        if positive < 50:
            raise NotEnoughExamples(
                f"{attribute}: wanted 50 positive rows or more, found {positive}"
            )


def _kept_aside(text: str) -> bool:
    return crc32(text.encode("utf-8", "replace")) // 7 % CALIBRATION_SHARE == 0


def _calibrates(samples: Sequence[Sample], attribute: str) -> NDArray[np.bool_]:
    # Only sets whose clean rows are complete tell how sure a score may be.
    talk = ("jigsaw_train", "invented")
    return np.array([sample.source in talk for sample in samples])


def _regression(
    features: csr_matrix, labels: Floats, weights: Floats, seed: int
) -> LogisticRegression:
    regression = LogisticRegression(
        C=REGULARISATION, max_iter=150, tol=1e-6, random_state=seed
    )
    with warnings.catch_warnings():
        # Where it stops early, the last steps would gain nothing on held-out rows.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return regression.fit(features, labels, weights)


def _card(samples: Sequence[Sample], seed: int) -> folder.Card:
    today = datetime.now(UTC).date().isoformat()
    rows = Counter(sample.source for sample in samples)
    return {
        "kind": "attributes",
        "name": "comment-moderation",
        "date": today,
        "attributes": list(ATTRIBUTES),
        "languages": ["en"],
        "seed": seed,
        "made_with": {name: version(name) for name in ("numpy", "scikit-learn")},
        "sources": _sources(rows),
        "base_rates": BASE_RATES,
        "limits": [
            "English only.",
            "Learnt mostly from Wikipedia talk of before 2018: newer words and other "
            "places are less well known.",
            "Swearing among friends and dialects may score as abuse; irony and "
            "politely worded contempt may not.",
        ],
    }


def _sources(rows: Counter[str]) -> list[dict[str, Any]]:
    return [
        {"source": key, "name": name, "licence": licence, "rows": rows[key]}
        for key, (name, licence, _) in SOURCES.items()
    ]
