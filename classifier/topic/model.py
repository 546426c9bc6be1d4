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
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.spelling import fold
from classifier.topic.features import (
    FEATURES,
    OVERLAP,
    TOKEN,
    About,
    Terms,
    bare,
    meaning,
    overlap,
    stem_of,
    words_of,
)
from classifier.topic.judge import Article, TopicJudge, parts
from classifier.topic.meaning import Floats, Meanings

KIND = "topic"
BUCKETS = 1 << 16
FEWEST_WORDS = 8
"""Below, no opinion: short comments are mostly undecidable, measured as AUC near 0.5
on the `true_short` pairs of the development set."""

KNOWN_SHARE = 0.65
"""Of a comment's content words that must have a vector for meaning to be asked. Of 100
comments under news in English more are known in 99, of German ones in 5 and of Romanian
ones in 4: there only what a comment shares with an article in the same language counts.
"""

READ_OF_COMMENT = 4_000
READ_OF_ARTICLE = 40_000
"""Characters that are read, from the beginning: some 700 and 7,000 words."""

PASSAGE = 60
"""Content words of one passage of an article; the best passage counts."""

MATCHED = 192
"""Different words of an article that are matched with the comment's: those of its head,
then the most important of the others."""

NEAR = 0.35
"""Cosine under which two words have little to do with each other, chosen by eye."""

REMEMBERED_ARTICLES = 256
REMEMBERED_BYTES = 16_000_000
REMEMBERED_WORDS = 20_000
LONGEST_REMEMBERED_WORD = 24

_Word = tuple[str, str, float, int]
"""Without its ending, its stem, how rare that is, and the row of its vector or -1."""


class Tie(NamedTuple):
    """A word of a comment that ties it to its article or parent.

    Attributes:
        begin: where the word begins in the comment as sent, in code points.
        end: where it ends.
        weight: its rarity from 0 to 1, times the cosine with the nearest word of the
            article or parent, 1 for the same word.
        to: that word, folded.
    """

    begin: int
    end: int
    weight: float
    to: str


