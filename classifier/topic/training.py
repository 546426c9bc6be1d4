"""Fitting the topic model: words from licensed text, and a few constants.

The pairs that it is fitted on may not be redistributed; nothing of their text is
kept, only the constants that weigh the features.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import classifier
from classifier import folder
from classifier.errors import NotEnoughExamples
from classifier.samples import read
from classifier.topic import meaning_training
from classifier.topic.features import FEATURES, OVERLAP, bare, stem_of, words_of
from classifier.topic.meaning import Floats, Meanings
from classifier.topic.model import BUCKETS, TopicModel, bucket

PAIRS = "topic_pairs_dev.csv.gz"
COMMENTS = "topic_comments.csv.gz"
TEXTS = {
    "jigsaw_wiki.csv.gz": 12_000,
    "news_civil_spans.csv.gz": 10_000,
    "wiki_context.csv.gz": 4_000,
}
"""Files of licensed text, and how many passages of each the vectors are learnt from;
as many of news as there are, nearly."""

NEGATIVES = (
    "random_article",
    "same_section",
    "nearest_article",
    "cross_domain",
    "spam",
)
HUMAN = ("human_on_topic", "human_off_topic")
ON_TOPIC_RATE = 0.95
"""How many comments are on topic as they come: our assumption. Of the human labels of
the Globe and Mail comments some 5 to 10 in a hundred are off topic."""

HELD_SHARE = 0.025
"""Of true comments, which the threshold may hold wrongly."""

STRENGTH = 0.3
"""Inverse of the regularisation, chosen on the folds: 0.1 to 1 differ by 0.001."""

FOLDS = 5
BINS = 10  # of the calibration error, with equally many rows

FEWEST_STAND_INS, MOST_STAND_INS, LONGEST_STAND_IN = 3, 8, 1500
"""Comments that stand in for the body of an article, and their characters. No English
pairs with bodies could be had; other comments of the thread are about the same subject
and as long, so they teach what silence means under a long text."""

Row = dict[str, str]
Features = Callable[[Row], Floats | None]


@dataclass(frozen=True)
class Judged:
    """Rows with an opinion, their features, and P(on topic) by other folds' weights."""

    rows: list[Row]
    features: Floats
    scores: Floats


def train(
    data: Path,
    out: Path,
    *,
    seed: int = 0,
    encoder: meaning_training.Encoder | None = None,
) -> folder.Card:
    """Fit and write the topic model.

    Args:
        data: the folder of labelled files.
        out: where the model shall be.
        seed: of what is drawn.
        encoder: what the vectors of words are learnt from anew, which takes minutes;
            without one those of the shipped model are taken over.

    Raises:
        NotEnoughExamples: a file is missing.
    """
    texts = {name: [sample.text for sample in read(data / name)] for name in TEXTS}
    words = [words_of(text) for each in texts.values() for text in each]
    meanings = (
        meaning_training.learn(
            [_content(text) for text in words],
            passages(texts, seed),
            lambda passage: _content(words_of(passage)),
            encoder,
        )
        if encoder
        else classifier.pretrained_topic().meanings
    )
    model = fitted(_blank(_frequencies(words), meanings, seed), data)
    model.save(out)
    return model.card


def passages(texts: Mapping[str, Sequence[str]], seed: int) -> list[str]:
    """What the vectors of words are learnt from, of each file its share."""
    random = np.random.default_rng(seed)
    return [
        passage
        for name, most in TEXTS.items()
        for passage in meaning_training.drawn(texts[name], most, random)
    ]


def fitted(blank: TopicModel, data: Path) -> TopicModel:
    """The same words with weights, and a card that tells how good they are."""
    rows = list(pairs(data))
    rows += with_bodies(rows, data / COMMENTS)
    judged = judge(rows, _features_of(blank))
    lexical = judge(rows, lambda row: _overlap(blank, row))
    weights = fit(judged.features, judged.rows)
    lexical_weights = fit(lexical.features, lexical.rows)
    card = {**blank.card, **figures(_served(judged, lexical))}
    card["lexical_only"] = validation(lexical)
    card["baseline"] = {"what": "cosine of TF-IDF", **_baseline(lexical, data)}
    mark = folder.fingerprint(weights, blank.meanings.arrays()["vectors"])
    card["version"] += f"-{mark}"
    return TopicModel(blank.frequencies, blank.meanings, weights, lexical_weights, card)


def _served(judged: Judged, lexical: Judged) -> Judged:
    """Rows with the scores that serving gives them: by meaning where it is known."""
    by_meaning = dict(zip(map(id, judged.rows), judged.scores, strict=True))
    scores = [
        by_meaning.get(id(row), score)
        for row, score in zip(lexical.rows, lexical.scores, strict=True)
    ]
    return Judged(lexical.rows, lexical.features, np.array(scores, np.float32))


def judge(rows: Iterable[Row], features: Features) -> Judged:
    """Rows judged by weights that were fitted without their articles."""
    found = [(row, each) for row in rows if (each := features(row)) is not None]
    kept = [row for row, _ in found]
    values = np.array([each for _, each in found], np.float32)
    own = np.array([_fold(row["own_article"]) for row in kept])
    shown = np.array([_fold(row["article_id"]) for row in kept])
    scores = np.zeros(len(kept), np.float32)
    for number in range(FOLDS):
        others = (own != number) & (shown != number)
        fitted = fit(values[others], [kept[place] for place in np.flatnonzero(others)])
        scores[own == number] = probabilities(fitted, values[own == number])
    return Judged(kept, values, scores)


