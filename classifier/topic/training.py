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

TEXTS = {
    "jigsaw_wiki.csv.gz": 12_000,
    "news_civil_spans.csv.gz": 10_000,
    "wiki_context.csv.gz": 4_000,
}
"""Files of licensed text, and how many passages of each the vectors are learnt from;
as many of news as there are, nearly."""


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
    model = fitted(_unfitted(_frequencies(words), meanings, seed), data)
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
    texts = [each.text for name in (*TEXTS,)[1:] for each in read(data / name)]
    told["baseline"] = {"what": "cosine of TF-IDF", **card.baseline(lexical, texts)}
    mark = folder.fingerprint(weights, unfitted.meanings.arrays()["vectors"])
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
