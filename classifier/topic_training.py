"""Fitting the topic model: words from licensed text, and a few constants.

The pairs that it is fitted on may not be redistributed; nothing of their text is
kept, only the constants that weigh the features.
"""

import csv
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from classifier import folder, meaning_training
from classifier.errors import NotEnoughExamples
from classifier.features import bare_words
from classifier.samples import read
from classifier.topic import BUCKETS, TopicModel, bucket
from classifier.topic_features import FEATURES, stem_of

PAIRS = "topic_pairs_dev.csv.gz"
TEXTS = ("jigsaw_wiki.csv.gz", "news_civil_spans.csv.gz", "wiki_context.csv.gz")
NEGATIVES = ("random_article", "same_section", "cross_domain", "spam")
"""Kinds that are off topic beyond doubt; `nearest_article` is partly on topic."""

ON_TOPIC_RATE = 0.95
"""How many comments are on topic as they come: our assumption. Of the human labels of
the Globe and Mail comments some 5 to 10 in a hundred are off topic."""

HELD_SHARE = 0.03
"""Of true comments, which the threshold may hold wrongly. It catches about a third of
comments taken from elsewhere; at 0.02 it is a quarter."""

FOLDS = 5


def train(data: Path, out: Path, *, seed: int = 0) -> folder.Card:
    """Fit and write the topic model.

    Raises:
        NotEnoughExamples: a file is missing.
    """
    texts = _stems(data)
    frequencies, meanings = _frequencies(texts), meaning_training.learn(texts)
    nothing = np.zeros(len(FEATURES) + 1, np.float32)
    model = TopicModel(frequencies, meanings, nothing, _card(seed))
    rows, features = _opinions(model, _pairs(data / PAIRS))
    labels = np.array([row["kind"] == "true" for row in rows])
    judged = np.zeros(len(rows), np.float32)
    folds = np.array([crc32(row["article_id"].encode()) % FOLDS for row in rows])
    for fold in range(FOLDS):
        fitted = _fit(features[folds != fold], labels[folds != fold])
        judged[folds == fold] = _probabilities(fitted, features[folds == fold])
    weights = _fit(features, labels)
    english = np.array([row["lang"] == "en" for row in rows])
    card = model.card
    card["hold_below"] = round(
        float(np.quantile(judged[labels & english], HELD_SHARE)), 4
    )
    card["validation"] = _figures(rows, judged)
    card["rows"] = len(rows)
    card["version"] += f"-{folder.fingerprint(weights, meanings.packed)}"
    TopicModel(frequencies, meanings, weights, card).save(out)
    return card


def _pairs(path: Path) -> Iterator[dict[str, str]]:
    if not path.is_file():
        raise NotEnoughExamples(f"{path}: wanted a file of labelled pairs, found none")
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["kind"] == "true" or row["kind"] in NEGATIVES:
                yield row


def _opinions(
    model: TopicModel, rows: Iterable[dict[str, str]]
) -> tuple[list[dict[str, str]], NDArray[np.float32]]:
    kept, features = [], []
    for row in rows:
        article = (row["article_title"], row["article_text"])
        found = model.features(row["comment"], article, row["parent_text"] or None)
        if found is not None:
            kept.append(row)
            features.append(found)
    return kept, np.array(features, np.float32)


def _fit(features: NDArray[Any], labels: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Weights and bias, at the natural rate of comments on topic."""
    weights = np.where(
        labels, ON_TOPIC_RATE / labels.sum(), (1 - ON_TOPIC_RATE) / (~labels).sum()
    )
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=10.0, max_iter=1000).fit(
        (features - mean) / spread, labels, weights * len(labels)
    )
    scaled = fitted.coef_[0] / spread
    return np.append(scaled, fitted.intercept_[0] - scaled @ mean).astype(np.float32)


def _probabilities(
    weights: NDArray[np.float32], features: NDArray[np.float32]
) -> NDArray[np.float32]:
    result: NDArray[np.float32] = 1 / (
        1 + np.exp(-(features @ weights[:-1] + weights[-1]))
    )
    return result


def _figures(
    rows: list[dict[str, str]], judged: NDArray[np.float32]
) -> dict[str, dict[str, float]]:
    """ROC-AUC of each negative kind against the true pairs, by language."""
    result: dict[str, dict[str, float]] = {}
    for lang in sorted({row["lang"] for row in rows}):
        for kind in NEGATIVES:
            chosen = [
                number
                for number, row in enumerate(rows)
                if row["lang"] == lang and row["kind"] in ("true", kind)
            ]
            labels = [rows[number]["kind"] == "true" for number in chosen]
            if any(labels) and not all(labels):
                auc = float(roc_auc_score(labels, judged[chosen]))
                result.setdefault(lang, {})[kind] = round(auc, 4)
    return result


def _stems(data: Path) -> list[list[str]]:
    """The stems of every licensed text, in order."""
    return [
        [stem for word in bare_words(sample.text) if (stem := stem_of(word))]
        for name in TEXTS
        for sample in read(data / name)
    ]


def _frequencies(texts: Sequence[Sequence[str]]) -> NDArray[np.uint8]:
    counts = Counter(bucket(stem) for text in texts for stem in set(text))
    table = np.full(BUCKETS, 0.5)
    for place, count in counts.items():
        table[place] = count
    scaled: NDArray[np.float64] = 16 * np.log(len(texts) / table)
    return scaled.clip(0, 255).astype(np.uint8)


def _card(seed: int) -> folder.Card:
    today = datetime.now(UTC).date().isoformat()
    return {
        "kind": "topic",
        "name": "comment-moderation topic",
        "version": f"topic-{today}",  # until the weights are known
        "date": today,
        "seed": seed,
        "features": list(FEATURES),
        "made_with": {name: version(name) for name in ("numpy", "scikit-learn")},
        "sources": [
            {"source": "jigsaw_wiki", "licence": "CC0 / CC BY-SA 3.0", "for": "words"},
            {"source": "news_civil_spans", "licence": "CC0", "for": "words"},
            {"source": "wiki_context", "licence": "Apache-2.0", "for": "words"},
            {
                "source": "article and comment pairs, various",
                "licence": "not for redistribution",
                "for": f"{len(FEATURES) + 1} constants",
            },
        ],
        "on_topic_rate": ON_TOPIC_RATE,
        "hold_below": 0.5,
    }
