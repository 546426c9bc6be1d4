"""P(on topic) with a sentence encoder: better, and some hundred times dearer.

Beside what `topic` sees it asks how near MiniLM's encodings of the comment, of the
article's passages and of the parent come. It needs the extra `topic`; a comment takes
some 30 ms, and the first one under an article up to a second.
"""

import threading
from collections import OrderedDict
from functools import cache
from pathlib import Path

import numpy as np

from classifier import folder
from classifier.errors import DamagedModel
from classifier.topic.features import FEATURES
from classifier.topic.judge import Article, TopicJudge, parts
from classifier.topic.meaning import Background, Floats
from classifier.topic.minilm import Encoder
from classifier.topic.model import READ_OF_COMMENT, Tie, TopicModel, logistic

KIND = "topic-minilm"
PASSAGE_WORDS = 120
"""Words of a passage: about what the encoder was trained to read at once."""

MOST_PASSAGES = 6  # of an article; each costs some 50 ms, once
REMEMBERED_TEXTS = 512  # articles and parents, at some 20 kB or less

SENTENCES = (
    "sentence_cosine",
    "sentence_cosine_title",
    "sentence_cosine_parent",
    "sentence_cosine_either",
    "sentence_above_comments_background",
    "sentence_above_articles_background",
    "sentence_above_subjects",
    "sentence_cosine * log_comment",
    "sentence_cosine * log_article",
)
ALL_FEATURES = (*FEATURES, *SENTENCES)
_LOG_COMMENT, _LOG_ARTICLE = (
    FEATURES.index("log_comment"),
    FEATURES.index("log_article"),
)


class SentenceTopicModel(TopicJudge):
    """Scores as `TopicModel` does; safe to use from many threads.

    Where the words of a comment are unknown to `words`, as in other languages, that
    model's opinion stands: the encoder reads English too.

    Args:
        words: the model of words that this one stands on.
        encoder: `minilm.Encoder`, or what encodes as it does.
        background: of its encodings.
        weights: of `ALL_FEATURES` and, last, the bias.
        card: what the model is; `version` and `hold_below` are read.
    """

    def __init__(
        self,
        words: TopicModel,
        encoder: Encoder,
        background: Background,
        weights: Floats,
        card: folder.Card,
    ) -> None:
        super().__init__(card)
        self.words_card = words.card
        self._words, self._encoder = words, encoder
        self._background = background
        self._weights = weights.astype(np.float32)
        self._lock = threading.Lock()
        self._remembered: OrderedDict[tuple[str, ...], Floats] = OrderedDict()

    def save(self, path: Path) -> None:
        """Write the constants, without the encoder and the words."""
        arrays: folder.Arrays = {
            "weights": self._weights,
            **self._background.arrays(),
        }
        folder.write(path, arrays, {**self.card, "kind": KIND})

    def explain(
        self, comment: str, article: Article, parent: str | None
    ) -> tuple[Tie, ...]:
        """The words that tie a comment to its article or parent, as `TopicModel`."""
        return self._words.explain(comment, article, parent)

    def features(
        self, comment: str, article: Article, parent: str | None
    ) -> Floats | None:
        """The values of `ALL_FEATURES`, or `None` where this model has no opinion of
        its own.
        """
        found = self._words.features(comment, article, parent)
        if found is None or len(found) < len(FEATURES):
            return None
        own = self._encoder.encode([comment[:READ_OF_COMMENT]])[0]
        title, text = parts(article)
        above = self._encoded("", parent or "")
        article_vectors = self._encoded(title, text)
        about = article_vectors if len(article_vectors) else above
        if not len(about):
            return None
        cosines = about @ own
        cosine = float(cosines.max())
        cosine_parent = float((above @ own).max()) if len(above) else 0.0
        mean, spread = self._background.expected(own)
        means, spreads = self._background.expected(about)
        sentences = (
            cosine,
            float(cosines[0]),
            cosine_parent,
            max(cosine, cosine_parent),
            (cosine - float(mean)) / float(spread),
            float(((cosines - means) / spreads).max()),
            self._above_subjects(own, about, above),
            cosine * float(found[_LOG_COMMENT]),
            cosine * float(found[_LOG_ARTICLE]),
        )
        return np.append(found, np.array(sentences, np.float32))

    def probability(self, comment: str, article: Article, parent: str | None) -> float:
        """P(on topic) of one comment; NaN where there is no opinion."""
        found = self.features(comment, article, parent)
        if found is None:
            return self._words.probability(comment, article, parent)
        return logistic(found, self._weights)

    def _above_subjects(self, own: Floats, about: Floats, above: Floats) -> float:
        """How much nearer than its nearest subjects a comment comes to what it is
        about: to the article or to the parent, whichever it fits better.
        """
        both = np.concatenate([about, above])
        return float((both @ own - self._background.nearest(both)).max())

    def _encoded(self, title: str, text: str) -> Floats:
        """Encodings of a title and the passages of a text, shape (n, n_dimensions)."""
        passages = tuple(passages_of(title, text))
        with self._lock:
            if (known := self._remembered.get(passages)) is not None:
                self._remembered.move_to_end(passages)
                return known
        made = self._encoder.encode(passages)
        with self._lock:
            self._remembered[passages] = made
            if len(self._remembered) > REMEMBERED_TEXTS:
                self._remembered.popitem(last=False)
        return made


def passages_of(title: str, text: str) -> list[str]:
    """What is encoded of an article: its title and the first passages of its text."""
    # Words that are read, at up to so many characters each.
    words = text.lstrip()[: 12 * PASSAGE_WORDS * MOST_PASSAGES].split()
    begins = range(0, len(words), PASSAGE_WORDS)
    found = [" ".join(words[begin : begin + PASSAGE_WORDS]) for begin in begins]
    return [part for part in (title.strip(), *found) if part][:MOST_PASSAGES]


@cache
def load(path: Path = folder.SHIPPED / "topic-minilm") -> SentenceTopicModel:
    """The judge that asks MiniLM, one for the process.

    Args:
        path: of its constants.

    Raises:
        MissingExtra: the extra `topic` is not installed.
        DamagedModel: a file is not whole or not unchanged.
    """
    encoder = Encoder.load()
    words = TopicModel.load(folder.SHIPPED / "topic")
    arrays, card = folder.read(path, KIND)
    if card["words"] != words.version:
        raise DamagedModel(
            f"{path}: made for the words of {card['words']!r}, "
            f"found {words.version!r}; fit it again with `sentence_training.train`"
        )
    with folder.reading(path):
        background = Background.of(arrays)
        weights = folder.array(arrays, "weights", "f", len(ALL_FEATURES) + 1)
        return SentenceTopicModel(words, encoder, background, weights, card)
