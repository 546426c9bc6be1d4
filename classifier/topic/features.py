"""What speaks for and against a comment's being on topic, as numbers.

Two kinds: the stems that a comment shares with its article and parent (`OVERLAP`), and
how near in meaning it comes in other words (`MEANING`), each word of the one matched
with the nearest of the other, in both directions.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.language.stopwords import STOPWORDS
from classifier.spelling import spelt
from classifier.topic.meaning import Floats, Sense

STEM = 6
"""Letters of a word that are compared: a light stand-in for stemming ("immigrants"
and "immigration" agree), good for any European language."""

LONGEST_WORD = 40
"""Letters of the longest word that is read; what is longer is no word."""

RARE = 4.5
"""Natural logarithm of the inverse share of texts: a stem that fewer than one text in
ninety has. That comment and article both say "minutes" or "people" is no evidence."""

LONG = 300
"""Different stems of an article from which more make no difference. The pairs that the
constants are fitted on have few longer ones."""

OVERLAP = (
    "covered",
    "head_covered",
    "parent_covered",
    "rarest_shared",
    "second_shared",
    "third_shared",
    "log_rare_shared",
    "lexical_cosine",
    "log_comment",
    "log_article",
    "has_parent",
    "head_covered * log_article",
    "log_comment * log_article",
)
MEANING = (
    "cosine",
    "cosine_parent",
    "parent_near",
    "above_background",
    "above_subjects",
    "near",
    "head_near",
    "coherence",
    "coherence_head",
    "rarity",
    "rarity_head",
    "cosine * log_article",
    "near * log_article",
    "head_near * log_comment",
    "coherence * cosine",
    "coherence * near",
    "rarity * near",
    "rarity_head * head_near",
)
FEATURES = (*OVERLAP, *MEANING)


@dataclass(frozen=True, eq=False)
class Terms:
    """The content of a text.

    Attributes:
        words: how many words it has, content or not.
        rarity: of each of its stems, in natural logarithms of the inverse share of
            texts that have it.
        total: the sum of `rarity`.
        length: root of the sum of its squares.
        sense: what its words mean.
        known: the share of its content words that have a vector.
    """

    words: int
    rarity: Mapping[str, float]
    total: float
    length: float
    sense: Sense
    known: float


@dataclass(frozen=True, eq=False)
class About:
    """An article or a parent, ready to be compared with any comment.

    Attributes:
        head: what it says first: its title, or its first passage.
        whole: title and text; the words of `head` come first in its sense.
        passages: directions of the head and of each passage, shape (n, n_dimensions).
        expected: mean and spread of the cosines of `passages` with texts about
            anything, each of shape (n,).
        nearest: how near the nearest subjects come to each of `passages`, shape (n,).
    """

    head: Terms
    whole: Terms
    passages: Floats
    expected: tuple[Floats, Floats]
    nearest: Floats


def overlap(own: Terms, about: About, parent: About) -> tuple[float, ...]:
    """The values of `OVERLAP`: what a comment shares with what it is about."""
    theirs = about.whole.rarity
    shared = sorted(
        (rare for stem, rare in own.rarity.items() if stem in theirs), reverse=True
    )
    head_covered = _share(about.head, own)
    log_comment, log_article = _logs(own, about)
    first, second, third, *_ = (*shared, 0.0, 0.0, 0.0)
    squares = sum(rare * rare for rare in shared)
    return (
        sum(shared) / own.total,
        head_covered,
        _share(own, parent.whole),
        first / 10,
        second / 10,
        third / 10,
        math.log1p(sum(rare for rare in shared if rare >= RARE)),
        squares / (own.length * about.whole.length + 1e-9),
        log_comment,
        log_article,
        float(bool(parent.whole.rarity)),
        head_covered * log_article,
        log_comment * log_article,
    )


def meaning(own: Terms, about: About, parent: About) -> tuple[float, ...]:
    """The values of `MEANING`: how near a comment comes in other words.

    A comment of rare words that keep company with each other has a subject; if that
    is far from the article's, the comment is about something else.
    """
    mine, theirs, head = own.sense, about.whole.sense, about.head
    cosines = about.passages @ mine.direction
    means, spreads = about.expected
    cosine = float(cosines.max())
    each = mine.vectors @ theirs.vectors.T
    weights = mine.importance / mine.importance.sum()
    near = float(weights @ each.max(axis=1))
    of_head = each[:, : len(head.sense.words)].max(axis=0)
    head_near = float(head.sense.importance @ of_head / head.sense.importance.sum())
    log_comment, log_article = _logs(own, about)
    rarity = own.total / len(own.rarity) / 10
    rarity_head = head.total / len(head.rarity) / 10
    return (
        cosine,
        *_parent_meaning(mine, weights, parent),
        float(((cosines - means) / spreads).max()),
        _above_subjects(mine, about, parent),
        near,
        head_near,
        mine.coherence,
        head.sense.coherence,
        rarity,
        rarity_head,
        cosine * log_article,
        near * log_article,
        head_near * log_comment,
        mine.coherence * cosine,
        mine.coherence * near,
        rarity * near,
        rarity_head * head_near,
    )


def _logs(own: Terms, about: About) -> tuple[float, float]:
    """Logarithms of how much there is to compare, in stems."""
    return math.log(len(own.rarity)), math.log1p(min(LONG, len(about.whole.rarity)))


def _parent_meaning(mine: Sense, weights: Floats, parent: About) -> tuple[float, float]:
    theirs = parent.whole.sense
    if not len(theirs.words):
        return 0.0, 0.0
    nearest: NDArray[np.float32] = (mine.vectors @ theirs.vectors.T).max(axis=1)
    return float(theirs.direction @ mine.direction), float(weights @ nearest)


def _above_subjects(mine: Sense, about: About, parent: About) -> float:
    """How much nearer than its nearest subjects a comment comes to what it is about:
    to the article or to the parent, whichever it fits better.

    Without it AUC against the nearest article is 0.016 less. The comment's own nearest
    subjects, its sentences apart, its first words counting more, and a dozen ways to
    match words were tried beside it and gain 0.001 or nothing.
    """
    return max(
        float((each.passages @ mine.direction - each.nearest).max())
        for each in (about, parent)
        if len(each.passages)
    )


def _share(one: Terms, other: Terms) -> float:
    """The part of a text's stems that the other has too, rare ones counting more."""
    if not (one.rarity and other.rarity):
        return 0.0
    theirs = other.rarity
    shared = sum(rare for stem, rare in one.rarity.items() if stem in theirs)
    return shared / one.total


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded.

    >>> words_of("The Mayor's tram")
    ['the', "mayor's", 'tram']
    """
    found: list[str] = TOKEN.findall(spelt(text))
    return found


def bare(word: str) -> str:
    """A folded word without its possessive ending."""
    return _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word


def stem_of(word: str) -> str:
    """The stem of a content word; empty for stop words, signs and what is no word.

    >>> stem_of("immigrants"), stem_of("because"), stem_of("737")
    ('immigr', '', '737')
    """
    word = bare(word)
    if word in STOPWORDS or not 2 <= len(word) <= LONGEST_WORD:
        return ""
    if not word.isalpha():
        return word if word.isdecimal() and len(word) > 2 else ""
    return word[:STEM].removesuffix("s") if len(word) > 3 else word


TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
