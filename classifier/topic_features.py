"""What speaks for and against a comment's being on topic, as numbers.

Two kinds: the stems that a comment shares with its article and parent (`OVERLAP`), and
how near in meaning it comes in other words (`MEANING`).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from classifier.meaning import Sense, alike, nearness
from classifier.stopwords import STOPWORDS

STEM = 6
"""Letters of a word that are compared: a light stand-in for stemming ("immigrants"
and "immigration" agree), good for any European language."""


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
class Terms:
    """The content of a text: its stems, how rare each is, and what they mean."""

    rarity: Mapping[str, float]
    words: int
    sense: Sense

    def with_(self, other: "Terms") -> "Terms":
        """Both texts as one."""
        return Terms(
            {**self.rarity, **other.rarity},
            self.words + other.words,
            self.sense.with_(other.sense),
        )


def overlap(
    own: Terms, title: Terms, article: Terms, parent: Terms
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


def meaning(own: Terms, article: Sense, parent: Sense) -> tuple[float, ...]:
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


def _coverage(own: Terms, others: Mapping[str, Any]) -> float:
    total = sum(own.rarity.values())
    shared = sum(rare for stem, rare in own.rarity.items() if stem in others)
    return shared / total if total else 0.0


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
