"""P(on topic) of a comment, from its article and the comment that it answers.

What counts is how much of the comment's content is shared with the article and the
parent, rare words more than common ones, and how near in meaning the other words come,
seen against the lengths of both: under a headline alone silence says little, under a
full report it says much.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.features import bare_words
from classifier.meaning import Meanings
from classifier.topic_features import Terms, meaning, overlap, stem_of

KIND = "topic"
BUCKETS = 1 << 16
FEWEST_WORDS = 8
"""Below, no opinion: short comments are mostly undecidable, measured as AUC near 0.5
on the `true_short` pairs of the development set."""

REMEMBERED_ARTICLES = 256

Floats = NDArray[np.float32]
Article = str | tuple[str | None, str | None] | Mapping[str, str | None] | None


class TopicModel:
    """Scores comments against what they are about; safe to use from many threads.

    Args:
        frequencies: of hashed stems, shape (`BUCKETS`,), uint8: 16 times the natural
            logarithm of the inverse share of texts with the stem.
        meanings: of stems.
        weights: of `FEATURES` and, last, the bias.
        card: what the model is; `version` and `hold_below` are read.
    """

    def __init__(
        self,
        frequencies: NDArray[np.uint8],
        meanings: Meanings,
        weights: Floats,
        card: folder.Card,
    ) -> None:
        self.card = card
        self.version: str = card["version"]
        self.hold_below: float = card["hold_below"]
        self._frequencies = frequencies
        self._meanings = meanings
        self._weights = weights.astype(np.float32)
        self._lock = threading.Lock()
        self._articles: OrderedDict[int, tuple[str, Terms]] = OrderedDict()

    @classmethod
    def load(cls, path: Path) -> "TopicModel":
        """Read a model folder.

        Raises:
            DamagedModel: it is not whole, not unchanged, or not of this kind.
        """
        arrays, card = folder.read(path, KIND)
        meanings = Meanings(arrays["stems"], arrays["vectors"])
        return cls(arrays["frequencies"], meanings, arrays["weights"], card)

    def save(self, path: Path) -> None:
        """Write a model folder, whole or not at all."""
        arrays: folder.Arrays = {
            "frequencies": self._frequencies,
            "stems": self._meanings.stems,
            "vectors": self._meanings.packed,
            "weights": self._weights,
        }
        folder.write(path, arrays, {**self.card, "kind": KIND})

    def score(
        self,
        comments: Sequence[str],
        articles: Sequence[Article],
        parents: Sequence[str | None],
    ) -> Floats:
        """P(on topic), shape (n_texts,); NaN where there is no opinion.

        Args:
            comments: the texts to judge.
            articles: for each its article: the text, a title with a text, a mapping
                with `title` and `text`, or `None`.
            parents: for each the text of the comment that it answers, or `None`.

        Raises:
            ValueError: the three differ in length.
        """
        triples = list(zip(comments, articles, parents, strict=True))
        result = np.full(len(triples), np.nan, np.float32)
        for number, triple in enumerate(triples):
            found = self.features(*triple)
            if found is not None:
                logit = float(found @ self._weights[:-1] + self._weights[-1])
                result[number] = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
        return result

    def features(
        self, comment: str, article: Article, parent: str | None
    ) -> Floats | None:
        """The values of `FEATURES`, or `None` where there is no opinion."""
        own = self._terms(comment)
        title, text = _parts(article)
        head, body = self._terms(title), self._remembered(text)
        above = self._terms(parent or "")
        article_terms = body.with_(head)
        about = article_terms.rarity
        if own.words < FEWEST_WORDS or not own.rarity or not (about or above.rarity):
            return None
        return np.array(
            [
                *overlap(own, head, article_terms, above),
                *meaning(own, article_terms.sense, above.sense),
            ],
            np.float32,
        )

    def _remembered(self, text: str) -> Terms:
        """The terms of an article; hundreds of comments come under the same one."""
        if not text:
            return self._terms("")
        key = hash(text)
        with self._lock:
            if (known := self._articles.get(key)) and known[0] == text:
                self._articles.move_to_end(key)
                return known[1]
        terms = self._terms(text)
        with self._lock:
            self._articles[key] = (text, terms)
            if len(self._articles) > REMEMBERED_ARTICLES:
                self._articles.popitem(last=False)
        return terms

    def _terms(self, text: str) -> Terms:
        found = bare_words(text)
        rarity = {
            stem: float(self._frequencies[bucket(stem)]) / 16
            for word in found
            if (stem := stem_of(word))
        }
        return Terms(
            rarity,
            sum(word[0].isalnum() for word in found),
            self._meanings.sense(rarity.items()),
        )


def bucket(stem: str) -> int:
    """Where the frequency of a stem is kept."""
    return crc32(stem.encode("utf-8", "replace")) & (BUCKETS - 1)


def _parts(article: Article) -> tuple[str, str]:
    if article is None:
        return "", ""
    if isinstance(article, str):
        return "", article
    if isinstance(article, tuple):
        return article[0] or "", article[1] or ""
    return article.get("title") or "", article.get("text") or ""
