"""P(on topic) of a comment, from its article and the comment that it answers.

What counts is how much of the comment's content is shared with the article and the
parent, rare words more than common ones, and how near in meaning the other words come,
seen against the lengths of both: under a headline alone silence says little, under a
full report it says much.
"""

import math
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.features import bare_words
from classifier.meaning import Meanings, Sense, alike, nearness
from classifier.stopwords import STOPWORDS

KIND = "topic"
BUCKETS = 1 << 16
STEM = 6
"""Letters of a word that are compared: a light stand-in for stemming ("immigrants"
and "immigration" agree), good for any European language."""

FEWEST_WORDS = 8
"""Below, no opinion: short comments are mostly undecidable, measured as AUC near 0.5
on the `true_short` pairs of the development set."""

REMEMBERED_ARTICLES = 256

Floats = NDArray[np.float32]
Article = str | tuple[str | None, str | None] | Mapping[str, str | None] | None

RARE = 4.5
"""Natural logarithm of the inverse share of texts: a stem that fewer than one text in
ninety has. That comment and article both say "minutes" or "people" is no evidence."""

OVERLAP = (
    "covered_by_title",
    "covered_by_article",
    "covered_by_parent",
    "rarest_shared",
    "shares_rare",
    "log_rare_shared",
    "log_comment",
    "log_article",
    "covered_by_article * log_article",
    "log_comment * log_article",
    "has_parent",
)
MEANING = (
    "alike_article",
    "alike_parent",
    "near_article",
    "nearest_three",
    "coherence",
    "coherence * alike_article",
    "coherence * near_article",
    "rarity",
    "rarity * near_article",
    "far_words",
    "far_words * coherence",
)
FEATURES = (*OVERLAP, *MEANING)


@dataclass(frozen=True)
class _Terms:
    """The content of a text: its stems, how rare each is, and what they mean."""

    rarity: Mapping[str, float]
    words: int
    sense: Sense

    def with_(self, other: "_Terms") -> "_Terms":
        """Both texts as one."""
        return _Terms(
            {**self.rarity, **other.rarity},
            self.words + other.words,
            self.sense.with_(other.sense),
        )


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
        self._articles: OrderedDict[int, tuple[str, _Terms]] = OrderedDict()

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
        overlap = _overlap(own, head, article_terms, above)
        meaning = _meaning(own, article_terms.sense, above.sense)
        return np.array([*overlap, *meaning], np.float32)

    def _remembered(self, text: str) -> _Terms:
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

    def _terms(self, text: str) -> _Terms:
        found = bare_words(text)
        rarity = {
            stem: float(self._frequencies[bucket(stem)]) / 16
            for word in found
            if (stem := stem_of(word))
        }
        return _Terms(
            rarity,
            sum(word[0].isalnum() for word in found),
            self._meanings.sense(rarity.items()),
        )


def stem_of(word: str) -> str:
    """The stem of a content word; empty for stop words, numbers and signs.

    >>> stem_of("immigrants"), stem_of("because")
    ('immigr', '')
    """
    word = _POSSESSIVE.sub("", word)
    if len(word) < 3 or not word.isalpha() or word in STOPWORDS:
        return ""
    return word[:STEM].removesuffix("s") if len(word) > 3 else word


_POSSESSIVE = re.compile(r"['’]s?$")


def bucket(stem: str) -> int:
    """Where the frequency of a stem is kept."""
    return crc32(stem.encode("utf-8", "replace")) & (BUCKETS - 1)


def _overlap(
    own: _Terms, title: _Terms, article: _Terms, parent: _Terms
) -> tuple[float, ...]:
    """The values of `OVERLAP`: what a comment shares with what it is about."""
    covered = _coverage(own, article.rarity)
    log_comment = math.log(len(own.rarity))
    log_article = math.log1p(len(article.rarity))
    shared = [rare for stem, rare in own.rarity.items() if stem in article.rarity]
    rare_shared = [rare for rare in shared if rare >= RARE]
    return (
        _coverage(own, title.rarity),
        covered,
        _coverage(own, parent.rarity),
        max(shared, default=0.0) / 10,
        float(bool(rare_shared)),
        math.log1p(sum(rare_shared)),
        log_comment,
        log_article,
        covered * log_article,
        log_comment * log_article,
        float(bool(parent.rarity)),
    )


def _meaning(own: _Terms, article: Sense, parent: Sense) -> tuple[float, ...]:
    """The values of `MEANING`: how near a comment comes in other words.

    A comment of rare words that keep company with each other has a subject; if that
    is far from the article's, the comment is about something else.
    """
    near = nearness(own.sense, article)
    alike_article, coherent = alike(own.sense, article), own.sense.coherence()
    rarity = sum(own.rarity.values()) / len(own.rarity) / 10
    return (
        alike_article,
        alike(own.sense, parent),
        near.mean,
        near.best,
        coherent,
        coherent * alike_article,
        coherent * near.mean,
        rarity,
        rarity * near.mean,
        near.far,
        near.far * coherent,
    )


def _coverage(own: _Terms, others: Mapping[str, Any]) -> float:
    total = sum(own.rarity.values())
    shared = sum(rare for stem, rare in own.rarity.items() if stem in others)
    return shared / total if total else 0.0


def _parts(article: Article) -> tuple[str, str]:
    if article is None:
        return "", ""
    if isinstance(article, str):
        return "", article
    if isinstance(article, tuple):
        return article[0] or "", article[1] or ""
    return article.get("title") or "", article.get("text") or ""