class TopicModel(TopicJudge):
    """Scores comments against what they are about; safe to use from many threads.

    Args:
        frequencies: of hashed stems, shape (`BUCKETS`,), uint8: 16 times the natural
            logarithm of the inverse share of texts with the stem.
        meanings: of words.
        weights: of `FEATURES` and, last, the bias.
        lexical_weights: of `OVERLAP` and, last, the bias, for comments or articles
            whose words have no vectors.
        card: what the model is; `version` and `hold_below` are read.
    """

    def __init__(
        self,
        frequencies: NDArray[np.uint8],
        meanings: Meanings,
        weights: Floats,
        lexical_weights: Floats,
        card: folder.Card,
    ) -> None:
        super().__init__(card)
        self.meanings = meanings
        self.frequencies = frequencies
        self._weights = weights.astype(np.float32)
        self._lexical_weights = lexical_weights.astype(np.float32)
        self._lock = threading.Lock()
        self._words: dict[str, _Word] = {}
        self._abouts: OrderedDict[tuple[str, str], tuple[About, int]] = OrderedDict()
        self._bytes = 0
        nothing = self._terms([])
        self._nothing = About(
            nothing, nothing, nothing.sense.vectors, (_NONE, _NONE), _NONE
        )

    @classmethod
    def load(cls, path: Path) -> "TopicModel":
        """Read a model folder.

        Raises:
            DamagedModel: it is not whole, not unchanged, or not of this kind.
        """
        arrays, card = folder.read(path, KIND)
        with folder.reading(path):
            frequencies = folder.array(arrays, "frequencies", "u", BUCKETS)
            weights = folder.array(arrays, "weights", "f", len(FEATURES) + 1)
            lexical = folder.array(arrays, "lexical_weights", "f", len(OVERLAP) + 1)
            return cls(frequencies, Meanings.of(arrays), weights, lexical, card)

    def save(self, path: Path) -> None:
        """Write a model folder, whole or not at all."""
        arrays: folder.Arrays = {
            "frequencies": self.frequencies,
            **self.meanings.arrays(),
            "weights": self._weights,
            "lexical_weights": self._lexical_weights,
        }
        folder.write(path, arrays, {**self.card, "kind": KIND})

    def features(
        self, comment: str, article: Article, parent: str | None
    ) -> Floats | None:
        """The values of `FEATURES`, or of `OVERLAP` alone where the words of both
        sides, or of a title, are unknown; `None` where there is no opinion.
        """
        if not (any(parts(article)) or parent):
            return None  # most texts that are only scored are about nothing
        comment = comment[:READ_OF_COMMENT]
        if not _WORD.search(comment):
            return None  # ten thousand emoji cost no folding
        own = self._terms(words_of(comment))
        if own.words < FEWEST_WORDS or not own.rarity:
            return None
        about, above = self._about(*parts(article)), self._about("", parent or "")
        if not about.whole.rarity:
            about = above
        if not about.whole.rarity:
            return None
        if own.known < KNOWN_SHARE <= about.whole.known:
            return None  # in two languages silence says nothing
        values = overlap(own, about, above)
        if own.known >= KNOWN_SHARE and about.head.sense.words:
            values += meaning(own, about, above)
        return np.array(values, np.float32)

    def explain(
        self, comment: str, article: Article, parent: str | None
    ) -> tuple[Tie, ...]:
        """The words of a comment that tie it to its article or parent, strongest first.

        A word that neither has, and that comes near to none of theirs, is left out;
        what is left out of every word speaks for another subject.
        """
        abouts = (self._about(*parts(article)), self._about("", parent or ""))
        folded = fold(comment[:READ_OF_COMMENT])
        found = []
        for match in TOKEN.finditer(folded.text):
            word, stem, rarity, row = self._word(match[0])
            cosine, to = max(self._nearest(word, stem, row, each) for each in abouts)
            if stem and cosine >= NEAR:
                span = folded.span(*match.span())
                found.append(Tie(*span, min(1.0, rarity / 10) * cosine, to))
        return tuple(sorted(found, key=lambda tie: -tie.weight))

    def probability(self, comment: str, article: Article, parent: str | None) -> float:
        """P(on topic) of one comment; NaN where there is no opinion."""
        found = self.features(comment, article, parent)
        if found is None:
            return math.nan
        lexical = len(found) == len(OVERLAP)
        weights = self._lexical_weights if lexical else self._weights
        return logistic(found, weights)

    def _nearest(
        self, word: str, stem: str, row: int, about: About
    ) -> tuple[float, str]:
        if stem in about.whole.rarity:
            return 1.0, word
        theirs = about.whole.sense
        if row < 0 or not theirs.words:
            return 0.0, ""
        cosines = theirs.vectors @ self.meanings.sense([word], [row]).direction
        best = int(cosines.argmax())
        return float(cosines[best]), theirs.words[best]

    def _about(self, title: str, text: str) -> About:
        """An article or parent; hundreds of comments come under the same one."""
        if not (title or text):
            return self._nothing
        key = (title, text)
        with self._lock:
            if known := self._abouts.get(key):
                self._abouts.move_to_end(key)
                return known[0]
        made = self._made(title, text)
        with self._lock:
            if key not in self._abouts:
                self._keep(key, made)
        return made

    @property
    def remembered_bytes(self) -> int:
        """About how much memory the remembered articles take."""
        return self._bytes

    def _keep(self, key: tuple[str, str], about: About) -> None:
        size = _bytes_of(key, about)
        self._abouts[key] = (about, size)
        self._bytes += size
        while (
            len(self._abouts) > REMEMBERED_ARTICLES or self._bytes > REMEMBERED_BYTES
        ) and len(self._abouts) > 1:
            _, (_, freed) = self._abouts.popitem(last=False)
            self._bytes -= freed

    def _made(self, title: str, text: str) -> About:
        first = words_of(title[:READ_OF_ARTICLE])
        rest = words_of(text[:READ_OF_ARTICLE])
        passages = [self._terms(passage) for passage in _passages(rest)]
        head = self._terms(first)
        if not head.rarity and passages:
            head = passages[0]
        known = [each for each in (head, *passages) if each.sense.words]
        directions = np.array([each.sense.direction for each in known])
        if not known:
            directions = head.sense.vectors
        background = self.meanings.background
        whole = self._terms([*first, *rest], head)
        expected, nearest = (
            background.expected(directions),
            background.nearest(directions),
        )
        return About(head, whole, directions, expected, nearest)

    def _terms(self, words: Sequence[str], head: Terms | None = None) -> Terms:
        """The terms of a text; the words of its head first, where it has one."""
        remembered, rarity, rows, unknown = self._words, {}, {}, set()
        for each in words:
            word, stem, rare, row = remembered.get(each) or self._word(each)
            if stem:
                rarity[stem] = rare
                if row >= 0:
                    rows[word] = row
                else:
                    unknown.add(word)
        if head is not None:
            rows = self._matched(rows, head)
        return Terms(
            len(words),
            rarity,
            sum(rarity.values()),
            math.sqrt(sum(rare * rare for rare in rarity.values())),
            self.meanings.sense(tuple(rows)[:MATCHED], tuple(rows.values())[:MATCHED]),
            len(rows) / (len(rows) + len(unknown)) if rows else 0.0,
        )

    def _matched(self, rows: Mapping[str, int], head: Terms) -> dict[str, int]:
        """The known words of an article: its head's, then the rarest of the others."""
        first = {word: rows[word] for word in head.sense.words}
        others = sorted(
            (word for word in rows if word not in first),
            key=lambda word: -self._word(word)[2],
        )
        return first | {word: rows[word] for word in others}

    def _word(self, word: str) -> _Word:
        found = self._words.get(word)
        if found is None:
            plain = bare(word)
            stem = stem_of(plain)
            rarity = float(self.frequencies[bucket(stem)]) / 16 if stem else 0.0
            row = self.meanings.row(plain) if stem else -1
            found = (plain, stem, rarity, row)
            if len(word) <= LONGEST_REMEMBERED_WORD:
                if len(self._words) >= REMEMBERED_WORDS:
                    # Whoever sends endless new words must not fill the memory.
                    self._words = {}
                self._words[word] = found
        return found


def logistic(features: Floats, weights: Floats) -> float:
    """The logistic function of weighed features; the last weight is the bias."""
    logit = float(features @ weights[:-1] + weights[-1])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def bucket(stem: str) -> int:
    """Where the frequency of a stem is kept."""
    return crc32(stem.encode("utf-8", "replace")) & (BUCKETS - 1)


def _passages(words: Sequence[str]) -> Iterator[list[str]]:
    """The words of a text, cut after each `PASSAGE` words with content."""
    passage, content = [], 0
    for word in words:
        passage.append(word)
        content += bool(stem_of(word))
        if content == PASSAGE:
            yield passage
            passage, content = [], 0
    if content:
        yield passage


def _bytes_of(key: tuple[str, str], about: About) -> int:
    """About how much memory an article takes: texts, arrays, and 200 bytes a stem."""
    arrays = (about.head.sense, about.whole.sense)
    return (
        4 * sum(map(len, key))
        + sum(each.vectors.nbytes for each in arrays)
        + about.passages.nbytes
        + 200 * len(about.whole.rarity)
    )


_WORD = re.compile(r"[^\W\d_]{2}")
_NONE = np.zeros(0, np.float32)
