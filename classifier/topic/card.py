"""What is told of a topic model: how good it is, what it stands on, what it cannot."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import roc_auc_score

from classifier import folder
from classifier.topic.fitting import ON_TOPIC_RATE, Judged, natural
from classifier.topic.meaning import Floats
from classifier.topic.pairs import HUMAN, NEGATIVES, is_fitted

HELD_SHARE = 0.025
"""Of true comments, which the threshold may hold wrongly."""

BINS = 10  # of the calibration error, with equally many rows


def blank(seed: int, features: Sequence[str]) -> folder.Card:
    """What is known of a model before it is fitted."""
    today = datetime.now(UTC).date().isoformat()
    return {
        "kind": "topic",
        "name": "comment-moderation topic",
        "version": f"topic-{today}",  # until the weights are known
        "date": today,
        "seed": seed,
        "features": list(features),
        "made_with": {name: version(name) for name in ("numpy", "scikit-learn")},
        "sources": [
            {"source": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "for": "vectors"},
            {"source": "jigsaw_wiki", "licence": "CC0 / CC BY-SA 3.0", "for": "words"},
            {"source": "news_civil_spans", "licence": "CC0", "for": "words"},
            {"source": "wiki_context", "licence": "Apache-2.0", "for": "words"},
            {"source": "davidson", "licence": "MIT", "for": "words"},
            {"source": "stormfront", "licence": "CC BY-SA 3.0 ES", "for": "words"},
            {"source": "edos", "licence": "CC0", "for": "words"},
            {
                "source": "article and comment pairs, various",
                "licence": "not for redistribution; no text of theirs is kept",
                "for": "under a hundred constants",
            },
        ],
        "on_topic_rate": ON_TOPIC_RATE,
        "hold_below": 0.5,
        "limits": [
            "Its words are English: in other languages only shared words count.",
            "Fitted on headlines and on comments that stand in for bodies, for no "
            "English articles with bodies and comments could be had.",
            "A comment under a near article of the same subject mostly passes, and so "
            "does one that only names what the article is about.",
            "No opinion under eight words, without content words, or with neither "
            "article nor parent.",
        ],
    }


def figures(judged: Judged) -> dict[str, Any]:
    """What a card tells of how good a model is, all on articles it was not fitted on.

    `hold_below` and the shares that it holds are of English headlines; `calibration`
    is the expected calibration error at the natural rate and with as many off topic
    as on topic.
    """
    english = np.array(
        [row["lang"] == "en" and not row["stand_in"] for row in judged.rows]
    )
    kinds = np.array([row["kind"] for row in judged.rows])
    true = judged.scores[english & (kinds == "true")]
    below = round(float(np.quantile(true, HELD_SHARE)), 4)
    held = {
        kind: round(float((judged.scores[english & (kinds == kind)] < below).mean()), 4)
        for kind in ("true", *NEGATIVES)
    }
    paired = english & np.isin(kinds, ("true", *NEGATIVES))
    labels, scores = kinds[paired] == "true", judged.scores[paired]
    return {
        "hold_below": below,
        "rows": int(sum(map(is_fitted, judged.rows))),
        "validation": validation(judged),
        "with_stand_in_bodies": validation(judged, stand_in=True),
        "held": held,
        "calibration": {
            "natural": calibration_error(scores, labels, natural(labels)),
            "balanced": calibration_error(
                _balanced(scores), labels, natural(labels, rate=0.5)
            ),
        },
    }


def validation(
    judged: Judged, *, stand_in: bool = False
) -> dict[str, dict[str, float]]:
    """ROC-AUC of each negative kind against the true pairs, by language; that of human
    labels by source.
    """
    result: dict[str, dict[str, float]] = {}
    rows = [
        (row, score)
        for row, score in zip(judged.rows, judged.scores, strict=True)
        if bool(row["stand_in"]) == stand_in
    ]
    groups = {("lang", row["lang"]) for row, _ in rows} | {
        ("source", row["source"]) for row, _ in rows if row["kind"] in HUMAN
    }
    for field, value in sorted(groups):
        positive = "true" if field == "lang" else HUMAN[0]
        for kind in NEGATIVES if field == "lang" else HUMAN[1:]:
            chosen = [
                (row["kind"] == positive, float(score))
                for row, score in rows
                if row[field] == value and row["kind"] in (positive, kind)
            ]
            labels = [label for label, _ in chosen]
            if any(labels) and not all(labels):
                auc = roc_auc_score(labels, [score for _, score in chosen])
                result.setdefault(value, {})[kind] = round(float(auc), 4)
    return result


def calibration_error(
    scores: Floats, labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    """Mean distance of score and share of true in bins of equal weight (Naeini, Cooper
    and Hauskrecht, 2015)."""
    order = np.argsort(scores)
    reached = np.cumsum(weights[order]) / weights.sum()
    bins = np.minimum((reached * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in range(BINS):
        inside = order[bins == number]
        if len(inside):
            difference = weights[inside] @ (scores[inside] - labels[inside])
            error += abs(float(difference)) / float(weights.sum())
    return round(error, 4)


def baseline(judged: Judged, texts: Iterable[str]) -> dict[str, float]:
    """What the cosine of TF-IDF, learnt from these texts, makes of the same English
    pairs.
    """
    tfidf = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit(texts)
    comments = tfidf.transform([row["comment"] for row in judged.rows])
    articles = tfidf.transform(
        [f"{row['article_title']} {row['article_text']}" for row in judged.rows]
    )
    cosines = np.asarray(comments.multiply(articles).sum(axis=1)).ravel()
    scored = Judged(judged.rows, judged.features, cosines.astype(np.float32))
    return validation(scored)["en"]


def _balanced(scores: Floats) -> Floats:
    """Scores as if as many comments were off topic as on topic."""
    off = (1 - scores) * ON_TOPIC_RATE
    on = scores * (1 - ON_TOPIC_RATE)
    return (on / (on + off)).astype(np.float32)
