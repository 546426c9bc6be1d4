"""Training the topic model: words from licensed text, and a few constants.

The pairs that the constants are fitted on may not be redistributed; nothing of their
text is kept, only what weighs the features.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import classifier
from classifier import folder
from classifier.samples import read
from classifier.topic import card, meaning_training, pairs
from classifier.topic.features import FEATURES, OVERLAP, bare, stem_of, words_of
from classifier.topic.fitting import Features, Judged, fit, judged
from classifier.topic.meaning import Floats, Meanings
from classifier.topic.model import BUCKETS, TopicModel, bucket
from classifier.topic.pairs import Row

NEWS = "news_civil_spans.csv.gz"
TEXTS = {
    "jigsaw_wiki.csv.gz": 120_000,
    NEWS: 40_000,
    "wiki_context.csv.gz": 20_000,
    "social.csv.gz": 35_000,
}
"""Files of text, and how many passages of each the vectors are learnt from at most; of
news all there are. AUC on the folds, against a random and the nearest article: 30,000
passages in all 0.914 and 0.758, 100,000 0.920 and 0.759, 215,000 0.921 and 0.759; with
those of `social.csv.gz` 0.922 and 0.760."""

LICENSED = (
    "jigsaw_train",
    "cat_gn",
    "cat_gc",
    "civil_spans",
    "davidson",
    "stormfront",
    "edos",
)
"""Sources that anyone may learn from; the card names their licences."""


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
        encoder: what the vectors of words are learnt from anew, which takes some
            twenty minutes; without one those of the shipped model are taken over.

    Raises:
        NotEnoughExamples: a file is missing.
    """
    texts = read_texts(data)
    words = [words_of(text) for each in texts.values() for text in each]
    drawn = passages(texts, seed) if encoder else {}
    meanings = (
        meaning_training.learn(
            [_content(text) for text in words],
            [passage for each in drawn.values() for passage in each],
            drawn[NEWS],
            lambda passage: _content(words_of(passage)),
            encoder,
        )
        if encoder
        else classifier.pretrained_topic().meanings
    )
    model = fitted(_unfitted(_frequencies(words), meanings, seed), data)
    model.save(out)
    return model.card


def read_texts(data: Path) -> dict[str, list[str]]:
    """The licensed texts of each file of `TEXTS`."""
    return {
        name: [each.text for each in read(data / name) if each.source in LICENSED]
        for name in TEXTS
    }


def passages(texts: Mapping[str, Sequence[str]], seed: int) -> dict[str, list[str]]:
    """What the vectors of words are learnt from, of each file its share."""
    random = np.random.default_rng(seed)
    return {
        name: meaning_training.drawn(texts[name], most, random)
        for name, most in TEXTS.items()
    }


def fitted(unfitted: TopicModel, data: Path) -> TopicModel:
    """The same words with weights, and a card that tells how good they are."""
    rows = list(pairs.read(data))
    rows += pairs.with_bodies(rows, data)
    known = judged(rows, _features_of(unfitted))
    lexical = judged(rows, lambda row: _overlap(unfitted, row))
    weights = fit(known.features, known.rows)
    lexical_weights = fit(lexical.features, lexical.rows)
    told = {**unfitted.card, **card.figures(_served(known, lexical))}
    told["lexical_only"] = card.validation(lexical)
    news = [sample.text for sample in read(data / NEWS)]
    told["baseline"] = {"what": "cosine of TF-IDF", **card.baseline(lexical, news)}
    mark = folder.fingerprint(weights, unfitted.meanings.vectors)
    told["version"] += f"-{mark}"
    words, meanings = unfitted.frequencies, unfitted.meanings
    return TopicModel(words, meanings, weights, lexical_weights, told)


def _served(judged: Judged, lexical: Judged) -> Judged:
    """Rows with the scores that serving gives them: by meaning where it is known."""
    by_meaning = dict(zip(map(id, judged.rows), judged.scores, strict=True))
    scores = [
        by_meaning.get(id(row), score)
        for row, score in zip(lexical.rows, lexical.scores, strict=True)
    ]
    return Judged(lexical.rows, lexical.features, np.array(scores, np.float32))


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


def _unfitted(
    frequencies: NDArray[np.uint8], meanings: Meanings, seed: int
) -> TopicModel:
    """A model that knows words, and weighs nothing yet."""
    nothing = np.zeros(len(FEATURES) + 1, np.float32)
    lexical = nothing[: len(OVERLAP) + 1]
    return TopicModel(
        frequencies, meanings, nothing, lexical, card.blank(seed, FEATURES)
    )