def fit(features: Floats, rows: Sequence[Row]) -> Floats:
    """Weights and bias, at the natural rate of comments on topic, on English pairs."""
    used = np.array([_is_fitted(row) for row in rows])
    features, labels = features[used], np.array([_is_true(row) for row in rows])[used]
    weights = _natural(labels) * len(labels)
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=STRENGTH, max_iter=2000).fit(
        (features - mean) / spread, labels, weights
    )
    scaled = fitted.coef_[0] / spread
    return np.append(scaled, fitted.intercept_[0] - scaled @ mean).astype(np.float32)


def probabilities(weights: Floats, features: Floats) -> Floats:
    """P(on topic), shape (n_rows,)."""
    logits = features @ weights[:-1] + weights[-1]
    result: Floats = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return result


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
        "rows": int(sum(map(_is_fitted, judged.rows))),
        "validation": validation(judged),
        "with_stand_in_bodies": validation(judged, stand_in=True),
        "held": held,
        "calibration": {
            "natural": calibration_error(scores, labels, _natural(labels)),
            "balanced": calibration_error(
                _balanced(scores), labels, _natural(labels, 0.5)
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


def with_bodies(rows: Sequence[Row], path: Path) -> list[Row]:
    """Copies of the pairs, other comments standing in for the bodies of articles."""
    comments = defaultdict(list)
    for row in _rows(path):
        comments[row["article_id"]].append((row["comment_id"], row["text"]))
    result = []
    for row in rows:
        others = [
            text
            for comment_id, text in comments[row["article_id"]]
            if comment_id != row["comment_id"] and text != row["parent_text"]
        ]
        if row["kind"] in HUMAN or len(others) < FEWEST_STAND_INS:
            continue
        body = "\n".join(others[:MOST_STAND_INS])[:LONGEST_STAND_IN]
        result.append({**row, "article_text": body, "stand_in": "comments"})
    return result


def _rows(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise NotEnoughExamples(f"{path}: wanted a file of labelled pairs, found none")
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def pairs(data: Path) -> Iterator[Row]:
    """The pairs, each with the article that its comment is in truth from."""
    rows = list(_rows(data / PAIRS))
    own = {row["pair_id"]: row["article_id"] for row in rows if _is_true(row)}
    for row in rows:
        if row["kind"] in ("true", *NEGATIVES, *HUMAN):
            article = own.get(row["pair_id"], row["article_id"])
            yield {**row, "own_article": article, "stand_in": ""}


def _is_true(row: Row) -> bool:
    return row["kind"] == "true"


def _is_fitted(row: Row) -> bool:
    return row["lang"] == "en" and row["kind"] in ("true", *NEGATIVES)


def _fold(article: str) -> int:
    return crc32(article.encode()) % FOLDS


def _natural(
    labels: NDArray[np.bool_], rate: float = ON_TOPIC_RATE
) -> NDArray[np.float64]:
    """Weights that sum to 1 and make the share of true rows what it is in nature."""
    result: NDArray[np.float64] = np.where(
        labels, rate / labels.sum(), (1 - rate) / (~labels).sum()
    )
    return result


def _balanced(scores: Floats) -> Floats:
    """Scores as if as many comments were off topic as on topic."""
    off = (1 - scores) * ON_TOPIC_RATE
    on = scores * (1 - ON_TOPIC_RATE)
    return (on / (on + off)).astype(np.float32)


def _features_of(model: TopicModel) -> Features:
    def features(row: Row) -> Floats | None:
        found = _asked(model, row)
        return found if found is not None and len(found) == len(FEATURES) else None

    return features


def _overlap(model: TopicModel, row: Row) -> Floats | None:
    found = _asked(model, row)
    return None if found is None else found[: len(OVERLAP)]


def _asked(model: TopicModel, row: Row) -> Floats | None:
    article = (row["article_title"], row["article_text"])
    return model.features(row["comment"], article, row["parent_text"] or None)


def _baseline(judged: Judged, data: Path) -> dict[str, float]:
    """What the cosine of TF-IDF makes of the same English pairs."""
    texts = [each.text for name in (*TEXTS,)[1:] for each in read(data / name)]
    tfidf = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit(texts)
    comments = tfidf.transform([row["comment"] for row in judged.rows])
    articles = tfidf.transform(
        [f"{row['article_title']} {row['article_text']}" for row in judged.rows]
    )
    cosines = np.asarray(comments.multiply(articles).sum(axis=1)).ravel()
    scored = Judged(judged.rows, judged.features, cosines.astype(np.float32))
    return validation(scored)["en"]


def _content(words: Sequence[str]) -> list[str]:
    return [bare(word) for word in words if stem_of(word)]


def _frequencies(texts: Sequence[Sequence[str]]) -> NDArray[np.uint8]:
    counts = Counter(
        bucket(stem)
        for text in texts
        for stem in {stem_of(word) for word in text}
        if stem
    )
    table = np.full(BUCKETS, 0.5)
    for place, count in counts.items():
        table[place] = count
    scaled: NDArray[np.float64] = 16 * np.log(len(texts) / table)
    return scaled.clip(0, 255).astype(np.uint8)


def _blank(frequencies: NDArray[np.uint8], meanings: Meanings, seed: int) -> TopicModel:
    """A model that knows words, and weighs nothing yet."""
    nothing = np.zeros(len(FEATURES) + 1, np.float32)
    lexical = nothing[: len(OVERLAP) + 1]
    return TopicModel(frequencies, meanings, nothing, lexical, card(seed, FEATURES))


def card(seed: int, features: Sequence[str]) -> folder.Card:
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
